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
  /** The links of a page. */
  links: (number: number) => Promise<Link[]>;
  /** Frees the file and its worker. */
  close: () => void;
}

const at = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** Opens a file and takes ownership of the bytes. Throws `Locked` if the file needs another password. */
export async function openPdf(bytes: ArrayBuffer, password?: string): Promise<Pdf> {
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
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
  try {
    const pdf = await task.promise;
    return {
      draw: (...page) => drawPage(pdf, ...page),
      picture: (...page) => drawPicture(pdf, ...page),
      release: (number) => void pdf.getPage(number).then((page) => page.cleanup(), () => {}),
      text: textReader(pdf),
      links: linkReader(pdf),
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

