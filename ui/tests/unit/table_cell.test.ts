// @vitest-environment jsdom

// A cell of a table of evidence while a person writes into it.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { EvidenceCell } from '../../src/bridge';
import { Desk } from '../../src/state';
import Cell from '../../src/tables/Cell.svelte';
import Around from './Around.svelte';
import { table, testBridge, type TestBridge } from './state/samples';

let bridge: TestBridge;
const field = (): HTMLTextAreaElement => screen.getByTestId('cell-field');

beforeEach(() => {
  vi.useFakeTimers();
  bridge = testBridge();
});

/** Shows a cell of a table. */
async function show(cell: Partial<EvidenceCell> = {}): Promise<void> {
  const desk = new Desk(bridge);
  await desk.tables.show(1);
  const { columns, rows } = table(1);
  const [row] = rows;
  const idle = { tabbable: true, onfocus: () => {}, onkeydown: () => {} };
  render(Around, { desk, of: Cell, takes: { cell: { ...row?.cells[0], ...cell }, column: columns[0], row, at: '0,0', ...idle } });
}
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('the field stays while the person rests, and what stands there is kept', async () => {
  await show();
  await fireEvent.click(screen.getByText('Not asked yet'));
  field().focus();
  await fireEvent.input(field(), { target: { value: 'Forty' } });
  await vi.runAllTimersAsync();
  expect(bridge.writeCell.mock.calls).toEqual([[1, 1, 'a', 'Forty']]);
  await fireEvent.input(field(), { target: { value: 'Forty, with the pilot' } });
  expect(document.activeElement).toBe(field());
  await fireEvent.focusOut(field());
  expect(screen.queryByTestId('cell-field')).toBeNull();
  expect(bridge.writeCell.mock.calls.map((takes) => takes[3])).toEqual(['Forty', 'Forty, with the pilot']);
});

test.each([
  ['Boats drift  far', 'boats drift far.', ['boats drift far.']],
  ['far', 'Boats drift far.', ['far', 'Boats drift far.']],
  ['', 'Boats drift far.', ['Boats drift far.']],
])('the words “%s” stand beside their quotation only if they are a part of it', async (words, quoted, said) => {
  await show({ outcome: 'found', found: { words, quoted, page: 1, probability: 0.5, others: 0 } });
  expect([...document.querySelectorAll('td strong, td q')].map(({ textContent }) => textContent)).toEqual(said);
});
