// A question to documents: in progress, perhaps with a first result, then answered or refused. A new one replaces the
// one before. While another document is in view, a question in progress goes on aside.

import {
  asProblem,
  type AnswerView,
  type FollowUp,
  type Gist,
  type GivenAnswer,
  type Problem,
  type AppEvent,
  type Bridge,
  type DocumentId,
  type QuestionId,
  type QuestionScope,
  type Stage,
} from '../bridge';
import { follow, foundIn, quotes } from './answer';

/** A question, and what it was put to. */
interface Put {
  question: string;
  scope: QuestionScope;
}

export type Asked = Put &
  (
    | /** `soFar` is what was found while the reading goes on. */
    { kind: 'asking'; stage: Stage; done: number; soFar: AnswerView | null }
    /** A provisional answer is the last one because a person stopped the question, or because it `failed` later. */
    | { kind: 'answered'; id: QuestionId | null; answer: AnswerView; failed: Problem | null; followUps: readonly FollowUp[] }
    | { kind: 'refused'; reason: Problem }
  );

type InProgress = Extract<Asked, { kind: 'asking' }>;

/** What to show of an answer, final or not. */
const answerOf = (asked: Asked | null): AnswerView | null =>
  asked?.kind === 'answered' ? asked.answer : asked?.kind === 'asking' ? asked.soFar : null;

const isSame = (one: QuestionScope, other: QuestionScope): boolean => JSON.stringify(one) === JSON.stringify(other);

export class Asking {
  asked = $state.raw<Asked | null>(null);
  /** The answer, or what was found so far. */
  readonly answer = $derived(answerOf(this.asked));
  /** The quotations of the answer. */
  readonly found = $derived(this.answer ? foundIn(this.answer) : []);

  readonly #bridge: Pick<Bridge, 'ask' | 'stopAsking' | 'pastAnswer'>;
  readonly #came: (answer: AnswerView, before: AnswerView | null) => void;
  /** A question in progress while what it was put to is not in view. Then nothing else is asked. */
  #aside: InProgress | null = null;
  /** Counts the questions: the answer to an older one is not wanted any more. */
  #turn = 0;

  /** Calls `came` whenever an answer comes into view; `before` is the first result that it replaces. */
  constructor(bridge: Pick<Bridge, 'ask' | 'stopAsking' | 'pastAnswer'>, came: (answer: AnswerView, before: AnswerView | null) => void) {
    this.#bridge = bridge;
    this.#came = came;
  }

  /**
   * Resolves with the outcome, which is not in view if the question is aside; null if it was taken back or another one was
   * asked meanwhile.
   */
  async ask(scope: QuestionScope, question: string): Promise<Asked | null> {
    const turn = ++this.#turn;
    const put = { question, scope };
    this.#takeAside();
    this.asked = { ...put, kind: 'asking', stage: 'waiting', done: 0, soFar: null };
    let given: GivenAnswer | null = null;
    let failed: Problem | null = null;
    try {
      given = await this.#bridge.ask(scope, question);
    } catch (thrown) {
      failed = asProblem(thrown);
    }
    if (turn !== this.#turn) return null;
    const aside = this.#takeAside();
    const before = aside ? aside.soFar : this.answer;
    const answer = given?.answer ?? before;
    const ended: Asked = answer
      ? { ...put, kind: 'answered', id: given?.id ?? null, answer, failed, followUps: given?.follow_ups ?? [] }
      : { ...put, kind: 'refused', reason: failed! };
    if (aside) return ended;
    this.asked = ended;
    if (answer && answer !== before) this.#came(answer, before);
    return ended;
  }

  /** What the question was put to goes out of view: in progress, it goes on aside. */
  setAside(): void {
    if (this.asked?.kind === 'asking') this.#aside = this.asked;
    this.asked = null;
  }

  /** Takes the question that is aside into view again, if it was put to this document. Says whether it was. */
  takeUp(concerns: (scope: QuestionScope) => boolean): boolean {
    if (!this.#aside || !concerns(this.#aside.scope)) return false;
    this.asked = this.#takeAside();
    return true;
  }

  #takeAside(): InProgress | null {
    const aside = this.#aside;
    this.#aside = null;
    return aside;
  }

  /** Stops a question in progress and keeps what it found so far. Rejects with a Problem. */
  async stop(): Promise<void> {
    const { asked } = this;
    if (asked?.kind !== 'asking') return;
    const { question, scope, soFar } = asked;
    this.#turn += 1;
    this.asked = soFar && { kind: 'answered', question, scope, id: null, answer: soFar, failed: null, followUps: [] };
    await this.#bridge.stopAsking();
  }

  /** Takes the question back, or removes its answer. Rejects with a Problem. */
  async close(): Promise<void> {
    // one that is aside goes on
    if (this.asked === null) return;
    const inProgress = this.asked?.kind === 'asking';
    this.#turn += 1;
    this.asked = null;
    if (inProgress) await this.#bridge.stopAsking();
  }

  /** Fetches the answer as it stands in the new sentences of documents that were read again. Returns how to show it. */
  fetch = async (document: DocumentId): Promise<() => void> => {
    const { asked } = this;
    if (asked?.kind !== 'answered' || asked.id === null || !quotes(asked.answer, document)) return () => {};
    const { id, answer: before } = asked;
    const turn = this.#turn;
    // an answer that is not kept any more stays as it is
    const answer = await this.#bridge.pastAnswer(id).catch(() => before);
    return () => {
      const { asked: now } = this;
      if (now?.kind !== 'answered' || turn !== this.#turn) return;
      follow(before, answer);
      // what a model wrote about it meanwhile stays
      this.asked = { ...now, answer: { ...answer, gist: answer.gist ?? now.answer.gist } };
    };
  };

  /** Adds what a model wrote about the answer to a question. */
  addGist(question: QuestionId, gist: Gist): void {
    const { asked } = this;
    if (asked?.kind === 'answered' && asked.id === question) this.asked = { ...asked, answer: { ...asked.answer, gist } };
  }

  receive({ scope, stage, done }: Extract<AppEvent, { kind: 'asking' }>): void {
    if (this.#aside && isSame(this.#aside.scope, scope)) this.#aside = { ...this.#aside, stage, done };
    if (this.asked?.kind === 'asking' && isSame(this.asked.scope, scope)) this.asked = { ...this.asked, stage, done };
  }

  /** Takes a first answer in. One to an older question may still be on its way when the next is asked. */
  receiveFirst({ scope, answer }: Extract<AppEvent, { kind: 'first_answer' }>): void {
    const asked = this.#aside ?? this.asked;
    if (asked?.kind !== 'asking' || !isSame(asked.scope, scope) || answer.question !== asked.question) return;
    if (asked === this.#aside) {
      this.#aside = { ...asked, soFar: answer };
      return;
    }
    const before = asked.soFar;
    this.asked = { ...asked, soFar: answer };
    this.#came(answer, before);
  }
}
