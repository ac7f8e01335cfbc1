import { describe, expect, test } from 'vitest';

import type { DocumentView, SentenceView } from '../../../src/bridge';
import { cut, partsOf, strokesOf, type FlowWords } from '../../../src/pages/flow';
import { anyWordOf } from '../../../src/pages/fold';
import { pageTexts, sentenceNear } from '../../../src/pages/searched';
import { annotation, view } from '../state/samples';

const sentence = (id: number, text: string, section: number | null = null): SentenceView => ({ id, section, text, places: [] });
const flow = (sentences: SentenceView[]): DocumentView => ({
  ...view('a'),
  sections: [{ id: 0, title: '1 Boats', level: 1, parent: null, kind: 'body', page: 0 }],
  sentences,
});

describe('a document without pages', () => {
  const open = flow([sentence(0, 'Before.'), sentence(1, '1 Boats', 0), sentence(2, 'Boats\tdrift.', 0), sentence(3, 'Home.', 0)]);

  test('has its headings and cells in the text to search', () => {
    const parts = partsOf(open);
    expect(parts.map(({ text }) => text)).toEqual(['Before. ', '1 Boats\nBoats | drift. Home. ']);
    expect(parts[1]?.words.map(({ text, start, row }) => [text, start, row])).toEqual([
      ['Boats | drift.', 8, true],
      ['Home.', 23, false],
    ]);
  });

  test('is cut where a place begins and ends, also over two sentences', () => {
    const part = partsOf(open)[1]!;
    // "drift. Home" and an earlier place in the same sentence
    const ranges = [[8, 13], [16, 27]] as const;
    const pieces = (words: FlowWords) => cut(words, ranges).flatMap(({ pieces }) => pieces.map(({ text, nth }) => ({ text, nth })));
    expect(part.words.map(pieces)).toEqual([
      [
        { text: 'Boats', nth: 0 },
        { text: ' | ', nth: null },
        { text: 'drift.', nth: 1 },
      ],
      [
        { text: 'Home', nth: 1 },
        { text: '.', nth: null },
      ],
    ]);
    expect(pieces(part.title!)).toEqual([{ text: '1 Boats', nth: null }]);
  });

  test('is cut at marks, whose characters are counted without the way they are shown', () => {
    const passage = { text: 'drift. Ho', before: '', after: '', sentences: [2, 3], start: 6, end: 2, page: null, places: [] };
    const mark = annotation(7, 'a', { colour: 'green', target: { kind: 'passage', passage } });
    const strokes = strokesOf(open, [mark]);
    const pieces = partsOf(open)[1]!.words.map((words) => cut(words, [[16, 25]], strokes.get(words.sentence!)).flatMap(({ pieces }) => pieces.map(({ text, nth, mark }) => [text, nth, mark?.id ?? null])));
    expect(pieces).toEqual([
      [
        ['Boats | ', null, null],
        ['drift.', 0, 7],
      ],
      [
        ['Ho', 0, 7],
        ['me.', null, null],
      ],
    ]);
  });
});

describe('what the library found', () => {
  const open = flow([sentence(0, 'A boat.'), sentence(1, 'One long sentence about wind.'), sentence(2, 'Then a boat came home.'), sentence(3, 'No more.')]);
  const near = (snippet: string, query: string, hits: string[] = []) => sentenceNear(open, snippet, anyWordOf(query, hits)!);

  test('is in the sentence of the snippet, not in the first with the word', () => {
    expect(near('…about wind. Then a boat came…', 'boat')).toBe(2);
  });

  test('is the first sentence with the word if the snippet is from elsewhere', () => {
    expect(near('a boat in a table', 'boat')).toBe(0);
    expect(near('a keel', 'keel')).toBe(-1);
  });

  test('is in the sentence of the snippet when a word was typed in another form', () => {
    expect(near('Then a boat came', 'boating', ['boat'])).toBe(2);
  });
});

describe('the text of a page', () => {
  const rect = { x0: 0, y0: 0, x1: 90, y1: 10 };
  const page = (number: number, kind: 'good' | 'recognized') => ({ number, crop: rect, rotate: 0, verdict: { kind } });
  const open: DocumentView = {
    ...view('a'),
    pages: [page(1, 'good'), page(2, 'recognized'), page(3, 'good')],
    sentences: [1, 2, 3].map((number) => ({ ...sentence(number, `ours ${number}`), places: [{ kind: 'page', page: number, rect }] })),
  };
  const pdf = { text: async (number: number) => ({ text: number === 3 ? ' \n' : `theirs ${number}`, rects: () => [] }) };

  test('is that of the file, unless the page is a picture', async () => {
    const textOf = pageTexts(open, Promise.resolve(pdf));
    expect([(await textOf(0)).text, (await textOf(1)).text, (await textOf(2)).text]).toEqual(['theirs 1', 'ours 2 ', 'ours 3 ']);
  });
});
