// What stands beside a document's text: its title, authors and year, as they were read and as a person wrote them, the
// names of its files, its collections and tags, and its size on the disk.

import { asProblem, type Bridge, type DocumentCard, type DocumentDetails, type DocumentId, type OwnWords } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';

type DetailsBridge = Pick<Bridge, 'documentDetails' | 'editDocument' | 'showDocumentInFolder'>;

/** The fields that a person can write. */
export type OwnField = keyof OwnWords;

/** What was typed as authors, one per line. */
export const authorsOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What was typed as a year: null if it is none, and 0 if nothing was typed. */
export function yearOf(typed: string): number | null {
  const digits = typed.trim();
  if (digits === '') return 0;
  return /^[1-9]\d{0,3}$/.test(digits) ? Number(digits) : null;
}

export class Details {
  /** Null while nobody looks at them. */
  now = $state.raw<DocumentDetails | null>(null);

  readonly #bridge: DetailsBridge;
  readonly #notices: Notices;
  /** The document whose details were asked for last. */
  #wanted: DocumentId | null = null;
  /** What is being kept; it never rejects. */
  #keeping: Promise<unknown> = Promise.resolve();
  readonly #edited: (card: DocumentCard) => void;

  /** Calls `edited` with what the library says of a document after it was edited. */
  constructor(bridge: DetailsBridge, notices: Notices, edited: (card: DocumentCard) => void) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#edited = edited;
  }

  /** Shows the details of a document. */
  open = (id: DocumentId): Promise<void> =>
    this.#notices.attempt(async () => {
      this.#wanted = id;
      if (this.now?.card.id !== id) this.now = null;
      const details = await this.#bridge.documentDetails(id);
      if (this.#wanted === id) this.now = details;
    });

  /** Shows its file in its folder, or says where that is. */
  showInFolder = (id: DocumentId): Promise<void> =>
    this.#notices.attempt(async () => {
      const folder = await this.#bridge.showDocumentInFolder(id);
      if (folder !== null) this.#notices.keep(text.jobs.isIn(folder));
    });

  /** Resolves once everything that was written is kept. */
  kept = (): Promise<unknown> => this.#keeping;

  /** Closes them if they are those of one of these documents, which are gone or out of view. */
  leave(ids: readonly DocumentId[]): void {
    if (this.#wanted !== null && ids.includes(this.#wanted)) this.close();
  }

  close(): void {
    this.#wanted = null;
    this.now = null;
  }

  /** Reads them again, if somebody looks at them. Those of a document that was removed meanwhile, elsewhere too, close. */
  refresh = async (): Promise<void> => {
    const id = this.#wanted;
    if (id === null) return;
    await this.#notices.attempt(async () => {
      try {
        const details = await this.#bridge.documentDetails(id);
        if (this.#wanted === id) this.now = details;
      } catch (thrown) {
        if (asProblem(thrown).code !== 'not_in_library') throw thrown;
        this.leave([id]);
      }
    });
  };

  /** Keeps a person's own words, and offers to undo it. Null is what was read. */
  write = (field: OwnField, words: OwnWords[OwnField]): Promise<void> => {
    const writing = this.#notices.attempt(async () => {
      const { now } = this;
      if (!now) return;
      await this.#change(now.card.id, field, now.own, { ...now.own, [field]: words });
    });
    this.#keeping = Promise.all([this.#keeping, writing]);
    return writing;
  };

  async #change(id: DocumentId, field: OwnField, before: OwnWords, own: OwnWords): Promise<void> {
    await this.#keep(id, own);
    if (JSON.stringify(this.now?.own) === JSON.stringify(before)) return;
    this.#notices.show(text.details.changed[field], {
      label: text.notices.undo,
      run: () => this.#notices.attempt(() => this.#keep(id, before)),
      redo: () => this.#change(id, field, before, own),
    });
  }

  async #keep(id: DocumentId, own: OwnWords): Promise<void> {
    this.#edited(await this.#bridge.editDocument(id, own));
    if (this.#wanted === id) await this.refresh();
  }
}
