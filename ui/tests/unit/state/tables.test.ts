import { beforeEach, expect, test, vi } from 'vitest';

import type { EvidenceTable, TableCard } from '../../../src/bridge';
import { Notices } from '../../../src/state/notices.svelte';
import { filledOf, Tables } from '../../../src/state/tables.svelte';
import { held, table, testBridge, type TestBridge } from './samples';

const card = (id: number): TableCard => ({ id, title: 'Birds', rows: 2, columns: 2, filled: 0, made_at: 0, changed_at: 0 });
const found = { outcome: 'found', found: { words: '40', quoted: 'There were 40.', page: 3, probability: 0.8, others: 0 }, yours: null } as const;

let bridge: TestBridge;
let notices: Notices;
let tables: Tables;

beforeEach(() => {
  bridge = testBridge();
  notices = new Notices();
  tables = new Tables(bridge, notices);
});

test('a cell that is filled comes into the open table, and into no other', async () => {
  await tables.show(1);
  tables.receive({ kind: 'cell_filled', table: 1, column: 2, document: 'b', cell: found });
  expect(tables.open?.rows[1]?.cells[1]).toEqual(found);
  expect(tables.open && filledOf(tables.open)).toEqual([1, 4]);
  const before = tables.open;
  tables.receive({ kind: 'cell_filled', table: 2, column: 1, document: 'a', cell: found });
  tables.receive({ kind: 'cell_filled', table: 1, column: 9, document: 'a', cell: found });
  tables.receive({ kind: 'cell_filled', table: 1, column: 1, document: 'z', cell: found });
  expect(tables.open).toBe(before);
});

test('a table that arrives after another one was asked for is not shown', async () => {
  const late = held<EvidenceTable>();
  bridge.table.mockReturnValueOnce(late.promise);
  const first = tables.show(1);
  await tables.show(2);
  late.give(table(1));
  await first;
  expect(tables.open?.id).toBe(2);
  // and neither after the person went back to the list
  const later = held<EvidenceTable>();
  bridge.table.mockReturnValueOnce(later.promise);
  const third = tables.show(3);
  tables.back();
  later.give(table(3));
  await third;
  expect(tables.open).toBeNull();
});

test('a cell that is filled while the table is on its way is not empty again', async () => {
  await tables.show(1);
  const [early, again] = [held<EvidenceTable>(), held<EvidenceTable>()];
  bridge.table.mockReturnValueOnce(early.promise);
  const shown = tables.show(1);
  tables.receive({ kind: 'cell_filled', table: 1, column: 2, document: 'b', cell: found });
  tables.receive({ kind: 'cell_filled', table: 2, column: 1, document: 'a', cell: found });
  early.give(table(1));
  await shown;
  expect(tables.open && filledOf(tables.open)).toEqual([1, 4]);
  expect(tables.open?.rows[1]?.cells[1]).toEqual(found);
  // a question that is put again forgets what it found
  bridge.askAgain.mockReturnValueOnce(again.promise);
  const asked = tables.askAgain(null, null);
  tables.receive({ kind: 'cell_filled', table: 1, column: 2, document: 'b', cell: found });
  again.give(table(1));
  await asked;
  expect(tables.open && filledOf(tables.open)).toEqual([0, 4]);
});

test('news about tables are looked at once somebody looks at them', async () => {
  tables.receive({ kind: 'tables' });
  expect(bridge.tables).not.toHaveBeenCalled();
  bridge.tables.mockResolvedValue([card(1)]);
  await tables.refresh();
  await tables.show(1);
  bridge.tables.mockResolvedValue([]);
  await tables.refresh();
  expect(tables.open).toBeNull();
});

test('what is taken away can be brought back', async () => {
  bridge.tables.mockResolvedValue([card(1)]);
  await tables.refresh();
  await tables.show(1);
  const undo = { words: 'Gone.', change: { kind: 'add_rows', documents: ['a'] } } as const;
  await tables.change({ kind: 'take_out_row', document: 'a' }, { ...undo, change: { ...undo.change, documents: ['a'] } });
  expect(notices.undo()).toBe(true);
  expect(bridge.changeTable).toHaveBeenLastCalledWith(1, { kind: 'add_rows', documents: ['a'] });

  await tables.remove({ id: 1, title: 'Birds' });
  expect(tables.open).toBeNull();
  expect(tables.list).toEqual([]);
  expect(notices.undo()).toBe(true);
  expect(bridge.restoreTable).toHaveBeenCalledWith(1);
});

