// Events at a pace that the window can follow: a thousand files that are read make some thousand events, each of which would
// have the window draw its queue and load its list anew.

import type { AppEvent } from './generated/AppEvent';

/** The shortest time between news of work, in milliseconds. */
export const NEWS_EVERY = 200;
/** The shortest time between wishes to load the same list again, in milliseconds. */
export const LISTS_EVERY = 1000;

/** Of these, one says as much as many. */
const LISTS: ReadonlySet<AppEvent['kind']> = new Set(['library', 'groups', 'tables']);

type Listener = (event: AppEvent) => void;

/** Hands on at once what comes first, and keeps what follows soon until the time is over. */
class Line {
  #kept: AppEvent[] = [];
  #rest: ReturnType<typeof setTimeout> | null = null;

  readonly #every: number;
  readonly #listener: Listener;

  constructor(every: number, listener: Listener) {
    this.#every = every;
    this.#listener = listener;
  }

  /** Receives an event; with `alike`, one that says nothing new if one is kept already. */
  take(event: AppEvent, alike = false): void {
    if (!alike || this.#kept.length === 0) this.#kept.push(event);
    if (this.#rest === null) this.flush();
  }

  /** Hands on what is kept, in its order. */
  flush(): void {
    if (this.#kept.length === 0) return;
    const events = this.#kept;
    this.#kept = [];
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#rest = null;
      this.flush();
    }, this.#every);
    for (const event of events) this.#listener(event);
  }
}

/**
 * Hands on events to a listener: news of work some times in a second, those of one time together, and wishes to load a list
 * again once in a second. What a person waits for comes at once, with all news before it.
 */
export function paced(listener: Listener): Listener {
  const news = new Line(NEWS_EVERY, listener);
  const lists = new Map<AppEvent['kind'], Line>();
  return (event) => {
    if (LISTS.has(event.kind)) {
      const line = lists.get(event.kind) ?? new Line(LISTS_EVERY, listener);
      lists.set(event.kind, line);
      line.take(event, true);
      return;
    }
    if (event.kind === 'job') {
      news.take(event);
      // a file that was given alone opens when it is read
      if (!event.job.to_show) return;
    }
    news.flush();
    if (event.kind !== 'job') listener(event);
  };
}
