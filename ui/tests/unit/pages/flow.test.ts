import { describe, expect, test } from 'vitest';

import type { BlockView, DocumentView, Link, Section, SentenceView } from '../../../src/bridge';
import { asRunningText, cut, gapAfter, partsOf, wantsBullet, type FlowWords } from '../../../src/pages/flow';
import { view } from '../state/samples';

test('a space stands behind a sentence where its script writes one', () => {
  expect(['It rained.', '“Yes.”', '학교에 갔다.', 'שלום.'].map(gapAfter)).toEqual([' ', ' ', ' ', ' ']);
  expect(['下雨了。', '「はい」', '雨が降った！', '仪器测量'].map(gapAfter)).toEqual(['', '', '', '']);
});

const sentence = (id: number, block: number, start: number, text: string, section: number | null = null): SentenceView => ({
  id,
  section,
  text,
  places: [{ kind: 'flow', block, start, end: start + [...text].length }],
});

describe('the parts of running text', () => {
  const SECTIONS: Section[] = ['Boats', 'Keels', 'Sails'].map((title, id) => ({ id, title, level: 1, parent: null, kind: 'body', page: 0 }));
  const parts = (...sentences: SentenceView[]) =>
    partsOf({ ...view('a'), sections: SECTIONS, sentences }).map(({ title, block, words }) => [title?.text ?? null, block, words.map(({ text }) => text)]);

  test('are its blocks, under the heading of their section', () => {
    expect(
      parts(
        sentence(0, 0, 0, 'Before.'),
        sentence(1, 1, 0, 'Also before.'),
        sentence(2, 2, 0, 'Boats', 0),
        sentence(3, 3, 0, 'They drift.', 0),
        sentence(4, 3, 12, 'They come home.', 0),
        sentence(5, 4, 0, 'Boats', 0),
        sentence(6, 5, 0, 'Keels', 1),
        sentence(7, 6, 0, 'Sails', 2),
        sentence(8, 7, 0, 'They are painted.', 2),
      ),
    ).toEqual([
      [null, 0, ['Before.']],
      [null, 1, ['Also before.']],
      ['Boats', 3, ['They drift.', 'They come home.']],
      // a paragraph of the same words is no second heading
      [null, 4, ['Boats']],
      // only headings
      ['Keels', 5, []],
      ['Sails', 7, ['They are painted.']],
    ]);
  });

  test('of a document whose pages cannot be shown are those of its sections on each page', () => {
    const onPage = (id: number, page: number, text: string, section: number | null): SentenceView => ({
      id,
      section,
      text,
      places: [{ kind: 'page', page, rect: { x0: 0, y0: 0, x1: 9, y1: 9 } }],
    });
    const paper: DocumentView = {
      ...view('a'),
      sections: SECTIONS.map((section) => ({ ...section, page: 1 })),
      sentences: [onPage(0, 1, 'Boats', 0), onPage(1, 1, 'They drift.', 0), onPage(2, 2, 'They come home.', 0), onPage(3, 2, 'They shine.', 1)],
    };
    const text = asRunningText(paper);
    expect([text.pages, text.sections.map(({ page }) => page)]).toEqual([[], [0, 0, 0]]);
    expect(partsOf(text).map(({ title, words }) => [title?.text ?? null, words.map(({ sentence }) => sentence)])).toEqual([
      ['Boats', [1]],
      [null, [2]],
      ['Keels', [3]],
    ]);
  });

  test('begin their text anew, so that the search finds nothing over the end of a block', () => {
    const found = partsOf({ ...view('a'), sections: SECTIONS, sentences: [sentence(0, 0, 0, 'Boats drift.'), sentence(1, 1, 0, 'Keels shine.')] });
    expect(found.map(({ text, words }) => [text, words.map(({ start }) => start)])).toEqual([
      ['Boats drift. ', [0]],
      ['Keels shine. ', [0]],
    ]);
  });

  const block = (id: number, kind: BlockView['kind'], text = '', section: number | null = 0): BlockView => ({ id, kind, section, text });
  const withBlocks = (sentences: SentenceView[], ...blocks: BlockView[]) => partsOf({ ...view('a'), sections: SECTIONS, sentences, blocks });

  test('have the kinds of their blocks, and blocks without sentences stand in their places', () => {
    const shown = withBlocks(
      [sentence(0, 1, 0, 'Boats', 0), sentence(1, 2, 0, 'They drift.', 0), sentence(2, 4, 0, 'One boat.', 0), sentence(3, 4, 10, 'Two boats.', 0), sentence(4, 5, 0, 'And more.', 0)],
      block(0, 'title', 'On drift', null),
      block(3, 'formula', 'd = 1'),
      block(4, 'list_item'),
      block(6, 'reference', '[1] Okafor. 2019.', 2),
      block(7, 'reference', '[2] Lindqvist. 2021.', 2),
    );
    expect(shown.map(({ kind, title, words, text }) => [kind, title?.sentence ?? null, words.map(({ sentence, text }) => [sentence, text]), text])).toEqual([
      ['title', null, [[null, 'On drift']], 'On drift'],
      ['paragraph', 0, [[1, 'They drift.']], 'Boats\nThey drift. '],
      ['formula', null, [[null, 'd = 1']], 'd = 1'],
      ['list_item', null, [[2, 'One boat.'], [3, 'Two boats.']], 'One boat. Two boats. '],
      ['paragraph', null, [[4, 'And more.']], 'And more. '],
      ['reference', null, [[null, '[1] Okafor. 2019.']], 'Sails\n[1] Okafor. 2019.'],
      ['reference', null, [[null, '[2] Lindqvist. 2021.']], '[2] Lindqvist. 2021.'],
    ]);
  });

  test('show a program as it was written, with what is in no sentence', () => {
    const text = 'if (wind) {\n\tdrift();\n}';
    const [part] = withBlocks([sentence(0, 0, 0, 'if (wind) {', 0), sentence(1, 0, 13, 'drift();', 0)], block(0, 'code', text));
    expect(part?.text.slice(part.title ? part.title.text.length + 1 : 0)).toBe(text);
    expect(part?.words.map(({ sentence, text }) => [sentence, text])).toEqual([
      [0, 'if (wind) {'],
      [null, '\n\t'],
      [1, 'drift();'],
      [null, '\n}'],
    ]);
    expect(part?.words.every(({ start, text }) => part.text.slice(start, start + text.length) === text)).toBe(true);
  });

  test('show the rows of a table and the lines of a form one under the other, also those in no sentence', () => {
    const [table, form] = withBlocks(
      [sentence(0, 0, 0, 'Boat\tDays', 0), sentence(1, 0, 14, 'Ada\t2', 0), sentence(2, 1, 0, 'Name: Ada', 0), sentence(3, 1, 10, 'Days: 2', 0)],
      block(0, 'table', 'Boat\tDays\n—\t—\nAda\t2'),
      block(1, 'field'),
    );
    expect(table?.words.map(({ sentence, text, row }) => [sentence, text, row])).toEqual([
      [0, 'Boat | Days', true],
      [null, '— | —', true],
      [1, 'Ada | 2', true],
    ]);
    expect(form?.words.map(({ row }) => row)).toEqual([true, true]);
  });

  test('have a bullet where an item has no sign of its own', () => {
    const items = ['One boat.', '3. Two boats.', '(a) Three.', '☒ clean', '– Four', '2 boats'];
    const parts = withBlocks(items.map((text, id) => sentence(id, id, 0, text, 0)), ...items.map((_, id) => block(id, 'list_item')));
    expect(parts.map(wantsBullet)).toEqual([true, false, false, false, false, true]);
  });
});

