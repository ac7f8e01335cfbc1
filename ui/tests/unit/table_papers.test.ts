// @vitest-environment jsdom

// The documents of a new table: a long list is searched and sorted, and what is ticked stays so while it is out of sight.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import { Desk } from '../../src/state';
import Making from '../../src/tables/Making.svelte';
import Around from './Around.svelte';
import { card, settle, testBridge } from './state/samples';

afterEach(cleanup);

/** Shows a new table for documents with these titles. */
async function show(titles: readonly string[]): Promise<Desk> {
  const bridge = testBridge();
  bridge.library.mockResolvedValue(titles.map((title, nth) => ({ ...card(`${nth}`), title, year: 2000 + nth })));
  const desk = new Desk(bridge);
  await desk.start();
  await desk.tables.begin();
  render(Around, { desk, of: Making, takes: {} });
  await settle();
  return desk;
}
const listed = (): string[] => screen.queryAllByTestId('table-paper').map((box) => box.closest('label')!.textContent.trim());
const tick = (nth: number) => fireEvent.click(screen.getAllByTestId('table-paper')[nth]!);

test('a long list is searched, and keeps what is ticked', async () => {
  const desk = await show(['Title 0', 'Boats 10', 'Boats 9', 'Otters', 'Kelp', 'Tides', 'Sand', 'Wind', 'Fog']);
  await tick(0);
  const field = screen.getByTestId('find-paper');
  await fireEvent.input(field, { target: { value: 'boat' } });
  expect(listed()).toEqual(['Boats 10', 'Boats 9']);
  await tick(1);
  expect(desk.tables.draft.chosen).toEqual(['0', '2']);
  expect(screen.getByRole('status').textContent).toBe('2 documents selected');
  await fireEvent.input(field, { target: { value: 'quux' } });
  expect(screen.getByRole('status').textContent).toContain('quux');
  await fireEvent.keyDown(field, { key: 'Escape' });
  expect(listed().length).toBe(9);
  await fireEvent.change(screen.getByTestId('sort-papers'), { target: { value: 'title' } });
  expect(listed().slice(0, 3)).toEqual(['Boats 9', 'Boats 10', 'Fog']);
  await fireEvent.change(screen.getByTestId('sort-papers'), { target: { value: 'year' } });
  expect(listed()[0]).toBe('Fog');
  await tick(listed().indexOf('Title 0'));
  expect(desk.tables.draft.chosen).toEqual(['2']);
});

test('a short list needs neither', async () => {
  await show(['Title 0', 'Boats']);
  expect(listed()).toEqual(['Title 0', 'Boats']);
  expect(screen.queryByTestId('find-paper')).toBeNull();
});
