import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { DocumentView } from '../../../src/bridge';
import { Notices } from '../../../src/state/notices.svelte';
import { Reading } from '../../../src/state/reading.svelte';
import { Summary } from '../../../src/state/summary.svelte';
import { held, quotation, summary, testBridge, view, type TestBridge } from './samples';

let bridge: TestBridge;
let kept: Summary;
let reading: Reading;
const opened = vi.fn();
beforeEach(() => {
  vi.clearAllMocks();
  bridge = testBridge();
  kept = new Summary(bridge);
  reading = new Reading(bridge, new Notices(), kept, opened);
});

describe('opening', () => {
  test('shows the document with its summary, and nothing at its source', async () => {
    reading.show({ kind: 'quotation', quotation: quotation('old') });
    await reading.openDocument('a');
    expect([reading.open?.card.id, kept.view?.document, reading.shown.kind]).toEqual(['a', 'a', 'none']);
    await reading.openDocument('a');
    expect(opened).toHaveBeenCalledOnce();
  });

  test('again shows what the library knows by now, and only of the open document', async () => {
    await reading.openDocument('a');
    reading.show({ kind: 'quotation', quotation: quotation('old') });
    bridge.documentAgain.mockResolvedValue({ ...view('a'), notes: [{ kind: 'recognized_pages', pages: [1] }] });
    const shown = vi.fn();
    const beside = vi.fn(async () => shown);
    await reading.reload('b', beside);
    // an answer beside this document may quote the other
    expect([reading.open?.notes, beside.mock.calls, reading.shown.kind]).toEqual([[], [['b']], 'quotation']);
    const before = bridge.document.mock.calls.length;
    await reading.reload('a', beside);
    // that does not count as opening it
    expect([bridge.document.mock.calls.length, bridge.documentAgain.mock.calls]).toEqual([before, [['a']]]);
    expect([reading.open?.notes.length, reading.shown.kind]).toEqual([1, 'none']);
    expect([beside.mock.calls, shown.mock.calls.length]).toEqual([[['b'], ['a']], 2]);
    expect(opened).toHaveBeenCalledOnce();
  });

  test('a quotation whose words are lost has nothing to highlight or to mark', async () => {
    await reading.openDocument('a');
    expect(reading.quoted(quotation('First.', { sentences: [0] })).map(({ id }) => id)).toEqual([0]);
    expect(reading.quoted(quotation('Gone.', { sentences: [] }))).toEqual([]);
  });

  test('a slow answer does not replace a later choice', async () => {
    const late = held<DocumentView>();
    bridge.document.mockReturnValueOnce(late.promise);
    const slow = reading.openDocument('a');
    await reading.openDocument('b');
    late.give(view('a'));
    await slow;
    expect(reading.open?.card.id).toBe('b');
  });

  test('a slow answer does not replace the open document once that is chosen again', async () => {
    await reading.openDocument('b');
    const late = held<DocumentView>();
    bridge.document.mockReturnValueOnce(late.promise);
    const slow = reading.openDocument('a');
    await reading.openDocument('b');
    late.give(view('a'));
    await slow;
    expect(reading.open?.card.id).toBe('b');
  });

  test('a slow answer changes nothing after the document was closed', async () => {
    const late = held<DocumentView>();
    bridge.document.mockReturnValueOnce(late.promise);
    const slow = reading.openDocument('a');
    reading.close();
    late.give(view('a'));
    await slow;
    expect(reading.open).toBeNull();
  });
});

describe('what is shown', () => {
  test('is found by sentence id, not by position', async () => {
    await reading.openDocument('a');
    reading.show({ kind: 'summary', sentence: 0, source: 0 });
    expect(reading.sources.map(({ id }) => id)).toEqual([2]);
    expect(reading.looks).toBe(1);
  });

  test('goes with a summary that was stopped, unless the kept one has the same words there', async () => {
    await reading.openDocument('a');
    const stopped = summary('a', { draft: 'and', complete: false });
    kept.receive(stopped);
    reading.show({ kind: 'summary', sentence: 0, source: 0 });
    await reading.refreshSummary('a');
    expect([kept.view?.complete, reading.shown.kind]).toEqual([true, 'summary']);
    kept.receive(stopped);
    bridge.summary.mockResolvedValue(summary('a', { sentences: [{ ...stopped.sentences[0]!, text: 'First.' }] }));
    await reading.refreshSummary('a');
    expect([kept.view?.sentences[0]?.text, reading.shown.kind]).toEqual(['First.', 'none']);
  });

  test('is looked at again when it is chosen again', async () => {
    await reading.openDocument('a');
    const shown = { kind: 'quotation', quotation: quotation('First.', { sentences: [0, 2, 7] }) } as const;
    reading.show(shown);
    reading.show(shown);
    expect(reading.looks).toBe(2);
    // the document has no sentence 7
    expect(reading.sources.map(({ id }) => id)).toEqual([0, 2]);
    reading.show({ kind: 'none' });
    expect([reading.looks, reading.sources]).toEqual([2, []]);
  });

  test('is nothing if the summary has no such sentence any more', async () => {
    await reading.openDocument('a');
    reading.show({ kind: 'summary', sentence: 0, source: 0 });
    kept.receive(summary('a', { sentences: [] }));
    expect(reading.sources).toEqual([]);
  });

  test('makes way for what the pointer is on, and is still there behind it', async () => {
    await reading.openDocument('a');
    reading.show({ kind: 'summary', sentence: 0, source: 0 });
    reading.hint({ kind: 'quotation', quotation: quotation('First.', { sentences: [0] }) });
    expect([reading.sources.map(({ id }) => id), reading.behind.map(({ id }) => id)]).toEqual([[0], [2]]);
    // a hint moves nothing
    expect(reading.looks).toBe(1);
    reading.hint({ kind: 'none' });
    expect([reading.sources.map(({ id }) => id), reading.behind]).toEqual([[2], []]);
  });

  test('is what was chosen, whatever the pointer is on', async () => {
    await reading.openDocument('a');
    reading.hint({ kind: 'quotation', quotation: quotation('First.', { sentences: [0] }) });
    reading.show({ kind: 'summary', sentence: 0, source: 0 });
    expect(reading.sources.map(({ id }) => id)).toEqual([2]);
    reading.hint({ kind: 'quotation', quotation: quotation('First.', { sentences: [0] }) });
    await reading.openDocument('b');
    expect(reading.sources).toEqual([]);
  });
});