describe('the links of running text', () => {
  const opened = (sentences: SentenceView[], links: Link[]): DocumentView => ({
    ...view('a'),
    sections: [{ id: 0, title: 'Boats', level: 1, parent: null, kind: 'body', page: 0 }],
    sentences,
    links,
  });
  const link = (block: number, start: number, end: number, address = 'https://a.example/'): Link => ({ block, start, end, address });
  const linked = (words: FlowWords) => words.links.map(({ from, to, url, nth }) => [words.text.slice(from, to), url, nth]);
  const all = (open: DocumentView) => partsOf(open).flatMap(({ title, words }) => [...(title ? [title] : []), ...words]).flatMap(linked);

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

  test('are in what is in no sentence', () => {
    const open = { ...opened([sentence(0, 0, 0, 'Boats drift.')], [link(0, 0, 5), link(1, 4, 10)]), blocks: [{ id: 1, kind: 'reference' as const, section: null, text: '[1] Okafor.' }] };
    expect(all(open)).toEqual([
      ['Boats', 'https://a.example/', 0],
      ['Okafor', 'https://a.example/', 1],
    ]);
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
    const pieces = cut(part!.words[0]!, [[8, 11]]);
    expect(pieces.map(({ link, pieces }) => [link?.nth ?? null, pieces.map(({ text, nth }) => [text, nth])])).toEqual([
      [null, [['See ', null]]],
      [0, [['the ', null], ['old', 0], [' harbour', null]]],
      [null, [['.', null]]],
    ]);
  });
});
