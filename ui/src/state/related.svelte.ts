// What other documents say about the subject of a sentence that the person chose.

import type { Bridge, DocumentId, RelatedPassages } from '../bridge';
import type { Notices } from './notices.svelte';

/** A sentence, and what was found about it; nothing while it is looked for. */
export interface Sought {
  text: string;
  found: RelatedPassages | null;
}

export class Related {
  sought = $state.raw<Sought | null>(null);

  readonly #bridge: Pick<Bridge, 'relatedPassages'>;
  readonly #notices: Notices;
  /** Counts the sentences: what was found for an older one is not wanted any more. */
  #turn = 0;

  constructor(bridge: Pick<Bridge, 'relatedPassages'>, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Looks for passages of other documents that are near to words of a document, or of its summary. */
  find = (document: DocumentId, text: string): Promise<void> =>
    this.#notices.attempt(async () => {
      const turn = ++this.#turn;
      this.sought = { text, found: null };
      try {
        const found = await this.#bridge.relatedPassages(document, text);
        if (turn === this.#turn) this.sought = { text, found };
      } catch (thrown) {
        if (turn === this.#turn) this.sought = null;
        throw thrown;
      }
    });

  close = (): void => {
    this.#turn += 1;
    this.sought = null;
  };
}