test('what was brought back can be taken away again', async () => {
  bridge.tables.mockResolvedValue([card(1)]);
  await tables.refresh();
  await tables.show(1);
  await tables.change({ kind: 'take_out_row', document: 'a' }, { words: 'Gone.', change: { kind: 'add_rows', documents: ['a'] } });
  notices.undo();
  notices.redo();
  await vi.waitFor(() => expect(bridge.changeTable.mock.calls.map(([, { kind }]) => kind)).toEqual(['take_out_row', 'add_rows', 'take_out_row']));
  await tables.remove({ id: 1, title: 'Birds' });
  notices.undo();
  notices.redo();
  await vi.waitFor(() => expect(bridge.deleteTable).toHaveBeenCalledTimes(2));
});

test('going back leaves the form, then the table, and then nothing is left', async () => {
  await tables.show(1);
  await tables.begin();
  expect([tables.back(), tables.making, tables.open?.id]).toEqual([true, false, 1]);
  expect([tables.back(), tables.open]).toEqual([true, null]);
  expect(tables.back()).toBe(false);
});

test('what stands in the form stays when the person leaves it, until the table is made or given up', async () => {
  await tables.begin();
  tables.draft.questions = 'How many?';
  tables.back();
  await tables.begin();
  expect(tables.draft.questions).toBe('How many?');
  await tables.make({ title: 'Birds', questions: ['How many?'], documents: ['a'], follows: { kind: 'nothing' } });
  expect([tables.making, tables.draft.questions, tables.open?.title]).toEqual([false, '', 'Birds']);
});

test('the documents that are chosen already stand in the form, and no others are wanted by it', async () => {
  tables.draft.title = 'Birds';
  tables.draft.follows = { kind: 'library' };
  await tables.begin(['a', 'b']);
  expect(tables.draft).toMatchObject({ title: 'Birds', follows: { kind: 'nothing' }, chosen: ['a', 'b'] });
});

test('what a person writes stands in the cell', async () => {
  await tables.show(1);
  await tables.write(1, 'a', '41');
  expect(bridge.writeCell).toHaveBeenCalledWith(1, 1, 'a', '41');
  expect(tables.open?.rows[0]?.cells[0]?.yours).toBe('41');
});

test.each([null, ''])('words of a person that leave a cell (%j) come back by undoing, and go again', async (nothing) => {
  await tables.show(1);
  await tables.write(1, 'a', '41');
  expect(notices.undo()).toBe(false);
  await tables.write(1, 'a', nothing);
  expect(notices.list.map(({ message }) => message)).toEqual(['Your words were removed from the cell.']);
  // another table is open by then
  await tables.show(2);
  notices.undo();
  await vi.waitFor(() => expect(bridge.writeCell).toHaveBeenLastCalledWith(1, 1, 'a', '41'));
  expect(tables.open?.rows[0]?.cells[0]?.yours).toBeNull();
  notices.redo();
  await vi.waitFor(() => expect(bridge.writeCell).toHaveBeenLastCalledWith(1, 1, 'a', nothing));
  expect(bridge.writeCell).toHaveBeenCalledTimes(4);
  notices.undo();
  await vi.waitFor(() => expect(bridge.writeCell).toHaveBeenLastCalledWith(1, 1, 'a', '41'));
});

test('a cell in which a person wrote nothing has nothing to bring back', async () => {
  await tables.show(1);
  await tables.write(1, 'a', null);
  expect(notices.list).toEqual([]);
});

test('a cell leads to its first quotation, and a fault is said', async () => {
  const quotation = await tables.quotation(1, 'a');
  expect(quotation?.document).toBeDefined();
  bridge.cellAnswer.mockRejectedValueOnce({ code: 'not_kept' });
  expect(await tables.quotation(1, 'a')).toBeNull();
  expect(notices.list).toHaveLength(1);
});

test('an export says where it went, unless the person closes the dialog', async () => {
  await tables.show(1);
  bridge.exportTable.mockResolvedValueOnce('/home/you/Birds.xlsx');
  await tables.save('xlsx');
  expect(notices.list.map(({ message }) => message)).toEqual(['Exported to /home/you/Birds.xlsx']);
  await tables.save('csv');
  expect(notices.list).toHaveLength(1);
});
