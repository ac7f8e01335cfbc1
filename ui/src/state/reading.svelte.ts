// The open document: what it contains, and which of its sentences are highlighted.

import type { Bridge, DocumentCard, DocumentId, DocumentView, Quotation, Section, SentenceId, SentenceView } from '../bridge';
import { isLost, present } from './answer';
import type { Notices } from './notices.svelte';
import { Pages, type Sought } from './pages.svelte';
import { remember, remembered } from './remembered';
import { blockOf, NOTHING, sentencesOf, type Shown } from './shown';
import type { Summary } from './summary.svelte';

type ReadingBridge = Pick<Bridge, 'document' | 'documentAgain' | 'documentBytes' | 'leftAt' | 'leave' | 'openAddress'>;

/** The name under which the document that was open last is remembered. */
const OPEN = 'open';

/** The name under which its format is remembered. */
const FORMAT = 'format';

/** Whether the document with which the window begins is probably a PDF. */
export const beginsWithPdf = (): boolean => remembered(FORMAT) === 'pdf';

/** The document with which the window begins: the one that was open last, or the newest if that one is gone. */
export function toBeginWith(newestFirst: readonly DocumentId[]): DocumentId | undefined {
  const last = remembered(OPEN);
  return newestFirst.find((id) => id === last) ?? newestFirst[0];
}

