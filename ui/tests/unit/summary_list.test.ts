// @vitest-environment jsdom

// Arrow keys begin with the sentences of the summary while nothing has the focus.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import SummaryList from '../../src/components/SummaryList.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { settle, summary, testBridge, view } from './state/samples';

let desk: Desk;
const sentence = summary('a').sentences[0]!;

beforeEach(async () => {
  localStorage.clear();
  desk = new Desk(testBridge());
  await desk.start();
  await desk.reading.openDocument('a');
  desk.tabs.show('summary');
  desk.panes.showSide(true);
  const sentences = ['Otters sleep.', 'They hold hands.', 'They drift.'].map((text) => ({ ...sentence, text }));
  render(Around, { desk, of: SummaryList, takes: { open: view('a'), summary: summary('a', { sentences }), groups: null } });
  await settle();
});
afterEach(cleanup);

const press = async (target: Element, key: string, more = {}): Promise<void> => {
  await fireEvent.keyDown(target, { key, ...more });
  await settle();
};

test.each(['ArrowDown', 'ArrowUp'])('%s chooses the first sentence, and the focus goes there', async (key) => {
  await press(document.body, key);
  expect(desk.reading.shown).toMatchObject({ kind: 'summary', sentence: 0 });
  expect(document.activeElement).toBe(screen.getAllByTestId('summary-sentence')[0]);
});

test('the card of the tour, which says so, does not take them', async () => {
  const tour = document.body.appendChild(document.createElement('div'));
  tour.dataset.testid = 'tour';
  await press(tour, 'ArrowDown');
  expect(desk.reading.shown).toMatchObject({ kind: 'summary', sentence: 0 });
  tour.remove();
});

test('keys for another part of the window, for another action or with another tab choose nothing', async () => {
  const pages = document.body.appendChild(document.createElement('div'));
  await press(pages, 'ArrowDown');
  await press(document.body, 'ArrowDown', { altKey: true });
  desk.tabs.show('notes');
  await press(document.body, 'ArrowDown');
  expect(desk.reading.shown.kind).toBe('none');
  pages.remove();
});
