import { describe, expect, test } from 'vitest';

import { covers, sentencesBetween } from '../../../src/pages/selected';

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });

describe('a line is selected', () => {
  const line = box(100, 50, 200, 20);

  test('by a selection over some of its words', () => {
    expect(covers(box(120, 52, 40, 18), line)).toBe(true);
    expect(covers(line, line)).toBe(true);
    expect(covers(box(0, 0, 500, 500), line)).toBe(true);
  });

  test('not by a slip, nor by the line above or below', () => {
    expect(covers(box(92, 50, 18, 20), line)).toBe(false);
    expect(covers(box(100, 34, 200, 20), line)).toBe(false);
    expect(covers(box(100, 66, 200, 20), line)).toBe(false);
    expect(covers(box(320, 50, 50, 20), line)).toBe(false);
  });

  test('even if it is short, by most of it', () => {
    expect(covers(box(100, 50, 6, 20), box(100, 50, 8, 20))).toBe(true);
  });
});

test('a stretch of running text lies in the sentences that it touches, whatever white space is drawn between them', () => {
  const sentences = [
    { sentence: 3, text: 'One two.' },
    { sentence: 4, text: 'a | b' },
    { sentence: 5, text: 'Three.' },
  ];
  // without white space: "Onetwo." 0-7, "a|b" 7-10, "Three." 10-16
  expect(sentencesBetween(sentences, 0, 7)).toEqual([3]);
  expect(sentencesBetween(sentences, 6, 8)).toEqual([3, 4]);
  expect(sentencesBetween(sentences, 10, 16)).toEqual([5]);
  expect(sentencesBetween(sentences, 7, 7)).toEqual([]);
  expect(sentencesBetween(sentences, 0, 99)).toEqual([3, 4, 5]);
});
