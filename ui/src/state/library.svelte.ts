// The documents of the library, how a person arranged the list, and a search through it.

import type { Arrangement, Bridge, DocumentCard, DocumentFilter, DocumentId, DocumentOrder, FoundDocument, GroupId } from '../bridge';
import { keepDraftsOf } from './drafts';
import type { Notices } from './notices.svelte';
import { fieldOf, remember, remembered } from './remembered';

const FIND_AFTER_MS = 150;

type LibraryBridge = Pick<Bridge, 'library' | 'find' | 'removeDocuments' | 'restoreDocuments' | 'markUnread'>;

/** What the list can be sorted by, in the order in which it is offered. */
export const ORDERS = ['added', 'opened', 'title', 'author', 'year'] as const satisfies readonly DocumentOrder[];
/** What a list can be limited to, in the order in which it is offered. */
export const FILTERS = ['unread', 'summarized', 'noted', 'scanned', 'failed'] as const satisfies readonly DocumentFilter[];

/** The whole library, the newest first. */
export const EVERYTHING: Arrangement = { order: 'added', backwards: false, only: [], groups: [] };

/** The name under which the order of the list is remembered. What it was limited to is not: nothing must seem lost. */
const ORDER = 'order';

function usual(): Arrangement {
  const kept = remembered(ORDER);
  const order = ORDERS.find((order) => order === fieldOf(kept, 'order')) ?? EVERYTHING.order;
  return { ...EVERYTHING, order, backwards: fieldOf(kept, 'backwards') === true };
}

const isLimited = ({ only, groups }: Arrangement): boolean => only.length > 0 || groups.length > 0;
const isEverything = (arrangement: Arrangement): boolean => arrangement.order === 'added' && !arrangement.backwards && !isLimited(arrangement);

export class Library {
  /** All of them, the newest first. */
  documents = $state.raw<readonly DocumentCard[]>([]);
  arrangement = $state.raw<Arrangement>(usual());
  /** What the search field contains. */
  query = $state('');
  /** Best first; null when nobody searches. */
  found = $state.raw<readonly FoundDocument[] | null>(null);
  /** Whether the list leaves documents out. */
  readonly limited = $derived.by(() => isLimited(this.arrangement));
  /** The list as it is shown: what a search finds, or the documents of the arrangement. */
  readonly listed: readonly FoundDocument[] = $derived.by(
    () => this.found ?? (this.#arranged ?? this.documents).map((card) => ({ card, snippet: '' })),
  );

  /** The documents of the arrangement; null if they are all documents in their usual order. */
  #arranged = $state.raw<readonly DocumentCard[] | null>(null);
  readonly #bridge: LibraryBridge;
  readonly #notices: Notices;
  #finding: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: LibraryBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Reads the list again. Rejects with a Problem. */
  async refresh(): Promise<void> {
    const { arrangement } = this;
    const [documents, arranged] = await Promise.all([
      this.#bridge.library(EVERYTHING),
      isEverything(arrangement) ? null : this.#bridge.library(arrangement),
    ]);
    this.documents = documents;
    // it may have been arranged in another way meanwhile
    if (arrangement === this.arrangement) this.#arranged = arranged;
    keepDraftsOf(this.documents);
  }

  /** Sorts the list in another way, or limits it to something else. */
  arrange = (some: Partial<Arrangement>): Promise<void> =>
    this.#notices.attempt(async () => {
      this.arrangement = { ...this.arrangement, ...some };
      const { order, backwards } = this.arrangement;
      remember(ORDER, { order, backwards });
      await this.refresh();
      if (this.query.trim() !== '') await this.#search(this.query);
    });

  /** Limits the list to a collection or a tag, or lifts that limit. */
  toggleGroup = (id: GroupId): Promise<void> => {
    const { groups } = this.arrangement;
    return this.arrange({ groups: groups.includes(id) ? groups.filter((one) => one !== id) : [...groups, id] });
  };

  toggleFilter = (filter: DocumentFilter): Promise<void> => {
    const { only } = this.arrangement;
    return this.arrange({ only: only.includes(filter) ? only.filter((one) => one !== filter) : [...only, filter] });
  };

  /** Shows all documents again, in the order that they are in. */
  showAll = (): Promise<void> => this.arrange({ only: [], groups: [] });

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

  /** Takes documents out of the library. Rejects with a Problem. */
  async remove(ids: readonly DocumentId[]): Promise<void> {
    await this.#bridge.removeDocuments([...ids]);
    const stays = ({ id }: DocumentCard): boolean => !ids.includes(id);
    this.documents = this.documents.filter(stays);
    this.#arranged = this.#arranged?.filter(stays) ?? null;
    keepDraftsOf(this.documents);
    this.found = this.found?.filter(({ card }) => stays(card)) ?? null;
  }

  /** Undoes `remove`. Rejects with a Problem. */
  async restore(ids: readonly DocumentId[]): Promise<void> {
    await this.#bridge.restoreDocuments([...ids]);
    await this.refresh();
    // it may be among what is found
    if (this.found !== null) await this.#search(this.query);
  }

  /** Takes over what is known of a document now; it stays where it is in the list. */
  update(card: DocumentCard): void {
    const now = (other: DocumentCard): DocumentCard => (other.id === card.id ? card : other);
    this.documents = this.documents.map(now);
    this.#arranged = this.#arranged?.map(now) ?? null;
    this.found = this.found?.map((found) => (found.card.id === card.id ? { ...found, card } : found)) ?? null;
  }

  markUnread = (ids: readonly DocumentId[], unread: boolean): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.markUnread([...ids], unread);
      await this.refresh();
    });

  async #search(query: string): Promise<void> {
    const { arrangement } = this;
    const found = await this.#bridge.find(query.trim(), { ...arrangement });
    // it may have been arranged in another way meanwhile, and then is searched again
    if (this.query === query && this.arrangement === arrangement) this.found = found;
  }
}
