// @vitest-environment jsdom

// The table of actions: what keys mean on each system, what stands on them, and what the palette lists.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Page } from '../../src/bridge';
import { ACTIONS, actionOf, capsOf, keysOf } from '../../src/components/actions';
import Palette from '../../src/components/Palette.svelte';
import WindowKeys from '../../src/components/WindowKeys.svelte';
import { Actions, Desk, type ActionId } from '../../src/state';
import { en } from '../../src/text/en';
import Around from './Around.svelte';
import { card, summary, testBridge, trashed, view } from './state/samples';

const onMac = (): void => void vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
const pressed = (key: string, more: KeyboardEventInit = {}): ActionId | null => actionOf(new KeyboardEvent('keydown', { key, ...more }));
afterEach(() => vi.restoreAllMocks());

describe('the table', () => {
  test('has every action of the catalogue once', () => {
    expect(ACTIONS.map(({ id }) => id).sort()).toEqual(Object.keys(en.keys.actions).sort());
  });

  test.each([false, true])('gives no chord to two actions, on a Mac: %s', (mac) => {
    if (mac) onMac();
    const shown = ACTIONS.filter(({ keys }) => keys.length > 0).map(({ id }) => capsOf(id).join(' '));
    expect(new Set(shown).size).toBe(shown.length);
  });
});

