import { describe, expect, test } from 'vitest';

import type { Quotation } from '../../../src/bridge';
import { around, foundIn } from '../../../src/state/answer';
import { NOTHING, sentencesOf, stepPlace, stepQuotation, stepSentence, stepSource, type Shown } from '../../../src/state/shown';
import { answered, quotation, summary } from './samples';

const evidence = (sentence: number) => ({ sentence, page: 1, weight: 0.5 });
const view = summary('a', {
  sentences: [
    { text: 'One.', evidence: [evidence(4), evidence(9)], support: 0.9, section: null },
    { text: 'Two.', evidence: [], support: 0.2, section: null },
    { text: 'Three.', evidence: [evidence(5)], support: null, section: null },
  ],
});
const at = (sentence: number, source = 0): Shown => ({ kind: 'summary', sentence, source });
const quoted = (quotation: Quotation): Shown => ({ kind: 'quotation', quotation });

describe('a summary', () => {
  test('is walked through from end to end and no further', () => {
    expect(stepSentence(view, NOTHING, 1)).toEqual(at(0));
    expect(stepSentence(view, NOTHING, -1)).toEqual(at(2));
    expect(stepSentence(view, at(2), 1)).toEqual(at(2));
    expect(stepSentence(summary('a', { sentences: [] }), NOTHING, 1)).toBe(NOTHING);
  });

  test('is walked through from its beginning after a quotation was shown', () => {
    expect(stepSentence(view, quoted(quotation('near')), 1)).toEqual(at(0));
  });

  test('shows one source of a sentence after the other', () => {
    expect(stepSource(view, at(0), 1)).toEqual(at(0, 1));
    expect(stepSource(view, at(0, 1), 1)).toEqual(at(0, 1));
    expect(stepSource(view, at(1), 1)).toEqual(at(1));
    expect(stepSource(view, NOTHING, 1)).toBe(NOTHING);
  });
});

describe('the sentences to highlight', () => {
  test('are the source of a summary sentence, or those of a quotation', () => {
    expect(sentencesOf(NOTHING, view)).toEqual([]);
    expect(sentencesOf(at(0, 1), view)).toEqual([9]);
    expect(sentencesOf(at(1), view)).toEqual([]);
    expect(sentencesOf(at(0), null)).toEqual([]);
    expect(sentencesOf(quoted(quotation('x', { sentences: [3, 4] })), null)).toEqual([3, 4]);
  });
});

describe('an answer', () => {
  const also = Array.from({ length: 9 }, (_, at) => quotation(`also ${at}`));
  const found = foundIn(
    answered('Which?', {
      answers: [{ text: 'one', probability: 0.9, quotation: quotation('one'), also, pieces: [] }],
      passages: [quotation('near')],
    }),
  );
  const textOf = (shown: Shown): string => (shown.kind === 'quotation' ? shown.quotation.text : shown.kind);

  test('shows answers before passages, and a few places of each', () => {
    expect(found.map(({ places }) => places.map(({ text }) => text))).toEqual([
      ['one', 'also 0', 'also 1', 'also 2', 'also 3'],
      ['near'],
    ]);
    expect(found.map(({ answer }) => answer?.probability ?? null)).toEqual([0.9, null]);
  });

  test('is walked through, and stays at its ends', () => {
    const first = stepQuotation(found, NOTHING, 1);
    expect(textOf(first)).toBe('one');
    const second = stepPlace(found, first, 1);
    expect(textOf(second)).toBe('also 0');
    expect(textOf(stepPlace(found, first, -1))).toBe('one');
    const last = stepQuotation(found, second, 1);
    expect(textOf(last)).toBe('near');
    expect(textOf(stepQuotation(found, last, 1))).toBe('near');
    expect(textOf(stepPlace(found, last, 1))).toBe('near');
    expect(textOf(stepQuotation(found, at(0), -1))).toBe('near');
    expect(stepQuotation([], NOTHING, 1)).toBe(NOTHING);
    expect(stepPlace(found, at(0), 1)).toEqual(at(0));
  });

  test('points out its words by characters, whatever they are', () => {
    expect(around(quotation('𝛼 is 5 % here', { start: 5, end: 8 }))).toEqual(['𝛼 is ', '5 %', ' here']);
    expect(around(quotation('nothing'))).toEqual(['', '', 'nothing']);
  });
});
