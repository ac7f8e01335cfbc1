// @vitest-environment jsdom

import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';

import type { DocumentView, SentenceView } from '../../src/bridge';
import { Find } from '../../src/pages/find.svelte';
import { partsOf } from '../../src/pages/flow';
import { View } from '../../src/pages/view.svelte';
import { Desk } from '../../src/state';
import Flow from './Flow.svelte';
import { testBridge, view } from './state/samples';

afterEach(cleanup);

const heading: SentenceView = { id: 0, section: 0, text: 'Boats', places: [{ kind: 'flow', block: 1, start: 0, end: 5 }] };
const OPEN: DocumentView = {
  ...view('a'),
  sections: [{ id: 0, title: 'Boats', level: 1, parent: null, kind: 'body', page: 0 }],
  sentences: [heading, { id: 1, section: 0, text: 'They drift.', places: [{ kind: 'flow', block: 2, start: 0, end: 11 }] }],
  blocks: [
    { id: 0, kind: 'title', section: null, text: 'On drift' },
    { id: 3, kind: 'code', section: 0, text: '{\n  drift\n}' },
    { id: 4, kind: 'reference', section: 0, text: '[1] Okafor.' },
  ],
};
const show = (...sources: SentenceView[]) =>
  render(Flow, {
    desk: new Desk(testBridge()),
    parts: partsOf(OPEN),
    sources,
    beside: [],
    looks: 1,
    strokes: new Map(),
    find: new Find({ parts: 0, textOf: () => '' }),
    view: new View(null, () => {}),
    follow: () => {},
  });
const highlights = () => screen.queryAllByTestId('highlight').map(({ textContent }) => textContent);

describe('running text', () => {
  test('has each block as what it is, and a program as it was written', () => {
    show();
    const blocks = [...document.querySelectorAll<HTMLElement>('article p')].map(({ dataset, textContent }) => [dataset.kind, textContent]);
    expect(blocks).toEqual([
      ['title', 'On drift'],
      ['paragraph', 'They drift. '],
      ['code', '{\n  drift\n}'],
      ['reference', '[1] Okafor.'],
    ]);
    expect(highlights()).toEqual([]);
  });

  test('marks a block without sentences that is quoted, and no other', () => {
    show({ id: -1, section: null, text: 'On drift', places: [{ kind: 'flow', block: 0, start: 0, end: 8 }] });
    expect(highlights()).toEqual(['On drift']);
  });

  test('marks a heading that is quoted', () => {
    show(heading);
    expect(highlights()).toEqual(['Boats']);
  });
});
