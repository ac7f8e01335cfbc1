// The words of a page whose text was recognized in a picture, laid over the picture for selection, as pdf.js lays the words
// that a file draws.

import type { SentenceView } from '../../bridge';
import { toScreen, type Matrix, type Size } from '../geometry';
import { linesOfSentences } from './runs';

/** The page as it lies in the file, before the person's turn. */
export interface Upright {
  /** From user space to CSS pixels. */
  transform: Matrix;
  size: Size;
  /** CSS pixels per text unit. */
  scale: number;
}

const FAMILY = 'sans-serif';
/** For measuring alone. */
let measuring: CanvasRenderingContext2D | null | undefined;

/** The width of a text in letters of this height, in CSS pixels. */
function widthOf(text: string, height: number): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (!measuring) return 0;
  measuring.font = `${height}px ${FAMILY}`;
  return measuring.measureText(text).width;
}

/** Lays the words of a recognized page into a layer, which is turned as the person turned the page, in degrees. */
export function layWords(layer: HTMLElement, sentences: readonly SentenceView[], page: number, { transform, size, scale }: Upright, turn: number): void {
  layer.style.width = `${size.width}px`;
  layer.style.height = `${size.height}px`;
  layer.dataset.mainRotation = String(turn);
  const lines = linesOfSentences(sentences, page).map(({ text, rect }) => ({ text: text.trim(), ...toScreen(transform, rect) }));
  layer.replaceChildren(
    ...lines.flatMap(({ text, left, top, width, height }, nth): Element[] => {
      const next = lines[nth + 1];
      const goesOn = next !== undefined && Math.abs(next.top - top) < height / 2;
      const words = document.createElement('span');
      words.textContent = goesOn ? `${text} ` : text;
      words.dir = 'auto';
      words.style.left = `${(100 * left) / size.width}%`;
      words.style.top = `${(100 * top) / size.height}%`;
      words.style.fontFamily = FAMILY;
      words.style.setProperty('--font-height', `${height / scale}px`);
      const natural = widthOf(text, height);
      if (natural > 0) words.style.setProperty('--scale-x', String(width / natural));
      return goesOn ? [words] : [words, document.createElement('br')];
    }),
  );
}
