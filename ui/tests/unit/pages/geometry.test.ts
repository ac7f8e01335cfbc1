import { describe, expect, test } from 'vitest';

import { pageTransform, rectsByPage, shownSize, toPage, toScreen, type Matrix } from '../../../src/pages/geometry';
import { madeUpPaper } from '../../mock/paper';
import { openByPdfjs } from '../../pdfjs';

const crop = { x0: 40, y0: 60, x1: 580, y1: 760 };

describe('the transform of a page', () => {
  test('maps the corners of the crop box to the corners of the screen, however the page is turned', () => {
    for (const rotate of [0, 90, 180, 270]) {
      const { width, height } = shownSize(crop, rotate, 1.5);
      const box = toScreen(pageTransform(crop, rotate, 1.5), crop);
      expect([rotate, box]).toEqual([rotate, { left: 0, top: 0, width, height }]);
    }
  });

  test.each([
    // a box 10 wide and 4 high, its lower left corner 20 right of and 30 above that of the crop box
    [0, { left: 20, top: 700 - 34, width: 10, height: 4 }],
    [90, { left: 30, top: 20, width: 4, height: 10 }],
    [180, { left: 540 - 30, top: 30, width: 10, height: 4 }],
    [270, { left: 700 - 34, top: 540 - 30, width: 4, height: 10 }],
  ])('puts a box where it belongs at %i degrees', (rotate, expected) => {
    const rect = { x0: 60, y0: 90, x1: 70, y1: 94 };
    expect(toScreen(pageTransform(crop, rotate, 1), rect)).toEqual(expected);
  });

  test('is the one that pdf.js uses', async () => {
    const pdf = await openByPdfjs(madeUpPaper());
    for (const number of [1, 2, 3]) {
      const page = await pdf.getPage(number);
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
      for (const turn of [0, 90, 180, 270]) {
        const rotation = (page.rotate + turn) % 360;
        const theirs = page.getViewport({ scale: 1.25, rotation });
        const ours = pageTransform({ x0, y0, x1, y1 }, rotation, 1.25);
        expect([number, rotation, ours.map((n) => n + 0)]).toEqual([number, rotation, theirs.transform.map((n) => n + 0)]);
        expect(shownSize({ x0, y0, x1, y1 }, rotation, 1.25)).toEqual({ width: theirs.width, height: theirs.height });
      }
    }
  });
});

test('a highlight has no negative size, whatever the matrix', () => {
  const mirrored: Matrix = [-2, 0, 0, 2, 100, 0];
  expect(toScreen(mirrored, { x0: 10, y0: 10, x1: 20, y1: 15 })).toEqual({ left: 60, top: 20, width: 20, height: 10 });
});

test('a sentence over a page break has rectangles on both pages', () => {
  const rect = { x0: 0, y0: 0, x1: 1, y1: 1 };
  const pages = rectsByPage([
    { kind: 'page', page: 2, rect },
    { kind: 'page', page: 3, rect },
    { kind: 'page', page: 2, rect },
    { kind: 'flow', block: 1, start: 0, end: 4 },
  ]);
  expect([...pages].map(([page, rects]) => [page, rects.length])).toEqual([
    [2, 2],
    [3, 1],
  ]);
});

test.each([0, 90, 180, 270])('a box on a page turned by %d degrees goes back to where it came from', (rotate) => {
  const matrix = pageTransform({ x0: 5, y0: 10, x1: 600, y1: 800 }, rotate, 1.25);
  const rect = { x0: 40, y0: 60, x1: 200, y1: 72 };
  const back = toPage(matrix, toScreen(matrix, rect));
  for (const side of ['x0', 'y0', 'x1', 'y1'] as const) expect(back[side]).toBeCloseTo(rect[side], 6);
});
