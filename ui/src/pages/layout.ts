// The positions of the pages in the column, and the choice of those to draw. Only pages near the visible part
// exist, so a book of thousands of pages costs no more than a letter.

import type { Size } from './geometry';

/** The space around and between pages, in CSS pixels. */
export const GAP = 16;

export interface Column {
  /** The upper edge of each page, in CSS pixels. */
  tops: number[];
  height: number;
  /** The width of the widest page and the space beside it, in CSS pixels. */
  width: number;
}

export function columnOf(sizes: readonly Size[]): Column {
  const tops: number[] = [];
  let height = GAP;
  let width = 0;
  for (const size of sizes) {
    tops.push(height);
    height += size.height + GAP;
    width = Math.max(width, size.width);
  }
  return { tops, height, width: width + 2 * GAP };
}

/** The index of the page at this height: the last one that begins at or above it. */
export function pageAt({ tops }: Column, y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The range of pages to keep, end excluded: the visible part, and its height again above and below. */
export function kept(column: Column, scrolled: number, seen: number): [number, number] {
  const count = column.tops.length;
  if (count === 0) return [0, 0];
  return [pageAt(column, scrolled - seen), Math.min(count, pageAt(column, scrolled + 2 * seen) + 1)];
}
