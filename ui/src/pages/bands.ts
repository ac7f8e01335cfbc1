// Where the pages, headings and paragraphs of a short document stand, as it is shown, for the strip beside it. The strip is as high
// as the pane, so what ends before the pane does has its places where its lines are. In a document of many screens nobody sees
// a line's height there, and shares of its pages or its letters are near enough.

import type { Layout } from './layout';

/** An upper edge and a height, as shares of the strip's height. */
export type Band = readonly [top: number, height: number];

/** So many heights of the pane a document may have to be measured. */
const SHORT = 4;

/** Those of pages in their column, in a pane of this height in CSS pixels; null where they are many. */
export function bandsOfPages({ pages, height }: Layout, seen: number): readonly Band[] | null {
  if (seen === 0 || height > SHORT * seen) return null;
  const whole = Math.max(height, seen);
  return pages.map(({ top, height }) => [top / whole, height / whole]);
}

/** Those of the headings and paragraphs in a pane, in their order; null where they are many. */
export function bandsIn(pane: HTMLElement): readonly Band[] | null {
  const { clientHeight, scrollHeight, scrollTop } = pane;
  if (clientHeight === 0 || scrollHeight > SHORT * clientHeight) return null;
  const begins = pane.getBoundingClientRect().top - scrollTop;
  return Array.from(pane.querySelectorAll('article > :is(h2, p)'), (element): Band => {
    const { top, height } = element.getBoundingClientRect();
    return [(top - begins) / scrollHeight, height / scrollHeight];
  });
}

/** Keeps the bands of running text as its lines break elsewhere. Returns how to end it. */
export function followBands(pane: HTMLElement, view: { bands: readonly Band[] | null }): () => void {
  const watch = new ResizeObserver(() => (view.bands = bandsIn(pane)));
  for (const part of [pane, ...pane.children]) watch.observe(part);
  return () => watch.disconnect();
}
