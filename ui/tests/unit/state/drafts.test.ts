import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { draftOf, dropDraft, keepDraft, keepDraftsOf, NEW_NOTE, noteOf, QUESTION } from '../../../src/state/drafts';
import { remembered } from '../../../src/state/remembered';

/** What a new start would find. */
const stored = (): unknown => remembered('drafts');
beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  keepDraftsOf([]);
  vi.useRealTimers();
});

test('what is typed is remembered within half a second, also while the person goes on typing', () => {
  keepDraft('a', NEW_NOTE, 'N');
  for (let letters = 2; letters <= 6; letters += 1) {
    vi.advanceTimersByTime(80);
    keepDraft('a', NEW_NOTE, 'Not yet'.slice(0, letters));
  }
  expect(stored()).toEqual([['a', NEW_NOTE, 'Not']]);
  vi.advanceTimersByTime(500);
  expect(stored()).toEqual([['a', NEW_NOTE, 'Not ye']]);
});

test('each document and each place has its own, the latest first', () => {
  keepDraft('a', noteOf(3), 'One');
  keepDraft('a', QUESTION, 'Two?');
  keepDraft('b', QUESTION, 'Three?');
  keepDraft('a', noteOf(3), 'One more');
  // at once, although nothing is stored yet
  expect([draftOf('a', noteOf(3)), draftOf('a', QUESTION), draftOf('b', QUESTION), draftOf('b', noteOf(3))]).toEqual(['One more', 'Two?', 'Three?', null]);
  vi.advanceTimersByTime(500);
  expect(stored()).toEqual([['a', noteOf(3), 'One more'], ['b', QUESTION, 'Three?'], ['a', QUESTION, 'Two?']]);
});

test('what is dropped, or emptied, is gone at once and does not come back', () => {
  keepDraft('a', NEW_NOTE, 'One');
  dropDraft('a', NEW_NOTE);
  vi.advanceTimersByTime(500);
  expect([draftOf('a', NEW_NOTE), stored()]).toEqual([null, []]);
  keepDraft('a', NEW_NOTE, 'Two');
  vi.advanceTimersByTime(500);
  keepDraft('a', NEW_NOTE, ' \n');
  expect(stored()).toEqual([]);
});

test('those of documents that are gone go too', () => {
  keepDraft('a', NEW_NOTE, 'One');
  vi.advanceTimersByTime(500);
  keepDraft('b', NEW_NOTE, 'Two');
  keepDraftsOf(['c', 'b']);
  vi.advanceTimersByTime(500);
  expect(stored()).toEqual([['b', NEW_NOTE, 'Two']]);
});

test('a store that something else wrote is passed over', () => {
  localStorage.setItem('pagewing.drafts', '[["a", "note"], 3, ["a", "note", "One"], ["a", "note", {}]]');
  expect(draftOf('a', NEW_NOTE)).toBe('One');
  localStorage.setItem('pagewing.drafts', '{"a": "note"}');
  expect(draftOf('a', NEW_NOTE)).toBeNull();
  localStorage.setItem('pagewing.drafts', '[[');
  expect(draftOf('a', NEW_NOTE)).toBeNull();
});

test('there are at most fifty', () => {
  for (let nth = 0; nth < 60; nth += 1) keepDraft('a', noteOf(nth), `Note ${nth}`);
  vi.advanceTimersByTime(500);
  expect(stored()).toHaveLength(50);
  expect([draftOf('a', noteOf(59)), draftOf('a', noteOf(9))]).toEqual(['Note 59', null]);
});
