import { expect, test } from 'vitest';

import { wholeWords } from '../../../src/pages/entries';

const SENTENCES = ['Small boats drift far.', 'Nobody sails\tat night.'];

test('a selection that cuts words is asked about with the whole words', () => {
  expect(wholeWords('mall boats dri', SENTENCES)).toBe('Small boats drift');
  expect(wholeWords('far. Nobo', SENTENCES)).toBe('far. Nobody');
  expect(wholeWords('sails at', SENTENCES)).toBe('sails at');
});

test('words that the sentences do not have stay as they are', () => {
  expect(wholeWords(' a  figure ', SENTENCES)).toBe('a figure');
  expect(wholeWords('(drift', SENTENCES)).toBe('(drift');
});
