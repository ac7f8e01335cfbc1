// pdf.js outside of a browser.

import { createRequire } from 'node:module';

import type { PDFDocumentProxy } from 'pdfjs-dist';

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: PromiseWithResolvers<T>['resolve'];
  let reject!: PromiseWithResolvers<T>['reject'];
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

/** Opens a file. */
export async function openByPdfjs(data: Uint8Array): Promise<PDFDocumentProxy> {
  // pdf.js needs these to exist, although it uses them only for drawing; Node 20 lacks the third
  Object.assign(globalThis, { DOMMatrix: class {}, Path2D: class {} });
  Promise.withResolvers ??= withResolvers;
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  GlobalWorkerOptions.workerSrc = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  // what would be wrong with a file, the window says too
  return getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise;
}
