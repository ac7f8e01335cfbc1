import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { DocumentId, SummaryChange, SummaryView } from '../../../src/bridge';
import { Edits } from '../../../src/state/edits.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { Reading } from '../../../src/state/reading.svelte';
import { Summary } from '../../../src/state/summary.svelte';
import { held, settle, summary, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let notices: Notices;
let shown: Summary;
let reading: Reading;
let edits: Edits;
beforeEach(async () => {
  bridge = testBridge();
  notices = new Notices();
  shown = new Summary(bridge);
  reading = new Reading(bridge, notices, shown, () => {});
  edits = new Edits(bridge, notices, shown, reading);
  await reading.openDocument('a');
});

const version = (id: number, more: Partial<SummaryView> = {}, document: DocumentId = 'a'): SummaryView =>
  summary(document, { version: { id, made_at: 0, changed: id > 1, undo: id > 1, shown: true, others: 1 }, ...more });
const PIN: SummaryChange = { kind: 'pin', sentence: 0, pinned: true };
const messages = (): string[] => notices.list.map(({ message }) => message);

describe('a change', () => {
  test('shows what became of the summary, and offers to undo it', async () => {
    bridge.changeSummary.mockResolvedValueOnce(version(2));
    expect(await edits.change(PIN)).toBe(true);
    expect(bridge.changeSummary).toHaveBeenCalledWith('a', 1, PIN);
    expect(shown.view?.version?.id).toBe(2);
    bridge.undoSummary.mockResolvedValueOnce(version(1));
    notices.list[0]!.action!.run();
    await settle();
    expect(bridge.undoSummary).toHaveBeenCalledWith('a', 2);
    expect(shown.view?.version?.id).toBe(1);
    expect(messages()).toEqual([]);
  });

  test('is undone in its document when another one is in view by then', async () => {
    bridge.changeSummary.mockResolvedValueOnce(version(2));
    await edits.change(PIN);
    await reading.openDocument('b');
    bridge.summary.mockResolvedValueOnce(version(2));
    notices.undo();
    await settle();
    expect(bridge.undoSummary.mock.calls).toEqual([['a', 2]]);
    expect(reading.open?.card.id).toBe('a');
  });

  test('is made to what the one before made', async () => {
    const first = held<SummaryView>();
    bridge.changeSummary.mockReturnValueOnce(first.promise).mockResolvedValueOnce(version(3));
    const both = Promise.all([edits.change(PIN), edits.change({ kind: 'move', sentence: 0, down: true })]);
    first.give(version(2));
    await both;
    expect(bridge.changeSummary.mock.calls.map(([, of]) => of)).toEqual([1, 2]);
    // the message that undoes the last change is the only one
    expect(messages()).toEqual(['Sentence moved.']);
  });

  test('that changes nothing is not reported', async () => {
    await edits.change({ kind: 'move', sentence: 0, down: true });
    expect(messages()).toEqual([]);
  });

  test('that fails leaves the summary as it is', async () => {
    bridge.changeSummary.mockRejectedValueOnce({ code: 'not_kept' });
    expect(await edits.change(PIN)).toBe(false);
    expect(shown.view?.version?.id).toBe(1);
    expect(messages()).toHaveLength(1);
  });

  test('of a document that was left meanwhile is kept, and shows nothing', async () => {
    const of = shown.view;
    await reading.openDocument('b');
    bridge.changeSummary.mockResolvedValueOnce(version(2));
    await edits.change({ kind: 'rewrite', sentence: 0, text: 'Mine.' }, of);
    expect(bridge.changeSummary.mock.calls[0]![0]).toBe('a');
    expect(shown.view?.document).toBe('b');
    expect(messages()).toEqual([]);
  });

  test('keeps what is shown at its source', async () => {
    const [one, two] = ['One.', 'Two.'].map((text) => ({ ...summary('a').sentences[0]!, text }));
    shown.receive(version(1, { sentences: [one!, two!] }));
    reading.show({ kind: 'summary', sentence: 1, source: 0 });
    bridge.changeSummary.mockResolvedValueOnce(version(2, { sentences: [two!, one!] }));
    await edits.change({ kind: 'move', sentence: 1, down: false });
    expect(reading.shown).toEqual({ kind: 'summary', sentence: 0, source: 0 });
  });
});

describe('a change that was undone', () => {
  const changed = async (): Promise<void> => {
    bridge.changeSummary.mockResolvedValueOnce(version(2));
    await edits.change(PIN);
    bridge.undoSummary.mockResolvedValueOnce(version(1));
    await edits.undo();
  };

  test('is made again, and can be undone again', async () => {
    await changed();
    bridge.changeSummary.mockResolvedValueOnce(version(3));
    expect(notices.redo()).toBe(true);
    await settle();
    expect(bridge.changeSummary.mock.calls.at(-1)).toEqual(['a', 1, PIN]);
    expect(shown.view?.version?.id).toBe(3);
    bridge.undoSummary.mockResolvedValueOnce(version(1));
    await edits.undo();
    expect(bridge.undoSummary).toHaveBeenLastCalledWith('a', 3);
    expect(notices.redoable).toBe(true);
  });

  test('is not made again to other sentences, or after another change', async () => {
    await changed();
    shown.receive(version(5, { sentences: [] }));
    notices.redo();
    await settle();
    expect(bridge.changeSummary).toHaveBeenCalledTimes(1);
    await changed();
    bridge.changeSummary.mockResolvedValueOnce(version(6));
    await edits.change({ kind: 'move', sentence: 0, down: true });
    expect(notices.redo()).toBe(false);
  });

  test('of a past run of the program is undone without a way back', async () => {
    shown.receive(version(2));
    bridge.undoSummary.mockResolvedValueOnce(version(1));
    await edits.undo();
    expect(notices.redo()).toBe(false);
  });
});

test('nothing is undone where nothing was changed', async () => {
  await edits.undo();
  expect(bridge.undoSummary).not.toHaveBeenCalled();
});

describe('an earlier version', () => {
  const earlier = (): SummaryView => {
    const view = version(7, { sentences: [] });
    return { ...view, version: { ...view.version!, shown: false } };
  };

  test('is looked at without a change, and cannot be changed itself', async () => {
    edits.look(earlier());
    expect(shown.view?.version?.id).toBe(7);
    expect(edits.possible).toBe(false);
    await edits.change(PIN);
    expect(bridge.changeSummary).not.toHaveBeenCalled();
    edits.look(null);
    expect(shown.view?.version?.id).toBe(1);
    expect(edits.possible).toBe(true);
  });

  test('gives way to a summary that arrives', () => {
    edits.look(earlier());
    shown.receive(version(3));
    expect(shown.view?.version?.id).toBe(3);
  });

  test('is brought back, and away again', async () => {
    edits.look(earlier());
    bridge.showSummary.mockResolvedValueOnce(version(7)).mockResolvedValueOnce(version(1));
    await edits.bringBack(earlier());
    expect(shown.view?.version?.id).toBe(7);
    await edits.undo();
    expect(bridge.showSummary.mock.calls).toEqual([
      ['a', 7],
      ['a', 1],
    ]);
    expect(shown.view?.version?.id).toBe(1);
    // and no change of the version that came back is undone with it
    expect(bridge.undoSummary).not.toHaveBeenCalled();
  });
});

test('the present version in the list leads back to it', async () => {
  edits.look({ ...version(7), version: { ...version(7).version!, shown: false } });
  edits.look(version(1));
  expect(shown.looked).toBeNull();
});

test('the versions stand in the order in which they were made, the newest first, whichever of them is shown', async () => {
  const made = (id: number, made_at: number, shown = false): SummaryView => ({ ...version(id), version: { ...version(id).version!, made_at, shown } });
  bridge.summaryVersions.mockResolvedValueOnce([made(2, 200, true), made(4, 400), made(1, 100), made(3, 400)]);
  await edits.load();
  // those of the same second stay as they came
  expect(edits.versions.map(({ version }) => version?.id)).toEqual([4, 3, 2, 1]);
});

test('the versions are those of the open document', async () => {
  bridge.summaryVersions.mockResolvedValueOnce([version(1), version(2)]);
  await edits.load();
  expect(edits.versions).toHaveLength(2);
  expect(vi.mocked(bridge.summaryVersions)).toHaveBeenCalledWith('a');
});
