// Collections and tags, and the documents in them.

import type { Bridge, DocumentId, Group, GroupId, GroupKind } from '../bridge';
import { text } from '../text';
import { EVERYTHING, type Library } from './library.svelte';
import type { Notices } from './notices.svelte';

type GroupsBridge = Pick<Bridge, 'groups' | 'libraryOrder' | 'makeGroup' | 'renameGroup' | 'deleteGroup' | 'restoreGroup' | 'addToGroup' | 'takeFromGroup'>;

/** Both kinds, in the order in which they are listed. */
export const GROUP_KINDS = ['collection', 'tag'] as const satisfies readonly GroupKind[];

export class Groups {
  /** Collections, then tags, each in the order of their names. */
  list = $state.raw<readonly Group[]>([]);
  /** Counts the changes of what is in them, for whoever shows the groups of a document. */
  changes = $state(0);

  readonly #bridge: GroupsBridge;
  readonly #notices: Notices;
  readonly #library: Library;

  constructor(bridge: GroupsBridge, notices: Notices, library: Library) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#library = library;
  }

  of(kind: GroupKind): Group[] {
    return this.list.filter((group) => group.kind === kind);
  }

  /** Reads the list again. A collection that is gone limits the library no more. */
  refresh = (): Promise<void> =>
    this.#notices.attempt(async () => {
      this.list = await this.#bridge.groups();
      this.changes += 1;
      const limits = this.#library.arrangement.groups;
      const left = limits.filter((id) => this.list.some((group) => group.id === id));
      if (left.length < limits.length) await this.#library.arrange({ groups: left });
    });

  /** How many of some documents are in each collection, or have each tag. */
  held = async (ids: readonly DocumentId[]): Promise<ReadonlyMap<GroupId, number>> => {
    const wanted = new Set(ids);
    const counted = this.list.map(async ({ id }) => {
      const within = await this.#bridge.libraryOrder({ ...EVERYTHING, groups: [id] });
      return [id, within.filter((one) => wanted.has(one)).length] as const;
    });
    return new Map(await Promise.all(counted));
  };

  /** Puts documents into a collection, or gives them a tag, and offers to undo it. */
  add = (group: Group, ids: readonly DocumentId[]): Promise<void> =>
    this.#notices.attempt(async () => {
      const added = await this.#bridge.addToGroup(group.id, [...ids]);
      await this.#changed(group.id);
      if (added.length === 0) this.#notices.show(text.groups.nothingNew(group, ids.length));
      else this.#notices.show(text.groups.added(group, added.length), { label: text.notices.undo, run: () => this.#quietly(this.#bridge.takeFromGroup, group.id, added), redo: () => this.add(group, added) });
    });

  /** The same with the name of one that may not exist yet. */
  addNamed = (kind: GroupKind, name: string, ids: readonly DocumentId[]): Promise<void> =>
    this.#notices.attempt(async () => {
      const group = await this.#bridge.makeGroup(kind, name);
      if (ids.length > 0) await this.add(group, ids);
      else await this.refresh();
    });

  /** Takes documents out of a collection, or a tag from them, and offers to undo it. */
  take = (group: Group, ids: readonly DocumentId[]): Promise<void> =>
    this.#notices.attempt(async () => {
      const taken = await this.#bridge.takeFromGroup(group.id, [...ids]);
      await this.#changed(group.id);
      if (taken.length === 0) return;
      this.#notices.show(text.groups.taken(group, taken.length), { label: text.notices.undo, run: () => this.#quietly(this.#bridge.addToGroup, group.id, taken), redo: () => this.take(group, taken) });
    });

  /** Gives it another name and offers to undo it. Resolves with whether the name is kept. */
  rename = async (group: Group, name: string): Promise<boolean> => {
    let kept = false;
    await this.#notices.attempt(async () => {
      await this.#bridge.renameGroup(group.id, name);
      kept = true;
      await this.refresh();
      this.#notices.show(text.groups.renamed(group, name), { label: text.notices.undo, run: () => this.#callAgain(group), redo: () => this.rename(group, name) });
    });
    return kept;
  };

  /** Deletes a collection or a tag, and offers to undo it. Its documents stay. */
  remove = (group: Group): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.deleteGroup(group.id);
      await this.refresh();
      // another one may have got its name, and its documents with it: that one stays
      const again = (): unknown => this.list.some(({ id }) => id === group.id) && this.remove(group);
      this.#notices.show(text.groups.removed(group), { label: text.notices.undo, run: () => this.#restore(group.id), redo: again });
    });

  #callAgain = ({ id, name }: Group): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.renameGroup(id, name);
      await this.refresh();
    });

  #restore = (id: GroupId): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.restoreGroup(id);
      await this.refresh();
    });

  #quietly = (change: (id: GroupId, documents: DocumentId[]) => Promise<unknown>, id: GroupId, documents: DocumentId[]): Promise<void> =>
    this.#notices.attempt(async () => {
      await change(id, documents);
      await this.#changed(id);
    });

  /** The list of the library may be limited to it. */
  async #changed(id: GroupId): Promise<void> {
    await this.refresh();
    if (this.#library.arrangement.groups.includes(id)) await this.#library.refresh();
  }
}
