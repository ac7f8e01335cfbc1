// The documents of the library, how a person arranged the list, and a search through it.

import type { Arrangement, Bridge, DocumentCard, DocumentFilter, DocumentId, DocumentOrder, FoundDocument, GroupId } from '../bridge';
import { keepDraftsOf } from './drafts';
import type { Notices } from './notices.svelte';
import { fieldOf, remember, remembered } from './remembered';

const FIND_AFTER_MS = 150;
/** The library sends so many documents of a list at once. Of a longer one it sends their identities, and cards when they are asked for. */
const BEGINNING = 300;
/** Cards that are asked for at once. */
const PART = 500;
/** Documents that a search finds with the words around a match; for the others they are asked for. */
const WITH_EXCERPTS = 40;

/** A row of the list. */
export interface Listed {
  readonly id: DocumentId;
  /** What it shows; null until it was in sight. */
  readonly card: DocumentCard | null;
  /** Words around what a search found. */
  readonly snippet: string;
  /** The words that it means, as they stand there, in the title or in the names of the authors. */
  readonly hits: readonly string[];
}

/** A list as far as it came. */
interface Read {
  ids: readonly DocumentId[];
  cards: readonly DocumentCard[];
}

type LibraryBridge = Pick<Bridge, 'library' | 'libraryOrder' | 'cards' | 'excerpts' | 'find' | 'removeDocuments' | 'restoreDocuments' | 'markUnread'>;

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

/** Whether a document has text, so that it can be asked, summarized and compared: sequences have none. What is not known may have. */
export const hasText = (card: Pick<DocumentCard, 'format'> | null): boolean => card?.format !== 'fasta';

const isLimited = ({ only, groups }: Arrangement): boolean => only.length > 0 || groups.length > 0;
const isEverything = (arrangement: Arrangement): boolean => arrangement.order === 'added' && !arrangement.backwards && !isLimited(arrangement);

