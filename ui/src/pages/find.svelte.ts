// Find in the open document: the places of what a person looks for, counted part by part while the text is being
// read. A part is a page, or a section of a document without pages. Only the number of places in each part is kept;
// where they are is worked out again for the parts in sight.

import type { SoughtInLibrary } from '../state';
import { anyWordOf, exactly, folded, placesOf, unfolded, type Pattern, type Range } from './fold';

/** The text of a document, in parts. */
export interface Searched {
  parts: number;
  textOf: (part: number) => Promise<string> | string;
}

/** One of the places that were found. */
export interface Hit {
  part: number;
  /** Its position among those of its part. */
  nth: number;
}

/** For how long texts are read before the window may respond, and their places shown. Milliseconds. */
const AT_A_TIME = 12;

export class Find {
  /** Whether the bar is open. */
  open = $state(false);
  query = $state('');
  /** The place that the person looks at; null until one is found. */
  now = $state.raw<Hit | null>(null);
  /** Counts every look at a place, so that the same place is shown again when it is asked for again. */
  looks = $state(0);
  /** The number of places in each part; undefined in a part that was not read yet. */
  counts = $state.raw<readonly (number | undefined)[]>([]);

  /** What is looked for; null where there is nothing to look for. */
  pattern = $state.raw<Pattern | null>(null);

  readonly total = $derived(this.counts.reduce<number>((sum, count) => sum + (count ?? 0), 0));
  /** Whether every part was read. */
  readonly complete = $derived(this.counts.length > 0 && !this.counts.includes(undefined));
  /** The position of `now` among all places known so far; the first is 1. */
  readonly position = $derived.by(() => {
    const { now, counts } = this;
    return now ? counts.slice(0, now.part).reduce<number>((sum, count) => sum + (count ?? 0), 0) + now.nth + 1 : 0;
  });

  readonly #searched: Searched;
  readonly #folded: (string | undefined)[] = [];
  /** The part at which the person began: the nearest place from there on is shown first. */
  #start = 0;
  #reading = false;
  /** Counts the readings: one that goes on when the texts are other ones is not wanted any more. */
  #turn = 0;
  #news: ReturnType<typeof setTimeout> | undefined;

  constructor(searched: Searched) {
    this.#searched = searched;
  }

  /** Opens the bar. What was looked for before remains. */
  begin(part: number): void {
    this.#start = part;
    this.open = true;
    void this.#read();
  }

  close(): void {
    this.open = false;
  }

  /** The document is closed: the reading stops, and its texts are free. */
  end(): void {
    this.#forget();
  }

  /** The texts are other ones now: they are read again, and the nearest place from where the person was is shown. */
  again(): void {
    this.#forget();
    this.#start = this.now?.part ?? this.#start;
    this.now = null;
    this.counts = [];
    if (this.open) void this.#read();
  }

  /** Looks for what the person types. */
  look(query: string): void {
    this.#lookFor(query, exactly(query));
  }

  /** Looks for what a search in the library found: the words as they stand if its snippet contains them so, else each word. */
  seek({ query, snippet, hits }: SoughtInLibrary, part: number): void {
    this.begin(part);
    const exact = exactly(query);
    const stands = exact !== null && placesOf(exact, folded(snippet).text).length > 0;
    this.#lookFor(query, stands ? exact : anyWordOf(query, hits));
  }

  /** Goes to the next or previous place, and from the last to the first. */
  step(by: 1 | -1): void {
    const { now, counts } = this;
    if (!now) return;
    const within = now.nth + by;
    if (within >= 0 && within < (counts[now.part] ?? 0)) this.#show({ ...now, nth: within });
    else this.#show(this.#nearest(now.part + by, by) ?? now);
  }

  /** The places in the text of a part, in order; empty while the bar is closed. */
  rangesIn(text: string): Range[] {
    if (!this.open || !this.pattern) return [];
    const whole = folded(text);
    return placesOf(this.pattern, whole.text).map((place) => unfolded(whole, text, place));
  }

  #forget(): void {
    this.#turn += 1;
    this.#reading = false;
    clearTimeout(this.#news);
    this.#news = undefined;
    this.#folded.length = 0;
  }

  #lookFor(query: string, pattern: Pattern | null): void {
    this.query = query;
    this.pattern = pattern;
    this.now = null;
    this.counts = Array.from({ length: this.#searched.parts }, (_, part) => this.#count(part));
    this.#showFirst();
  }

  #count(part: number): number | undefined {
    const text = this.#folded[part];
    if (text === undefined) return undefined;
    return this.pattern ? placesOf(this.pattern, text).length : 0;
  }

  #show(hit: Hit): void {
    this.now = hit;
    this.looks += 1;
  }

  #showFirst(): void {
    if (this.now || !this.pattern) return;
    const first = this.#nearest(this.#start, 1);
    if (first) this.#show(first);
  }

  /** The first place from a part on, or the last one before it; once around. */
  #nearest(from: number, by: 1 | -1): Hit | null {
    const { parts } = this.#searched;
    for (let n = 0; n < parts; n += 1) {
      const part = (((from + by * n) % parts) + parts) % parts;
      const count = this.counts[part] ?? 0;
      if (count > 0) return { part, nth: by === 1 ? 0 : count - 1 };
    }
    return null;
  }

  /** Reads the parts, beginning where the person is. */
  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    const { parts, textOf } = this.#searched;
    if (this.counts.length === 0) this.counts = Array.from({ length: parts }, () => undefined);
    let since = performance.now();
    const start = this.#start;
    const turn = this.#turn;
    for (let n = 0; n < parts; n += 1) {
      const part = (start + n) % parts;
      // a part that cannot be read has no places
      const text = await Promise.resolve(textOf(part)).then((text) => folded(text).text, () => '');
      if (turn !== this.#turn) return;
      this.#folded[part] = text;
      this.#news ??= setTimeout(() => this.#catchUp(), AT_A_TIME);
      if (performance.now() - since < AT_A_TIME) continue;
      await new Promise((done) => setTimeout(done));
      if (turn !== this.#turn) return;
      since = performance.now();
    }
  }

  /** Counts in what was read since the last time. */
  #catchUp(): void {
    this.#news = undefined;
    this.counts = this.counts.map((count, part) => count ?? this.#count(part));
    this.#showFirst();
  }
}
