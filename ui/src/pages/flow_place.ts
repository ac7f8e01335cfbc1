// Where in running text a person is: the paragraph at the upper edge of the pane. Paragraphs stay what they are when lines break
// elsewhere, in a wider pane or in larger letters, and a share of the whole text does not. Web views differ in whether they keep
// the place by themselves, so none of them does (see `overflow-anchor`).

import type { Spot } from './view.svelte';

/** A paragraph with the heading over it. */
function extentOf(paragraph: Element): { top: number; height: number } {
  const heading = paragraph.previousElementSibling;
  const { top } = (heading?.localName === 'h2' ? heading : paragraph).getBoundingClientRect();
  return { top, height: paragraph.getBoundingClientRect().bottom - top };
}

/** What is at the upper edge of the pane. */
export function spotOf(pane: HTMLElement): Spot {
  const whole = pane.scrollTop / Math.max(1, pane.scrollHeight);
  const edge = pane.getBoundingClientRect().top;
  const paragraphs = pane.getElementsByTagName('p');
  let [at, last] = [0, paragraphs.length - 1];
  // the first paragraph that ends below the edge
  while (at < last) {
    const middle = Math.floor((at + last) / 2);
    if ((paragraphs[middle]?.getBoundingClientRect().bottom ?? 0) > edge) last = middle;
    else at = middle + 1;
  }
  const paragraph = paragraphs[at];
  if (!paragraph) return { at: 0, share: 0, whole };
  const { top, height } = extentOf(paragraph);
  return { at, share: Math.min(1, Math.max(0, (edge - top) / Math.max(1, height))), whole };
}

/** Puts a place at the upper edge of the pane. One that was kept knows only its share of the whole text. */
export function goToSpot(pane: HTMLElement, { at, share, whole }: Spot): void {
  const paragraph = pane.getElementsByTagName('p')[at];
  if (whole === undefined || whole === 0 || !paragraph) pane.scrollTop = (whole ?? share) * pane.scrollHeight;
  else {
    const { top, height } = extentOf(paragraph);
    pane.scrollTop += top + share * height - pane.getBoundingClientRect().top;
  }
}
