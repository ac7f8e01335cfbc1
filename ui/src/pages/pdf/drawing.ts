// Draws a page by pdf.js: its picture, and its words for selection.

import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';

import type { Matrix, Size } from '../geometry';

/** What pdf.js knows about a page that it has opened. */
export interface Opened {
  /** Size at scale 1, with the rotation and the user unit of the file. */
  size: Size;
  /** pdf.js's own transform at scale 1 of the page turned by so many degrees, clockwise. */
  transform: (turn: number) => Matrix;
}

/** How to draw a page, and where to. */
export interface Onto {
  /** CSS pixels. */
  width: number;
  /** By how much the page is turned besides the rotation of the file, clockwise, in degrees. */
  turn: number;
  /** Receives the picture. What stood here stays until the new one is complete, so zooming does not flicker. */
  paper: HTMLElement;
  /** Receives the words for selection. */
  words: HTMLElement;
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

/** Draws a page; `opened` receives what pdf.js knows about it. */
export function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  { width, turn, paper, words }: Onto,
  opened: (page: Opened) => void,
): Drawing {
  let cancelled = false;
  let stop = (): void => {};

  const draw = async (): Promise<void> => {
    const page = await pdf.getPage(number);
    if (cancelled) return;
    const turned = (by: number): number => (page.rotate + by) % 360;
    const natural = page.getViewport({ scale: 1 });
    opened({
      size: { width: natural.width, height: natural.height },
      transform: (by) => matrixOf(page.getViewport({ scale: 1, rotation: turned(by) }).transform),
    });

    const scale = width / (turn % 180 === 0 ? natural.width : natural.height);
    const viewport = page.getViewport({ scale, rotation: turned(turn) });
    const canvas = await picture(page, viewport, (cancel) => (stop = cancel));
    if (cancelled || !canvas) return;
    paper.replaceChildren(canvas);

    words.replaceChildren();
    // pdf.js's text layer expects CSS pixels per text unit
    words.style.setProperty('--total-scale-factor', String(scale * page.userUnit));
    const layer = new pdfjs.TextLayer({
      textContentSource: page.streamTextContent(),
      container: words,
      viewport,
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
  viewport: PageViewport,
  cancellable: (cancel: () => void) => void,
): Promise<HTMLCanvasElement | null> {
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
