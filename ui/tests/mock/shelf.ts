// The library of the bridge without Rust: its list, a person's own words, collections and tags, and the trash.

import type { Arrangement, Bridge, DocumentCard, DocumentId, FoundDocument, Group, OwnWords, Problem } from '../../src/bridge';

type ShelfBridge = Pick<
  Bridge,
  | 'library'
  | 'libraryOrder'
  | 'cards'
  | 'documentDetails'
  | 'editDocument'
  | 'markUnread'
  | 'removeDocuments'
  | 'restoreDocuments'
  | 'trash'
  | 'deleteDocuments'
  | 'librarySize'
  | 'groups'
  | 'makeGroup'
  | 'renameGroup'
  | 'deleteGroup'
  | 'restoreGroup'
  | 'addToGroup'
  | 'takeFromGroup'
>;

/** Bytes of each document on the disk. */
const BYTES = 1_240_000;
/** The most documents of a list that are sent at once, as Rust has it. */
const BEGINNING = 300;
const REMOVED_AT = 1_790_000_000;
const NOBODYS: OwnWords = { title: null, authors: null, year: null };

interface Shelf {
  /** What is not removed, as it is called now, the newest first. */
  documents: () => DocumentCard[];
  /** What of a search is in an arrangement. */
  among: (found: FoundDocument[], arrangement: Arrangement) => FoundDocument[];
  bridge: ShelfBridge;
}