export class Library {
  /** What is known of all documents, the newest first. In a long library, those that were in sight; see `knowAll`. */
  documents = $state.raw<readonly DocumentCard[]>([]);
  /** All of them, the newest first. */
  ids = $state.raw<readonly DocumentId[]>([]);
  /** Those of them that have text, as far as they are known. */
  readonly texts: readonly DocumentCard[] = $derived.by(() => this.documents.filter(hasText));
  /** The number of documents with text; one that is not known counts. */
  readonly textCount: number = $derived.by(() => this.ids.length - (this.documents.length - this.texts.length));
  arrangement = $state.raw<Arrangement>(usual());
  /** What the search field contains. */
  query = $state('');
  /** Best first; null when nobody searches. */
  found = $state.raw<readonly FoundDocument[] | null>(null);
  /** Whether the list leaves documents out. */
  readonly limited = $derived.by(() => isLimited(this.arrangement));
  /** The list as it is shown: what a search finds, or the documents of the arrangement. */
  readonly listed: readonly Listed[] = $derived.by(
    () =>
      this.found?.map(({ card, snippet, hits }) => ({ id: card.id, card, snippet, hits })) ??
      (this.#arranged ?? this.ids).map((id) => ({ id, card: this.#known.get(id) ?? null, snippet: '', hits: [] })),
  );

  /** The documents of the arrangement; null if they are all documents in their usual order. */
  #arranged = $state.raw<readonly DocumentId[] | null>(null);
  /** What was sent of documents. */
  #known = $state.raw<ReadonlyMap<DocumentId, DocumentCard>>(new Map());
  /** Those of which nothing else was heard since. */
  readonly #fresh = new Set<DocumentId>();
  /** Those of what was found whose words around a match are here, or on their way. */
  readonly #excerpted = new Set<DocumentId>();
  /** What is in sight. */
  #seen: readonly DocumentId[] = [];
  /** The reading of the list that follows the present one. */
  #next: Promise<void> | null = null;
  #now: Promise<void> = Promise.resolve();
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
    const [all, arranged] = await Promise.all([this.#read(EVERYTHING), isEverything(arrangement) ? null : this.#read(arrangement)]);
    // what is known of the others may have changed
    this.#fresh.clear();
    this.ids = all.ids;
    // it may have been arranged in another way meanwhile
    if (arrangement === this.arrangement) this.#arranged = arranged?.ids ?? null;
    this.#learn([...all.cards, ...(arranged?.cards ?? [])]);
    keepDraftsOf(this.ids);
    await this.know(this.#seen.filter((id) => this.ids.includes(id)));
  }

  /**
   * Something about documents changed: the list is read again, once for everything that changes until it begins to be, and
   * with `also` what is known of these. Rejects with a Problem.
   */
  async changed(also: readonly DocumentId[] = []): Promise<void> {
    this.#next ??= this.#now
      .catch(() => {})
      .then(() => {
        this.#next = null;
        return (this.#now = this.refresh());
      });
    await this.#next;
    await this.know(also);
  }

  /** Asks what the list shows of documents, if that is not known. Rejects with a Problem. */
  async know(ids: readonly DocumentId[]): Promise<void> {
    const missing = ids.filter((id) => !this.#fresh.has(id));
    for (let at = 0; at < missing.length; at += PART) {
      const part = missing.slice(at, at + PART);
      part.forEach((id) => this.#fresh.add(id));
      try {
        this.#learn(await this.#bridge.cards(part));
      } catch (thrown) {
        part.forEach((id) => this.#fresh.delete(id));
        throw thrown;
      }
    }
  }

  /** The same for all documents: who looks through their titles needs them. */
  knowAll = (): Promise<void> => this.#notices.attempt(() => this.know(this.ids));

  /** These documents are in sight. */
  see = (ids: readonly DocumentId[]): Promise<void> => {
    this.#seen = ids;
    return this.#notices.attempt(async () => {
      if (this.found === null) await this.know(ids);
      else await this.#excerpt(ids);
    });
  };

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
    const gone = new Set(ids);
    const stays = (id: DocumentId): boolean => !gone.has(id);
    this.ids = this.ids.filter(stays);
    this.#arranged = this.#arranged?.filter(stays) ?? null;
    this.#learn([]);
    keepDraftsOf(this.ids);
    this.found = this.found?.filter(({ card }) => stays(card.id)) ?? null;
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
    this.#learn([card]);
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
    if (this.query !== query || this.arrangement !== arrangement) return;
    this.#excerpted.clear();
    for (const { card } of found.slice(0, WITH_EXCERPTS)) this.#excerpted.add(card.id);
    this.found = found;
  }

  /** Asks for the words around a match that come into sight. */
  async #excerpt(ids: readonly DocumentId[]): Promise<void> {
    const { query } = this;
    const missing = ids.filter((id) => !this.#excerpted.has(id));
    if (missing.length === 0) return;
    missing.forEach((id) => this.#excerpted.add(id));
    const excerpts = await this.#bridge.excerpts(query.trim(), missing);
    if (this.query !== query) return;
    const words = new Map(missing.map((id, at) => [id, excerpts[at]]));
    this.found = this.found?.map((one) => ({ ...one, ...words.get(one.card.id) })) ?? null;
  }

  /** The beginning of a list, and what stands behind it. */
  async #read(arrangement: Arrangement): Promise<Read> {
    const cards = await this.#bridge.library(arrangement);
    const ids = cards.map(({ id }) => id);
    return { cards, ids: cards.length < BEGINNING ? ids : await this.#bridge.libraryOrder(arrangement) };
  }

  /** Takes over what is known of documents now, and forgets those that are gone. */
  #learn(cards: readonly DocumentCard[]): void {
    const known = new Map(this.#known);
    for (const card of cards) {
      known.set(card.id, card);
      this.#fresh.add(card.id);
    }
    const documents = this.ids.flatMap((id) => known.get(id) ?? []);
    this.documents = documents;
    this.#known = known.size === documents.length ? known : new Map(documents.map((card) => [card.id, card]));
  }
}
