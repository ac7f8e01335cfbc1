// A question to the open document: being answered, answered, or refused. A new one takes the place of the old.

import {
  asApiError,
  type AnswerView,
  type ApiError,
  type AppEvent,
  type Bridge,
  type DocumentId,
  type Stage,
} from '../bridge';

export type Asked =
  | { kind: 'asking'; question: string; stage: Stage; done: number }
  | { kind: 'answered'; question: string; answer: AnswerView }
  | { kind: 'refused'; question: string; reason: ApiError };

export class Asking {
  asked = $state.raw<Asked | null>(null);

  readonly #bridge: Pick<Bridge, 'ask' | 'stopAsking'>;
  #document: DocumentId | null = null;
  /** Counts the questions: what comes of an older one is not wanted any more. */
  #turn = 0;

  constructor(bridge: Pick<Bridge, 'ask' | 'stopAsking'>) {
    this.#bridge = bridge;
  }

  /** What became of it; null where it was taken back or another one was asked meanwhile. */
  async ask(document: DocumentId, question: string): Promise<Asked | null> {
    const turn = ++this.#turn;
    this.#document = document;
    this.asked = { kind: 'asking', question, stage: 'waiting', done: 0 };
    let ended: Asked;
    try {
      ended = { kind: 'answered', question, answer: await this.#bridge.ask(document, question) };
    } catch (thrown) {
      ended = { kind: 'refused', question, reason: asApiError(thrown) };
    }
    if (turn !== this.#turn) return null;
    this.asked = ended;
    return ended;
  }

  /** Takes the question back, or its answer away. */
  async close(): Promise<void> {
    const atWork = this.asked?.kind === 'asking';
    this.#turn += 1;
    this.asked = null;
    if (atWork) await this.#bridge.stopAsking();
  }

  hear({ document, stage, done }: Extract<AppEvent, { kind: 'asking' }>): void {
    if (this.asked?.kind === 'asking' && this.#document === document) this.asked = { ...this.asked, stage, done };
  }
}
