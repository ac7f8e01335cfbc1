import { beforeEach, expect, test } from 'vitest';

import { Chosen } from '../../../src/state/chosen.svelte';
import type { Listed } from '../../../src/state';
import { card } from './samples';

let listed: Listed[];
let chosen: Chosen;

beforeEach(() => {
  listed = ['a', 'b', 'c', 'd'].map((id) => ({ id, card: card(id), snippet: '', hits: [] }));
  chosen = new Chosen({
    get listed() {
      return listed;
    },
  });
});

test('single documents are chosen and taken back, and stand in the order of the list', () => {
  chosen.toggle('c');
  chosen.toggle('a');
  expect(chosen.ids).toEqual(['a', 'c']);
  chosen.toggle('c');
  expect(chosen.ids).toEqual(['a']);
});

test('choosing by clicks goes on until the person is done, also when nothing is chosen', () => {
  chosen.begin('b');
  chosen.begin('b');
  expect([chosen.choosing, chosen.ids]).toEqual([true, ['b']]);
  chosen.toggle('b');
  expect([chosen.choosing, chosen.ids]).toEqual([true, []]);
  chosen.toggle('c');
  chosen.clear();
  expect([chosen.choosing, chosen.ids]).toEqual([false, []]);
  // Ctrl and a click alone do not begin it
  chosen.toggle('a');
  expect(chosen.choosing).toBe(false);
});

test('a row begins where the person was, and goes to either side', () => {
  chosen.extend('c', 'b');
  expect(chosen.ids).toEqual(['b', 'c']);
  chosen.extend('d');
  expect(chosen.ids).toEqual(['b', 'c', 'd']);
  chosen.extend('a');
  expect(chosen.ids).toEqual(['a', 'b']);
  chosen.clear();
  chosen.extend('d');
  expect(chosen.ids).toEqual(['d']);
});

test('a row begins with itself if the person was at a document that is not in the list', () => {
  chosen.extend('b', 'z');
  expect(chosen.ids).toEqual(['b']);
  chosen.extend('d', 'z');
  expect(chosen.ids).toEqual(['b', 'c', 'd']);
});

test('what is meant by a document is all that are chosen, if it is one of them', () => {
  chosen.toggle('a');
  chosen.toggle('b');
  expect([chosen.with('b'), chosen.with('d')]).toEqual([['a', 'b'], ['d']]);
  chosen.all();
  expect(chosen.with('d')).toEqual(['a', 'b', 'c', 'd']);
});
