// The documents of the library, and a search through all of them.

import type { Bridge, DocumentCard, DocumentId, FoundDocument } from '../bridge';
import { keepDraftsOf } from './drafts';
import type { Notices } from './notices.svelte';

const FIND_AFTER_MS = 150;

type LibraryBridge = Pick<Bridge, 'library' | 'find' | 'removeDocument' | 'restoreDocument'>;

export class Library {
  /** Newest first. */
  documents = $state.raw<readonly DocumentCard[]>([]);
  /** What the search field contains. */
  query = $state('');
  /** Best first; null when nobody searches. */
  found = $state.raw<readonly FoundDocument[] | null>(null);

  readonly #bridge: LibraryBridge;
  readonly #notices: Notices;
  #finding: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: LibraryBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Reads the list again. Rejects with a Problem. */
  async refresh(): Promise<void> {
    this.documents = await this.#bridge.library();
    keepDraftsOf(this.documents);
  }

  /** Searches once the person pauses. */
  find(query: string): void {
    this.query = query;
    clearTimeout(this.#finding);
    if (query.trim() === '') {
      this.found = null;
      return;
    }
    this.#finding = setTimeout(() => void this.#notices.attempt(() => this.#search(query)), FIND_AFTER_MS);
  }

  /** Takes a document out of the library. Rejects with a Problem. */
  async remove(id: DocumentId): Promise<void> {
    await this.#bridge.removeDocument(id);
    this.documents = this.documents.filter((document) => document.id !== id);
    keepDraftsOf(this.documents);
    this.found = this.found?.filter((found) => found.card.id !== id) ?? null;
  }

  /** Undoes `remove`. Rejects with a Problem. */
  async restore(id: DocumentId): Promise<void> {
    await this.#bridge.restoreDocument(id);
    await this.refresh();
    // it may be among what is found
    if (this.found !== null) await this.#search(this.query);
  }

  async #search(query: string): Promise<void> {
    const found = await this.#bridge.find(query.trim());
    if (this.query === query) this.found = found;
  }
}
