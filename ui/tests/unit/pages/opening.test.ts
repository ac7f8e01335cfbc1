// @vitest-environment jsdom

import { expect, test, vi } from 'vitest';

import { Opening, prepare } from '../../../src/pages/opening.svelte';
import { speak } from '../../../src/text';
import { de } from '../../../src/text/de';
import { en } from '../../../src/text/en';

class Locked extends Error {
  constructor(readonly wrong: boolean) {
    super('locked');
  }
}
const pdfjs = vi.hoisted(() => ({ open: vi.fn(), startWorker: vi.fn(), gone: false }));
vi.mock('../../../src/pages/pdf/open', () => ({
  get Locked() {
    if (pdfjs.gone) throw new Error('the file of pdf.js is gone');
    return Locked;
  },
  openPdf: pdfjs.open,
  startWorker: pdfjs.startWorker,
}));

const reading = { bytes: async () => new ArrayBuffer(1), keepPassword: vi.fn(), knownPasswords: () => [] as string[] };

test('a locked file asks for its password until it is the right one', async () => {
  const opening = new Opening(reading, 'a');
  pdfjs.open.mockRejectedValueOnce(new Locked(false)).mockRejectedValueOnce(new Locked(true));
  await opening.load(undefined);
  expect(opening.trouble).toEqual({ kind: 'locked', wrong: false });
  const tried = opening.load('sesame');
  // the field must not disappear under the person's hands
  expect(opening.trouble).toEqual({ kind: 'locked', wrong: false });
  await tried;
  expect(opening.trouble).toEqual({ kind: 'locked', wrong: true });
  const pdf = { close: vi.fn() };
  pdfjs.open.mockResolvedValueOnce(pdf);
  await opening.load('Sesame');
  expect([opening.trouble, opening.pdf, await opening.opened]).toEqual([null, pdf, pdf]);
  expect(reading.keepPassword.mock.calls).toEqual([['a', 'Sesame']]);
});

test('a locked file opens with the password of another, and asks if there is none', async () => {
  const files = { ...reading, keepPassword: vi.fn(), knownPasswords: () => ['last', 'first'] };
  const pdf = { close: vi.fn() };
  pdfjs.open.mockClear();
  pdfjs.open.mockRejectedValueOnce(new Locked(false)).mockRejectedValueOnce(new Locked(true)).mockResolvedValueOnce(pdf);
  const opening = new Opening(files, 'b');
  await opening.load(undefined);
  expect([opening.trouble, opening.pdf]).toEqual([null, pdf]);
  expect(pdfjs.open.mock.calls.map(([, password]) => password)).toEqual([undefined, 'last', 'first']);
  expect(files.keepPassword.mock.calls).toEqual([['b', 'first']]);

  pdfjs.open.mockRejectedValueOnce(new Locked(false)).mockRejectedValueOnce(new Locked(true)).mockRejectedValueOnce(new Locked(true));
  const other = new Opening(files, 'c');
  await other.load(undefined);
  // the person has not tried any
  expect(other.trouble).toEqual({ kind: 'locked', wrong: false });
});

test('where pdf.js does not load, a sentence stands in place of the pages', async () => {
  pdfjs.gone = true;
  const opening = new Opening(reading, 'a');
  await opening.load(undefined);
  pdfjs.gone = false;
  expect(opening.trouble).toEqual({ kind: 'failed', message: 'Pagewing can’t show these pages.' });
});

test('a file that is cut off says so', async () => {
  const opening = new Opening(reading, 'a');
  pdfjs.open.mockRejectedValueOnce(Object.assign(new Error('Invalid PDF structure.'), { name: 'InvalidPDFException' }));
  await opening.load(undefined);
  expect(opening.trouble).toEqual({ kind: 'failed', message: 'Pagewing can’t show these pages: the file is damaged, or its end is missing.' });
});

test('the reason follows the language', async () => {
  pdfjs.open.mockRejectedValueOnce(Object.assign(new Error('Invalid PDF structure.'), { name: 'InvalidPDFException' }));
  const opening = new Opening(reading, 'a');
  await opening.load(undefined);
  const message = () => (opening.trouble?.kind === 'failed' ? opening.trouble.message : '');
  expect(message()).toBe(en.pages.damaged);
  speak('german');
  expect(message()).toBe(de.pages.damaged);
  speak('english');
});

test('a file that opens after its document was closed is freed', async () => {
  const pdf = { close: vi.fn() };
  pdfjs.open.mockResolvedValueOnce(pdf);
  const opening = new Opening(reading, 'a');
  const loading = opening.load(undefined);
  opening.end();
  await loading;
  expect([pdf.close.mock.calls.length, opening.pdf]).toEqual([1, null]);
});

test('pdf.js gets ready before the first file is known', async () => {
  await prepare();
  expect(pdfjs.startWorker).toHaveBeenCalledOnce();
});
