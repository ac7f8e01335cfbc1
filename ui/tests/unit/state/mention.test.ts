import { expect, test } from 'vitest';

import { called, mentionAt } from '../../../src/state/mention';
import { card } from './samples';

test('a name is what stands between an @ and the caret', () => {
  expect(mentionAt('What does @big bi say?', 17)).toEqual({ start: 10, words: 'big bi' });
  expect(mentionAt('@', 1)).toEqual({ start: 0, words: '' });
  expect(mentionAt('one @two @th', 12)).toEqual({ start: 9, words: 'th' });
});

test('an @ within a word, or behind the caret, names nothing', () => {
  expect(mentionAt('ada@example.org', 15)).toBeNull();
  expect(mentionAt('Which @bird', 3)).toBeNull();
});

const cards = [
  { ...card('a'), title: 'How far small boats drift', authors: ['M. Okafor'] },
  { ...card('b'), title: 'Boats of the Österreich lakes', authors: [] },
  { ...card('c'), title: 'scan-0001', file_name: 'boats.pdf' },
];
const ids = (words: string, ...except: string[]): string[] => called(cards, words, except).map(({ id }) => id);

test('documents are called by the beginnings of words, titles before authors and file names', () => {
  expect(ids('boa')).toEqual(['a', 'b', 'c']);
  expect(ids('osterr BOATS')).toEqual(['b']);
  expect(ids('oka')).toEqual(['a']);
  expect(ids('oats')).toEqual([]);
  expect(ids('boats', 'a')).toEqual(['b', 'c']);
  expect(ids('')).toEqual(['a', 'b', 'c']);
});
