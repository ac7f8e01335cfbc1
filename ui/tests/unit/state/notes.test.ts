import { beforeEach, describe, expect, test } from 'vitest';

import type { Annotation, MarkedPassage, Place } from '../../../src/bridge';
import { Notes } from '../../../src/state/notes.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { pickedSentences, samePlaces, targetOf, type Picked } from '../../../src/state/picked';
import { Reading } from '../../../src/state/reading.svelte';
import { Summary } from '../../../src/state/summary.svelte';
import { Tabs } from '../../../src/state/tabs.svelte';
import { annotation, held, settle, testBridge, type TestBridge } from './samples';

const line = (page: number, y: number, x = 10): Place => ({ kind: 'page', page, rect: { x0: x, y0: y, x1: x + 80, y1: y + 10 } });
const words = (text: string, places: Place[], more: Partial<Picked> = {}): Picked => ({ text, places, sentences: [4], whole: false, ...more });
const passage = (text: string, places: Place[]): MarkedPassage => ({ text, before: '', after: '', sentences: [4], start: 0, end: 9, page: 2, places });
const mark = (id: number, text: string, places: Place[], more: Partial<Annotation> = {}): Annotation =>
  annotation(id, 'a', { colour: 'green', target: { kind: 'passage', passage: passage(text, places) }, note: '', ...more });

let bridge: TestBridge;
let notices: Notices;
let reading: Reading;
let tabs: Tabs;
let notes: Notes;

beforeEach(async () => {
  localStorage.clear();
  bridge = testBridge();
  notices = new Notices();
  reading = new Reading(bridge, notices, new Summary(bridge), () => {});
  tabs = new Tabs();
  notes = new Notes(bridge, notices, reading, tabs);
  await notes.open('a');
});

describe('marking', () => {
  test('keeps the words and reads the list again', async () => {
    const kept = mark(1, 'forty boats', [line(2, 100)]);
    bridge.annotate.mockResolvedValueOnce(kept);
    bridge.annotations.mockResolvedValueOnce([kept]);
    await notes.mark(words('forty boats', [line(2, 100)]), 'green');
    expect(bridge.annotate.mock.calls).toEqual([
      ['a', { target: { kind: 'selection', text: 'forty boats', places: [line(2, 100)] }, colour: 'green', note: '' }],
    ]);
    expect(notes.list).toEqual([kept]);
    expect(notices.announcement).toBe('Marked in green.');
  });

  test('remembers the colour for the next mark, and for the next start', async () => {
    await notes.mark(words('forty boats', [line(2, 100)]), 'pink');
    expect(notes.colour).toBe('pink');
    expect(new Notes(bridge, notices, reading, tabs).colour).toBe('pink');
    localStorage.setItem('pagewing.colour', '"purple"');
    expect(new Notes(bridge, notices, reading, tabs).colour).toBe('yellow');
  });

  test('gives words that are marked another colour, and not a second mark', async () => {
    notes.list = [mark(1, 'Forty boats.', [line(2, 100)], { note: 'Check' })];
    const again = words('forty boats', [line(2, 101)]);
    await notes.mark(again, 'blue');
    expect(bridge.changeAnnotation.mock.calls).toEqual([[1, 'blue', 'Check']]);
    expect(bridge.annotate).not.toHaveBeenCalled();
    // the same words elsewhere are other words
    notes.list = [mark(1, 'forty boats', [line(2, 100)])];
    await notes.mark(words('forty boats', [line(2, 400)]), 'blue');
    expect(bridge.annotate).toHaveBeenCalledTimes(1);
  });

  test('by the shortcut goes through the colours', async () => {
    const picked = words('forty boats', [line(2, 100)]);
    notes.list = [mark(1, 'forty boats', [line(2, 100)], { colour: 'pink' })];
    await notes.markAgain(picked);
    expect(bridge.changeAnnotation).toHaveBeenLastCalledWith(1, 'yellow', '');
    await notes.markAgain(words('none', [line(3, 100)]));
    expect(bridge.annotate.mock.lastCall?.[1].colour).toBe('yellow');
  });

  test('that fails says so, and leaves the list', async () => {
    const before = [mark(1, 'forty boats', [line(2, 100)])];
    notes.list = before;
    bridge.annotate.mockRejectedValueOnce({ code: 'nothing_marked' });
    expect(await notes.mark(words('—', [line(3, 100)]))).toBeNull();
    expect(notices.list).toHaveLength(1);
    expect(notes.list).toBe(before);
  });
});

