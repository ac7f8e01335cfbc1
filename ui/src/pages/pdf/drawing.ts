// Draws a page by pdf.js: its picture, and its words for selection.

import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';

import type { Matrix, Size } from '../geometry';

/** What pdf.js knows about a page that it has opened. */
export interface Opened {
  /** Size at scale 1, rotation and user unit applied. */
  size: Size;
  /** pdf.js's own transform at scale 1. */
  transform: Matrix;
}

/** A drawing in progress. */
export interface Drawing {
  /** Resolves when the page is drawn or the drawing cancelled; rejects only if pdf.js cannot draw it. */
  done: Promise<void>;
  cancel: () => void;
}

/** Larger pictures are drawn at a lower density. Pixels. */
const MOST_PIXELS = 16 * 2 ** 20;

const matrixOf = (transform: readonly number[]): Matrix => {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = transform;
  return [a, b, c, d, e, f];
};

/**
 * Draws a page, `width` CSS pixels wide, into `paper`, and its selectable words into `words`. What stood in
 * `paper` stays until the new picture is complete, so zooming does not flicker.
 */
export function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  width: number,
  paper: HTMLElement,
  words: HTMLElement,
  opened: (page: Opened) => void,
): Drawing {
  let cancelled = false;
  let stop = (): void => {};

  const draw = async (): Promise<void> => {
    const page = await pdf.getPage(number);
    if (cancelled) return;
    const natural = page.getViewport({ scale: 1 });
    opened({ size: { width: natural.width, height: natural.height }, transform: matrixOf(natural.transform) });

    const scale = width / natural.width;
    const canvas = await picture(page, scale, (cancel) => (stop = cancel));
    if (cancelled || !canvas) return;
    paper.replaceChildren(canvas);

    words.replaceChildren();
    // pdf.js's text layer expects CSS pixels per text unit
    words.style.setProperty('--total-scale-factor', String(scale * page.userUnit));
    const layer = new pdfjs.TextLayer({
      textContentSource: page.streamTextContent(),
      container: words,
      viewport: page.getViewport({ scale }),
    });
    stop = () => layer.cancel();
    await layer.render();
  };

  return {
    done: draw().catch((thrown: unknown) => {
      if (!cancelled) throw thrown;
    }),
    cancel: () => {
      cancelled = true;
      stop();
    },
  };
}

async function picture(
  page: PDFPageProxy,
  scale: number,
  cancellable: (cancel: () => void) => void,
): Promise<HTMLCanvasElement | null> {
  const viewport = page.getViewport({ scale });
  const pixels = viewport.width * viewport.height;
  const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / pixels));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width * density));
  canvas.height = Math.max(1, Math.floor(viewport.height * density));
  const task = page.render({
    canvas,
    viewport,
    transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
  });
  cancellable(() => task.cancel());
  try {
    await task.promise;
    return canvas;
  } catch (thrown) {
    if (thrown instanceof pdfjs.RenderingCancelledException) return null;
    throw thrown;
  }
}
