import { beforeEach, expect, test } from 'vitest';

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

test('a question is not about words of another document than the one in view', () => {
  draft.ask('a', 'Boats drift.');
  draft.opened('a');
  expect(draft.about?.words).toBe('Boats drift.');
  draft.opened('b');
  expect(draft.about).toBeNull();
});

test('a question to the open document goes with it, and one to others stays', () => {
  draft.words = 'Why?';
  draft.begin();
  expect(draft.words).toBe('');
  draft.name('b');
  draft.words = 'Why?';
  draft.begin();
  expect([draft.words, draft.scope('c')]).toEqual(['Why?', only('b')]);
});

test('what was typed before the program ended is there for the first document in view, and for it alone', () => {
  draft.opened('a');
  draft.begin();
  draft.words = 'Who wrote';
  const next = new Draft(library);
  next.opened('a');
  next.begin();
  expect(next.words).toBe('Who wrote');
  // another document takes it away, and coming back does not bring it again
  for (const other of ['b', 'a']) {
    next.opened(other);
    next.begin();
    expect(next.words).toBe('');
  }
});

test('a question that was asked is not there again, nor one to a document that is not in view', () => {
  draft.opened('a');
  draft.begin();
  draft.words = 'Who wrote it?';
  draft.asked();
  const next = new Draft(library);
  next.opened('a');
  next.begin();
  expect(next.words).toBe('');
  next.words = 'Why?';
  const other = new Draft(library);
  other.opened('b');
  other.begin();
  expect(other.words).toBe('');
});
