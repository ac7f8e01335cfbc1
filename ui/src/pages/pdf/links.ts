// Reads the links of a page by pdf.js: to places in the document, and to addresses.

import type { PDFDocumentProxy } from 'pdfjs-dist';

import type { Rect } from '../../bridge';

/** Where a link leads. */
export type Target =
  /** A page, and a place on it if the file names one. */
  | { kind: 'place'; page: number; rect: Rect | null }
  | { kind: 'address'; url: string };

export interface Link {
  /** In user space. */
  rect: Rect;
  target: Target;
}

/** Addresses that a browser or a mail program opens. Files and programs on this machine are not among them. */
const SHOWN = /^(https?|mailto):/i;

/** The name of an article, which no browser opens, and which pdf.js therefore leaves as it is. */
const DOI = /^doi:\s*(10\.\d{4,9}\/\S+)$/i;

/** The address that a link leads to; null if nothing opens it. */
function addressOf({ url, unsafeUrl }: Record<string, unknown>): string | null {
  if (typeof url === 'string') return SHOWN.test(url) ? url : null;
  const [, doi] = (typeof unsafeUrl === 'string' && DOI.exec(unsafeUrl)) || [];
  return doi === undefined ? null : new URL(doi, 'https://doi.org/').href;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** The point that a destination names, in user space. */
function pointOf(fit: unknown, values: readonly unknown[]): Rect | null {
  const name = typeof fit === 'object' && fit !== null && 'name' in fit ? fit.name : null;
  const [x, y] = name === 'XYZ' ? values : name === 'FitH' || name === 'FitBH' ? [null, values[0]] : name === 'FitR' ? [values[0], values[3]] : [];
  if (!isNumber(y)) return null;
  const left = isNumber(x) ? x : 0;
  return { x0: left, y0: y, x1: left, y1: y };
}

async function placeOf(pdf: PDFDocumentProxy, dest: unknown): Promise<Target | null> {
  const found: unknown = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
  if (!Array.isArray(found)) return null;
  const [page, fit, ...values] = found as unknown[];
  const index = isNumber(page) ? page : await pdf.getPageIndex(page as Parameters<PDFDocumentProxy['getPageIndex']>[0]);
  if (!Number.isInteger(index) || index < 0 || index >= pdf.numPages) return null;
  return { kind: 'place', page: index + 1, rect: pointOf(fit, values) };
}

async function targetOf(pdf: PDFDocumentProxy, number: number, link: Record<string, unknown>): Promise<Target | null> {
  const url = addressOf(link);
  if (url !== null) return { kind: 'address', url };
  if (link.dest) return placeOf(pdf, link.dest);
  const named: Record<string, number> = { NextPage: number + 1, PrevPage: number - 1, FirstPage: 1, LastPage: pdf.numPages };
  const page = typeof link.action === 'string' ? named[link.action] : undefined;
  return page !== undefined && page >= 1 && page <= pdf.numPages ? { kind: 'place', page, rect: null } : null;
}

/** Returns a function that reads the links of a page. A link that leads nowhere is left out. */
export function linkReader(pdf: PDFDocumentProxy): (number: number) => Promise<Link[]> {
  return async (number) => {
    const page = await pdf.getPage(number);
    const annotations = (await page.getAnnotations({ intent: 'display' })) as Record<string, unknown>[];
    const links = annotations.flatMap((one) => {
      const rect = one.rect;
      return one.subtype === 'Link' && Array.isArray(rect) && rect.length === 4 && rect.every(isNumber) ? [{ one, rect }] : [];
    });
    const read = links.map(async ({ one, rect: [a = 0, b = 0, c = 0, d = 0] }): Promise<Link | null> => {
      const target = await targetOf(pdf, number, one).catch(() => null);
      return target && { rect: { x0: Math.min(a, c), y0: Math.min(b, d), x1: Math.max(a, c), y1: Math.max(b, d) }, target };
    });
    return (await Promise.all(read)).filter((link) => link !== null);
  };
}
