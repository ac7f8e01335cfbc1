import { describe, expect, test } from 'vitest';

import { Rows } from '../../src/components/rows';

const keys = Array.from({ length: 10_000 }, (_, nth) => `${nth}`);

describe('rows of a long list', () => {
  test('are as high as they were measured, and otherwise as usual', () => {
    const rows = new Rows(keys, new Map([['1', 80], ['3', 20]]), 50);
    expect([0, 1, 2, 3, 4, 5].map((at) => rows.top(at))).toEqual([0, 50, 130, 180, 200, 250]);
    expect(rows.height).toBe(50 * 10_000);
    // a number beside them is that of the first or the last
    expect([rows.top(-1), rows.top(20_000)]).toEqual([0, rows.height]);
  });

  test('are found by their place', () => {
    const rows = new Rows(keys, new Map([['1', 80]]), 50);
    expect([-5, 0, 49, 50, 129, 130, 1e9].map((place) => rows.at(place))).toEqual([0, 0, 0, 1, 1, 2, 9_999]);
  });

  test('exist in sight and around it, and nowhere else', () => {
    const rows = new Rows(keys, new Map(), 50);
    expect(rows.range(0, 500)).toEqual([0, 19]);
    expect(rows.range(100_000, 500)).toEqual([1_992, 2_019]);
    expect(rows.range(rows.height - 500, 500)).toEqual([9_982, 10_000]);
    const few = new Rows(['a', 'b'], new Map(), 50);
    expect([few.range(0, 0), few.range(0, 5_000)]).toEqual([[0, 2], [0, 2]]);
    expect(new Rows([], new Map(), 50).range(0, 500)).toEqual([0, 0]);
  });
});
