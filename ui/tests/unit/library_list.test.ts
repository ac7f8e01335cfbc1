// @vitest-environment jsdom

// The list of the library brings the document that is opened into sight, and leaves the focus where it is.

import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import LibraryList from '../../src/components/LibraryList.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { card, settle, testBridge, type TestBridge } from './state/samples';

/** The height of what is seen of the list. Pixels. */
const SEEN = 300;

let scrolled = 0;
let bridge: TestBridge;
let desk: Desk;
let ids: string[];

beforeEach(async () => {
  localStorage.clear();
  scrolled = 0;
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(SEEN);
  vi.spyOn(Element.prototype, 'scrollTop', 'get').mockImplementation(() => scrolled);
  vi.spyOn(Element.prototype, 'scrollTop', 'set').mockImplementation(function (this: Element, to: number) {
    scrolled = Math.max(0, to);
    queueMicrotask(() => this.dispatchEvent(new Event('scroll')));
  });
  ids = Array.from({ length: 60 }, (_, at) => `d${at}`);
  bridge = testBridge();
  bridge.library.mockImplementation(async () => ids.map(card));
  bridge.libraryOrder.mockImplementation(async () => ids);
  desk = new Desk(bridge);
  await desk.start();
  render(Around, { desk, of: LibraryList, takes: { remove: () => {} } });
  await settle();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const isInSight = (id: string): boolean => document.querySelector(`[data-document="${id}"]`) !== null && scrolled > 0;

test('a document that opens before the list has it comes into sight when it does', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  await desk.reading.openDocument('new');
  await settle();
  expect([screen.queryByText('Title new'), scrolled]).toEqual([null, 0]);
  ids = [...ids, 'new'];
  await desk.library.refresh();
  await settle();
  expect(isInSight('new')).toBe(true);
  // who types goes on typing
  expect(document.activeElement).toBe(field);
  field.remove();
});

test('it comes into sight once: a list that a person scrolled stays where it is when it changes', async () => {
  await desk.reading.openDocument('d50');
  await settle();
  expect(isInSight('d50')).toBe(true);
  scrolled = 0;
  screen.getByTestId('library-list').dispatchEvent(new Event('scroll'));
  const all = ids;
  for (const now of [all.filter((id) => id !== 'd50'), all]) {
    ids = now;
    await desk.library.refresh();
    await settle();
  }
  expect(scrolled).toBe(0);
});

test('a document that was closed comes into sight again when it is opened again', async () => {
  await desk.reading.openDocument('d50');
  await settle();
  desk.reading.close();
  await settle();
  scrolled = 0;
  screen.getByTestId('library-list').dispatchEvent(new Event('scroll'));
  await desk.reading.openDocument('d50');
  await settle();
  expect(isInSight('d50')).toBe(true);
});

test('nothing but the title is among the lines that are counted before it is cut', async () => {
  bridge.library.mockImplementation(async () => ids.map((id) => ({ ...card(id), unread: true })));
  await desk.library.refresh();
  await settle();
  const title = screen.getAllByTestId('library-item')[0]!.querySelector('.clamped')!;
  expect(title.parentElement!.querySelector('.dot')).not.toBeNull();
  expect(title.children).toHaveLength(0);
});
