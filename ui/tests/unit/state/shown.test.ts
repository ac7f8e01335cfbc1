import { describe, expect, test } from 'vitest';

import type { Quotation, SummarySentence, SummaryView } from '../../../src/bridge';
import { around, besides, foundIn, isMarked } from '../../../src/state/answer';
import { blockOf, followed, NOTHING, sentencesOf, stepPlace, stepQuotation, stepSentence, stepSource, stillShown, type Shown } from '../../../src/state/shown';
import { answered, quotation, summary } from './samples';

const evidence = (sentence: number) => ({ sentence, page: 1, weight: 0.5 });
const view = summary('a', {
  sentences: [
    { text: 'One.', evidence: [evidence(4), evidence(9)], support: 0.9, section: null, yours: false, pinned: false },
    { text: 'Two.', evidence: [], support: 0.2, section: null, yours: false, pinned: false },
    { text: 'Three.', evidence: [evidence(5)], support: null, section: null, yours: false, pinned: false },
  ],
});
const at = (sentence: number, source = 0): Shown => ({ kind: 'summary', sentence, source });
const quoted = (quotation: Quotation): Shown => ({ kind: 'quotation', quotation });

describe('what is shown of a summary that a person changes', () => {
  const [one, two, three] = view.sentences as [SummarySentence, SummarySentence, SummarySentence];
  const now = (...sentences: SummarySentence[]): SummaryView => summary('a', { sentences });

  test('follows its sentence', () => {
    expect(followed(at(2, 1), view, now(one, three, two))).toEqual(at(1, 1));
    expect(followed(at(2), view, now(two, three))).toEqual(at(1));
    expect(followed(at(1), view, view)).toEqual(at(1));
  });

  test('stays at a sentence that gets other words', () => {
    expect(followed(at(1), view, now(one, { ...two, text: 'Mine.', yours: true }, three))).toEqual(at(1));
  });

  test('is nothing when the sentence is removed', () => {
    expect(followed(at(1), view, now(one, three))).toBe(NOTHING);
    const quotation_ = quoted(quotation('First.'));
    expect(followed(quotation_, view, now())).toBe(quotation_);
  });
});

describe('a summary', () => {
  test('is walked through from end to end and no further', () => {
    expect(stepSentence([0, 1, 2], NOTHING, 1)).toEqual(at(0));
    expect(stepSentence([0, 1, 2], NOTHING, -1)).toEqual(at(2));
    expect(stepSentence([0, 1, 2], at(2), 1)).toEqual(at(2));
    expect(stepSentence([], NOTHING, 1)).toBe(NOTHING);
  });

  test('is walked through past what is folded away', () => {
    expect(stepSentence([0, 3, 4], at(0), 1)).toEqual(at(3));
    expect(stepSentence([0, 3, 4], at(3), -1)).toEqual(at(0));
    // the shown sentence is folded away itself
    expect(stepSentence([0, 3, 4], at(1), 1)).toEqual(at(3));
    expect(stepSentence([3, 4], at(1), -1)).toEqual(at(3));
  });

  test('is walked through from its beginning after a quotation was shown', () => {
    expect(stepSentence([0, 1, 2], quoted(quotation('near')), 1)).toEqual(at(0));
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

test('a block without sentences is highlighted itself', () => {
  const places = [{ kind: 'flow' as const, block: 0, start: 0, end: 5 }];
  expect(blockOf(quotation('Title', { sentences: [], places }))).toMatchObject({ text: 'Title', places });
  expect(blockOf(quotation('Third.'))).toBeNull();
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
    expect(found.map(({ probability }) => probability)).toEqual([0.9, null]);
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

  test('marks its words in the quotation, however they are broken', () => {
    const [marked, apart] = foundIn(
      answered('Which?', {
        answers: ['Two days', '4 pages'].map((text) => ({
          text,
          probability: 0.5,
          quotation: quotation('It took two\n days.', { start: 8, end: 17 }),
          also: [],
          pieces: [],
        })),
      }),
    );
    expect([isMarked(marked!), isMarked(apart!)]).toEqual([true, false]);
  });
});

describe('an answer with pieces', () => {
  const piece = (asked: string, text: string, sentence: number) => ({
    asked,
    text,
    probability: 0.5,
    quotation: quotation(text, { sentences: [sentence] }),
  });
  const pieces = [piece('How many?', 'forty', 0), piece('How long?', 'a year', 2), piece('How long?', 'a year', 4)];
  const view = answered('How many, and how long?', {
    asks_for: 'several',
    answers: [{ text: 'forty; a year', probability: 0.5, quotation: quotation('forty'), also: [], pieces }],
    passages: [quotation('near', { sentences: [7] })],
  });
  const found = foundIn(view);

  test('is shown piece by piece, each under what it answers', () => {
    expect(found.map(({ asked, words }) => [asked, words])).toEqual([
      ['How many?', 'forty'],
      ['How long?', 'a year'],
      ['How long?', 'a year'],
      [null, ''],
    ]);
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
  });

  test('has its other pieces marked beside the one that is shown', () => {
    expect(besides(found, pieces[1]!.quotation)).toEqual([pieces[0]!.quotation, pieces[2]!.quotation]);
    expect(besides(found, view.passages[0]!)).toEqual([]);
    expect(besides(found, quotation('elsewhere'))).toEqual([]);
  });
});

describe('a better answer', () => {
  const answer = (text: string, sentences: number[]) => ({ text, probability: 0.5, quotation: quotation(text, { sentences }), also: [], pieces: [] });
  const before = foundIn(answered('Which?', { answers: [answer('one', [4]), answer('two', [4])] }));
  const shown = quoted(before[1]!.places[0]);

  test('shows the same words at the same place', () => {
    const now = foundIn(answered('Which?', { answers: [answer('one', [4]), answer('Two', [4, 5])] }));
    expect(stillShown(before, now, shown)).toEqual(quoted(now[1]!.places[0]));
  });

  test('shows the same place for other words, and no other place', () => {
    const now = foundIn(answered('Which?', { answers: [answer('two', [9]), answer('three', [4])] }));
    expect(stillShown(before, now, shown)).toEqual(quoted(now[1]!.places[0]));
    expect(stillShown(before, now.slice(0, 1), shown)).toBe(NOTHING);
  });

  test('leaves a sentence of the summary as it is', () => {
    expect(stillShown(before, [], at(1))).toEqual(at(1));
  });
});
