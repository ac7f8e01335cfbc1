// Draws a page by pdf.js: its picture, and its words for selection.

import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';

import type { SentenceView } from '../../bridge';
import { pixelRatio } from '../../style/text_size.svelte';
import type { Matrix, Size } from '../geometry';
import { free, replace } from '../paper';
import { layWords } from './words';

/** What pdf.js knows about a page that it has opened. */
export interface Opened {
  /** Size at scale 1, with the rotation and the user unit of the file. */
  size: Size;
  /** The transform by which pdf.js draws the page at scale 1, turned clockwise by this number of degrees. */
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
  /** The sentences of a document whose page was recognized in a picture: its words are in them, and not in the file. */
  recognized: readonly SentenceView[] | null;
  /** The picture is there; the words wait until the promise resolves. */
  drawn: () => Promise<void>;
}

/** A drawing in progress. */
export interface Drawing<Result = void> {
  /** Resolves when the page is drawn or the drawing cancelled; rejects only if pdf.js cannot draw it. */
  done: Promise<Result>;
  cancel: () => void;
}

/** Larger pictures are drawn at a lower density. Pixels. */
const MOST_PIXELS = 16 * 2 ** 20;

const matrixOf = (transform: readonly number[]): Matrix => {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = transform;
  return [a, b, c, d, e, f];
};

/** Receives how to stop what is being done now. */
type Stoppable = (stop: () => void) => void;

/** Begins a drawing. `draw` asks whether it was cancelled after each step. */
function begun<Result>(draw: (cancelled: () => boolean, stoppable: Stoppable) => Promise<Result>, nothing: Result): Drawing<Result> {
  let cancelled = false;
  let stop = (): void => {};
  return {
    done: draw(() => cancelled, (how) => (stop = how)).catch((thrown: unknown) => {
      if (!cancelled) throw thrown;
      return nothing;
    }),
    cancel: () => {
      cancelled = true;
      stop();
    },
  };
}

/** A page that is this number of CSS pixels wide, turned by this number of degrees in addition to its rotation in the file. */
function viewportOf(page: PDFPageProxy, width: number, turn: number): PageViewport {
  const rotation = (page.rotate + turn) % 360;
  const natural = page.getViewport({ scale: 1, rotation });
  return page.getViewport({ scale: width / natural.width, rotation });
}

/** Draws a page; `opened` receives what pdf.js knows about it. */
export const drawPage = (pdf: PDFDocumentProxy, number: number, { width, turn, paper, words, recognized, drawn }: Onto, opened: (page: Opened) => void): Drawing =>
  begun(async (cancelled, stoppable) => {
    const page = await pdf.getPage(number);
    if (cancelled()) return;
    const natural = page.getViewport({ scale: 1 });
    opened({
      size: { width: natural.width, height: natural.height },
      transform: (by) => matrixOf(page.getViewport({ scale: 1, rotation: (page.rotate + by) % 360 }).transform),
    });

    const viewport = viewportOf(page, width, turn);
    const canvas = await picture(page, viewport, stoppable);
    if (!canvas) return;
    if (cancelled()) return free(canvas);
    replace(paper, canvas);
    words.replaceChildren();

    await drawn();
    if (cancelled()) return;
    // pdf.js's text layer expects CSS pixels per text unit
    const scale = viewport.scale * page.userUnit;
    words.style.setProperty('--total-scale-factor', String(scale));
    if (recognized) {
      const upright = page.getViewport({ scale: viewport.scale, rotation: page.rotate });
      layWords(words, recognized, number, { transform: matrixOf(upright.transform), size: upright, scale }, turn);
      return;
    }
    const layer = new pdfjs.TextLayer({
      textContentSource: page.streamTextContent(),
      container: words,
      viewport,
    });
    stoppable(() => layer.cancel());
    await layer.render();
  }, undefined);

/** Draws only the picture of a page. Null if the drawing is cancelled. */
export const drawPicture = (pdf: PDFDocumentProxy, number: number, width: number, turn: number): Drawing<HTMLCanvasElement | null> =>
  begun(async (cancelled, stoppable) => {
    const page = await pdf.getPage(number);
    if (cancelled()) return null;
    try {
      return await picture(page, viewportOf(page, width, turn), stoppable);
    } finally {
      // what was read to draw the page is free, once nothing else draws it
      page.cleanup();
    }
  }, null);

async function picture(
  page: PDFPageProxy,
  viewport: PageViewport,
  stoppable: Stoppable,
): Promise<HTMLCanvasElement | null> {
  const pixels = viewport.width * viewport.height;
  const density = Math.min(pixelRatio(), Math.sqrt(MOST_PIXELS / pixels));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width * density));
  canvas.height = Math.max(1, Math.floor(viewport.height * density));
  const task = page.render({
    canvas,
    viewport,
    transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
  });
  stoppable(() => task.cancel());
  try {
    await task.promise;
    return canvas;
  } catch (thrown) {
    free(canvas);
    if (thrown instanceof pdfjs.RenderingCancelledException) return null;
    throw thrown;
  }
}
