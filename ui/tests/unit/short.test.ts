import { describe, expect, test } from 'vitest';

import { shortened } from '../../src/text';

const LONG = 'A Discourse-Aware Attention Model for Abstractive Summarization of Long Documents';

describe('a long title', () => {
  test('ends with a whole word and an ellipsis', () => {
    expect(shortened(LONG)).toBe('A Discourse-Aware Attention Model for Abstractive…');
    expect(shortened(LONG, 45)).toBe('A Discourse-Aware Attention Model for…');
    // a word that ends where the ellipsis stands is whole
    expect(shortened('One two three four', 8)).toBe('One two…');
  });

  test('ends with no comma, dash or opened bracket', () => {
    expect(shortened('Forty small boats, and their drift', 19)).toBe('Forty small boats…');
    expect(shortened('Forty small boats — a study', 21)).toBe('Forty small boats…');
    expect(shortened('Forty small boats (and others)', 20)).toBe('Forty small boats…');
  });

  test('stays as it is if it is not too long', () => {
    const fitting = 'x'.repeat(60);
    expect(shortened(fitting)).toBe(fitting);
    expect(shortened('')).toBe('');
    expect(shortened(LONG, Infinity)).toBe(LONG);
  });

  test('without spaces is cut between letters, never within one', () => {
    expect(shortened('minutes_of_the_harbour_board_final_version_2.pdf', 20)).toBe('minutes_of_the_harb…');
    expect(shortened('小舟'.repeat(40), 10)).toBe('小舟小舟小舟小舟小…');
    // each of these is one letter to a person: two code points, four, seven
    for (const letter of ['e\u0301', '🇸🇪', '👩‍👩‍👧‍👦']) expect(shortened(letter.repeat(30), 10)).toBe(`${letter.repeat(9)}…`);
    expect(shortened('👩‍👩‍👧‍👦'.repeat(10), 10)).toBe('👩‍👩‍👧‍👦'.repeat(10));
  });
});
