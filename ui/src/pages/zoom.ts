// The size of pages on the screen: fitted to the pane, or in steps.

import { ACTUAL_SIZE } from './geometry';

/** Fitted to the width, or a factor of the actual size. */
export type Zoom = 'fit' | number;

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];
/** The largest factor at which a narrow page is fitted. */
const LARGEST_FIT = 2;

/** CSS pixels per point for the page of median width; wider pages are fitted at a smaller scale. */
export function scaleOf(zoom: Zoom, widths: readonly number[], room: number): number {
  if (zoom !== 'fit') return zoom * ACTUAL_SIZE;
  const usual = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 1;
  return Math.min(LARGEST_FIT * ACTUAL_SIZE, fitted(Math.max(1, usual), room));
}

/** CSS pixels per point at which a page of this width fills the pane. */
export const fitted = (width: number, room: number): number => Math.max(0.1, room / width);

/** The next step up or down from the present scale. */
export function stepZoom(scale: number, by: 1 | -1): number {
  const now = scale / ACTUAL_SIZE;
  const next =
    by === 1 ? STEPS.find((step) => step > now * 1.01) : STEPS.findLast((step) => step < now * 0.99);
  return next ?? now;
}
