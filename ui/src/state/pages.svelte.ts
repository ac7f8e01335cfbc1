// What is kept about the pages of the open document, beside the document itself: where it was left, and what a search
// of the library looks for in it.

import type { Bridge, DocumentId, LeftAt } from '../bridge';

/** What a search of the library found in a document: what was typed, the words around the first match, and the words that are meant. */
export interface Sought {
  query: string;
  snippet: string;
  hits: readonly string[];
}

/** A person who scrolls is not done yet. Milliseconds. */
const KEEP_AFTER_MS = 400;

type PagesBridge = Pick<Bridge, 'leftAt' | 'leave'>;

export class Pages {
  /** Where the open document was left the last time; null if it is open for the first time. */
  left: LeftAt | null = null;
  /** What to look for in the open document; the pages take it and look. */
  sought = $state.raw<Sought | null>(null);

  readonly #bridge: PagesBridge;
  #keep: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: PagesBridge) {
    this.#bridge = bridge;
  }

  /** Where a document was left. A place that cannot be read does not keep the document from being opened. */
  fetch = (id: DocumentId): Promise<LeftAt | null> => this.#bridge.leftAt(id).catch(() => null);

  /** Keeps where the person is, once they rest. */
  leave(id: DocumentId, at: () => LeftAt): void {
    // what cannot be kept is not worth a message: the document opens at its beginning
    this.#keep = () => void this.#bridge.leave(id, at()).catch(() => {});
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), KEEP_AFTER_MS);
  }

  /** Keeps at once what still waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#keep?.();
    this.#keep = null;
  }

  /** Returns what to look for, once. */
  take(): Sought | null {
    const { sought } = this;
    this.sought = null;
    return sought;
  }
}
