// The documents of the list that a person chose to do something with all of them, and those that are being dragged.

import type { DocumentId, GroupId } from '../bridge';
import type { Library, Listed } from './library.svelte';

export class Chosen {
  /** The chosen documents that are in the list, in its order. */
  readonly rows: readonly Listed[] = $derived.by(() => this.#library.listed.filter(({ id }) => this.#ids.has(id)));
  readonly ids: readonly DocumentId[] = $derived.by(() => this.rows.map(({ id }) => id));
  /** Whether a click chooses a document, or takes it back, instead of opening it: until the person is done. */
  choosing = $state(false);
  /** The documents under the pointer while it drags them. */
  dragged = $state.raw<readonly DocumentId[]>([]);
  /** The collection or tag that they are over. */
  over = $state<GroupId | null>(null);
  /** Where the pointer is with them, in pixels of the window. */
  at = $state.raw<{ x: number; y: number }>({ x: 0, y: 0 });

  #ids = $state.raw<ReadonlySet<DocumentId>>(new Set());
  readonly #library: Pick<Library, 'listed'>;
  /** Where a row of chosen documents begins. */
  #from: DocumentId | null = null;

  constructor(library: Pick<Library, 'listed'>) {
    this.#library = library;
  }

  has(id: DocumentId): boolean {
    return this.#ids.has(id);
  }

  /** Begins to choose by clicks, with this document. */
  begin(id: DocumentId): void {
    this.choosing = true;
    if (!this.has(id)) this.toggle(id);
  }

  /** Adds a document, or takes it back. */
  toggle(id: DocumentId): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
    this.#from = id;
  }

  /** Chooses what stands between the document that was chosen last and this one. `from` is where the person was, if none was. */
  extend(to: DocumentId, from: DocumentId = to): void {
    const all = this.#library.listed.map(({ id }) => id);
    // where the person was may not be in the list, if it is limited
    const start = [this.#from, from].find((id) => id !== null && all.includes(id)) ?? to;
    this.#from = start;
    const [one, other] = [all.indexOf(start), all.indexOf(to)];
    this.#ids = new Set(all.slice(Math.min(one, other), Math.max(one, other) + 1));
  }

  all(): void {
    this.#ids = new Set(this.#library.listed.map(({ id }) => id));
  }

  /** Documents have left the library. If they were all that was chosen, the person is done. */
  gone(ids: readonly DocumentId[]): void {
    if (!ids.some((id) => this.#ids.has(id))) return;
    const left = new Set([...this.#ids].filter((id) => !ids.includes(id)));
    if (left.size === 0) this.clear();
    else this.#ids = left;
  }

  clear(): void {
    this.choosing = false;
    this.#ids = new Set();
    this.#from = null;
  }

  /** What is meant by this document: all that are chosen if it is one of them, or else itself. */
  with(id: DocumentId): readonly DocumentId[] {
    return this.has(id) ? this.ids : [id];
  }
}
