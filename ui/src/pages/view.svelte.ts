// How the pages are shown and where in them the person is: what the bar above the pages shares with the pages, and
// what is kept when the document is left.

import type { LeftAt, PageZoom, Rect } from '../bridge';
import type { Band } from './bands';
import { possible, TO_WIDTH } from './zoom';

/** A place in the column of pages, or in running text. */
export interface Spot {
  /** The position of a page or of a paragraph. */
  at: number;
  /** The share of it that is above the upper edge of the pane; a little less than 0 in the space above a page. */
  share: number;
  /**
   * In running text, the share of the whole text that is above the edge. It alone is kept: other versions of Pagewing may find
   * other paragraphs. A place that was kept has it as its share of the first.
   */
  whole?: number;
}

/** The most places to go back to. */
const MOST_BACK = 50;

export class View {
  zoom = $state.raw<PageZoom>(TO_WIDTH);
  /** By how much the person turned the pages, clockwise, in degrees. */
  turn = $state(0);
  /** Whether two pages stand side by side. */
  facing = $state(false);
  /** The present scale in CSS pixels per point; running text has the size of its letters instead. */
  scale = $state(1);
  /** Where the pages, or headings and paragraphs, of a short document stand in the strip beside them. */
  bands = $state.raw<readonly Band[] | null>(null);
  /** The page that the person reads; the first is 1. */
  page = $state(1);
  /** Where the person was before jumps, the latest last. */
  past = $state.raw<readonly Spot[]>([]);
  /** What is at the upper edge of the pane; it remains there when sizes change. */
  spot: Spot = { at: 0, share: 0 };
  /** Whether a page or a place on it can be gone to. The column of pages sets these functions. */
  goTo: (page: number, rect?: Rect) => void = () => {};
  /** Goes to a place, unless it is in sight. */
  reveal: (page: number, rect: Rect) => void = () => {};
  goToSpot: (spot: Spot) => void = () => {};
  /** Called whenever something changed that is kept. */
  readonly #changed: () => void;

  constructor(left: LeftAt | null, changed: () => void) {
    this.#changed = changed;
    if (!left) return;
    this.zoom = possible(left.zoom);
    this.turn = left.turn;
    this.facing = left.facing;
    this.page = Math.max(1, left.page);
    this.spot = { at: Math.max(0, left.page - 1), share: left.share };
  }

  /** What to keep. */
  get left(): LeftAt {
    const { zoom, turn, facing, spot } = this;
    const place = spot.whole === undefined ? { page: spot.at + 1, share: spot.share } : { page: 1, share: spot.whole };
    return { ...place, zoom, turn, facing };
  }

  moved(spot: Spot): void {
    this.spot = spot;
    this.#changed();
  }

  show(zoom: PageZoom): void {
    this.zoom = zoom;
    this.#changed();
  }

  turnBy(degrees: 90 | -90): void {
    this.turn = (this.turn + degrees + 360) % 360;
    this.#changed();
  }

  face(): void {
    this.facing = !this.facing;
    this.#changed();
  }

  /** Goes to a page or a place on it, from which `back` returns. */
  jump(page: number, rect?: Rect): void {
    this.leaveBy(() => this.goTo(page, rect));
  }

  /** Goes elsewhere in some way, from where `back` returns. */
  leaveBy(go: () => void): void {
    this.past = [...this.past.slice(1 - MOST_BACK), this.spot];
    go();
  }

  /** Returns to where the person was before the last jump. */
  back(): void {
    const spot = this.past.at(-1);
    if (!spot) return;
    this.past = this.past.slice(0, -1);
    this.goToSpot(spot);
  }
}
