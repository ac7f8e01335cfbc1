// What stays where it is in the pane while the size of the pages changes: the cited words, if they are in sight, or what is in
// the middle. Kept at its upper left corner instead, the pane would show the ground beside the pages as soon as they grow.

import type { Box } from './geometry';
import { GAP, pageAt, type Layout } from './layout';
import type { Spot } from './view.svelte';

/** The place at this height of the column. Where a jump to a page ends, with the space above it, is that page. */
export function spotAt(layout: Layout, y: number): Spot {
  const at = pageAt(layout, y + GAP + 1);
  const { top = 0, height = 1 } = layout.pages[at] ?? {};
  return { at, share: (y - top) / height };
}

/** The height in the column at which a place is. The beginning has its space above the first page. */
export function topOf(layout: Layout, { at, share }: Spot): number {
  const { top = 0, height = 0 } = layout.pages[Math.min(at, layout.pages.length - 1)] ?? {};
  return at === 0 && share === 0 ? 0 : top + Math.max(share * height, -GAP);
}

/** Where a pane that shows this part of the column is scrolled to when the same pages are laid out in another size. */
export function held(before: Layout, after: Layout, sight: Box, marks: readonly Box[]): { left: number; top: number } {
  const mark = inSight(before, sight, marks);
  const hold = mark ?? { left: sight.left + sight.width / 2, top: sight.top + sight.height / 2, width: 0, height: 0 };
  const at = nearest(before, hold);
  const [from, to] = [before.pages[at], after.pages[at]];
  if (!from || !to) return sight;
  const by = to.width / Math.max(1, from.width);
  const now = { left: to.left + (hold.left - from.left) * by, top: to.top + (hold.top - from.top) * by, width: hold.width * by, height: hold.height * by };
  const left = now.left + now.width / 2 - (hold.left + hold.width / 2 - sight.left);
  const top = now.top - (hold.top - sight.top);
  if (!mark) return { left, top };
  return { left: around(left, now.left, now.width, sight.width), top: around(top, now.top, now.height, sight.height) };
}

/** The part of the marks that is in sight on one page. */
function inSight(layout: Layout, sight: Box, marks: readonly Box[]): Box | null {
  const seen = marks.filter(
    ({ left, top, width, height }) =>
      top >= sight.top && top + height <= sight.top + sight.height && left < sight.left + sight.width && left + width > sight.left,
  );
  const [first] = seen;
  if (!first) return null;
  const page = nearest(layout, first);
  const beside = seen.filter((mark) => nearest(layout, mark) === page);
  const left = Math.min(...beside.map((mark) => mark.left));
  const top = Math.min(...beside.map((mark) => mark.top));
  const right = Math.max(...beside.map((mark) => mark.left + mark.width));
  const bottom = Math.max(...beside.map((mark) => mark.top + mark.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** The position of the page that a box is on, or beside. */
function nearest(layout: Layout, { left, top, width, height }: Box): number {
  let at = pageAt(layout, top + height / 2);
  const row = layout.pages[at]?.top;
  for (let next = layout.pages[at + 1]; next?.top === row && next && left + width / 2 > next.left - GAP / 2; next = layout.pages[at + 1]) at += 1;
  return at;
}

/** The place nearest to an edge from which a length is seen whole; its beginning, if there is no room for all of it. */
const around = (edge: number, start: number, length: number, room: number): number =>
  Math.min(Math.max(edge, start + length + GAP - room), start - GAP);
