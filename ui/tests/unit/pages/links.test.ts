import { describe, expect, test } from 'vitest';

import { linkReader } from '../../../src/pages/pdf/links';
import { madeUpBook } from '../../mock/book';
import { openByPdfjs } from '../../pdfjs';

type Pdf = Parameters<typeof linkReader>[0];
/** A file whose first page has these annotations. */
const withAnnotations = (annotations: object[], destinations: Record<string, unknown> = {}): Pdf =>
  ({
    numPages: 3,
    getPage: async () => ({ getAnnotations: async () => annotations }),
    getDestination: async (name: string) => destinations[name] ?? null,
    getPageIndex: async (ref: { num: number }) => (ref.num === 7 ? 2 : Promise.reject(new Error('not a page'))),
  }) as unknown as Pdf;
const link = (more: object): object => ({ subtype: 'Link', rect: [10, 20, 30, 40], ...more });
const targets = async (pdf: Pdf) => (await linkReader(pdf)(1)).map(({ target }) => target);

describe('the links of a page', () => {
  test('are read from a file, with their places', async () => {
    const links = await linkReader(await openByPdfjs(madeUpBook()))(1);
    expect(links.map(({ target }) => target)).toEqual([
      ...[6, 11, 16, 21, 26].map((page) => ({ kind: 'place', page, rect: { x0: 0, y0: 616, x1: 0, y1: 616 } })),
      { kind: 'address', url: 'https://example.org/harbour?from=book' },
      { kind: 'address', url: 'https://xn--chrts-5ve.example/all' },
      { kind: 'address', url: 'mailto:keeper@example.org?subject=Light' },
    ]);
    expect(links[0]?.rect).toEqual({ x0: 60, y0: 684, x1: 400, y1: 700 });
  });

  test('lead to named destinations and by page numbers', async () => {
    const dest = [{ num: 7, gen: 0 }, { name: 'FitH' }, 500];
    const pdf = withAnnotations([link({ dest: 'chapter' }), link({ dest: [0, { name: 'Fit' }] }), link({ action: 'NextPage' })], { chapter: dest });
    expect(await targets(pdf)).toEqual([
      { kind: 'place', page: 3, rect: { x0: 0, y0: 500, x1: 0, y1: 500 } },
      { kind: 'place', page: 1, rect: null },
      { kind: 'place', page: 2, rect: null },
    ]);
  });

  test('lead to the page of an article that a file names by its DOI alone', async () => {
    const pdf = withAnnotations([link({ unsafeUrl: 'doi:10.1000/182' }), link({ unsafeUrl: 'DOI: 10.1016/j.cell(2020)<1>' })]);
    expect(await targets(pdf)).toEqual([
      { kind: 'address', url: 'https://doi.org/10.1000/182' },
      { kind: 'address', url: 'https://doi.org/10.1016/j.cell(2020)%3C1%3E' },
    ]);
  });

  test.each([
    ['a program', { url: 'file:///usr/bin/env' }],
    ['a script', { url: 'javascript:alert(1)' }],
    ['an address that pdf.js refused', { unsafeUrl: 'https://example.org' }],
    ['something else under the name of a DOI', { unsafeUrl: 'doi:javascript:alert(1)' }],
    ['a DOI that leads elsewhere', { unsafeUrl: 'doi://example.org/10.1000/182' }],
    ['a page that is not there', { dest: [9, { name: 'Fit' }] }],
    ['a destination that is not there', { dest: 'nowhere' }],
    ['something that is not a page', { dest: [{ num: 1, gen: 0 }] }],
    ['a page before the first', { action: 'PrevPage' }],
    ['nowhere', {}],
    ['a place without a shape', { rect: [1, 2], dest: [0] }],
    ['a place of impossible shape', { rect: [1, Number.NaN, 3, 4], dest: [0] }],
  ])('are left out where they lead to %s', async (_what, more) => {
    expect(await targets(withAnnotations([link(more), { subtype: 'Text', rect: [0, 0, 1, 1], dest: [0] }]))).toEqual([]);
  });
});
