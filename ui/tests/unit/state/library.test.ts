import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { FoundDocument } from '../../../src/bridge';
import { draftOf, keepDraft, NEW_NOTE } from '../../../src/state/drafts';
import { marked } from '../../../src/state/found';
import { Library } from '../../../src/state/library.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { card, held, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let library: Library;
beforeEach(() => {
  vi.useFakeTimers();
  bridge = testBridge();
  library = new Library(bridge, new Notices());
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a search', () => {
  test('waits for a pause, and ends with an empty field', async () => {
    library.find('ke');
    library.find(' keel ');
    await vi.advanceTimersByTimeAsync(200);
    expect(bridge.find.mock.calls).toEqual([['keel']]);
    expect(library.found).toEqual([]);
    library.find('');
    expect(library.found).toBeNull();
  });

  test('is not overwritten by the result of an older one', async () => {
    const [old, recent] = [held<FoundDocument[]>(), held<FoundDocument[]>()];
    bridge.find.mockReturnValueOnce(old.promise).mockReturnValueOnce(recent.promise);
    library.find('keel');
    await vi.advanceTimersByTimeAsync(200);
    library.find('sail');
    await vi.advanceTimersByTimeAsync(200);
    recent.give([{ card: card('b'), snippet: 'sail' }]);
    old.give([{ card: card('a'), snippet: 'keel' }]);
    await vi.runAllTimersAsync();
    expect(library.found?.map(({ snippet }) => snippet)).toEqual(['sail']);
  });
});

test('a removed document leaves the list and the search, and restoring reads the list again', async () => {
  bridge.library.mockResolvedValue([card('b'), card('a')]);
  await library.refresh();
  library.found = [{ card: card('a'), snippet: '' }];
  await library.remove('a');
  expect([library.documents.map(({ id }) => id), library.found]).toEqual([['b'], []]);
  await library.restore('a');
  expect(library.documents.map(({ id }) => id)).toEqual(['b', 'a']);
});

test('a document that is restored during a search is among what it finds again', async () => {
  bridge.find.mockResolvedValue([{ card: card('a'), snippet: 'keel' }]);
  library.find('keel ');
  await vi.advanceTimersByTimeAsync(200);
  await library.remove('a');
  expect(library.found).toEqual([]);
  await library.restore('a');
  expect(bridge.find.mock.calls).toEqual([['keel'], ['keel']]);
  expect(library.found?.map(({ snippet }) => snippet)).toEqual(['keel']);
});

describe('a search result', () => {
  test('marks words that begin with a word of the query, whatever their case', () => {
    expect(marked('Keels and keelhauling; unkeeled.', 'keel')).toEqual([
      { text: 'Keels', hit: true },
      { text: ' and ', hit: false },
      { text: 'keelhauling', hit: true },
      { text: '; unkeeled.', hit: false },
    ]);
  });

  test('takes signs in a query as signs', () => {
    expect(marked('a+b (c)', '(c) .*')).toEqual([
      { text: 'a+b (', hit: false },
      { text: 'c', hit: true },
      { text: ')', hit: false },
    ]);
    expect(marked('plain', '  ')).toEqual([{ text: 'plain', hit: false }]);
  });
});

test('what was being written in a document goes with it, by whatever way it goes', async () => {
  for (const id of ['a', 'b', 'c']) keepDraft(id, NEW_NOTE, 'Not finished');
  bridge.library.mockResolvedValue([card('a'), card('b')]);
  await library.refresh();
  expect(['a', 'b', 'c'].map((id) => draftOf(id, NEW_NOTE))).toEqual(['Not finished', 'Not finished', null]);
  await library.remove('a');
  expect(['a', 'b'].map((id) => draftOf(id, NEW_NOTE))).toEqual([null, 'Not finished']);
});
