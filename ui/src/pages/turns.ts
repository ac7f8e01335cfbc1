// The order in which pages are drawn: those in sight at once, the others when no page in sight is being drawn, one after
// the other and the nearest first. What only makes a page complete, such as its words for selection, waits for both.

interface Waiting {
  /** Screens between the page and the pane; 0 in sight. */
  distance: () => number;
  draw: () => Promise<unknown>;
}

export class Turns {
  readonly #waiting = new Set<Waiting>();
  #ended = false;
  #inSight = 0;
  #beyond = 0;
  #quiet: (() => void)[] = [];

  /** Has a page drawn when its turn comes. Returns how to take that back; a drawing that has begun goes on. */
  ask(distance: () => number, draw: () => Promise<unknown>): () => void {
    const one = { distance, draw };
    this.#waiting.add(one);
    this.#next();
    return () => {
      if (this.#waiting.delete(one)) this.#next();
    };
  }

  /** Pages that waited may be in sight by now. */
  moved(): void {
    if (this.#waiting.size > 0) this.#next();
  }

  /** The pages go away: none of those that wait is drawn. */
  end(): void {
    this.#ended = true;
  }

  /** Resolves when nothing is being drawn. */
  quiet = (): Promise<void> =>
    this.#inSight + this.#beyond + this.#waiting.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#quiet.push(resolve));

  #next(): void {
    if (this.#ended) return;
    const near = [...this.#waiting].map((one) => ({ one, distance: one.distance() })).sort((a, b) => a.distance - b.distance);
    for (const { one, distance } of near) {
      const inSight = distance <= 0;
      if (!inSight && this.#inSight + this.#beyond > 0) break;
      this.#waiting.delete(one);
      void this.#run(one, inSight);
    }
    if (this.#inSight + this.#beyond + this.#waiting.size > 0) return;
    const quiet = this.#quiet;
    this.#quiet = [];
    for (const resolve of quiet) resolve();
  }

  async #run({ draw }: Waiting, inSight: boolean): Promise<void> {
    const by = (n: 1 | -1): void => {
      if (inSight) this.#inSight += n;
      else this.#beyond += n;
    };
    by(1);
    // whoever asked knows what to do about a page that cannot be drawn
    await draw().catch(() => {});
    by(-1);
    this.#next();
  }
}
