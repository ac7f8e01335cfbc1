// A question to the open document: in progress, perhaps with a first result, then answered or refused. A new one
// replaces the one before.

import {
  asProblem,
  type AnswerView,
  type Problem,
  type AppEvent,
  type Bridge,
  type DocumentId,
  type Stage,
} from '../bridge';
import { foundIn } from './answer';

export type Asked =
  /** `soFar` is what was found while the reading goes on. */
  | { kind: 'asking'; question: string; stage: Stage; done: number; soFar: AnswerView | null }
  /** A provisional answer is the last one because a person stopped the question, or because it `failed` later. */
  | { kind: 'answered'; question: string; answer: AnswerView; failed: Problem | null }
  | { kind: 'refused'; question: string; reason: Problem };

/** What to show of an answer, final or not. */
const answerOf = (asked: Asked | null): AnswerView | null =>
  asked?.kind === 'answered' ? asked.answer : asked?.kind === 'asking' ? asked.soFar : null;

export class Asking {
  asked = $state.raw<Asked | null>(null);
  /** The answer, or what was found so far. */
  readonly answer = $derived(answerOf(this.asked));
  /** The quotations of the answer. */
  readonly found = $derived(this.answer ? foundIn(this.answer) : []);

  readonly #bridge: Pick<Bridge, 'ask' | 'stopAsking'>;
  readonly #came: (answer: AnswerView, before: AnswerView | null) => void;
  #document: DocumentId | null = null;
  /** Counts the questions: the answer to an older one is not wanted any more. */
  #turn = 0;

  /** Calls `came` whenever an answer comes into view; `before` is the first result that it replaces. */
  constructor(bridge: Pick<Bridge, 'ask' | 'stopAsking'>, came: (answer: AnswerView, before: AnswerView | null) => void) {
    this.#bridge = bridge;
    this.#came = came;
  }

  /** Resolves with the outcome; null if the question was taken back or another one was asked meanwhile. */
  async ask(document: DocumentId, question: string): Promise<Asked | null> {
    const turn = ++this.#turn;
    this.#document = document;
    this.asked = { kind: 'asking', question, stage: 'waiting', done: 0, soFar: null };
    let answer: AnswerView | null = null;
    let failed: Problem | null = null;
    try {
      answer = await this.#bridge.ask(document, question);
    } catch (thrown) {
      failed = asProblem(thrown);
    }
    if (turn !== this.#turn) return null;
    const before = this.answer;
    answer ??= before;
    this.asked = answer ? { kind: 'answered', question, answer, failed } : { kind: 'refused', question, reason: failed! };
    if (answer && answer !== before) this.#came(answer, before);
    return this.asked;
  }

  /** Stops a question in progress and keeps what it found so far. Rejects with a Problem. */
  async stop(): Promise<void> {
    const { asked } = this;
    if (asked?.kind !== 'asking') return;
    this.#turn += 1;
    this.asked = asked.soFar && { kind: 'answered', question: asked.question, answer: asked.soFar, failed: null };
    await this.#bridge.stopAsking();
  }

  /** Takes the question back, or removes its answer. Rejects with a Problem. */
  async close(): Promise<void> {
    const inProgress = this.asked?.kind === 'asking';
    this.#turn += 1;
    this.asked = null;
    if (inProgress) await this.#bridge.stopAsking();
  }

  receive({ document, stage, done }: Extract<AppEvent, { kind: 'asking' }>): void {
    if (this.asked?.kind === 'asking' && this.#document === document) this.asked = { ...this.asked, stage, done };
  }

  /** Takes a first answer in. One to an older question may still be on its way when the next is asked. */
  receiveFirst({ document, answer }: Extract<AppEvent, { kind: 'first_answer' }>): void {
    const { asked } = this;
    if (asked?.kind !== 'asking' || this.#document !== document || answer.question !== asked.question) return;
    const before = asked.soFar;
    this.asked = { ...asked, soFar: answer };
    this.#came(answer, before);
  }
}
