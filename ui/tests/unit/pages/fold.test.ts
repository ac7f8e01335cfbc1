import { describe, expect, test } from 'vitest';

import { anyWordOf, exactly, folded, foldedQuery, placesOf, unfolded, type Pattern } from '../../../src/pages/fold';

/** What a search for `query` marks in `text`. */
const found = (query: string, text: string, pattern: (query: string) => Pattern | null = exactly): string[] => {
  const made = pattern(query);
  const whole = folded(text);
  return made ? placesOf(made, whole.text).map((place) => text.slice(...unfolded(whole, text, place))) : [];
};

describe('a search', () => {
  test.each([
    ['another case', 'EAST', 'to the east', ['east']],
    ['accents, whether typed or not', 'muller', 'René Müller, Mu\u0308ller', ['Müller', 'Mu\u0308ller']],
    ['accents where the text has none', 'Müller', 'Muller', ['Muller']],
    ['ligatures', 'first', 'the ﬁrst and the first', ['ﬁrst', 'first']],
    ['a part of a ligature', 'f', 'ﬁ', ['ﬁ']],
    ['a word that a line end divides', 'carried', 'are car-\nried east', ['car-\nried']],
    ['a word with a soft hyphen', 'carried', 'car\u00adried', ['car\u00adried']],
    ['a compound written in two ways', 'long-term', 'long-term, longterm, long-\nterm', ['long-term', 'longterm', 'long-\nterm']],
    ['a hyphen that belongs to a number', '2019-2020', '2019–2020 and 2019-\n2020', ['2019–2020', '2019-\n2020']],
    ['words over a line end', 'the evening', 'in the\nevening', ['the\nevening']],
    ['any kind of space', 'a  b', 'a\u00a0b, a \t\n b', ['a\u00a0b', 'a \t\n b']],
    ['curly quotation marks', `"don't"`, '“don’t”', ['“don’t”']],
    ['letters beyond the first plane', 'b', 'a𝐛c', ['𝐛']],
    ['a letter that is two elsewhere', 'strasse', 'Straße', ['Straße']],
    ['signs of patterns as they stand', 'a.c', 'abc a.c', ['a.c']],
    ['nothing that overlaps', 'aa', 'aaaaa', ['aa', 'aa']],
    ['a power as it is shown', '10⁻⁵', 'at 10⁻⁵ or 2¹³', ['10⁻⁵']],
    ['Japanese by its letters', 'か', 'かが', ['か']],
  ])('finds %s', (_what, query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });

  test.each(['', '   ', '\u00ad'])('for %j finds nothing', (query) => {
    expect(exactly(query)).toBeNull();
    expect(anyWordOf(query)).toBeNull();
  });

  test('keeps its places while a compound is typed', () => {
    expect(foldedQuery('long-')).toBe('long');
    expect(foldedQuery('5-')).toBe('5-');
  });

  test('of the library marks each word that begins with one of its words', () => {
    expect(found('boat drift', 'Boats drifted from a steamboat; a drift-net.', anyWordOf)).toEqual(['Boats', 'drifted', 'drift-net']);
  });
});

test('a folded text knows where each of its letters comes from', () => {
  const { text, from } = folded('Aß\n c');
  expect(text).toBe('ass c');
  expect(from).toEqual([0, 1, 1, 2, 4, 5]);
});
