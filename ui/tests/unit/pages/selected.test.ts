import { describe, expect, test } from 'vitest';

import { asRead, charactersOf, covers, linesOf, sentencesBetween } from '../../../src/pages/selected';

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
  const all = [{ sentence: 3, from: 0, to: 7 }, { sentence: 4, from: 0, to: 3 }, { sentence: 5, from: 0, to: 6 }];
  expect(sentencesBetween(sentences, 0, 7)).toEqual([all[0]]);
  expect(sentencesBetween(sentences, 6, 8)).toEqual([{ sentence: 3, from: 6, to: 7 }, { sentence: 4, from: 0, to: 1 }]);
  expect(sentencesBetween(sentences, 10, 16)).toEqual([all[2]]);
  expect(sentencesBetween(sentences, 7, 7)).toEqual([]);
  expect(sentencesBetween(sentences, 0, 99)).toEqual(all);
});

test('letters of a sentence are its characters, whatever stands between them', () => {
  const part = (text: string, from: number, to: number) => [...text].slice(...charactersOf(text, from, to)).join('');
  expect(part('One two three.', 3, 6)).toBe('two');
  expect(part('One two three.', 0, 12)).toBe('One two three.');
  // a tab between cells is shown as a stroke
  expect(part('Kiel\t4.5\t7', 5, 8)).toBe('4.5');
  // a letter outside of the basic plane is two units
  expect(part('𝒙 over 𝒚', 2, 6)).toBe('over');
});

describe('boxes of one line come together', () => {
  test('and those of the next line, or of the next column, do not', () => {
    const boxes = [box(100, 50, 40, 20), box(144, 50, 60, 20), box(100, 76, 80, 20), box(400, 77, 80, 18)];
    expect(linesOf(boxes, false)).toEqual([box(100, 50, 104, 20), box(100, 76, 80, 20), box(400, 77, 80, 18)]);
  });

  test('also on a page that was turned', () => {
    expect(linesOf([box(50, 100, 20, 40), box(50, 144, 20, 60), box(76, 100, 20, 30)], true)).toEqual([box(50, 100, 20, 104), box(76, 100, 20, 30)]);
  });
});

describe('selected words are read as their sentences have them', () => {
  const sentences = [{ text: 'We followed forty small boats.' }, { text: 'None was lost.' }];
  test('without the breaks of lines', () => {
    expect(asRead('forty sm-\nall bo', sentences)).toEqual({ text: 'forty small bo', whole: false });
  });
  test('as a whole, with their last full stop', () => {
    expect(asRead('We followed forty small boats. None was lost', sentences)).toEqual({ text: 'We followed forty small boats. None was lost.', whole: true });
  });
  test('unless they are not there', () => {
    expect(asRead(' Figure 2: \n drift', sentences)).toEqual({ text: 'Figure 2: drift', whole: false });
  });
});
