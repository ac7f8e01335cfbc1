// The summary of the open document, and which of its sections are folded.

import type { Bridge, DocumentId, SectionId, SummarySentence, SummaryView } from '../bridge';
import type { Text } from '../text';
import { withCells } from './answer';
import { remember, remembered } from './remembered';
import type { SectionGroup } from './sections';

/** The name under which folded sections are remembered, and for how many documents. */
const FOLDED = 'folded';
const MOST_REMEMBERED = 200;

/** The folded sections of each document, the last changed first. */
function foldedSections(): [DocumentId, SectionId[]][] {
  const kept = remembered(FOLDED);
  const isEntry = (entry: unknown): entry is [DocumentId, SectionId[]] =>
    Array.isArray(entry) && typeof entry[0] === 'string' && Array.isArray(entry[1]) && entry[1].every((id) => typeof id === 'number');
  return Array.isArray(kept) ? kept.filter(isEntry) : [];
}

/** Sentences whose share of support is below this are marked as weakly supported, in words. */
export const WEAK_SUPPORT = 0.5;

export class Summary {
  /** An earlier version that the person looks at. */
  looked = $state.raw<SummaryView | null>(null);
  #present = $state.raw<SummaryView | null>(null);
  /** Null when the open document has none yet. */
  readonly view = $derived(this.looked ?? this.#present);
  /** The sections whose sentences are folded away. */
  folded = $state.raw<ReadonlySet<SectionId>>(new Set());

  readonly #bridge: Pick<Bridge, 'summary'>;
  /** The document that the summary belongs to. */
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
    this.folded = new Set(foldedSections().find(([id]) => id === document)?.[1]);
    this.#show(this.#latest?.document === document ? this.#latest : kept);
  }

  close(): void {
    this.#document = null;
    this.#show(null);
    this.folded = new Set();
  }

  /** Reads the kept summary again if the document is still open. An earlier version that a person looks at stays. Rejects with a Problem. */
  async refresh(document: DocumentId): Promise<void> {
    // while one is written, its words take the place of an earlier version: here is nothing of it to replace
    if (this.#document !== document || this.looked) return;
    const kept = await this.#bridge.summary(document);
    if (this.#document === document) this.#show(kept);
  }

  /** Folds or unfolds a section, and remembers it for the document. */
  fold(section: SectionId, folded: boolean): void {
    const others = [...this.folded].filter((id) => id !== section);
    this.folded = new Set(folded ? [...others, section] : others);
    const document = this.#document;
    if (document === null) return;
    const kept = foldedSections().filter(([id]) => id !== document);
    remember(FOLDED, [[document, [...this.folded]], ...kept].slice(0, MOST_REMEMBERED));
  }

  /** News about another document's summary changes nothing on show. */
  receive(news: SummaryView): void {
    this.#latest = news;
    if (news.document === this.#document) this.#show(news);
  }

  #show(view: SummaryView | null): void {
    this.#present = view;
    this.looked = null;
  }
}

/** Whether it is a sentence of the document. */
export const isQuotation = ({ yours, support, evidence }: SummarySentence): boolean => !yours && support === null && evidence.length > 0;

export const isWeak = (sentence: Pick<SummarySentence, 'support'>): boolean =>
  sentence.support !== null && sentence.support < WEAK_SUPPORT;

/** The summary as plain text: every sentence with the page it comes from, under its heading if there are groups. */
export function asText(title: string, summary: SummaryView, groups: readonly SectionGroup[] | null, text: Text): string {
  const line = (sentence: SummarySentence): string => {
    const words = withCells(sentence.text);
    const facts = text.edits.facts(sentence.yours, sentence.evidence[0]?.page ?? null);
    return facts === '' ? words : `${words} ${facts}`;
  };
  const parts = groups
    ? groups.flatMap(({ section, sentences }) => ['', ...(section ? [section.title] : []), ...sentences.map(line)])
    : ['', ...summary.sentences.map(line)];
  return [title, ...parts, ''].join('\n');
}
