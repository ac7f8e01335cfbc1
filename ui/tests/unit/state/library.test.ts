import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { DocumentCard, FoundDocument } from '../../../src/bridge';
import { draftOf, keepDraft, NEW_NOTE } from '../../../src/state/drafts';
import { marked } from '../../../src/state/found';
import { EVERYTHING, Library } from '../../../src/state/library.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { card, held, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let library: Library;
beforeEach(() => {
  localStorage.clear();
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
    expect(bridge.find.mock.calls).toEqual([['keel', EVERYTHING]]);
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
    recent.give([{ card: card('b'), snippet: 'sail', hits: [] }]);
    old.give([{ card: card('a'), snippet: 'keel', hits: [] }]);
    await vi.runAllTimersAsync();
    expect(library.found?.map(({ snippet }) => snippet)).toEqual(['sail']);
  });
});

test('a removed document leaves the list and the search, and restoring reads the list again', async () => {
  bridge.library.mockResolvedValue([card('b'), card('a')]);
  await library.refresh();
  library.found = [{ card: card('a'), snippet: '', hits: [] }];
  await library.remove(['a']);
  expect([library.documents.map(({ id }) => id), library.found]).toEqual([['b'], []]);
  await library.restore(['a']);
  expect(library.documents.map(({ id }) => id)).toEqual(['b', 'a']);
});

test('a document that is restored during a search is among what it finds again', async () => {
  bridge.find.mockResolvedValue([{ card: card('a'), snippet: 'keel', hits: [] }]);
  library.find('keel ');
  await vi.advanceTimersByTimeAsync(200);
  await library.remove(['a']);
  expect(library.found).toEqual([]);
  await library.restore(['a']);
  expect(bridge.find.mock.calls.map(([words]) => words)).toEqual(['keel', 'keel']);
  expect(library.found?.map(({ snippet }) => snippet)).toEqual(['keel']);
});

const ids = (): string[] => library.listed.map(({ id }) => id);

