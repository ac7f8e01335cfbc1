// How documents leave the library: out of sight, back again, and for good.

import type { Bridge, DocumentId, LibrarySize, TrashedDocument } from '../bridge';
import { text } from '../text';
import type { Chosen } from './chosen.svelte';
import type { Details } from './details.svelte';
import type { Library, Listed } from './library.svelte';
import type { Notices } from './notices.svelte';
import type { Questions } from './questions.svelte';
import type { Reading } from './reading.svelte';

type TrashBridge = Pick<Bridge, 'trash' | 'deleteDocuments' | 'librarySize'>;

/** What documents leave. */
interface Things {
  chosen: Chosen;
  details: Details;
  library: Library;
  notices: Notices;
  questions: Questions;
  reading: Reading;
}

export class Trash {
  /** The removed documents, the one that was removed last first; null until they are read. */
  list = $state.raw<readonly TrashedDocument[] | null>(null);
  /** What the library takes on the disk; null until it is known. */
  size = $state.raw<LibrarySize | null>(null);
  /** The documents about which a person is asked whether they are to go for good. */
  asking = $state.raw<readonly DocumentId[]>([]);

  /** What each message about a removal would bring back. */
  readonly #removals = new Map<number, readonly DocumentId[]>();
  readonly #bridge: TrashBridge;
  readonly #things: Things;

  constructor(bridge: TrashBridge, things: Things) {
    this.#bridge = bridge;
    this.#things = things;
  }

  refresh = (): Promise<void> =>
    this.#things.notices.attempt(async () => {
      [this.list, this.size] = await Promise.all([this.#bridge.trash(), this.#bridge.librarySize()]);
      this.asking = this.asking.filter((id) => this.list?.some(({ card }) => card.id === id));
    });

  /** Reads it again if somebody has looked at it. */
  changed = async (): Promise<void> => {
    if (this.list !== null) await this.refresh();
  };

  /** Takes documents out of the library, and offers to undo it. What is not in sight may have no card. */
  remove = (rows: readonly Pick<Listed, 'id' | 'card'>[]): Promise<void> => {
    const { chosen, details, library, notices, questions, reading } = this.#things;
    return notices.attempt(async () => {
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return;
      // whoever leaves a field for the button that removes has written in it
      await details.kept();
      const [first] = rows;
      const title = rows.length === 1 ? (library.documents.find(({ id }) => id === first?.id) ?? first?.card)?.title : undefined;
      await library.remove(ids);
      chosen.gone(ids);
      details.leave(ids);
      const open = reading.open?.card.id;
      const wasOpen = open !== undefined && ids.includes(open) ? open : null;
      if (wasOpen !== null) {
        reading.close();
        void questions.close();
      }
      const said = title === undefined ? text.library.removedSeveral(rows.length) : text.library.removed(title);
      const notice = notices.show(said, {
        label: text.notices.undo,
        run: () => {
          const left = this.#removals.get(notice) ?? [];
          return this.restore(left, left.length === 1 ? (left[0] ?? null) : (left.find((id) => id === wasOpen) ?? null));
        },
        redo: () => this.remove(rows.filter(({ id }) => library.ids.includes(id))),
      });
      this.#removals.set(notice, ids);
    });
  };

  /** Brings removed documents back, and opens one of them. */
  restore = (ids: readonly DocumentId[], open: DocumentId | null = null): Promise<void> => {
    const { library, notices, reading } = this.#things;
    return notices.attempt(async () => {
      await library.restore(ids);
      this.#gone(ids);
      if (open !== null) await reading.openDocument(open);
      await this.changed();
    });
  };

  /** Asks whether documents are to go for good. */
  ask(ids: readonly DocumentId[]): void {
    this.asking = ids;
  }

  /** Deletes for good what the person was asked about. */
  delete = (): Promise<void> => {
    const { notices } = this.#things;
    return notices.attempt(async () => {
      const ids = [...this.asking];
      this.asking = [];
      if (ids.length === 0) return;
      await this.#bridge.deleteDocuments(ids);
      this.#gone(ids);
      notices.announce(text.trash.deleted(ids.length));
      await this.refresh();
    });
  };

  /** Documents have left the trash: a removal of none but them is not undone any more. */
  #gone(ids: readonly DocumentId[]): void {
    for (const [notice, removed] of this.#removals) {
      const left = removed.filter((id) => !ids.includes(id));
      if (left.length > 0) this.#removals.set(notice, left);
      else {
        this.#removals.delete(notice);
        this.#things.notices.close(notice);
      }
    }
  }
}
