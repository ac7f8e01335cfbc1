// pdf.js, kept in one place: opening a file, drawing a page. Its worker is a module of our own bundle, and
// everything it fetches lies beside it; nothing inside a PDF is ever run.
//
// The build for older engines is used, since the web view is the system's and may be some years old.

import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

import type { Matrix, Size } from './geometry';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

/** The file is locked; `wrong` when a password was given. */
export class Locked extends Error {
  constructor(readonly wrong: boolean) {
    super('locked');
  }
}

/** An opened file. */
export interface Pdf {
  /**
   * Draws a page, `width` CSS pixels wide, into `paper`, and its selectable words into `words`. What stood in
   * `paper` stays until the new picture is complete, so zooming does not flicker.
   */
  draw: (number: number, width: number, paper: HTMLElement, words: HTMLElement, opened: (page: Opened) => void) => Drawing;
  /** Frees the file and its worker. */
  close: () => void;
}

const at = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** Opens a file. Takes the bytes over. Throws `Locked` when a password is wanted. */
export async function openPdf(bytes: ArrayBuffer, password?: string): Promise<Pdf> {
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    cMapUrl: at('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: at('standard_fonts'),
    wasmUrl: at('wasm'),
    iccUrl: at('iccs'),
    // the system's stand-ins have other widths: letters would run into each other
    useSystemFonts: false,
    enableXfa: false,
    // drawing a few hundred million pixels of one image would take the window down
    maxImageSize: 2 ** 27,
  });
  try {
    const pdf = await task.promise;
    return {
      draw: (...page) => drawPage(pdf, ...page),
      close: () => void task.destroy(),
    };
  } catch (thrown) {
    void task.destroy();
    if (thrown instanceof pdfjs.PasswordException) {
      throw new Locked(thrown.code === pdfjs.PasswordResponses.INCORRECT_PASSWORD);
    }
    throw thrown;
  }
}

/** What is known of a page once pdf.js has opened it. */
export interface Opened {
  /** Size at scale 1, rotation and user unit applied. */
  size: Size;
  /** pdf.js's own transform at scale 1. */
  transform: Matrix;
}

/** A drawing under way. */
export interface Drawing {
  /** Settles when the page stands there; rejects only if it cannot be drawn. */
  done: Promise<void>;
  cancel: () => void;
}

/** More pixels than this are drawn coarser. */
const MOST_PIXELS = 16 * 2 ** 20;

const matrixOf = (transform: readonly number[]): Matrix => {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = transform;
  return [a, b, c, d, e, f];
};

function drawPage(pdf: PDFDocumentProxy, ...[number, width, paper, words, opened]: Parameters<Pdf['draw']>): Drawing {
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
    // what pdf.js's text layer reckons with: CSS pixels per text unit
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
