import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { AnswerView, PastQuestion, PastQuestions } from '../../../src/bridge';
import { QuestionHistory } from '../../../src/state/history.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { answered, held, settle, testBridge, type TestBridge } from './samples';

const entry = (id: number, more: Partial<PastQuestion> = {}): PastQuestion => ({
  id,
  question: `Question ${id}?`,
  asked_at: 1_790_000_000,
  scope: 'documents',
  documents: [{ id: 'a', title: 'On Wings', here: true }],
  outcome: 'found',
  words: 'Third',
  page: 2,
  ...more,
});
const list = (ids: number[], more = false): PastQuestions => ({ questions: ids.map((id) => entry(id)), more });

let bridge: TestBridge;
let notices: Notices;
let history: QuestionHistory;
const ids = (): number[] => history.entries.map(({ id }) => id);

beforeEach(() => {
  bridge = testBridge();
  notices = new Notices();
  history = new QuestionHistory(bridge, notices);
});

test('the history of a document is shown, and older questions are added to it', async () => {
  bridge.questions.mockResolvedValueOnce(list([9, 8], true)).mockResolvedValueOnce(list([3]));
  await history.open('a');
  expect(ids()).toEqual([9, 8]);
  expect(history.more).toBe(true);
  await history.older();
  expect(ids()).toEqual([9, 8, 3]);
  expect(history.more).toBe(false);
  expect(bridge.questions.mock.calls).toEqual([['a', '', null], ['a', '', 8]]);
});

describe('a list that was read further', () => {
  /** The bridge gives two questions at a time. */
  const kept = (...numbers: number[]): void => {
    bridge.questions.mockImplementation(async (_of, _words, before) => {
      const rest = numbers.filter((id) => before === null || id < before);
      return list(rest.slice(0, 2), rest.length > 2);
    });
  };
  beforeEach(async () => {
    kept(9, 8, 7, 6, 5);
    await history.open('a');
    await history.older();
    await history.fold(6);
  });

  test('stays as long when it is read again, and the unfolded question unfolded', async () => {
    kept(10, 9, 8, 7, 6, 5);
    await history.refresh();
    expect([ids(), history.more, history.unfolded?.id]).toEqual([[10, 9, 8, 7, 6, 5], false, 6]);
    // the last one was deleted by the command line
    kept(10, 9, 7, 4, 3, 2);
    await history.refresh();
    expect([ids(), history.more, history.unfolded]).toEqual([[10, 9, 7, 4], true, null]);
  });

  test('has the older questions that were asked for just before', async () => {
    const older = history.older();
    await history.refresh();
    await older;
    expect(ids()).toEqual([9, 8, 7, 6, 5]);
  });

  test('begins anew with other words, and with another document', async () => {
    history.words = 'wings';
    await history.refresh();
    expect(ids()).toEqual([9, 8]);
    await history.older();
    await history.open('b');
    expect(ids()).toEqual([9, 8]);
  });
});

test('a list that arrives after another document was opened is not shown', async () => {
  const late = held<PastQuestions>();
  bridge.questions.mockReturnValueOnce(late.promise).mockResolvedValueOnce(list([2]));
  const first = history.open('a');
  await history.open('b');
  late.give(list([1]));
  await first;
  expect(ids()).toEqual([2]);
});

test('words are looked for once the person pauses, here or everywhere', async () => {
  vi.useFakeTimers();
  await history.open('a');
  history.find('wi');
  history.find('wings ');
  await vi.runAllTimersAsync();
  await history.show(true);
  vi.useRealTimers();
  expect(bridge.questions.mock.calls).toEqual([['a', '', null], ['a', 'wings', null], [null, 'wings', null]]);
});

test('one question at a time is unfolded, with its answer', async () => {
  bridge.questions.mockResolvedValue(list([2, 1]));
  bridge.pastAnswer.mockImplementation(async (id) => answered(`Question ${id}?`));
  await history.open('a');
  await history.fold(2);
  await history.fold(1);
  expect(history.unfolded?.id).toBe(1);
  expect(history.unfolded?.found.map(({ words }) => words)).toEqual(['Third']);
  await history.fold(1);
  expect(history.unfolded).toBeNull();
});

test('the question that was pressed last is unfolded, also if its answer comes first', async () => {
  const late = held<AnswerView>();
  bridge.pastAnswer.mockReturnValueOnce(late.promise).mockResolvedValueOnce(answered('Question 1?'));
  const first = history.fold(2);
  await history.fold(1);
  late.give(answered('Question 2?'));
  await first;
  expect(history.unfolded?.id).toBe(1);
});

test('a question is deleted at once, and comes back if that is undone', async () => {
  bridge.questions.mockResolvedValue(list([2, 1]));
  await history.open('a');
  await history.fold(2);
  await history.remove(2);
  expect(ids()).toEqual([1]);
  expect(history.unfolded).toBeNull();
  notices.list[0]!.action!.run();
  await settle();
  expect(bridge.restoreQuestions).toHaveBeenCalledWith([2]);
  expect(ids()).toEqual([2, 1]);
});

test('all questions of the list are deleted together', async () => {
  bridge.questions.mockResolvedValue(list([2, 1]));
  bridge.deleteQuestions.mockResolvedValue([2, 1]);
  await history.open('a');
  await history.clear();
  expect(bridge.deleteQuestions).toHaveBeenCalledWith('a');
  expect(ids()).toEqual([]);
  expect(notices.list[0]!.message).toBe('2 questions deleted.');
});

test('a failure leaves a message, and the list stays as it was', async () => {
  bridge.questions.mockResolvedValue(list([2]));
  bridge.deleteQuestion.mockRejectedValue({ code: 'disk_full', path: '/library' });
  await history.open('a');
  await history.remove(2);
  expect(ids()).toEqual([2]);
  expect(notices.list[0]!.message).toContain('disk is full');
});

test('an answer is copied with the document and the page of each quotation', () => {
  expect(history.asText('Which?', answered('Which?'))).toBe('Which?\n\nOne answer was found.\n\nThird\n“Third.” (Title a, p. 1)');
});
