// The positions of the pages in their column, one or two in a row, and the choice of those to draw. Only pages near the
// visible part exist, so a book of thousands of pages costs no more than a letter.

import type { PageZoom } from '../bridge';
import { ACTUAL_SIZE, type Box, type Size } from './geometry';
import { fitted } from './zoom';

/** The space around and between pages, in CSS pixels. */
export const GAP = 16;

/** A page in the column. */
export interface Placed extends Box {
  /** CSS pixels per point. */
  scale: number;
}

export interface Layout {
  pages: readonly Placed[];
  /** Of the column, with the space around the pages, in CSS pixels. */
  width: number;
  height: number;
  /** CSS pixels per point in a row of the usual size. */
  scale: number;
}

const middleOf = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 1;

/**
 * Lays out pages of these sizes, in points, in a pane of this size, in CSS pixels. Fitting looks at the row of median
 * size, so that one wide table does not shrink a book; a row that is larger is fitted by itself.
 */
export function layoutOf(sizes: readonly Size[], zoom: PageZoom, facing: boolean, pane: Size): Layout {
  const each = facing ? 2 : 1;
  const rows: Size[][] = [];
  for (let at = 0; at < sizes.length; at += each) rows.push(sizes.slice(at, at + each));
  const whole = rows.map((row): Size => ({
    // a last page alone is as wide as one of two
    width: row.reduce((sum, { width }) => sum + width, 0) * (each / row.length),
    height: Math.max(...row.map(({ height }) => height)),
  }));

  const room = { width: pane.width - (each + 1) * GAP, height: pane.height - 2 * GAP };
  const usual = { width: middleOf(whole.map(({ width }) => width)), height: middleOf(whole.map(({ height }) => height)) };
  const scale = zoom.kind === 'factor' ? zoom.factor * ACTUAL_SIZE : fitted(zoom, usual, room);
  const scales = whole.map((row) => (zoom.kind === 'factor' ? scale : Math.min(scale, fitted(zoom, row, room))));
  const widths = whole.map(({ width }, at) => width * (scales[at] ?? scale) + (each + 1) * GAP);
  const width = widths.reduce((most, one) => Math.max(most, one), pane.width);

  const pages: Placed[] = [];
  let top = GAP;
  rows.forEach((row, at) => {
    const by = scales[at] ?? scale;
    let left = (width - (widths[at] ?? 0)) / 2 + GAP;
    for (const size of row) {
      pages.push({ left, top, width: size.width * by, height: size.height * by, scale: by });
      left += size.width * by + GAP;
    }
    top += (whole[at]?.height ?? 0) * by + GAP;
  });
  return { pages, width, height: top, scale };
}

/** The index of the first page in the row at this height: the last row that begins at or above it. */
export function pageAt({ pages }: Layout, y: number): number {
  const top = (at: number): number => pages[at]?.top ?? 0;
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (top(middle) <= y) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && top(low - 1) === top(low)) low -= 1;
  return Math.max(0, low);
}

/**
 * The range of pages to keep, end excluded: the visible part, two screens in the direction of movement and one in the other.
 */
export function kept(layout: Layout, scrolled: number, seen: number, forward = true): [number, number] {
  const [before, after] = forward ? [1, 2] : [2, 1];
  const count = layout.pages.length;
  if (count === 0) return [0, 0];
  let end = pageAt(layout, scrolled + (1 + after) * seen) + 1;
  while (end < count && layout.pages[end]?.top === layout.pages[end - 1]?.top) end += 1;
  return [pageAt(layout, scrolled - before * seen), end];
}
