import { describe, expect, test } from 'vitest';

import type { FoundAnswer } from '../../../src/bridge';
import { around, foundIn, isLost, isMarked, withCells, type Found } from '../../../src/state/answer';
import { answered, quotation } from './samples';

test('tabs between the cells of a row are visible, and the marked cell stays marked', () => {
  const row = { ...quotation('Kestrel Point\t412\t803'), start: 18, end: 21 };
  expect(around(row)).toEqual(['Kestrel Point | 412 | ', '803', '']);
  const whole = { ...row, start: 0, end: 21 };
  const found = { words: whole.text, places: [whole] as const } as unknown as Found;
  expect(isMarked(found)).toBe(true);
  expect(withCells('Total')).toBe('Total');
});

describe('a quotation whose words a new reading does not have', () => {
  const gone = quotation('Third.', { sentences: [], places: [] });
  const there = quotation('The third.', { sentences: [4] });
  const answer = (more: Partial<FoundAnswer>) => answered('Which?', { answers: [{ text: 'Third', probability: 0.8, quotation: gone, also: [], pieces: [], ...more }] });

  test('is lost, unless it has a place on a page or had no words', () => {
    const rect = { x0: 0, y0: 0, x1: 1, y1: 1 };
    const onPage = quotation('Third.', { sentences: [], places: [{ kind: 'page', page: 1, rect }] });
    expect([gone, onPage, there, quotation('', { sentences: [] })].map(isLost)).toEqual([true, false, false, false]);
  });

  test('is shown where its answer stands elsewhere, and says so where it does not', () => {
    expect(foundIn(answer({ also: [there] }))[0]?.places).toEqual([there]);
    expect(foundIn(answer({}))[0]?.places).toEqual([gone]);
  });
});
