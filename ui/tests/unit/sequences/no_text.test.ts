// @vitest-environment jsdom

// Where documents with text are meant, sequences are neither offered nor counted.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import Ask from '../../../src/components/Ask.svelte';
import LibraryChosen from '../../../src/components/LibraryChosen.svelte';
import { offersOf } from '../../../src/components/offers';
import { Desk } from '../../../src/state';
import Making from '../../../src/tables/Making.svelte';
import Around from '../Around.svelte';
import { card, settle, testBridge, view, type TestBridge } from '../state/samples';

let bridge: TestBridge;
let desk: Desk;

const TEXTS = [card('a'), card('b')];
const SEQUENCES = [{ ...card('s'), format: 'fasta' as const }, { ...card('t'), format: 'fasta' as const }];

async function started(cards: ReturnType<typeof card>[] = [...TEXTS, ...SEQUENCES]): Promise<void> {
  bridge.library.mockResolvedValue(cards);
  desk = new Desk(bridge);
  await desk.start();
  desk.reading.open = view('a');
}

beforeEach(() => {
  localStorage.clear();
  bridge = testBridge();
});
afterEach(cleanup);

test('a question is put to documents with text', async () => {
  await started();
  render(Around, { desk, of: Ask, takes: { open: 'a' } });
  await fireEvent.click(screen.getByTestId('scope'));
  expect(screen.getByTestId('scope-library').closest('label')!.textContent.trim()).toBe('All 2 documents');
  await fireEvent.click(screen.getByTestId('scope-library'));
  expect(screen.getByTestId('token').textContent).toContain('All 2 documents');
  expect(screen.getByTestId('ask').getAttribute('aria-label')).toBe('Ask all 2 documents');
  await fireEvent.click(screen.getByTestId('scope-named'));
  const listed = screen.getAllByTestId('scope-document').map((box) => box.closest('label')!.textContent.trim());
  expect(listed).toEqual(['Title a', 'Title b']);
});

test('an @ offers no sequences', async () => {
  await started();
  render(Around, { desk, of: Ask, takes: { open: 'a' } });
  const field = screen.getByTestId<HTMLInputElement>('ask');
  await fireEvent.input(field, { target: { value: '@title' } });
  field.setSelectionRange(6, 6);
  await fireEvent.keyUp(field);
  expect(screen.getAllByRole('option').map((one) => one.textContent.trim())).toEqual(['Title b', 'Title a'].sort());
});

test('beside sequences alone, there is nothing else to ask', async () => {
  await started([card('a'), ...SEQUENCES]);
  render(Around, { desk, of: Ask, takes: { open: 'a' } });
  expect(screen.queryByTestId('scope')).toBeNull();
  const { scope, askAll } = offersOf(desk);
  expect([scope, askAll]).toEqual([undefined, undefined]);
});

test('a new table has none to tick', async () => {
  await started();
  await desk.tables.begin();
  render(Around, { desk, of: Making, takes: {} });
  await settle();
  expect(screen.getAllByTestId('table-paper').map((box) => (box as HTMLInputElement).value)).toEqual(['a', 'b']);
});

test('of selected documents, those with text are asked and compared', async () => {
  await started();
  render(Around, { desk, of: LibraryChosen, takes: { remove: () => {} } });
  const press = async (testid: string): Promise<void> => {
    await fireEvent.click(await screen.findByTestId('chosen-menu'));
    await fireEvent.click(await screen.findByTestId(testid));
  };
  desk.chosen.all();
  await press('ask-chosen');
  await vi.waitFor(() => expect(desk.draft.scope('a')).toEqual({ to: 'documents', ids: ['a', 'b'] }));
  await press('compare-chosen');
  await vi.waitFor(() => expect(desk.tables.draft.chosen).toEqual(['a', 'b']));
  desk.chosen.toggle('a');
  desk.chosen.toggle('b');
  await fireEvent.click(await screen.findByTestId('chosen-menu'));
  expect(await screen.findByTestId('chosen-unread')).toBeTruthy();
  for (const none of ['ask-chosen', 'summarize-chosen', 'compare-chosen']) expect(screen.queryByTestId(none)).toBeNull();
});