/** A library of these documents; with `grouped`, it has a collection and a tag. */
export function shelf(called: (...call: [string, ...unknown[]]) => void, cards: readonly DocumentCard[], grouped: boolean): Shelf {
  let all = [...cards];
  let removed: DocumentId[] = [];
  const own = new Map<DocumentId, OwnWords>();
  const members = new Map<number, Set<DocumentId>>();
  let groups: Group[] = [];
  let deleted: Group[] = [];
  let next = 1;

  const make = (kind: Group['kind'], name: string): Group => {
    const group = { id: next++, kind, name, documents: 0 };
    groups.push(group);
    members.set(group.id, new Set());
    return group;
  };
  if (grouped) {
    members.get(make('collection', 'Drifting').id)?.add(all[0]!.id);
    make('tag', 'to read');
  }

  const cardOf = (card: DocumentCard): DocumentCard => {
    const { title, authors, year } = own.get(card.id) ?? NOBODYS;
    return {
      ...card,
      title: title ?? card.title,
      authors: authors ?? card.authors,
      year: year === 0 ? null : (year ?? card.year),
      yours: title !== null || authors !== null || year !== null,
    };
  };
  const documents = (): DocumentCard[] => all.filter(({ id }) => !removed.includes(id)).map(cardOf);
  const counted = (group: Group): Group => ({ ...group, documents: documents().filter(({ id }) => members.get(group.id)?.has(id)).length });
  const known = (id: number): Group => {
    const group = groups.find((group) => group.id === id);
    if (!group) throw { code: 'not_kept' } satisfies Problem;
    return counted(group);
  };
  const one = (id: DocumentId): DocumentCard => {
    const card = documents().find((card) => card.id === id);
    if (!card) throw { code: 'not_in_library' } satisfies Problem;
    return card;
  };

  function fits(card: DocumentCard, { only, groups }: Arrangement): boolean {
    return only.every((filter) => card[filter]) && groups.every((group) => members.get(group)?.has(card.id));
  }

  const listed = (arrangement: Arrangement): DocumentCard[] => {
    const all = documents().filter((card) => fits(card, arrangement)).sort(COMPARED[arrangement.order]);
    return arrangement.backwards ? all.reverse() : all;
  };

  const COMPARED: Record<Arrangement['order'], (one: DocumentCard, other: DocumentCard) => number> = {
    added: () => 0,
    opened: (one, other) => (other.opened_at ?? 0) - (one.opened_at ?? 0),
    title: (one, other) => one.title.localeCompare(other.title),
    author: (one, other) => (one.authors[0] ?? '').localeCompare(other.authors[0] ?? ''),
    year: (one, other) => (other.year ?? 0) - (one.year ?? 0),
  };

  return {
    documents,
    among: (found, arrangement) => found.filter(({ card }) => fits(card, arrangement)),
    bridge: {
      library: async (arrangement) => listed(arrangement).slice(0, BEGINNING),
      libraryOrder: async (arrangement) => listed(arrangement).map(({ id }) => id),
      cards: async (ids) => documents().filter(({ id }) => ids.includes(id)),
      documentDetails: async (id) => {
        const read = all.find((card) => card.id === id)!;
        return {
          card: one(id),
          read_title: read.title,
          read_authors: read.authors,
          read_year: read.year,
          own: own.get(id) ?? NOBODYS,
          names: [{ name: read.file_name, path: `/home/you/papers/${read.file_name}`, added_at: read.added_at }],
          groups: groups.filter(({ id: group }) => members.get(group)?.has(id)).map(({ id }) => id),
          bytes: BYTES,
        };
      },
      editDocument: async (id, words) => {
        called('editDocument', id, words);
        const read = all.find((card) => card.id === id)!;
        const title = words.title?.trim() ?? '';
        own.set(id, { ...words, title: title === '' || title === read.title ? null : title });
        return one(id);
      },
      markUnread: async (ids, unread) => {
        called('markUnread', ids, unread);
        const changed = all.filter((card) => ids.includes(card.id) && card.unread !== unread).map(({ id }) => id);
        all = all.map((card) => (ids.includes(card.id) ? { ...card, unread } : card));
        return changed;
      },
      removeDocuments: async (ids) => {
        called('removeDocuments', ids);
        removed = [...ids, ...removed];
      },
      restoreDocuments: async (ids) => {
        called('restoreDocuments', ids);
        removed = removed.filter((id) => !ids.includes(id));
      },
      trash: async () =>
        removed.map((id) => ({
          card: cardOf(all.find((card) => card.id === id)!),
          removed_at: REMOVED_AT,
          deleted_from: REMOVED_AT + 30 * 24 * 3600,
          bytes: BYTES,
        })),
      deleteDocuments: async (ids) => {
        called('deleteDocuments', ids);
        all = all.filter(({ id }) => !ids.includes(id) || !removed.includes(id));
        removed = removed.filter((id) => !ids.includes(id));
      },
      librarySize: async () => ({
        documents: documents().length,
        files: all.length * BYTES,
        database: 3_400_000,
        recognized: 0,
        removed: removed.length,
        of_removed: removed.length * BYTES,
      }),
      groups: async () => groups.map(counted),
      makeGroup: async (kind, name) => {
        called('makeGroup', kind, name);
        return counted(groups.find((group) => group.kind === kind && group.name === name) ?? make(kind, name));
      },
      renameGroup: async (id, name) => {
        called('renameGroup', id, name);
        if (groups.some((group) => group.id !== id && group.name === name)) throw { code: 'name_taken', name } satisfies Problem;
        groups = groups.map((group) => (group.id === id ? { ...group, name } : group));
        return known(id);
      },
      deleteGroup: async (id) => {
        called('deleteGroup', id);
        deleted = groups.filter((group) => group.id === id);
        groups = groups.filter((group) => group.id !== id);
      },
      restoreGroup: async (id) => {
        called('restoreGroup', id);
        groups = [...groups, ...deleted];
        return known(id);
      },
      addToGroup: async (id, ids) => {
        called('addToGroup', id, ids);
        const inside = members.get(known(id).id)!;
        const added = ids.filter((document) => !inside.has(document));
        added.forEach((document) => inside.add(document));
        return added;
      },
      takeFromGroup: async (id, ids) => {
        called('takeFromGroup', id, ids);
        const inside = members.get(known(id).id)!;
        return ids.filter((document) => inside.delete(document));
      },
    },
  };
}
