// What the bar above the pages and the pages themselves share: how large, and where.

import type { Rect } from '../bridge';
import type { Zoom } from './zoom';

export class View {
  zoom = $state<Zoom>('fit');
  /** CSS pixels per point, as shown. */
  scale = $state(1);
  /** The page that is being read, 1-based. */
  page = $state(1);
  /** Scrolls to a page, or to a place on it. The pages put their own way of scrolling here. */
  goTo: (page: number, rect?: Rect) => void = () => {};
}
