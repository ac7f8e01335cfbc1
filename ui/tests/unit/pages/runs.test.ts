import { describe, expect, test } from 'vitest';

import { textOfRuns, textOfSentences, type Run } from '../../../src/pages/pdf/runs';

const run = (text: string, more: Partial<Run> = {}): Run => ({
  text,
  transform: [10, 0, 0, 10, 100, 700],
  width: 5 * text.length,
  ascent: 0.8,
  descent: -0.2,
  rightToLeft: false,
  share: (letters) => letters / text.length,
  endsLine: false,
  ...more,
});

describe('the text of a page', () => {
  test('has a rectangle for each line that a range touches', () => {
    const page = textOfRuns([run('are car-', { endsLine: true }), run('ried', { transform: [10, 0, 0, 10, 100, 680] })]);
    expect(page.text).toBe('are car-\nried');
    expect(page.rects([4, 13])).toEqual([
      { x0: 120, y0: 698, x1: 140, y1: 708 },
      { x0: 100, y0: 678, x1: 120, y1: 688 },
    ]);
  });

  test('follows letters that run upwards, as on a page that lies on its side', () => {
    const page = textOfRuns([run('boat', { transform: [0, 10, -10, 0, 300, 50] })]);
    expect(page.rects([1, 3])).toEqual([{ x0: 292, y0: 55, x1: 302, y1: 65 }]);
  });

  test('counts from the right where people read from there', () => {
    const page = textOfRuns([run('שלום', { rightToLeft: true })]);
    expect(page.rects([0, 1])[0]).toMatchObject({ x0: 115, x1: 120 });
  });

  test('keeps the size of letters out of the width', () => {
    // letters drawn at twice their width
    const page = textOfRuns([run('ab', { transform: [20, 0, 0, 10, 0, 0], width: 20 })]);
    expect(page.rects([0, 2])).toEqual([{ x0: 0, y0: -2, x1: 20, y1: 8 }]);
  });
});

test('the letters of a recognized sentence are spread over its lines', () => {
  const rect = (x1: number, y0: number) => ({ x0: 0, y0, x1, y1: y0 + 10 });
  const page = textOfSentences(
    [
      {
        id: 0,
        section: null,
        text: 'A long line, and a half',
        places: [
          { kind: 'page', page: 3, rect: rect(160, 700) },
          { kind: 'page', page: 3, rect: rect(70, 680) },
        ],
      },
      { id: 1, section: null, text: 'Elsewhere.', places: [{ kind: 'page', page: 4, rect: rect(100, 700) }] },
    ],
    3,
  );
  expect(page.text).toBe('A long line, and a half ');
  expect(page.rects([0, 1])).toEqual([{ x0: 0, y0: 700, x1: 10, y1: 710 }]);
  // "and" stands at the end of the first line and reaches into the second by half a letter at most
  expect(page.rects([17, 23]).map(({ y0 }) => y0)).toEqual([680]);
});

test('a recognized sentence has on each page the words that stand there', () => {
  const place = (page: number) => ({ kind: 'page' as const, page, rect: { x0: 0, y0: 700, x1: 100, y1: 710 } });
  const sentences = [{ id: 0, section: null, text: 'This is here, that is there', places: [place(3), place(4)] }];
  expect([3, 4].map((page) => textOfSentences(sentences, page).text.trim())).toEqual(['This is here,', 'that is there']);
});
