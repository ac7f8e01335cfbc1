import { beforeEach, expect, test } from 'vitest';

import { partsOfQuestion } from '../../../src/state/about_words';
import { Draft } from '../../../src/state/draft.svelte';
import { keepDraftsOf } from '../../../src/state/drafts';
import { Library } from '../../../src/state/library.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { card, only, testBridge } from './samples';

let library: Library;
let draft: Draft;
beforeEach(() => {
  localStorage.clear();
  keepDraftsOf([]);
  library = new Library(testBridge(), new Notices());
  library.documents = [card('a'), card('b'), card('c')];
  draft = new Draft(library);
});

test('a question is put to the open document unless the person names others', () => {
  expect(draft.scope('a')).toEqual(only('a'));
  draft.name('c');
  draft.name('b');
  draft.name('c');
  expect(draft.scope('a')).toEqual(only('b', 'c'));
  draft.choose('library', 'a');
  expect(draft.scope('a')).toEqual({ to: 'library' });
  // what was named is remembered
  draft.choose('named', 'a');
  expect(draft.scope('a')).toEqual(only('b', 'c'));
});

test('several documents are named at once, in the place of those before', () => {
  draft.name('a');
  draft.nameAll(['b', 'c']);
  expect(draft.scope('a')).toEqual(only('b', 'c'));
});

test('chosen documents begin with the open one', () => {
  draft.choose('named', 'a');
  draft.name('b');
  expect(draft.scope('a')).toEqual(only('a', 'b'));
});

test('without a named document the open one is asked again', () => {
  draft.name('b');
  draft.drop('b');
  expect([draft.choice, draft.scope('a')]).toEqual(['open', only('a')]);
  draft.name('c');
  library.documents = [card('a'), card('b')];
  expect([draft.named, draft.scope('a')]).toEqual([[], only('a')]);
});

test('words of the document stand in the question, and before it if they are several sentences', () => {
  draft.choose('library', 'a');
  draft.ask('a', 'small boats');
  draft.words = ' Why? ';
  expect([draft.question(), draft.scope('a')]).toEqual(['Why: “small boats”?', only('a')]);
  draft.ask('a', 'as Ada et al. [2] found.');
  expect(draft.question()).toBe('Why: “as Ada et al. [2] found”?');
  draft.ask('a', 'Boats drift. Nobody sails.');
  expect(draft.question()).toBe('“Boats drift. Nobody sails”\n\nWhy?');
  draft.name('b');
  expect(draft.question()).toBe('Why?');
});

test.each([
  ['Why?', 'small boats', { question: 'Why?', about: 'small boats' }],
  ['How far', 'Boats drift. Some “sail” too.', { question: 'How far', about: 'Boats drift. Some “sail” too' }],
  ['Why?', null, { question: 'Why?', about: null }],
  ['Who said: “drift”, and when?', null, { question: 'Who said: “drift”, and when?', about: null }],
])('a question that was put has its parts again: %s', (words, about, parts) => {
  if (about !== null) draft.ask('a', about);
  draft.words = words;
  expect(partsOfQuestion(draft.question())).toEqual(parts);
});

test('a question goes with its answer, unless another one stands in the field by then', () => {
  draft.ask('a', 'small boats');
  draft.words = 'Why?';
  const put = draft.question();
  draft.words = 'Why not?';
  draft.closed(put);
  expect([draft.words, draft.about?.words]).toEqual(['Why not?', 'small boats']);
  draft.words = 'Why?';
  draft.closed(put);
  expect([draft.words, draft.about]).toEqual(['', null]);
});

test('a question is not about words of another document than the one in view', () => {
  draft.ask('a', 'Boats drift.');
  draft.opened('a');
  expect(draft.about?.words).toBe('Boats drift.');
  draft.opened('b');
  expect(draft.about).toBeNull();
});

test('a question that was begun to a document waits there with the words that it is about', () => {
  draft.opened('a');
  draft.ask('a', 'Boats drift.');
  draft.words = 'Why';
  draft.opened('b');
  expect([draft.words, draft.about]).toEqual(['', null]);
  draft.words = 'Where';
  draft.opened('a');
  expect([draft.words, draft.about?.words]).toEqual(['Why', 'Boats drift.']);
  draft.opened('b');
  expect([draft.words, draft.about]).toEqual(['Where', null]);
});

test('a question to other documents goes along, and waits nowhere when it is asked', () => {
  draft.opened('a');
  draft.name('b');
  draft.words = 'Why?';
  draft.opened('c');
  expect([draft.words, draft.scope('c')]).toEqual(['Why?', only('b')]);
  draft.asked();
  draft.drop('b');
  for (const document of ['a', 'c']) {
    draft.opened(document);
    expect(draft.words).toBe('');
  }
});

test('a question that was asked stays when a quotation leads to another document, and one that was begun waits', () => {
  draft.opened('a');
  draft.words = 'Why?';
  draft.asked();
  draft.opened('b', true);
  expect(draft.words).toBe('Why?');
  draft.words = 'Why not';
  draft.opened('c', true);
  expect(draft.words).toBe('');
});

test('what was typed before the program ended is there for its document', () => {
  draft.opened('a');
  draft.words = 'Who wrote';
  const next = new Draft(library);
  next.opened('b');
  expect(next.words).toBe('');
  next.opened('a');
  expect(next.words).toBe('Who wrote');
});

test('a question that was asked is not there again', () => {
  draft.opened('a');
  draft.words = 'Who wrote it?';
  draft.asked();
  draft.opened('b');
  draft.opened('a');
  expect(draft.words).toBe('');
  const next = new Draft(library);
  next.opened('a');
  expect(next.words).toBe('');
});
