import { describe, expect, test } from 'vitest';

import type { Place, Section, SummarySentence } from '../../../src/bridge';
import { apartOf, groupsOf, pagesOfSections } from '../../../src/state/sections';
import { summary, USUAL, view } from './samples';

const section = (id: number, page: number, parent: number | null = null): Section => ({
  id,
  title: `Section ${id}`,
  level: parent === null ? 1 : 2,
  parent,
  kind: 'body',
  page,
});
const about = (section: number | null): SummarySentence => ({ text: `About ${section}.`, evidence: [], support: 1, section, yours: false, pinned: false });
const on = (page: number): Place => ({ kind: 'page', page, rect: { x0: 0, y0: 0, x1: 1, y1: 1 } });

describe('the groups of a summary', () => {
  const sections = [section(0, 1), section(1, 4)];
  const sentences = [about(null), about(0), about(0), about(1)];

  test('are its sections, in order, with what stands before the first', () => {
    const groups = groupsOf(summary('a', { sentences, options: { ...USUAL, length: 'long' } }), sections);
    expect(groups?.map(({ section, first, sentences }) => [section?.title, first, sentences.length])).toEqual([
      [undefined, 0, 1],
      ['Section 0', 1, 2],
      ['Section 1', 3, 1],
    ]);
  });

  test('are there at any length if the summary was made section by section, and not otherwise', () => {
    expect(groupsOf(summary('a', { sentences, options: { ...USUAL, sections: true } }), sections)).toHaveLength(3);
    expect(groupsOf(summary('a', { sentences }), sections)).toBeNull();
  });

  test('are not there if there are no sections', () => {
    const long = { ...USUAL, length: 'long' as const };
    expect(groupsOf(summary('a', { sentences: [about(null), about(null)], options: long }), [])).toBeNull();
    // a section that the document does not have any more
    expect(groupsOf(summary('a', { sentences: [about(9)], options: long }), sections)).toBeNull();
  });
});

describe('the pages of a section', () => {
  const sentence = (id: number, section: number | null, ...pages: number[]) => ({ id, section, text: 'x', places: pages.map(on) });

  test('reach from its heading to the last page of its subsections', () => {
    const open = {
      ...view('a'),
      sections: [section(0, 1), section(1, 2, 0), section(2, 4)],
      sentences: [sentence(0, 0, 1), sentence(1, 1, 2, 3), sentence(2, 2, 4), sentence(3, null, 9)],
    };
    expect([...pagesOfSections(open)]).toEqual([
      [0, [1, 3]],
      [1, [2, 3]],
      [2, [4, 4]],
    ]);
  });

  test('are not there in a document without pages', () => {
    expect(pagesOfSections({ ...view('a'), sections: [section(0, 0)], sentences: [sentence(0, 0)] }).size).toBe(0);
  });

  test('are found even if a section claims to contain itself', () => {
    const open = { ...view('a'), sections: [section(0, 1, 0)], sentences: [sentence(0, 0, 2)] };
    expect(pagesOfSections(open).get(0)).toEqual([1, 2]);
  });
});

describe('sections with the same heading', () => {
  const called = (title: string, id: number, page: number, parent: number | null = null): Section => ({ ...section(id, page, parent), title });
  const apart = (sections: Section[], paged = false) => Object.fromEntries(apartOf(sections, paged));

  test('are told apart by the section that they are in', () => {
    const sections = [called('Trial A', 0, 1), called('Finding', 1, 1, 0), called('Trial B', 2, 1), called('FINDING', 3, 1, 2), called('End', 4, 9)];
    expect(apart(sections)).toEqual({ 1: 'in “Trial A”', 3: 'in “Trial B”' });
  });

  test('are told apart by their page, unless it stands beside them, or else by their number', () => {
    expect(apart([called('Finding', 0, 1), called('Finding', 1, 4)])).toEqual({ 0: 'p. 1', 1: 'p. 4' });
    expect(apart([called('Finding', 0, 1), called('Finding', 1, 4)], true)).toEqual({});
    expect(apart([called('Finding', 0, 4), called('Finding', 1, 4)], true)).toEqual({ 0: '1 of 2', 1: '2 of 2' });
    // a document without pages, and two in the same section
    const inOne = [called('Trial', 0, 0), called('Finding', 1, 0, 0), called('Finding', 2, 0, 0)];
    expect(apart(inOne)).toEqual({ 1: '1 of 2', 2: '2 of 2' });
  });
});
