import { describe, expect, test } from 'vitest';

import { columnOf, GAP, kept, pageAt } from '../../../src/pages/layout';
import { fitted, scaleOf, stepZoom } from '../../../src/pages/zoom';
import { ACTUAL_SIZE } from '../../../src/pages/geometry';

const column = columnOf(Array.from({ length: 5000 }, (_, at) => ({ width: at === 7 ? 900 : 600, height: 800 })));

describe('the column of pages', () => {
  test('is as high as its pages and gaps, and as wide as the widest', () => {
    expect(column.height).toBe(5000 * (800 + GAP) + GAP);
    expect(column.width).toBe(900 + 2 * GAP);
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
    expect(end - first).toBeLessThan(6);
  });

  test('has nothing to keep without pages', () => {
    expect(kept(columnOf([]), 0, 700)).toEqual([0, 0]);
  });
});

describe('zoom', () => {
  test('fits the usual page, not the one wide table', () => {
    expect(scaleOf('fit', [600, 600, 600, 900], 720)).toBeCloseTo(1.2);
    expect(fitted(900, 720)).toBeCloseTo(0.8);
  });

  test('does not blow up a small page, and stays positive without room', () => {
    expect(scaleOf('fit', [100], 2000)).toBe(2 * ACTUAL_SIZE);
    expect(scaleOf('fit', [600], 0)).toBeGreaterThan(0);
  });

  test('steps to the next larger and smaller size, and stops at the ends', () => {
    expect(stepZoom(0.97 * ACTUAL_SIZE, 1)).toBe(1);
    expect(stepZoom(1 * ACTUAL_SIZE, 1)).toBe(1.1);
    expect(stepZoom(1 * ACTUAL_SIZE, -1)).toBe(0.9);
    expect(stepZoom(5 * ACTUAL_SIZE, 1)).toBe(5);
  });
});
