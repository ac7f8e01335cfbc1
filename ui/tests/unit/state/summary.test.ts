import { beforeEach, describe, expect, test } from 'vitest';

import type { SummarySentence, SummaryView } from '../../../src/bridge';
import { asText, isQuotation, isWeak, Summary } from '../../../src/state/summary.svelte';
import { en } from '../../../src/text/en';
import { held, summary, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let shown: Summary;
beforeEach(() => {
  bridge = testBridge();
  shown = new Summary(bridge);
});

describe('news about a summary', () => {
  test('changes what is shown of the open document, and nothing of another one', () => {
    shown.open('a', summary('a'));
    shown.receive(summary('b', { draft: 'x' }));
    expect(shown.view?.document).toBe('a');
    shown.receive(summary('a', { draft: 'y' }));
    expect(shown.view?.draft).toBe('y');
  });

  test('that arrives while its document opens is newer than the kept summary', async () => {
    const kept = held<SummaryView | null>();
    bridge.summary.mockReturnValueOnce(kept.promise);
    const fetched = shown.fetch('a');
    shown.receive(summary('a', { draft: 'y' }));
    kept.give(null);
    shown.open('a', await fetched);
    expect(shown.view?.draft).toBe('y');
  });

  test('from before is older than what is kept now', async () => {
    shown.receive(summary('a', { draft: 'y' }));
    shown.open('a', await shown.fetch('a'));
    expect(shown.view?.draft).toBe('');
  });
});

test('a summary that is read again does not come back after its document was closed', async () => {
  shown.open('a', null);
  const kept = held<SummaryView | null>();
  bridge.summary.mockReturnValueOnce(kept.promise);
  const refreshed = shown.refresh('a');
  shown.close();
  kept.give(summary('a'));
  await refreshed;
  expect(shown.view).toBeNull();
  await shown.refresh('b');
  expect(bridge.summary).toHaveBeenCalledOnce();
});

test('an earlier version stays in view when a summary that waited for its turn is not written', async () => {
  shown.open('a', summary('a'));
  const earlier = summary('a', { sentences: [] });
  shown.looked = earlier;
  await shown.refresh('a');
  expect(shown.view).toBe(earlier);
});

describe('folded sections', () => {
  const folded = (document: string): number[] => {
    const summary = new Summary(bridge);
    summary.open(document, null);
    return [...summary.folded];
  };
  beforeEach(() => localStorage.clear());

  test('are remembered for each document', () => {
    shown.open('a', null);
    shown.fold(3, true);
    shown.fold(5, true);
    shown.fold(3, false);
    shown.open('b', null);
    expect([...shown.folded]).toEqual([]);
    shown.fold(1, true);
    expect([folded('a'), folded('b'), folded('c')]).toEqual([[5], [1], []]);
  });

  test('are forgotten for documents of long ago', () => {
    for (let at = 0; at <= 200; at += 1) {
      shown.open(`${at}`, null);
      shown.fold(1, true);
    }
    expect([folded('0'), folded('1'), folded('200')]).toEqual([[], [1], [1]]);
  });

  test('are as if never folded if they cannot be read', () => {
    localStorage.setItem('pagewing.folded', '[["a",["x"]],7,["b",[2]]]');
    expect([folded('a'), folded('b')]).toEqual([[], [2]]);
  });
});

describe('a summary', () => {
  const view = summary('a', {
    sentences: [
      { text: 'One.', evidence: [{ sentence: 4, page: 2, weight: 0.7 }, { sentence: 9, page: 3, weight: 0.3 }], support: 0.9, section: null, yours: false, pinned: false },
      { text: 'Two.', evidence: [], support: 0.2, section: null, yours: false, pinned: false },
      { text: 'Three.', evidence: [{ sentence: 5, page: null, weight: 1 }], support: null, section: null, yours: false, pinned: false },
    ],
  });

  test('knows weak support; a quotation has none to be weak', () => {
    expect(view.sentences.map(isWeak)).toEqual([false, true, false]);
  });

  test('is copied under its headings', () => {
    const section = { id: 0, title: '1 Methods', level: 1, parent: null, kind: 'body' as const, page: 2 };
    const groups = [
      { section: null, first: 0, sentences: view.sentences.slice(0, 1) },
      { section, first: 1, sentences: view.sentences.slice(1) },
    ];
    expect(asText('Boats', view, groups, en)).toBe('Boats\n\nOne. (page 2)\n\n1 Methods\nTwo.\nThree.\n');
  });

  test('that a person changed is copied with what is theirs', () => {
    const yours = { ...view.sentences[0]!, text: 'Mine.', support: null, yours: true };
    const changed = { ...view, sentences: [yours, { ...yours, evidence: [] }] };
    expect(asText('Boats', changed, null, en)).toBe('Boats\n\nMine. (yours, page 2)\nMine. (yours)\n');
  });

  test('knows its quotations', () => {
    const [written, without, quoted] = view.sentences as [SummarySentence, SummarySentence, SummarySentence];
    expect([written, without, quoted, { ...quoted, yours: true }].map(isQuotation)).toEqual([false, false, true, false]);
  });

  test('is copied with the pages it comes from', () => {
    expect(asText('Boats', view, null, en)).toBe('Boats\n\nOne. (page 2)\nTwo.\nThree.\n');
  });
});