describe('a note', () => {
  test('to words marks them first, and has the focus in its tab', async () => {
    bridge.annotate.mockResolvedValueOnce(mark(5, 'forty boats', [line(2, 100)]));
    await notes.writeTo(words('forty boats', [line(2, 100)]));
    expect([tabs.now, notes.writing]).toEqual(['notes', 5]);
  });

  test('to a sentence of the summary goes on with the one that there is', async () => {
    const sentence = { text: 'Boats drift.', evidence: [{ sentence: 7, page: 1, weight: 0.7 }, { sentence: 9, page: 2, weight: 0.3 }], support: 0.9, section: null, yours: false, pinned: false };
    bridge.annotate.mockResolvedValueOnce(annotation(3, 'a'));
    await notes.writeToSentence(sentence);
    expect(bridge.annotate.mock.lastCall?.[1]).toEqual({ target: { kind: 'summary_sentence', text: 'Boats drift.', sources: [7, 9] }, colour: null, note: '' });
    notes.list = [annotation(8, 'a', { target: { kind: 'summary_sentence', text: 'Boats drift.', source: null } })];
    await notes.writeToSentence(sentence);
    expect(bridge.annotate).toHaveBeenCalledTimes(1);
    expect(notes.writing).toBe(8);
  });

  test('is kept when its text changes, and not otherwise', async () => {
    const kept = mark(1, 'forty boats', [line(2, 100)], { note: 'Check' });
    await notes.rewrite(kept, 'Check');
    expect(bridge.changeAnnotation).not.toHaveBeenCalled();
    await notes.rewrite(kept, '');
    expect(bridge.changeAnnotation).toHaveBeenLastCalledWith(1, 'green', '');
  });

  test('that is emptied goes, unless it belongs to a mark; what never had a text goes without a word', async () => {
    await notes.rewrite(annotation(3, 'a', { colour: null, note: 'Ask Lena' }), ' ');
    expect(bridge.deleteAnnotation).toHaveBeenLastCalledWith(3);
    expect(notices.list.map(({ message }) => message)).toEqual(['Note removed.']);
    await notes.rewrite(annotation(4, 'a', { colour: null, note: '' }), '');
    expect(bridge.deleteAnnotation).toHaveBeenLastCalledWith(4);
    expect(notices.list).toHaveLength(1);
  });
});

test('the note of a mark that is emptied comes back by undoing, and goes again', async () => {
  const kept = mark(1, 'forty boats', [line(2, 100)], { note: 'Check' });
  await notes.rewrite(kept, 'Check twice');
  expect(notices.list).toEqual([]);
  await notes.rewrite(kept, '');
  expect(notices.list.map(({ message }) => message)).toEqual(['Note removed.']);
  notices.undo();
  await settle();
  expect(bridge.changeAnnotation).toHaveBeenLastCalledWith(1, 'green', 'Check');
  notices.redo();
  await settle();
  expect(bridge.changeAnnotation).toHaveBeenLastCalledWith(1, 'green', '');
  expect(notices.undo()).toBe(true);
  // what could not be emptied is still there
  bridge.changeAnnotation.mockRejectedValueOnce({ code: 'not_kept' });
  await notes.rewrite(kept, '');
  expect(notices.list.map(({ message }) => message)).not.toContain('Note removed.');
});

test('a removed mark can be brought back', async () => {
  const kept = mark(1, 'forty boats', [line(2, 100)]);
  notes.list = [kept];
  notes.chosen = 1;
  await notes.remove(kept);
  expect([notes.list, notes.chosen]).toEqual([[], null]);
  bridge.annotations.mockResolvedValueOnce([kept]);
  notices.list[0]?.action?.run();
  await settle();
  expect(bridge.restoreAnnotation).toHaveBeenLastCalledWith(1);
  expect(notes.list).toEqual([kept]);
});

test('going to a mark shows nothing else at its source; a lost place is not gone to', () => {
  const went: number[] = [];
  notes.goTo = (_, id) => void went.push(id);
  reading.show({ kind: 'summary', sentence: 0, source: 0 });
  notes.go(mark(1, 'forty boats', [line(2, 100)]));
  expect([reading.shown.kind, notes.chosen, went]).toEqual(['none', 1, [1]]);
  notes.go(mark(2, 'gone', []));
  expect(went).toEqual([1]);
  // something else is shown now
  expect(notes.looked).toBe(1);
  reading.show({ kind: 'summary', sentence: 0, source: 0 });
  expect(notes.looked).toBeNull();
});

test('the list of a document that was left comes too late', async () => {
  const late = held<Annotation[]>();
  bridge.annotations.mockReturnValueOnce(late.promise);
  const opening = notes.open('b');
  await notes.open(null);
  late.give([annotation(1, 'b')]);
  await opening;
  expect(notes.list).toEqual([]);
});

describe('picked words', () => {
  test('that are whole sentences are marked as such', () => {
    const sentences = [
      { id: 3, section: null, text: 'Kiel\t4.5', places: [line(1, 100)] },
      { id: 4, section: null, text: 'Home.', places: [line(1, 80), line(2, 700)] },
    ];
    const picked = pickedSentences(sentences)!;
    expect(picked.text).toBe('Kiel | 4.5 Home.');
    expect(targetOf(picked)).toEqual({ kind: 'sentences', sentences: [3, 4] });
    // a title is no sentence
    expect(targetOf(pickedSentences([{ id: -1, section: null, text: 'On Wings', places: [line(1, 700)] }])!)).toEqual({
      kind: 'selection',
      text: 'On Wings',
      places: [line(1, 700)],
    });
    expect(pickedSentences([])).toBeNull();
  });

  test('are known by their letters and their place', () => {
    const kept = passage('Forty boats.', [line(2, 100)]);
    expect(samePlaces(kept, words('forty  boats', [line(2, 104)]))).toBe(true);
    expect(samePlaces(kept, words('forty boats', [line(2, 120)]))).toBe(false);
    expect(samePlaces(kept, words('forty', [line(2, 100)]))).toBe(false);
    const flow = (start: number, end: number, block = 1): Place => ({ kind: 'flow', block, start, end });
    expect(samePlaces(passage('boats', [flow(6, 11)]), words('boats', [flow(6, 11)]))).toBe(true);
    expect(samePlaces(passage('boats', [flow(6, 11)]), words('boats', [flow(30, 35)]))).toBe(false);
    expect(samePlaces(passage('boats', [flow(6, 11)]), words('boats', [flow(6, 11, 2)]))).toBe(false);
  });
});
