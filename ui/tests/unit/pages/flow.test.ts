import { describe, expect, test } from 'vitest';

import type { DocumentView, Link, SentenceView } from '../../../src/bridge';
import { cut, gapAfter, partsOf, type FlowWords } from '../../../src/pages/flow';
import { view } from '../state/samples';

test('a space stands behind a sentence where its script writes one', () => {
  expect(['It rained.', '“Yes.”', '학교에 갔다.', 'שלום.'].map(gapAfter)).toEqual([' ', ' ', ' ', ' ']);
  expect(['下雨了。', '「はい」', '雨が降った！', '仪器测量'].map(gapAfter)).toEqual(['', '', '', '']);
});

describe('the links of running text', () => {
  const sentence = (id: number, block: number, start: number, text: string, section: number | null = null): SentenceView => ({
    id,
    section,
    text,
    places: [{ kind: 'flow', block, start, end: start + [...text].length }],
  });
  const opened = (sentences: SentenceView[], links: Link[]): DocumentView => ({
    ...view('a'),
    sections: [{ id: 0, title: 'Boats', level: 1, parent: null, kind: 'body', page: 0 }],
    sentences,
    links,
  });
  const link = (block: number, start: number, end: number, address = 'https://a.example/'): Link => ({ block, start, end, address });
  const linked = (words: FlowWords) => words.links.map(({ from, to, url, nth }) => [words.text.slice(from, to), url, nth]);
  const all = (open: DocumentView) => partsOf(open).flatMap(({ title, sentences }) => [...(title ? [title] : []), ...sentences]).flatMap(linked);

  test('lie on their words, counted in characters, and in both sentences that they reach into', () => {
    const open = opened([sentence(0, 0, 0, 'Sails 🚤 drift far.'), sentence(1, 0, 19, 'Home\tagain.')], [link(0, 6, 13), link(0, 15, 23), link(0, 24, 29)]);
    expect(all(open)).toEqual([
      ['🚤 drift', 'https://a.example/', 0],
      ['ar.', 'https://a.example/', 1],
      ['Home', 'https://a.example/', 2],
      ['again', 'https://a.example/', 3],
    ]);
  });

  test('are in headings too', () => {
    expect(all(opened([sentence(0, 0, 0, 'Boats', 0), sentence(1, 1, 0, 'They drift.', 0)], [link(0, 0, 5)]))).toEqual([['Boats', 'https://a.example/', 0]]);
  });

  test('show letters of other alphabets, and lead nowhere else than to sites and people', () => {
    const addresses = ['https://pаypal.com', 'HTTP://A.example', 'mailto:ann@a.example', 'javascript:alert(1)', 'file:///etc/passwd', 'https://'];
    const open = opened([sentence(0, 0, 0, 'abcdef')], addresses.map((address, at) => link(0, at, at + 1, address)));
    expect(all(open)).toEqual([
      ['a', 'https://xn--pypal-4ve.com/', 0],
      ['b', 'http://a.example/', 1],
      ['c', 'mailto:ann@a.example', 2],
    ]);
  });

  test('stay one where a search finds a part of them', () => {
    const [part] = partsOf(opened([sentence(0, 0, 0, 'See the old harbour.')], [link(0, 4, 19)]));
    const pieces = cut(part!.sentences[0]!, [[8, 11]]);
    expect(pieces.map(({ link, pieces }) => [link?.nth ?? null, pieces.map(({ text, nth }) => [text, nth])])).toEqual([
      [null, [['See ', null]]],
      [0, [['the ', null], ['old', 0], [' harbour', null]]],
      [null, [['.', null]]],
    ]);
  });
});
