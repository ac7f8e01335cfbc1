import { describe, expect, test } from 'vitest';

import { GAP, kept, layoutOf, pageAt } from '../../../src/pages/layout';
import { fitted, possible, stepZoom, TO_PAGE, TO_WIDTH } from '../../../src/pages/zoom';
import { ACTUAL_SIZE } from '../../../src/pages/geometry';

const actual = { kind: 'factor', factor: 1 / ACTUAL_SIZE } as const;
const pane = { width: 700, height: 700 };
const book = Array.from({ length: 5000 }, (_, at) => ({ width: at === 7 ? 900 : 600, height: 800 }));
const column = layoutOf(book, actual, false, pane);

describe('the column of pages', () => {
  test('is as high as its pages and gaps, and as wide as the widest', () => {
    expect(column.height).toBeCloseTo(5000 * (800 + GAP) + GAP);
    expect(column.width).toBeCloseTo(900 + 2 * GAP);
    expect(column.pages[0]?.left).toBeCloseTo((932 - 600) / 2);
  });

  test('knows which page stands at a height', () => {
    expect(pageAt(column, 0)).toBe(0);
    expect(pageAt(column, GAP + 799)).toBe(0);
    expect(pageAt(column, GAP + 800 + GAP)).toBe(1);
    expect(pageAt(column, 1e9)).toBe(4999);
  });

  test('keeps a handful of five thousand pages', () => {
    const [first, end] = kept(column, 2500 * (800 + GAP), 700);
    expect(first).toBeLessThanOrEqual(2500);
    expect(end).toBeGreaterThan(2500);
    expect(end - first).toBeLessThan(7);
  });

  test('has nothing to keep without pages', () => {
    expect(kept(layoutOf([], TO_WIDTH, true, pane), 0, 700)).toEqual([0, 0]);
  });
});

describe('two pages side by side', () => {
  const five = [...book.slice(0, 4), { width: 600, height: 900 }];
  const facing = layoutOf(five, actual, true, pane);

  test('stand in one row, and a last page alone at the left', () => {
    expect(facing.pages.map(({ top }) => Math.round(top))).toEqual([GAP, GAP, 832, 832, 1648]);
    expect(facing.pages.map(({ left }) => Math.round(left))).toEqual([16, 632, 16, 632, 16]);
    expect(Math.round(facing.height)).toBe(1648 + 900 + GAP);
  });

  test('are kept and counted by rows', () => {
    expect([pageAt(facing, 832), pageAt(facing, 900), pageAt(facing, 2000)]).toEqual([2, 2, 4]);
    expect(kept(facing, 832, 100)).toEqual([0, 4]);
  });

  test('fit together into the width', () => {
    const { pages } = layoutOf(five, TO_WIDTH, true, pane);
    expect(pages[0]!.width * 2 + 3 * GAP).toBeCloseTo(700);
    expect(pages[1]!.left + pages[1]!.width + GAP).toBeCloseTo(700);
  });
});

describe('zoom', () => {
  test('fits the usual page, and the one wide table by itself', () => {
    const { scale, pages, width } = layoutOf(book.slice(0, 10), TO_WIDTH, false, { width: 720 + 2 * GAP, height: 100 });
    expect(scale).toBeCloseTo(1.2);
    expect(pages[7]?.scale).toBeCloseTo(0.8);
    expect(width).toBeCloseTo(720 + 2 * GAP);
  });

  test('fits a whole page, whichever side is the longer', () => {
    const room = { width: 1200, height: 400 };
    expect(fitted(TO_PAGE, { width: 600, height: 800 }, room)).toBeCloseTo(0.5);
    expect(fitted(TO_PAGE, { width: 2400, height: 100 }, room)).toBeCloseTo(0.5);
    const { pages } = layoutOf(book.slice(0, 3), TO_PAGE, false, { width: 700, height: 432 });
    expect(pages[0]?.height).toBeCloseTo(400);
  });

  test('does not blow up a small page, and stays positive without room', () => {
    expect(fitted(TO_WIDTH, { width: 100, height: 100 }, { width: 2000, height: 10 })).toBe(2 * ACTUAL_SIZE);
    expect(fitted(TO_PAGE, { width: 600, height: 800 }, { width: -32, height: -32 })).toBeGreaterThan(0);
  });

  test('that was kept is brought to what is possible', () => {
    expect(possible({ kind: 'factor', factor: 4000 })).toEqual({ kind: 'factor', factor: 5 });
    expect(possible({ kind: 'factor', factor: 0 })).toEqual({ kind: 'factor', factor: 0.25 });
    expect(possible(TO_PAGE)).toBe(TO_PAGE);
  });

  test('steps to the next larger and smaller size, and stops at the ends', () => {
    const step = (factor: number, by: 1 | -1) => stepZoom(factor * ACTUAL_SIZE, by);
    expect(step(0.97, 1)).toEqual({ kind: 'factor', factor: 1 });
    expect(step(1, 1)).toEqual({ kind: 'factor', factor: 1.1 });
    expect(step(1, -1)).toEqual({ kind: 'factor', factor: 0.9 });
    expect(step(5, 1)).toEqual({ kind: 'factor', factor: 5 });
  });
});
