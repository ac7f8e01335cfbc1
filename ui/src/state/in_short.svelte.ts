// An answer that a model writes in short, when the person asks for it.

import { asProblem, type AppEvent, type Bridge, type Gist, type QuestionId, type Stage } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';

/** What is being written. */
export interface Writing {
  question: QuestionId;
  stage: Stage;
  done: number;
}

export class InShort {
  writing = $state.raw<Writing | null>(null);

  readonly #bridge: Pick<Bridge, 'inShort' | 'stopAsking'>;
  readonly #notices: Notices;
  readonly #came: (question: QuestionId, gist: Gist) => void;

  /** Calls `came` with what was written. */
  constructor(bridge: Pick<Bridge, 'inShort' | 'stopAsking'>, notices: Notices, came: (question: QuestionId, gist: Gist) => void) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#came = came;
  }

  write = async (question: QuestionId): Promise<void> => {
    this.writing = { question, stage: 'waiting', done: 0 };
    try {
      const { gist } = await this.#bridge.inShort(question);
      if (gist) {
        this.#came(question, gist);
        this.#notices.announce(text.gist.written(gist.model));
      }
    } catch (thrown) {
      const problem = asProblem(thrown);
      // the person stopped it, or asked something else
      if (problem.code !== 'cancelled') this.#notices.show(text.faults.message(problem));
    }
    if (this.writing?.question === question) this.writing = null;
  };

  stop = (): Promise<void> => this.#notices.attempt(() => this.#bridge.stopAsking());

  receive({ question, stage, done }: Extract<AppEvent, { kind: 'in_short' }>): void {
    if (this.writing?.question === question) this.writing = { question, stage, done };
  }
}
