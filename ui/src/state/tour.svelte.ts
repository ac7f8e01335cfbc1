// The tour of the window in four steps. It can be left at each of them, and goes on there.

import { remember, remembered } from './remembered';

/** The steps, in their order. */
export const TOUR = ['open', 'sources', 'ask', 'marks'] as const;
export type TourStep = (typeof TOUR)[number];

const NAME = 'tour';

export class Tour {
  /** Where the person is; null while nobody takes the tour. */
  at = $state<number | null>(null);
  readonly step = $derived<TourStep | null>(this.at === null ? null : (TOUR[this.at] ?? null));

  /** Goes on where it was left, and begins anew after its end. */
  begin = (): void => {
    const left = remembered(NAME);
    this.at = typeof left === 'number' && TOUR[left] !== undefined ? left : 0;
  };

  /** Goes to another step; behind the last one, the tour ends. */
  go(by: 1 | -1): void {
    const to = (this.at ?? 0) + by;
    if (to >= TOUR.length) this.#end(0);
    else this.at = Math.max(0, to);
  }

  leave = (): void => this.#end(this.at ?? 0);

  #end(next: number): void {
    remember(NAME, next);
    this.at = null;
  }
}