describe('a key', () => {
  test.each<[string, KeyboardEventInit, ActionId | null]>([
    ['f', { ctrlKey: true }, 'find'],
    ['F', { ctrlKey: true, shiftKey: true }, 'findInLibrary'],
    ['P', { ctrlKey: true, shiftKey: true }, 'palette'],
    [',', { ctrlKey: true }, 'settings'],
    ['m', { ctrlKey: true }, 'models'],
    // some keyboards write the sign with Shift
    ['+', { ctrlKey: true, shiftKey: true }, 'zoomIn'],
    ['=', { ctrlKey: true }, 'zoomIn'],
    ['0', { ctrlKey: true, shiftKey: true }, 'fitWidth'],
    ['F3', { shiftKey: true }, 'findNext'],
    ['r', {}, 'turnRight'],
    ['R', { shiftKey: true }, 'turnLeft'],
    ['ArrowDown', { altKey: true }, 'move'],
    ['ArrowLeft', { altKey: true }, 'back'],
    ['؟', { shiftKey: true }, 'keys'],
    ['z', { ctrlKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['y', { ctrlKey: true }, 'redo'],
    ['Delete', {}, 'remove'],
    ['Backspace', {}, null],
    ['f', { metaKey: true }, null],
    ['f', {}, null],
    ['f', { ctrlKey: true, altKey: true }, null],
    ['q', { ctrlKey: true }, null],
  ])('%s with %o means %s', (key, more, meant) => {
    expect(pressed(key, more)).toBe(meant);
  });

  test.each<[string, KeyboardEventInit, ActionId | null]>([
    ['f', { metaKey: true }, 'find'],
    // in a field, these move the caret and delete to the end of the line
    ['f', { ctrlKey: true }, null],
    ['k', { ctrlKey: true }, null],
    // the system makes the window small with the first
    ['m', { metaKey: true }, null],
    ['M', { metaKey: true, shiftKey: true }, 'models'],
    ['Backspace', {}, 'remove'],
    ['Delete', {}, 'remove'],
    ['[', { metaKey: true, altKey: true }, 'back'],
    ['ArrowLeft', { altKey: true }, null],
    ['g', { metaKey: true }, 'findNext'],
    ['Z', { metaKey: true, shiftKey: true }, 'redo'],
    // in a field, this brings back what was cut from the line
    ['y', { ctrlKey: true }, null],
  ])('on a Mac, %s with %o means %s', (key, more, meant) => {
    onMac();
    expect(pressed(key, more)).toBe(meant);
  });

  test('is shown as it stands on the keyboard', () => {
    expect([capsOf('palette'), capsOf('sentence'), capsOf('zoomOut'), capsOf('remove'), capsOf('back')]).toEqual([
      ['Ctrl', 'Shift', 'P'],
      ['↑', '↓'],
      ['Ctrl', '−'],
      ['Delete'],
      ['Alt', '←'],
    ]);
    expect(keysOf('fitWidth')).toBe('Ctrl 0');
    onMac();
    expect([capsOf('palette'), capsOf('zoomOut'), capsOf('remove'), capsOf('back')]).toEqual([['⇧', '⌘', 'P'], ['⌘', '−'], ['⌫'], ['⌘', '[']]);
    expect(keysOf('fitWidth')).toBe('⌘0');
  });
});

test('of two offers for an action the later counts, until it is taken back', () => {
  const actions = new Actions();
  const [first, second] = [vi.fn(), vi.fn()];
  actions.offer({ find: first });
  const takeBack = actions.offer({ find: second, ask: undefined });
  expect([actions.run('find'), actions.run('ask')]).toEqual([true, false]);
  takeBack();
  actions.run('find');
  expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});

describe('the palette', () => {
  let desk: Desk;
  let bridge: ReturnType<typeof testBridge>;
  beforeEach(async () => {
    // jsdom has no modal dialogs
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
    bridge = testBridge();
    const opened = { ...card('b'), title: 'Boats adrift', opened_at: 7 };
    bridge.library.mockResolvedValue([card('a'), opened]);
    desk = new Desk(bridge);
    await desk.start();
    render(Around, { desk, of: WindowKeys, takes: {} });
    render(Around, { desk, of: Palette, takes: {} });
    await fireEvent.keyDown(window, { key: 'P', ctrlKey: true, shiftKey: true });
  });
  afterEach(cleanup);

  const names = (): string[] => screen.queryAllByTestId('palette-entry').map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));
  const type = (value: string) => fireEvent.input(screen.getByTestId('palette-field'), { target: { value } });

  test('lists what can be done, with keys, and the documents that were opened last', () => {
    expect(names()).toContain('Models Ctrl M');
    expect(names()).toContain('Privacy');
    expect(names().slice(-2)).toEqual(['Boats adrift', 'Title a']);
    // the theme of the system is in use
    expect(names()).not.toContain('Theme: as the system');
    expect(names()).not.toContain('All commands Ctrl Shift P');
  });

  test('finds by the beginnings of words, and does what is chosen', async () => {
    await type('priv');
    expect(names()).toEqual(['Privacy']);
    await fireEvent.keyDown(screen.getByTestId('palette-field'), { key: 'Enter' });
    await tick();
    expect(desk.places.now).toBe('privacy');
    expect(screen.queryByTestId('palette')).toBeNull();
  });

  test('opens a document, and leaves the place for it', async () => {
    desk.places.go('trash');
    await type('adrift');
    await fireEvent.click(screen.getByText('Boats adrift'));
    await vi.waitFor(() => expect(desk.reading.open?.card.id).toBe('b'));
    expect(desk.places.now).toBe('reading');
  });

  test('finds an action by other words than its own, those with the words in their names first', async () => {
    await type('find');
    expect(names()).toEqual(['Search your documents Ctrl Shift F']);
    await type('night');
    expect(names()).toEqual(['Theme: dark']);
    await type('quit');
    expect(names()).toEqual([]);
    // "search" is another word for the one, and in the name of the other
    await desk.reading.openDocument('b');
    await tick();
    await type('library');
    expect(names().at(0)).toMatch(/library/);
    expect(names()).toContain('Search your documents Ctrl Shift F');
  });

  test('lists what menus and buttons do with the open document and the library', async () => {
    desk.reading.close();
    await tick();
    expect(names().join('|')).not.toMatch(/Export|Print|Collections/);
    await desk.reading.openDocument('b');
    await tick();
    for (const [typed, name] of [
      ['export', 'Export as Markdown'],
      ['print', 'Print or save as PDF'],
      ['pdf', 'Print or save as PDF'],
      ['collection', 'Collections and tags of the open document'],
      ['rename', 'Edit title, authors and year of the open document'],
      ['cite', 'Export a bibliography entry as BibTeX'],
      ['delete', 'Remove the open document'],
      ['filter', 'Sort and filter the library'],
      ['compare', 'New table'],
      ['annotations', 'Show marks and notes'],
    ] as const) {
      await type(typed);
      expect(names()).toContain(name);
    }
    await type('word document');
    await fireEvent.keyDown(screen.getByTestId('palette-field'), { key: 'Enter' });
    await vi.waitFor(() => expect(bridge.exportDocument).toHaveBeenCalledWith('b', expect.objectContaining({ format: 'docx' })));
  });

  /** Chooses the entry of this name. */
  const take = async (name: string): Promise<void> => {
    desk.actions.listed = true;
    await tick();
    await type(name);
    await fireEvent.click(screen.getByText(name));
  };

  test.each([
    ['Summarize a part of the open document, or at another length', 'again', 'summary'],
    ['Versions of the summary', 'versions', 'summary'],
    ['Show small pictures of the pages', 'thumbnails', null],
    ['Choose the documents that a question is put to', 'scope', null],
    ['Export all questions and answers', 'export-questions', 'questions'],
  ] as const)('%s: opens the menu of the button', async (name, testid, tab) => {
    const { version } = summary('b');
    bridge.summary.mockResolvedValue(summary('b', { version: version && { ...version, others: 1 } }));
    bridge.document.mockResolvedValue({ ...view('b'), pages: [{ number: 1, verdict: { kind: 'good' } } as Page] });
    desk.reading.close();
    await tick();
    expect(names()).not.toContain(name);
    await desk.reading.openDocument('b');
    desk.tabs.show('notes');
    const button = document.body.appendChild(document.createElement('button'));
    button.dataset.testid = testid;
    button.setAttribute('aria-expanded', 'false');
    const opened = vi.fn();
    button.addEventListener('click', opened);
    await take(name);
    await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1));
    expect(desk.tabs.now).toBe(tab ?? 'notes');
    button.remove();
  });

  test('writes to the document, exports all questions, and asks for another folder', async () => {
    await desk.reading.openDocument('b');
    await take('Write a note on the open document');
    await vi.waitFor(() => expect(desk.tabs.now).toBe('notes'));
    desk.history.words = 'drift';
    await take('Export all questions and answers');
    await vi.waitFor(() => expect(desk.tabs.now).toBe('questions'));
    expect([desk.history.words, desk.history.everywhere]).toEqual(['', true]);
    await take('Move the library to another folder');
    await vi.waitFor(() => expect(bridge.chooseDataFolder).toHaveBeenCalledTimes(1));
  });

  test('empties the trash only after a question, and shows diagnostics on their page', async () => {
    bridge.trash.mockResolvedValue([trashed('x'), trashed('y')]);
    await take('Empty the trash');
    await vi.waitFor(() => expect(desk.trash.asking).toEqual(['x', 'y']));
    expect([desk.places.now, bridge.deleteDocuments.mock.calls]).toEqual(['trash', []]);
    await take('Show diagnostics');
    await vi.waitFor(() => expect(desk.about.diagnostics).not.toBeNull());
    expect(desk.places.now).toBe('about');
  });

  test('selects documents, but gives the keys of their list to no other part of the window', async () => {
    await desk.reading.openDocument('b');
    await tick();
    await type('select all');
    expect(names()).toEqual(['Select all documents in the library Ctrl A']);
    await fireEvent.keyDown(window, { key: 'a', ctrlKey: true });
    expect(desk.chosen.ids).toEqual([]);
    await fireEvent.keyDown(screen.getByTestId('palette-field'), { key: 'Enter' });
    await vi.waitFor(() => expect(desk.chosen.ids).toEqual(['a', 'b']));
  });

  test('goes through the list with arrow keys, and says when nothing is called so', async () => {
    const chosen = (): string | null => document.getElementById(screen.getByTestId('palette-field').getAttribute('aria-activedescendant') ?? '')?.textContent.trim().replace(/\s+/g, ' ') ?? null;
    const [first, second] = names();
    expect(chosen()).toBe(first);
    await fireEvent.keyDown(screen.getByTestId('palette-field'), { key: 'ArrowDown' });
    expect(chosen()).toBe(second);
    await type('quux');
    expect(screen.getByRole('status').textContent).toContain('“quux”');
    expect(screen.queryByRole('listbox')).toBeNull();
  });
});

test('keys undo and redo, and do nothing where there is nothing to do, or in a field', async () => {
  const desk = new Desk(testBridge());
  await desk.start();
  render(Around, { desk, of: WindowKeys, takes: {} });
  const done: string[] = [];
  const press = (key: string, on: Element | Window = window) => fireEvent.keyDown(on, { key, ctrlKey: true, shiftKey: key === 'Z' });
  // what is not prevented is left to the field or the browser
  expect(await press('Z')).toBe(true);
  desk.notices.show('A mark was removed.', { label: 'Undo', run: () => done.push('undone'), redo: () => done.push('redone') });
  flushSync();
  await press('z');
  flushSync();
  const field = document.body.appendChild(document.createElement('input'));
  expect(await press('y', field)).toBe(true);
  field.remove();
  expect(done).toEqual(['undone']);
  expect(await press('Z')).toBe(false);
  await vi.waitFor(() => expect(done).toEqual(['undone', 'redone']));
  flushSync();
  expect(await press('y')).toBe(true);
  cleanup();
});