export class Reading {
  open = $state.raw<DocumentView | null>(null);
  readonly pages: Pages;
  /** What is shown at its source. */
  shown = $state.raw<Shown>(NOTHING);
  /** What the pointer or the focus is on: its source is shown too, and the pages stay where they are. */
  hinted = $state.raw<Shown>(NOTHING);
  /** Counts every look at a source, so that looking again scrolls again. */
  looks = $state(0);
  /** The sentences to highlight. */
  readonly sources = $derived.by(() => this.#sourcesOf(this.hinted.kind === 'none' ? this.shown : this.hinted));
  /** The sentences of what is shown while the pointer is on something else. */
  readonly behind = $derived.by(() => (this.hinted.kind === 'none' ? [] : this.#sourcesOf(this.shown)));
  /** Goes to where a section begins. The pages set this function. */
  goToSection: (section: Section) => void = () => {};

  readonly #bridge: ReadingBridge;
  readonly #notices: Notices;
  readonly #summary: Summary;
  readonly #opened: (open: DocumentView) => void;
  /** The document chosen last; what arrives for another one comes too late. */
  #wanted: DocumentId | null = null;
  /** Passwords of this session: a locked file stays locked in the library, and pdf.js asks again. */
  readonly #passwords = new Map<DocumentId, string>();

  /** Calls `opened` whenever another document has come into view. */
  constructor(bridge: ReadingBridge, notices: Notices, summary: Summary, opened: (open: DocumentView) => void) {
    this.#bridge = bridge;
    this.pages = new Pages(bridge);
    this.#notices = notices;
    this.#summary = summary;
    this.#opened = opened;
  }

  openDocument = (id: DocumentId): Promise<void> =>
    this.#notices.attempt(async () => {
      this.#wanted = id;
      if (this.open?.card.id === id) return;
      const [open, kept, left] = await Promise.all([this.#bridge.document(id), this.#summary.fetch(id), this.pages.fetch(id)]).catch((thrown: unknown) => {
        // what is open stays
        if (this.#wanted === id) this.#wanted = this.open?.card.id ?? null;
        throw thrown;
      });
      if (this.#wanted !== id) return;
      this.pages.left = left;
      this.shown = this.hinted = NOTHING;
      this.#summary.open(id, kept);
      this.open = open;
      remember(OPEN, id);
      remember(FORMAT, open.card.format);
      this.#opened(open);
    });

  /** Opens a document that came in. Nobody is taken away from what is open, or about to be, unless they wait for just this one. */
  cameIn = (id: DocumentId, takesPlace: boolean): void => {
    if (takesPlace || this.#wanted === null) void this.openDocument(id);
  };

  /** Opens a document at what a search of the library found in it. */
  openFound = async (id: DocumentId, sought: Sought): Promise<void> => {
    await this.openDocument(id);
    if (this.open?.card.id === id) this.pages.sought = sought;
  };

  /**
   * Takes over a document that was read again, if it is open. Each of `beside` fetches something else that stands in its old
   * sentences, and returns how to show it: everything goes over to the new sentences at once.
   */
  reload = (id: DocumentId, ...beside: ((id: DocumentId) => Promise<() => void>)[]): Promise<void> =>
    this.#notices.attempt(async () => {
      const isOpen = (): boolean => this.open?.card.id === id;
      const others = Promise.all(beside.map((fetch) => fetch(id)));
      const here = isOpen() ? Promise.all([this.#bridge.documentAgain(id), this.#summary.fetch(id)]) : null;
      const [shows, read] = await Promise.all([others, here]);
      const { shown } = this;
      if (read && isOpen()) {
        const [open, kept] = read;
        this.shown = this.hinted = NOTHING;
        this.#summary.open(id, kept);
        this.open = open;
      }
      for (const show of shows) show();
      if (shown.kind !== 'quotation') return;
      const quotation = present(shown.quotation);
      if (quotation === shown.quotation) return;
      // in a document that was opened for it, it has to come into view
      if (read === null && quotation.document === id) this.show({ kind: 'quotation', quotation });
      else this.keep({ kind: 'quotation', quotation });
    });

  /** Shows the kept summary. A sentence that only a stopped one had is not shown at its source any more. Rejects with a Problem. */
  refreshSummary = async (id: DocumentId): Promise<void> => {
    const words = (): string | undefined => (this.shown.kind === 'summary' ? this.#summary.view?.sentences[this.shown.sentence]?.text : undefined);
    const before = words();
    await this.#summary.refresh(id);
    if (words() !== before) this.show(NOTHING);
  };

  close(): void {
    this.#wanted = null;
    this.open = null;
    this.shown = this.hinted = NOTHING;
    this.#summary.close();
  }

  /** Takes over what the library says about the open document now. */
  updateCard(cards: readonly DocumentCard[]): void {
    const { open } = this;
    const card = open && cards.find(({ id }) => id === open.card.id);
    if (open && card) this.open = { ...open, card };
  }

  show(shown: Shown): void {
    // a quotation may have moved while its document was opened for it
    this.shown = shown.kind === 'quotation' ? { ...shown, quotation: present(shown.quotation) } : shown;
    this.hinted = NOTHING;
    if (shown.kind !== 'none') this.looks += 1;
  }

  /** Goes on to show the same place, as a new answer has it: the pages stay where they are. */
  keep(shown: Shown): void {
    this.shown = shown;
  }

  /** Shows the source of what the pointer or the focus is on, until it leaves. */
  hint(hinted: Shown): void {
    this.hinted = hinted;
  }

  /** The sentences of a quotation, or its block if it has none. Those of another document are not here, nor what is lost. */
  quoted(quotation: Quotation): SentenceView[] {
    if (quotation.document !== this.open?.card.id || isLost(quotation)) return [];
    const block = blockOf(quotation);
    return block ? [block] : this.#known(quotation.sentences);
  }

  /** Opens an address of the document outside. The person has seen it and clicked. Rejects with a Problem. */
  openAddress = (address: string): Promise<void> => this.#bridge.openAddress(address);

  bytes = (id: DocumentId): Promise<ArrayBuffer> => this.#bridge.documentBytes(id);

  passwordOf = (id: DocumentId): string | undefined => this.#passwords.get(id);
  /** The passwords that opened other documents: files that share one are asked about once. */
  knownPasswords = (): string[] => [...new Set(this.#passwords.values())].reverse();
  keepPassword = (id: DocumentId, password: string): void => void this.#passwords.set(id, password);

  #sourcesOf(shown: Shown): SentenceView[] {
    return shown.kind === 'quotation' ? this.quoted(shown.quotation) : this.#known(sentencesOf(shown, this.#summary.view));
  }

  #known(ids: readonly SentenceId[]): SentenceView[] {
    return ids.map((id) => this.#sentence(id)).filter((sentence) => sentence !== null);
  }

  #sentence(id: SentenceId): SentenceView | null {
    const sentences = this.open?.sentences;
    // ids are positions, unless a sentence was left out on the way
    const at = sentences?.[id];
    return (at?.id === id ? at : sentences?.find((sentence) => sentence.id === id)) ?? null;
  }
}
