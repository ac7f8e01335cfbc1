// The size of pages on the screen: fitted to the pane, or in steps.

import type { PageZoom } from '../bridge';
import { ACTUAL_SIZE, type Size } from './geometry';

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];
/** The largest factor at which a small page is fitted. */
const LARGEST_FIT = 2;

export const TO_WIDTH: PageZoom = { kind: 'width' };
export const TO_PAGE: PageZoom = { kind: 'page' };

/** CSS pixels per point at which a page of this size, in points, fits into the pane. */
export function fitted(zoom: PageZoom, size: Size, room: Size): number {
  const wide = room.width / Math.max(1, size.width);
  const high = room.height / Math.max(1, size.height);
  return Math.max(0.1, Math.min(LARGEST_FIT * ACTUAL_SIZE, zoom.kind === 'page' ? Math.min(wide, high) : wide));
}

/** The next step up or down from the present scale. */
export function stepZoom(scale: number, by: 1 | -1): PageZoom {
  const now = scale / ACTUAL_SIZE;
  const next =
    by === 1 ? STEPS.find((step) => step > now * 1.01) : STEPS.findLast((step) => step < now * 0.99);
  return { kind: 'factor', factor: next ?? now };
}

/** A size that was kept, as one that the pages can have. */
export function possible(zoom: PageZoom): PageZoom {
  if (zoom.kind !== 'factor') return zoom;
  const [least = 1, most = 1] = [STEPS[0], STEPS.at(-1)];
  return { kind: 'factor', factor: Math.min(most, Math.max(least, zoom.factor)) };
}
