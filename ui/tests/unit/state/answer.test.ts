import { expect, test } from 'vitest';

import { around, isMarked, withCells, type Found } from '../../../src/state/answer';
import { quotation } from './samples';

test('tabs between the cells of a row are visible, and the marked cell stays marked', () => {
  const row = { ...quotation('Kestrel Point\t412\t803'), start: 18, end: 21 };
  expect(around(row)).toEqual(['Kestrel Point | 412 | ', '803', '']);
  const whole = { ...row, start: 0, end: 21 };
  const found = { words: whole.text, places: [whole] as const } as unknown as Found;
  expect(isMarked(found)).toBe(true);
  expect(withCells('Total')).toBe('Total');
});
