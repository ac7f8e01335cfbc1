import { beforeEach, describe, expect, test } from 'vitest';

import { Desk } from '../../../src/state/desk.svelte';
import { card, row, settle, testBridge, trashed, type TestBridge } from './samples';

let bridge: TestBridge;
let desk: Desk;
const messages = (): string[] => desk.notices.list.map(({ message }) => message);

beforeEach(async () => {
  localStorage.clear();
  bridge = testBridge();
  bridge.library.mockResolvedValue([card('c'), card('b'), card('a')]);
  desk = new Desk(bridge);
  await desk.start();
  await settle();
});

describe('removing', () => {
  test('several documents at once is undone at once, and the one that was open opens again', async () => {
    expect(desk.reading.open?.card.id).toBe('c');
    await desk.trash.remove([row('b'), row('c')]);
    expect(bridge.removeDocuments).toHaveBeenCalledWith(['b', 'c']);
    expect([desk.reading.open, desk.library.documents.map(({ id }) => id)]).toEqual([null, ['a']]);
    expect(messages()).toEqual(['2 documents removed.']);
    desk.notices.undo();
    await settle();
    expect(bridge.restoreDocuments).toHaveBeenCalledWith(['b', 'c']);
    expect(desk.reading.open?.card.id).toBe('c');
  });

  test('others leaves the open document alone, also when it is undone', async () => {
    await desk.trash.remove([row('a'), row('b')]);
    desk.notices.undo();
    await settle();
    expect(bridge.document.mock.calls.map(([id]) => id)).toEqual(['c']);
  });
});

describe('removing what is being edited', () => {
  test('waits until it is kept, says its new title, and leaves no form', async () => {
    await desk.details.open('c');
    bridge.documentDetails.mockRejectedValue({ code: 'not_in_library' });
    bridge.editDocument.mockImplementationOnce(async () => {
      await settle();
      return { ...card('c'), title: 'The last letter' };
    });
    const writing = desk.details.write('title', 'The last letter');
    await desk.trash.remove([{ id: 'c', card: card('c') }]);
    await writing;
    expect(bridge.editDocument.mock.invocationCallOrder[0]).toBeLessThan(bridge.removeDocuments.mock.invocationCallOrder[0]!);
    expect(messages()).toContain('“The last letter” was removed.');
    expect(messages()).not.toContain('This document isn’t in the library.');
    expect(desk.details.now).toBeNull();
  });
});

describe('removing what is chosen', () => {
  test('ends the choice once nothing of it is left', async () => {
    desk.chosen.begin('a');
    desk.chosen.toggle('b');
    await desk.trash.remove([row('a')]);
    expect([desk.chosen.choosing, desk.chosen.ids]).toEqual([true, ['b']]);
    await desk.trash.remove(desk.chosen.rows);
    expect([desk.chosen.choosing, desk.chosen.ids]).toEqual([false, []]);
  });
});

describe('a removal', () => {
  test('is not undone any more when all its documents were deleted for good or are back', async () => {
    await desk.trash.remove([{ id: 'a', card: card('a') }, { id: 'b', card: card('b') }]);
    desk.trash.ask(['a']);
    await desk.trash.delete();
    desk.notices.undo();
    await settle();
    expect(bridge.restoreDocuments.mock.calls).toEqual([[['b']]]);
    await desk.trash.remove([{ id: 'c', card: card('c') }]);
    await desk.trash.restore(['c']);
    expect([desk.notices.undo(), bridge.restoreDocuments.mock.calls.length]).toEqual([false, 2]);
    expect(messages()).toEqual([]);
  });
});

describe('the trash', () => {
  test('is read when somebody looks at it, and again when the library changes', async () => {
    bridge.send({ kind: 'library' });
    await settle();
    expect(bridge.trash).not.toHaveBeenCalled();
    bridge.trash.mockResolvedValue([trashed('x')]);
    await desk.trash.refresh();
    bridge.trash.mockResolvedValue([]);
    bridge.send({ kind: 'library' });
    await settle();
    expect(desk.trash.list).toEqual([]);
  });

  test('deletes only what the person was asked about and has confirmed', async () => {
    bridge.trash.mockResolvedValue([trashed('x'), trashed('y')]);
    await desk.trash.refresh();
    await desk.trash.delete();
    expect(bridge.deleteDocuments).not.toHaveBeenCalled();
    desk.trash.ask(['x']);
    desk.trash.ask([]);
    await desk.trash.delete();
    expect(bridge.deleteDocuments).not.toHaveBeenCalled();
    desk.trash.ask(['x']);
    bridge.trash.mockResolvedValue([trashed('y')]);
    await desk.trash.delete();
    expect(bridge.deleteDocuments.mock.calls).toEqual([[['x']]]);
    expect([desk.trash.asking, desk.trash.list?.map(({ card: { id } }) => id)]).toEqual([[], ['y']]);
  });

  test('does not go on asking about what is gone by another way', async () => {
    bridge.trash.mockResolvedValue([trashed('x')]);
    await desk.trash.refresh();
    desk.trash.ask(['x']);
    bridge.trash.mockResolvedValue([]);
    await desk.trash.refresh();
    expect(desk.trash.asking).toEqual([]);
  });

  test('restores without opening anything', async () => {
    bridge.trash.mockResolvedValue([trashed('x')]);
    await desk.trash.refresh();
    await desk.trash.restore(['x']);
    expect(bridge.restoreDocuments).toHaveBeenCalledWith(['x']);
    expect(desk.reading.open?.card.id).toBe('c');
  });
});
