// Where the rows of a long list are, and which of them have to exist. Rows have heights of their own: one that was in sight was
// measured, and the others are taken to be as high as usual.

/** Rows above and below those in sight. */
const AROUND = 8;

export class Rows {
  /** Number of rows. */
  readonly count: number;
  /** Where each row begins, and where the last one ends. Pixels. */
  readonly #tops: Float64Array;

  constructor(keys: readonly string[], heights: ReadonlyMap<string, number>, usual: number) {
    this.count = keys.length;
    this.#tops = new Float64Array(keys.length + 1);
    let top = 0;
    keys.forEach((key, at) => {
      top += heights.get(key) ?? usual;
      this.#tops[at + 1] = top;
    });
  }

  /** The height of all rows. */
  get height(): number {
    return this.top(this.count);
  }

  /** Where a row begins; the number of rows names the end of the last one. */
  top(at: number): number {
    return this.#tops[Math.max(0, Math.min(this.count, at))] ?? 0;
  }

  /** The row at a place; the first or the last one beside them. */
  at(place: number): number {
    let [first, last] = [0, Math.max(0, this.count - 1)];
    while (first < last) {
      const middle = (first + last + 1) >> 1;
      if (this.top(middle) <= place) first = middle;
      else last = middle - 1;
    }
    return first;
  }

  /** The first row that has to exist, and the one behind the last, while so much is seen from a place on. */
  range(scrolled: number, seen: number): readonly [number, number] {
    return [Math.max(0, this.at(scrolled) - AROUND), Math.min(this.count, this.at(scrolled + seen) + 1 + AROUND)];
  }
}
