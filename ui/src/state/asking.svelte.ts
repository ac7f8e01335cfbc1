// A question to the open document: in progress, answered, or refused. A new one replaces the one before.

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
  | { kind: 'asking'; question: string; stage: Stage; done: number }
  | { kind: 'answered'; question: string; answer: AnswerView }
  | { kind: 'refused'; question: string; reason: Problem };

export class Asking {
  asked = $state.raw<Asked | null>(null);
  /** The quotations of the answer. */
  readonly found = $derived(this.asked?.kind === 'answered' ? foundIn(this.asked.answer) : []);

  readonly #bridge: Pick<Bridge, 'ask' | 'stopAsking'>;
  #document: DocumentId | null = null;
  /** Counts the questions: the answer to an older one is not wanted any more. */
  #turn = 0;

  constructor(bridge: Pick<Bridge, 'ask' | 'stopAsking'>) {
    this.#bridge = bridge;
  }

  /** Resolves with the outcome; null if the question was taken back or another one was asked meanwhile. */
  async ask(document: DocumentId, question: string): Promise<Asked | null> {
    const turn = ++this.#turn;
    this.#document = document;
    this.asked = { kind: 'asking', question, stage: 'waiting', done: 0 };
    let ended: Asked;
    try {
      ended = { kind: 'answered', question, answer: await this.#bridge.ask(document, question) };
    } catch (thrown) {
      ended = { kind: 'refused', question, reason: asProblem(thrown) };
    }
    if (turn !== this.#turn) return null;
    this.asked = ended;
    return ended;
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
}
