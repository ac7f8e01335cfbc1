import { describe, expect, test } from 'vitest';

import { exampleOf, typedPage } from '../../../src/pages/typed_page';
import { madeUpBook } from '../../mock/book';
import { openByPdfjs } from '../../pdfjs';

const LABELS = ['Cover', 'i', 'ii', null, '1', '2', 'A-1', 'A-2'];
const page = (number: number) => ({ kind: 'page', page: number });

describe('a page that is typed', () => {
  test.each([
    ['3', 3],
    ['p. 3', 3],
    // a range leads to its beginning
    ['3-5', 3],
    // a number is that of the page, whatever is printed on it
    ['1', 1],
  ])('%j is a number', (typed, number) => {
    expect(typedPage(typed, 8, LABELS)).toEqual(page(number));
  });

  test.each([
    ['ii', 3],
    [' II ', 3],
    ['cover', 1],
    ['A-2', 8],
    ['a-2', 8],
  ])('%j is printed on a page', (typed, number) => {
    expect(typedPage(typed, 8, LABELS)).toEqual(page(number));
    expect(typedPage(typed, 8, null)).toEqual({ kind: 'unclear' });
  });

  test('may be printed on a page that no number of this document says', () => {
    const labels = ['1203', '1204', '1205'];
    expect(typedPage('1204', 3, labels)).toEqual(page(2));
    expect(typedPage('1210', 3, labels)).toEqual({ kind: 'elsewhere', first: 1210, last: 1210 });
    expect(exampleOf(labels)).toBeNull();
  });

  test.each(['', 'abc', 'iv', '3,5'])('%j is none', (typed) => {
    expect(typedPage(typed, 8, LABELS)).toEqual({ kind: 'unclear' });
  });

  test.each(['0', '9', '9999'])('%j is not of this document', (typed) => {
    const number = Number(typed);
    expect(typedPage(typed, 8, LABELS)).toEqual({ kind: 'elsewhere', first: number, last: number });
  });
});

test('what is printed on the pages is read from the file', async () => {
  const labels = await (await openByPdfjs(madeUpBook())).getPageLabels();
  expect(labels?.slice(0, 7)).toEqual(['i', 'ii', 'iii', 'iv', 'v', '1', '2']);
  expect(exampleOf(labels)).toBe('i');
  expect(typedPage('iv', 30, labels)).toEqual(page(4));
});
