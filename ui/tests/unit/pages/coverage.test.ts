import { describe, expect, test } from 'vitest';

import type { DocumentView, Page, Place } from '../../../src/bridge';
import { marksOf, nearest, penMarksOf, stretches } from '../../../src/pages/coverage';
import { annotation, summary, view } from '../state/samples';

const page = (number: number, rotate = 0): Page => ({
  number,
  crop: { x0: 0, y0: 0, x1: 100, y1: 200 },
  rotate,
  verdict: { kind: 'good' },
});
const line = (page: number, y0: number, y1: number): Place => ({ kind: 'page', page, rect: { x0: 10, y0, x1: 90, y1 } });
const sentence = (id: number, text: string, ...places: Place[]) => ({ id, section: null, text, places });
const from = (...sources: number[][]) =>
  summary('a', {
    sentences: sources.map((ids) => ({
      text: 'x',
      evidence: ids.map((sentence) => ({ sentence, page: null, weight: 1 })),
      support: 1,
      section: null,
      yours: false,
      pinned: false,
    })),
  });

describe('the strip', () => {
  const open: DocumentView = {
    ...view('a'),
    pages: [page(1), page(2)],
    // the y axis of a page points upwards
    sentences: [sentence(0, 'top', line(1, 180, 200)), sentence(1, 'over', line(1, 0, 20), line(2, 180, 200)), sentence(2, 'end', line(2, 0, 40))],
  };

  test('shows where the sources stand, from the first page to the last', () => {
    const marks = marksOf(open, from([2], [0, 1]));
    expect(marks.map(({ top, height, sentence, source }) => [top, height, sentence, source])).toEqual([
      [0, 0.05, 1, 0],
      [expect.closeTo(0.45), expect.closeTo(0.1), 1, 1],
      [expect.closeTo(0.9), expect.closeTo(0.1), 0, 0],
    ]);
  });

  test('shows where the person marked words, also those of a figure, and no note without a mark', () => {
    const passage = (sentences: number[], ...places: Place[]) => ({ text: 'x', before: '', after: '', sentences, start: 0, end: 1, page: 1, places });
    const marked = [
      annotation(1, 'a', { note: 'To the document' }),
      annotation(2, 'a', { colour: 'green', target: { kind: 'passage', passage: passage([1], line(1, 0, 20), line(2, 180, 200)) } }),
      annotation(3, 'a', { colour: 'pink', target: { kind: 'passage', passage: passage([], line(2, 100, 120)) } }),
      annotation(4, 'a', { target: { kind: 'summary_sentence', text: 'x', source: passage([0], line(1, 180, 200)) } }),
      // words that are lost
      annotation(5, 'a', { colour: 'blue', target: { kind: 'passage', passage: passage([]) } }),
    ];
    expect(penMarksOf(open, marked).map(({ top, height, annotation: { id } }) => [id, top, height])).toEqual([
      [2, expect.closeTo(0.45), expect.closeTo(0.1)],
      [3, expect.closeTo(0.7), expect.closeTo(0.05)],
    ]);
    const flow: DocumentView = { ...view('a'), sentences: [sentence(0, 'one.'), sentence(1, 'two.'), sentence(2, 'nine more.')] };
    const words = annotation(6, 'a', { colour: 'blue', target: { kind: 'passage', passage: passage([1, 2]) } });
    expect(penMarksOf(flow, [words]).map(({ top, height }) => [top, height])).toEqual([[expect.closeTo(4 / 18), expect.closeTo(14 / 18)]]);
  });

  test('measures turned pages as they are seen', () => {
    const turned: DocumentView = { ...open, pages: [page(1, 90), page(2, 90)], sentences: [sentence(0, 'x', line(2, 0, 200))] };
    const [mark] = marksOf(turned, from([0]));
    // each page is 100 high now, and the line runs over 80 of them
    expect([mark?.top, mark?.height]).toEqual([expect.closeTo(0.55), expect.closeTo(0.4)]);
    // the person turns upright pages
    expect(marksOf({ ...turned, pages: [page(1), page(2)] }, from([0]), 90)).toEqual([mark]);
  });

  test('goes by letters where there are no pages', () => {
    const flow = { ...view('a'), sentences: [sentence(0, 'aaaa'), sentence(1, 'aaaaaa')] };
    expect(marksOf(flow, from([1])).map(({ top, height }) => [top, height])).toEqual([[0.4, 0.6]]);
    // what is in no sentence has its length too
    const blocks = [{ id: 3, kind: 'reference' as const, section: null, text: 'aaaaaaaaaa' }];
    expect(marksOf({ ...flow, blocks }, from([1])).map(({ top, height }) => [top, height])).toEqual([[0.2, 0.3]]);
  });

  test('has the places of a short text where its lines are seen', () => {
    const flow: DocumentView = { ...view('a'), sentences: [sentence(0, 'aaaa'), sentence(1, 'aaaaaa')] };
    // one paragraph, which ends in the middle of the pane
    expect(marksOf(flow, from([0, 1]), 0, [[0.1, 0.4]]).map(({ top, height }) => [top, height])).toEqual([
      [0.1, expect.closeTo(0.16)],
      [expect.closeTo(0.26), expect.closeTo(0.24)],
    ]);
    // of two pages side by side, each has the whole height
    const marks = marksOf(open, from([0], [2]), 0, [[0.1, 0.5], [0.1, 0.5]]);
    expect(marks.map(({ top, height }) => [top, height])).toEqual([
      [0.1, expect.closeTo(0.05)],
      [expect.closeTo(0.5), expect.closeTo(0.1)],
    ]);
    // what was measured before another part came is not taken
    expect(marksOf(flow, from([1]), 0, [[0.1, 0.1], [0.2, 0.1]])).toEqual(marksOf(flow, from([1])));
  });

  test('has two stretches for a sentence that goes on in the next column, and nothing between them', () => {
    const places = [line(1, 30, 40), line(1, 20, 30), line(1, 180, 190)];
    const columns: DocumentView = { ...open, pages: [page(1)], sentences: [sentence(0, 'x', ...places)] };
    const tops = (marks: readonly { top: number; height: number }[]) => marks.map(({ top, height }) => [top, height]);
    const both = [[expect.closeTo(0.05), expect.closeTo(0.05)], [expect.closeTo(0.8), expect.closeTo(0.1)]];
    expect(tops(marksOf(columns, from([0])))).toEqual(both);
    const passage = { text: 'x', before: '', after: '', sentences: [0], start: 0, end: 1, page: 1, places };
    const pens = penMarksOf(columns, [annotation(1, 'a', { colour: 'blue', target: { kind: 'passage', passage } })]);
    expect(tops(pens)).toEqual([...both].reverse());
    // lines of a page that stands on its head go upwards, and are one stretch
    expect(marksOf({ ...columns, sentences: [sentence(0, 'x', line(1, 30, 40), line(1, 15, 25))] }, from([0]), 180)).toHaveLength(1);
  });

  test('counts the rows of a short table, whose cells may be long', () => {
    const place = (start: number): Place => ({ kind: 'flow', block: 3, start, end: start + 2 });
    const rows = [sentence(0, 'aa', place(0)), sentence(1, 'a'.repeat(40), place(3))];
    const table: DocumentView = { ...view('a'), sentences: rows, blocks: [{ id: 3, kind: 'table', section: null, text: '' }] };
    expect(marksOf(table, from([1]), 0, [[0.2, 0.4]]).map(({ top, height }) => [top, height])).toEqual([[expect.closeTo(0.4), expect.closeTo(0.2)]]);
  });

  test('leaves out what the document does not have', () => {
    expect(marksOf(open, from([77]))).toEqual([]);
    expect(marksOf({ ...open, sentences: [sentence(0, 'x', line(9, 0, 1))] }, from([0]))).toEqual([]);
  });
});

const mark = (top: number, height: number, sentence = 0) => ({ top, height, sentence, source: 0 });

test('places that touch are one stretch', () => {
  expect(stretches([mark(0, 0.1), mark(0.05, 0.02), mark(0.102, 0.1), mark(0.5, 0.1)])).toEqual([
    [0, expect.closeTo(0.202)],
    [0.5, 0.1],
  ]);
});

test('a click between two places goes to the nearer one', () => {
  const marks = [mark(0.1, 0.1, 1), mark(0.6, 0.1, 2)];
  expect([0, 0.15, 0.39, 0.41, 0.99].map((at) => nearest(marks, at)?.sentence)).toEqual([1, 1, 1, 2, 2]);
  expect(nearest([], 0.5)).toBeNull();
});
