// The models in use: one writes summaries, one answers questions.

import type { Bridge, ModelView } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';

type ModelsBridge = Pick<Bridge, 'model' | 'reader' | 'chooseModel' | 'forgetModel'>;

export class Models {
  /** The model that writes; null when summaries consist of key sentences. */
  writer = $state.raw<ModelView | null>(null);
  /** The model that answers questions; null when there is none, undefined while that is not known. */
  reader = $state.raw<string | null | undefined>();

  readonly #bridge: ModelsBridge;
  readonly #notices: Notices;

  constructor(bridge: ModelsBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Rejects with a Problem. */
  async loadWriter(): Promise<void> {
    this.writer = await this.#bridge.model();
  }

  /** A damaged reader is a message; everything else goes on without it. */
  loadReader = (): Promise<void> =>
    this.#notices.attempt(async () => void (this.reader = await this.#bridge.reader()));

  choose = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const model = await this.#bridge.chooseModel();
      if (!model) return;
      this.writer = model;
      this.#notices.show(text.model.chosen(model.name));
    });

  forget = (): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.forgetModel();
      this.writer = null;
    });
}