describe('the list', () => {
  test('stands in the order that a person chose, also after a restart, and all documents stay known', async () => {
    bridge.library.mockImplementation(async ({ order }) => (order === 'title' ? [card('a'), card('b')] : [card('b'), card('a')]));
    await library.refresh();
    expect(ids()).toEqual(['b', 'a']);
    await library.arrange({ order: 'title' });
    expect([ids(), library.documents.map(({ id }) => id)]).toEqual([['a', 'b'], ['b', 'a']]);
    library = new Library(bridge, new Notices());
    await library.refresh();
    expect(ids()).toEqual(['a', 'b']);
  });

  test('is limited by filters and groups, which a restart forgets', async () => {
    bridge.library.mockImplementation(async ({ only, groups }) => (only.length + groups.length > 0 ? [card('a')] : [card('b'), card('a')]));
    await library.refresh();
    await library.toggleFilter('unread');
    await library.toggleGroup(4);
    expect(bridge.library.mock.lastCall).toEqual([{ ...EVERYTHING, only: ['unread'], groups: [4] }]);
    expect([ids(), library.limited]).toEqual([['a'], true]);
    await library.toggleFilter('unread');
    await library.toggleGroup(4);
    expect([ids(), library.limited]).toEqual([['b', 'a'], false]);
    await library.toggleFilter('unread');
    expect(new Library(bridge, new Notices()).limited).toBe(false);
    await library.showAll();
    expect(ids()).toEqual(['b', 'a']);
  });

  test('is that of the last arrangement, whichever answer comes last', async () => {
    const [old, recent] = [held<DocumentCard[]>(), held<DocumentCard[]>()];
    bridge.library.mockImplementation(({ order }) => (order === 'title' ? old.promise : order === 'year' ? recent.promise : Promise.resolve([])));
    const [first, second] = [library.arrange({ order: 'title' }), library.arrange({ order: 'year' })];
    recent.give([card('y')]);
    await second;
    old.give([card('t')]);
    await first;
    expect(ids()).toEqual(['y']);
  });

  test('searches within the arrangement, and again when that changes', async () => {
    library.find('keel');
    await vi.advanceTimersByTimeAsync(200);
    await library.toggleFilter('noted');
    expect(bridge.find.mock.calls).toEqual([
      ['keel', EVERYTHING],
      ['keel', { ...EVERYTHING, only: ['noted'] }],
    ]);
  });

  test('shows what was found in the last arrangement, whichever answer comes last', async () => {
    const [old, recent] = [held<FoundDocument[]>(), held<FoundDocument[]>()];
    bridge.find.mockReturnValueOnce(old.promise).mockReturnValueOnce(recent.promise);
    library.find('keel');
    await vi.advanceTimersByTimeAsync(200);
    const arranged = library.toggleFilter('noted');
    await vi.advanceTimersByTimeAsync(0);
    recent.give([{ card: card('r'), snippet: '', hits: [] }]);
    await arranged;
    old.give([{ card: card('o'), snippet: '', hits: [] }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(ids()).toEqual(['r']);
  });

  test('takes over what is known of a document now, wherever it stands', async () => {
    bridge.library.mockResolvedValue([card('b'), { ...card('a'), unread: true }]);
    await library.arrange({ order: 'title' });
    library.update({ ...card('a'), title: 'Opened' });
    expect([library.documents, library.listed.map(({ card }) => card!)].map((cards) => cards.map(({ title, unread }) => [title, unread]))).toEqual([
      [['Title b', false], ['Opened', false]],
      [['Title b', false], ['Opened', false]],
    ]);
  });
});

describe('a long library', () => {
  const IDS = Array.from({ length: 1_000 }, (_, nth) => `${nth}`);
  const known = (): number => library.listed.filter(({ card }) => card !== null).length;
  const asked = (): string[][] => bridge.cards.mock.calls.map(([ids]) => ids);
  beforeEach(async () => {
    bridge.library.mockImplementation(async () => IDS.slice(0, 300).map(card));
    bridge.libraryOrder.mockImplementation(async () => IDS);
    await library.refresh();
  });

  test('comes as its beginning and the identities of the rest', () => {
    expect([ids(), known(), library.documents.length]).toEqual([IDS, 300, 300]);
    expect(bridge.cards).not.toHaveBeenCalled();
  });

  test('sends what comes into sight, once', async () => {
    await library.see(['299', '700', '701']);
    await library.see(['700', '701', '702']);
    expect(asked()).toEqual([['700', '701'], ['702']]);
    expect([known(), library.listed[701]?.card?.title]).toEqual([303, 'Title 701']);
  });

  test('sends again what is in sight when something changed, and the rest when it comes into sight', async () => {
    await library.see(['800']);
    await library.see(['700']);
    bridge.cards.mockImplementation(async (ids) => ids.map((id) => ({ ...card(id), title: 'Changed' })));
    await library.changed(['5', '900']);
    expect(asked().slice(2)).toEqual([['700'], ['900']]);
    expect([700, 800, 900].map((at) => library.listed[at]?.card?.title)).toEqual(['Changed', 'Title 800', 'Changed']);
    await library.see(['800']);
    expect(library.listed[800]?.card?.title).toBe('Changed');
  });

  test('is known whole to who looks through its titles', async () => {
    await library.knowAll();
    expect([library.documents.length, asked().map((part) => part.length)]).toEqual([1_000, [500, 200]]);
  });

  test('asks again for what did not come', async () => {
    bridge.cards.mockRejectedValueOnce({ code: 'closing' });
    await library.see(['700']);
    await library.see(['700']);
    expect(library.listed[700]?.card?.title).toBe('Title 700');
  });

  test('loses what is removed, whether or not it was in sight', async () => {
    await library.remove(['2', '950']);
    expect([library.listed.length, known(), library.listed[2]?.id]).toEqual([998, 299, '3']);
  });
});

test('changes that follow each other fast lead to one more reading of the list', async () => {
  const first = held<DocumentCard[]>();
  bridge.library.mockReturnValueOnce(first.promise).mockResolvedValue([card('b')]);
  const all = [library.changed(), library.changed()];
  await vi.advanceTimersByTimeAsync(0);
  all.push(library.changed(), library.changed(), library.changed());
  first.give([card('a')]);
  await Promise.all(all);
  expect(bridge.library).toHaveBeenCalledTimes(2);
  expect(library.documents.map(({ id }) => id)).toEqual(['b']);
});

test('of many documents that a search finds, the words around a match come with the row', async () => {
  const all = Array.from({ length: 60 }, (_, nth) => ({ card: card(`${nth}`), snippet: nth < 40 ? 'at once' : '', hits: [] }));
  bridge.find.mockResolvedValue(all);
  library.find('keel');
  await vi.advanceTimersByTimeAsync(200);
  await library.see(['38', '39', '40', '41']);
  await library.see(['40', '41']);
  expect(bridge.excerpts.mock.calls).toEqual([['keel', ['40', '41']]]);
  expect([39, 40, 42].map((at) => library.listed[at]?.snippet)).toEqual(['at once', 'Words of 40', '']);
  expect([39, 40, 42].map((at) => library.listed[at]?.hits)).toEqual([[], ['Words'], []]);
});

describe('a search result', () => {
  const hits = (text: string, words: string[]) => marked(text, words).flatMap(({ text, hit }) => (hit ? [text] : []));

  test('marks the words that are meant, wherever they stand as words', () => {
    expect(marked('Keels and keelhauling; Unkeels.', ['Keels', 'keelhauling'])).toEqual([
      { text: 'Keels', hit: true },
      { text: ' and ', hit: false },
      { text: 'keelhauling', hit: true },
      { text: '; Unkeels.', hit: false },
    ]);
    // what Rust found of "berries" and of "perez"
    expect(hits('One berry by Pérez, and Pérezes.', ['berry', 'Pérez'])).toEqual(['berry', 'Pérez']);
  });

  test('marks words of scripts without spaces within a line, and numbers beside them', () => {
    expect(hits('我们用2019年的数据研究。', ['数据', '2019'])).toEqual(['2019', '数据']);
    expect(hits('In 20190 years', ['2019'])).toEqual([]);
  });

  test('takes signs as signs, and marks nothing where nothing is meant', () => {
    expect(marked('a+b (c)', ['c', '.*'])).toEqual([
      { text: 'a+b (', hit: false },
      { text: 'c', hit: true },
      { text: ')', hit: false },
    ]);
    expect(marked('plain', [])).toEqual([{ text: 'plain', hit: false }]);
  });
});

test('what was being written in a document goes with it, by whatever way it goes', async () => {
  for (const id of ['a', 'b', 'c']) keepDraft(id, NEW_NOTE, 'Not finished');
  bridge.library.mockResolvedValue([card('a'), card('b')]);
  await library.refresh();
  expect(['a', 'b', 'c'].map((id) => draftOf(id, NEW_NOTE))).toEqual(['Not finished', 'Not finished', null]);
  await library.remove(['a']);
  expect(['a', 'b'].map((id) => draftOf(id, NEW_NOTE))).toEqual([null, 'Not finished']);
});
