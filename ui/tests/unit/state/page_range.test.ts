import { describe, expect, test } from 'vitest';

import { typedPages } from '../../../src/state/page_range';

const pages = (first: number, last: number) => ({ kind: 'pages', first, last });

describe('pages of a document of 12', () => {
  test.each([
    ['3', 3, 3],
    [' 3 - 5 ', 3, 5],
    ['3–5', 3, 5],
    ['3—5', 3, 5],
    ['3‑5', 3, 5],
    ['3 to 5', 3, 5],
    ['From page 3 to page 5', 3, 5],
    ['pages 3 through 5', 3, 5],
    ['pp. 3–5', 3, 5],
    ['p.3', 3, 3],
    ['p3', 3, 3],
    ['3..5', 3, 5],
    ['3…5', 3, 5],
    ['９-３', 3, 9],
    ['9-3', 3, 9],
    ['3, 4 and 5', 3, 5],
    ['5,3,4', 3, 5],
    ['1-3, 2-6', 1, 6],
    ['7-', 7, 12],
    ['-4', 1, 4],
    ['0-4', 1, 4],
    ['2-999', 2, 12],
    ['12', 12, 12],
    ['S. 3–5', 3, 5],
    ['S.3', 3, 3],
    ['Seiten 3 bis 5', 3, 5],
    ['von Seite 3 bis Seite 5', 3, 5],
    ['3, 4 und 5', 3, 5],
  ])('%j', (typed, first, last) => {
    expect(typedPages(typed, 12)).toEqual(pages(first, last));
  });

  test.each(['', ' ', 'abc', '-', '3-x', '3.5', '3-5-7', '3 5', 'page', ',', '3,', '1e3', '3-5 or 7'])('%j says no pages', (typed) => {
    expect(typedPages(typed, 12)).toEqual({ kind: 'unclear' });
  });

  test.each(['3,5', '1-3; 7', '9 and 2'])('%j leaves pages out', (typed) => {
    expect(typedPages(typed, 12)).toEqual({ kind: 'apart' });
  });

  test.each([
    ['0', 0, 0],
    ['13', 13, 13],
    ['999-20', 20, 999],
    ['13-', 13, 13],
  ])('%j has none of them', (typed, first, last) => {
    expect(typedPages(typed, 12)).toEqual({ kind: 'elsewhere', first, last });
  });
});
