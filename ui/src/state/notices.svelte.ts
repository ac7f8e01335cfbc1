// Short messages at the foot of the window. Each leaves by itself, unless it tells of a problem or the
// person is busy with it.

import type { ApiError } from '../bridge';

export interface Notice {
  id: number;
  message: string;
  hint: string | null;
  problem: boolean;
  action: { label: string; run: () => void } | null;
}

const SHOWN_FOR_MS = 8000;

export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  say(message: string, action: Notice['action'] = null): void {
    this.#add({ message, hint: null, problem: false, action });
  }

  problem(error: ApiError): void {
    // the same trouble twice is one message
    if (this.list.some((notice) => notice.problem && notice.message === error.message)) return;
    this.#add({ message: error.message, hint: error.hint, problem: true, action: null });
  }

  close(id: number): void {
    this.hold(id);
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** Keeps a message while the pointer or the focus is on it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Lets a message leave after its time. */
  release(id: number): void {
    this.hold(id);
    if (this.list.some((notice) => notice.id === id && !notice.problem)) {
      this.#timers.set(
        id,
        setTimeout(() => this.close(id), SHOWN_FOR_MS),
      );
    }
  }

  #add(notice: Omit<Notice, 'id'>): void {
    const id = this.#next++;
    this.list = [...this.list, { id, ...notice }];
    this.release(id);
  }
}
