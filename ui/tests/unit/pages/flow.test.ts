import { expect, test } from 'vitest';

import { gapAfter } from '../../../src/pages/flow';

test('a space stands behind a sentence where its script writes one', () => {
  expect(['It rained.', '“Yes.”', '학교에 갔다.', 'שלום.'].map(gapAfter)).toEqual([' ', ' ', ' ', ' ']);
  expect(['下雨了。', '「はい」', '雨が降った！', '仪器测量'].map(gapAfter)).toEqual(['', '', '', '']);
});
