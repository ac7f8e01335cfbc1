// Opens a file by pdf.js. No other folder uses pdf.js. The worker is a module of our own bundle, and
// everything that it fetches lies beside it. pdf.js never runs scripts from inside a PDF.
//
// This is pdf.js's build for older engines: the web view belongs to the system and may be some years old.

import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

import { drawPage, drawPicture, type Drawing, type Onto, type Opened } from './drawing';
import { linkReader, type Link } from './links';
import type { PageText } from './runs';
import { textReader } from './text';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

/** How long after a file the next worker starts, in milliseconds: the first page is drawn by then. */
const LATER = 1500;
/** How long a worker may take to put its file away, in milliseconds. */
const PATIENCE = 2000;
/** A worker without a file: starting one takes longer than opening most files. Each file has a worker of its own, so that one that never ends ends with it. */
let spare: pdfjs.PDFWorker | null = null;

/** Starts the worker of a file to come. */
export function startWorker(): void {
  spare ??= new pdfjs.PDFWorker();
}

function takeWorker(): pdfjs.PDFWorker {
  const worker = spare ?? new pdfjs.PDFWorker();
  spare = null;
  setTimeout(startWorker, LATER);
  return worker;
}

/** The file needs a password; `wrong` if the given one does not open it. */
export class Locked extends Error {
  constructor(readonly wrong: boolean) {
    super('locked');
  }
}

/** An opened file. */
export interface Pdf {
  /** See `drawPage`. */
  draw: (number: number, onto: Onto, opened: (page: Opened) => void) => Drawing;
  /** Draws a small picture of a page, `width` CSS pixels wide; see `drawPicture`. */
  picture: (number: number, width: number, turn: number) => Drawing<HTMLCanvasElement | null>;
  /** Frees what was read to draw a page, once nothing draws it. */
  release: (number: number) => void;
  /** The text of a page with its places. */
  text: (number: number) => Promise<PageText>;
  /** What the file says is printed on each page; null if it does not say. */
  labels: () => Promise<readonly (string | null)[] | null>;
  /** The links of a page. */
  links: (number: number) => Promise<Link[]>;
  /** Frees the file and its worker. */
  close: () => void;
}

const at = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** Opens a file and takes ownership of the bytes. Throws `Locked` if the file needs another password. */
export async function openPdf(bytes: ArrayBuffer, password?: string): Promise<Pdf> {
  const worker = takeWorker();
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    worker,
    ...(password === undefined ? {} : { password }),
    cMapUrl: at('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: at('standard_fonts'),
    wasmUrl: at('wasm'),
    iccUrl: at('iccs'),
    // fonts of the system have other widths: letters would overlap
    useSystemFonts: false,
    enableXfa: false,
    // an image of a few hundred million pixels would crash the window
    maxImageSize: 2 ** 27,
  });
  const close = (): void => {
    const end = (): void => worker.destroy();
    // pdf.js leaves a worker that it was given; one that is caught in its file never answers
    setTimeout(end, PATIENCE);
    void task.destroy().finally(end);
  };
  try {
    const pdf = await task.promise;
    return {
      draw: (...page) => drawPage(pdf, ...page),
      picture: (...page) => drawPicture(pdf, ...page),
      release: (number) => void pdf.getPage(number).then((page) => page.cleanup(), () => {}),
      text: textReader(pdf),
      labels: () => pdf.getPageLabels(),
      links: linkReader(pdf),
      close,
    };
  } catch (thrown) {
    close();
    if (thrown instanceof pdfjs.PasswordException) {
      throw new Locked(thrown.code === pdfjs.PasswordResponses.INCORRECT_PASSWORD);
    }
    throw thrown;
  }
}

