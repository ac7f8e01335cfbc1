// What a page looks like before pdf.js has drawn it: its words as Pagewing read them, each line where it stands. Who scrolls fast
// through a book sees a page for less time than its drawing takes.

import type { Page, SentenceView } from '../bridge';
import { pageTransform, toScreen } from './geometry';
import { linesOfSentences } from './pdf/runs';

/** Words on one line of the page, in points from its upper left corner, as the page is turned. */
export interface Written {
  text: string;
  /** The middle of the line. */
  x: number;
  y: number;
  /** Along the line, and across it. */
  length: number;
  height: number;
  /** Whether the line runs from the foot of the page to its head. */
  upwards: boolean;
}

/** A page of more pieces is a table: the first are enough to know it. */
const MOST_LINES = 250;

/** The sentences that stand on each page, by its number. */
export function sentencesByPage(sentences: readonly SentenceView[]): Map<number, SentenceView[]> {
  const pages = new Map<number, SentenceView[]>();
  for (const sentence of sentences) {
    for (const place of sentence.places) {
      if (place.kind !== 'page') continue;
      const there = pages.get(place.page);
      if (!there) pages.set(place.page, [sentence]);
      else if (there.at(-1) !== sentence) there.push(sentence);
    }
  }
  return pages;
}

/** The likeness of a page with these sentences, turned by the person by this number of degrees. */
export function likenessOf(page: Page, sentences: readonly SentenceView[], turn: number): Written[] {
  const rotation = (page.rotate + turn) % 360;
  const matrix = pageTransform(page.crop, rotation, 1);
  return linesOfSentences(sentences, page.number)
    .slice(0, MOST_LINES)
    .flatMap(({ text, rect }): Written[] => {
      const { left, top, width, height } = toScreen(matrix, rect);
      const words = text.trim();
      if (words === '' || !(Math.min(width, height) >= 1)) return [];
      // a letter alone may be higher than wide
      const upwards = height > 2 * width && words.length > 2;
      const [length, across] = upwards ? [height, width] : [width, height];
      return [{ text: words, x: left + width / 2, y: top + height / 2, length, height: across, upwards }];
    });
}
