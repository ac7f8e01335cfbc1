// Short messages at the foot of the window, and announcements for screen readers. A message leaves by itself,
// unless a person has to know about it or is busy with it.

import { asProblem, type Problem } from '../bridge';
import { text } from '../text';

/** How to take back what was done. Whatever is returned is waited for. */
export interface Undoing {
  label: string;
  run: () => unknown;
  /** Does it again; without it, it cannot be done again by a key. */
  redo?: () => unknown;
}

/** A message at the foot of the window. */
export interface Notice {
  id: number;
  message: string;
  /** What to do about it. */
  hint: string | null;
  /** Remains until somebody closes it. */
  stays: boolean;
  /** Takes back what was done, and how to do it again after that. */
  action: Undoing | null;
  /** Leads to where more about it stands. */
  way: Pick<Undoing, 'label' | 'run'> | null;
}

const SHOWN_FOR_MS = 8000;

export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  /**
   * Those to show: the newest of what a person has to know, and the newest of the others, so that they do not pile up over what
   * the person works on. Earlier ones can still be undone, and come into view once the newest is closed.
   */
  readonly shown: readonly Notice[] = $derived.by(() => {
    const newest = [true, false].map((staying) => this.list.findLast(({ stays }) => stays === staying));
    return this.list.filter((notice) => newest.includes(notice));
  });
  /** What a screen reader reads out next. */
  announcement = $state('');

  #next = 1;
  /** How to undo what the messages are about, the latest last: of those that are there, and of the latest when it is gone. */
  readonly #undoing = new Map<number, Undoing>();
  /** Whether something can be undone, or done again. */
  undoable = $state(false);
  redoable = $state(false);
  /** How to do again what was undone, the latest last. */
  readonly #undone: (() => unknown)[] = [];
  /** What is undone or done again at last: the next begins when it is done. */
  #turn: Promise<unknown> = Promise.resolve();
  #repeats = false;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a message for a few seconds, and returns its id. */
  show(message: string, action: Notice['action'] = null, way: Notice['way'] = null): number {
    return this.#add({ message, hint: null, stays: false, action, way });
  }

  /** Shows a message that remains until somebody closes it. The same message is never there twice. */
  keep(message: string, hint: string | null = null): void {
    if (this.list.some((notice) => notice.stays && notice.message === message)) return;
    this.#add({ message, hint, stays: true, action: null, way: null });
  }

  problem(problem: Problem): void {
    this.keep(text.faults.message(problem), text.faults.hint(problem));
  }

  /** Does some work and shows what it throws. */
  async attempt(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.problem(asProblem(thrown));
    }
  }

  /** Undoes what the newest message is about, also when it has left; false if there is nothing to undo. */
  undo(): boolean {
    const [newest] = [...this.#undoing].at(-1) ?? [];
    if (newest === undefined) return false;
    this.undoOf(newest);
    return true;
  }

  /** Undoes what one message is about. */
  undoOf(id: number): void {
    const undoing = this.#undoing.get(id);
    this.close(id);
    if (!undoing) return;
    this.#turn = Promise.resolve(undoing.run());
    if (undoing.redo) this.undone(undoing.redo);
  }

  /** Something was undone, and this does it again. */
  undone(redo: () => unknown): void {
    this.#undone.push(redo);
    this.redoable = true;
  }

  /** Does again what was undone last; false if nothing was, or something else was done since. */
  redo(): boolean {
    const again = this.#undone.pop();
    this.redoable = this.#undone.length > 0;
    if (!again) return false;
    this.#turn = this.#turn.then(async () => {
      this.#repeats = true;
      await this.attempt(async () => void (await again()));
      this.#repeats = false;
    });
    return true;
  }

  announce(words: string): void {
    this.announcement = words;
  }

  /** Takes a message away, with what it offers. */
  close(id: number): void {
    this.#undoing.delete(id);
    this.#leave(id);
  }

  /** A person closes a message: those that it stood for go with it. What the newest of them is about can still be undone. */
  dismiss({ id, stays }: Notice): void {
    const gone = this.list.filter((notice) => notice.id === id || (!stays && !notice.stays && notice.id < id));
    for (const notice of gone) this.#leave(notice.id);
  }

  /** Keeps a message while the pointer or the focus is on it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Lets a message leave after its time. */
  release(id: number): void {
    this.hold(id);
    if (this.list.some((notice) => notice.id === id && !notice.stays)) {
      this.#timers.set(
        id,
        setTimeout(() => this.#leave(id), SHOWN_FOR_MS),
      );
    }
  }

  /** Takes a message out of the window. */
  #leave(id: number): void {
    this.hold(id);
    this.list = this.list.filter((notice) => notice.id !== id);
    this.#forget();
  }

  /** What was done before the latest is undone by nobody when its message is gone. */
  #forget(): void {
    const latest = [...this.#undoing.keys()].at(-1);
    for (const id of [...this.#undoing.keys()]) {
      if (id !== latest && !this.list.some((notice) => notice.id === id)) this.#undoing.delete(id);
    }
    this.undoable = this.#undoing.size > 0;
  }

  #add(notice: Omit<Notice, 'id'>): number {
    // one that makes way was perhaps under the pointer, which cannot leave it any more
    for (const { id } of this.list) if (!this.#timers.has(id)) this.release(id);
    const id = this.#next++;
    this.list = [...this.list, { id, ...notice }];
    if (notice.action) {
      this.#undoing.set(id, notice.action);
      // after something new, what was undone before it makes no sense
      if (!this.#repeats) this.#undone.length = 0;
      this.redoable = this.#undone.length > 0;
    }
    this.#forget();
    this.release(id);
    return id;
  }
}
