// What the window keeps about the pages of the open document, beside the document itself.

/** What a search of the library found in a document: what was typed, and the words around the best match. */
export interface Sought {
  query: string;
  snippet: string;
}

export class Pages {
  /** What to look for in the open document; the pages take it and look. */
  sought = $state.raw<Sought | null>(null);

  /** Returns what to look for, once. */
  take(): Sought | null {
    const { sought } = this;
    this.sought = null;
    return sought;
  }
}
