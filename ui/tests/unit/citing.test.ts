// @vitest-environment jsdom

// An answer in short cites the quotations above it: what the pointer or the focus is on in the one is marked in the other.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { AnswerView, CitedSentence, PastQuestion } from '../../src/bridge';
import Answer from '../../src/components/Answer.svelte';
import PastQuestionItem from '../../src/components/PastQuestionItem.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { answered, given, only, quotation, settle, testBridge } from './state/samples';

const source = (document: string, sentence: number): CitedSentence => ({ document, sentence, page: 1, weight: 0.5, text: '' });
const found = (text: string, document: string, sentences: number[]): AnswerView['answers'][number] => ({
  text,
  probability: 0.8,
  quotation: quotation(`${text} was lost.`, { document, sentences, end: text.length }),
  also: [],
  pieces: [],
});
/** The sentences of both documents have the same numbers. */
const ANSWER = answered('Which?', {
  asked: 2,
  answers: [found('One', 'a', [0]), found('Two', 'b', [0]), found('Three', 'b', [2])],
  gist: {
    model: 'starter',
    sentences: [
      { text: 'Two were lost.', evidence: [source('b', 0), source('a', 0)], support: 0.8 },
      { text: 'Others came home.', evidence: [source('b', 7)], support: 0.8 },
    ],
  },
});

let desk: Desk;
beforeEach(async () => {
  localStorage.clear();
  const bridge = testBridge();
  bridge.ask.mockResolvedValue(given(ANSWER));
  bridge.pastAnswer.mockResolvedValue(ANSWER);
  desk = new Desk(bridge);
  await desk.start();
  await desk.reading.openDocument('a');
  await desk.questions.ask('Which?', only('a', 'b'));
  render(Around, { desk, of: Answer, takes: { asked: desk.asking.asked } });
});
afterEach(cleanup);

/** The words of what is marked. */
const marked = (testid: string): string[] =>
  screen
    .getAllByTestId(testid)
    .filter((element) => (testid.endsWith('source') || testid.endsWith('place') ? element : element.closest('li')!).classList.contains('meant'))
    .map((element) => element.textContent.trim());
const described = (element: HTMLElement): string | undefined => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

test('a source that the pointer is on marks its quotation, and no longer when it leaves', async () => {
  const [first, second] = screen.getAllByTestId('gist-source');
  expect(marked('quotation')).toEqual([]);
  await fireEvent.pointerEnter(first!);
  expect(marked('quotation')).toEqual(['Two was lost.']);
  // the first one is chosen when the answer comes, and is marked all the same
  await fireEvent.pointerEnter(second!);
  expect(marked('quotation')).toEqual(['One was lost.']);
  await fireEvent.pointerLeave(second!.closest('li')!);
  expect(marked('quotation')).toEqual([]);
});

test('the focus does what the pointer does, also on the words', async () => {
  const words = screen.getAllByTestId('gist-sentence')[0]!;
  await fireEvent.focusIn(words);
  expect(marked('quotation')).toEqual(['Two was lost.']);
  await fireEvent.focusOut(words);
  expect(marked('quotation')).toEqual([]);
});

test('a quotation marks the sentence in short and the source by which it is cited', async () => {
  const [one, two, three] = screen.getAllByTestId('quotation').map((words) => words.closest('li')!);
  await fireEvent.pointerEnter(one!);
  expect([marked('gist-sentence'), marked('gist-source')]).toEqual([['Two were lost.'], [expect.stringContaining('Title a')]]);
  await fireEvent.focusIn(two!);
  expect(marked('gist-source')).toEqual([screen.getAllByTestId('gist-source')[0]!.textContent.trim()]);
  await fireEvent.pointerEnter(three!);
  expect(marked('gist-sentence')).toEqual([]);
});

test('a source is described by its quotation, and a quotation leads to what cites it', () => {
  expect(screen.getAllByTestId('gist-source').map(described)).toEqual(['Two was lost.', 'One was lost.', undefined]);
  const cites = screen.getAllByTestId('quotation').map((words) => document.getElementById(words.getAttribute('aria-details') ?? '')?.textContent);
  expect(cites).toEqual(['Two were lost.', 'Two were lost.', undefined]);
});

test('the same answer in the history is marked by itself', async () => {
  const entry: PastQuestion = { id: 1, question: 'Which?', asked_at: 0, scope: 'documents', documents: [], outcome: 'found', words: 'One', page: 1 };
  await desk.history.fold(1);
  render(Around, { desk, of: PastQuestionItem, takes: { entry, tabbable: true, remove: () => {}, onfocus: () => {}, onkeydown: () => {} } });
  await settle();
  const sources = screen.getAllByTestId('gist-source');
  expect(sources).toHaveLength(6);
  await fireEvent.pointerEnter(sources[3]!);
  const items = screen.getAllByTestId('quotation').map((words) => words.closest('li')!.classList.contains('meant'));
  expect(items).toEqual([false, false, false, false, true, false]);
  expect(new Set(screen.getAllByTestId('quotation').map(({ id }) => id)).size).toBe(6);
});
