// The position and scale that the bar above the pages shares with the pages.

import type { Rect } from '../bridge';
import type { Zoom } from './zoom';

export class View {
  zoom = $state<Zoom>('fit');
  /** The present scale in CSS pixels per point. */
  scale = $state(1);
  /** The page that the person reads; the first is 1. */
  page = $state(1);
  /** Scrolls to a page, or to a place on it. The column of pages sets this function. */
  goTo: (page: number, rect?: Rect) => void = () => {};
  /** Goes to a place, unless it is in sight. The column of pages sets this function too. */
  reveal: (page: number, rect: Rect) => void = () => {};
}
