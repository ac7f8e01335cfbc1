// The summary of the open document.

import type { Bridge, DocumentId, SummarySentence, SummaryView } from '../bridge';
import type { Text } from '../text';
import { withCells } from './answer';

/** Sentences whose share of support is below this are marked as weakly supported, in words. */
export const WEAK_SUPPORT = 0.5;

export class Summary {
  /** Null when the open document has none yet. */
  view = $state.raw<SummaryView | null>(null);

  readonly #bridge: Pick<Bridge, 'summary'>;
  /** The document that `view` belongs to. */
  #document: DocumentId | null = null;
  /** The last one that an event brought. While a document opens, it is newer than the kept one. */
  #latest: SummaryView | null = null;

  constructor(bridge: Pick<Bridge, 'summary'>) {
    this.#bridge = bridge;
  }

  /** Reads the kept summary of a document that is about to open. Rejects with a Problem. */
  fetch(document: DocumentId): Promise<SummaryView | null> {
    this.#latest = null;
    return this.#bridge.summary(document);
  }

  /** Shows a document's kept summary, or a newer one that an event brought meanwhile. */
  open(document: DocumentId, kept: SummaryView | null): void {
    this.#document = document;
    this.view = this.#latest?.document === document ? this.#latest : kept;
  }

  close(): void {
    this.#document = null;
    this.view = null;
  }

  /** Reads the kept summary again if the document is still open. Rejects with a Problem. */
  async refresh(document: DocumentId): Promise<void> {
    if (this.#document !== document) return;
    const kept = await this.#bridge.summary(document);
    if (this.#document === document) this.view = kept;
  }

  /** News about another document's summary changes nothing on show. */
  receive(news: SummaryView): void {
    this.#latest = news;
    if (news.document === this.#document) this.view = news;
  }
}

export const isWeak = (sentence: SummarySentence): boolean =>
  sentence.support !== null && sentence.support < WEAK_SUPPORT;

/** The summary as plain text, every sentence with the page it comes from. */
export function asText(title: string, summary: SummaryView, text: Text): string {
  const lines = summary.sentences.map((sentence) => {
    const page = sentence.evidence[0]?.page ?? null;
    const words = withCells(sentence.text);
    return page === null ? words : `${words} ${text.summary.pages(page)}`;
  });
  return [title, '', ...lines, ''].join('\n');
}
