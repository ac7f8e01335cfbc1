// @vitest-environment jsdom

// Collections, tags and removal of documents are where people look for them: in the menu that the other mouse button opens, in
// that of the open document, in the palette and in the list of keys.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import DocumentHead from '../../src/components/DocumentHead.svelte';
import KeyList from '../../src/components/KeyList.svelte';
import Library from '../../src/components/Library.svelte';
import WindowKeys from '../../src/components/WindowKeys.svelte';
import { keepMenus } from '../../src/components/menus';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { card, group, settle, testBridge, type TestBridge } from './state/samples';

let bridge: TestBridge;
let desk: Desk;
let end: () => void;
beforeEach(async () => {
  localStorage.clear();
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  bridge = testBridge();
  bridge.library.mockResolvedValue([card('a'), card('b'), card('c')]);
  bridge.libraryOrder.mockImplementation(async ({ groups }) => (groups.length > 0 ? [] : ['a', 'b', 'c']));
  bridge.groups.mockResolvedValue([group(4, 'Thesis')]);
  desk = new Desk(bridge);
  await desk.start();
  await settle();
  end = keepMenus();
});
afterEach(() => {
  end();
  cleanup();
  vi.restoreAllMocks();
});

const row = (id: string): HTMLElement => document.querySelector<HTMLElement>(`[data-document="${id}"]`)!;
const words = (testid: string): string => screen.getByTestId(testid).textContent.trim().replace(/\s+/g, ' ');
const messages = (): string[] => desk.notices.list.map(({ message }) => message);

describe('in the list', () => {
  beforeEach(async () => {
    render(Around, { desk, of: Library, takes: { hide: () => {}, children: createRawSnippet(() => ({ render: () => '<i></i>' })) } });
    await settle();
  });

  test('the other mouse button leads to collections and tags, and opens no document', async () => {
    expect(desk.reading.open?.card.id).toBe('a');
    await fireEvent.contextMenu(row('b'));
    expect(words('document-groups')).toBe('Collections and tags…');
    await fireEvent.click(screen.getByTestId('document-groups'));
    await settle();
    // the menu stays, and what came has the focus
    expect(screen.queryByTestId('remove-document')).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId('in-group'));
    await fireEvent.click(screen.getByTestId('in-group'));
    await settle();
    expect(bridge.addToGroup).toHaveBeenCalledWith(4, ['b']);
    await fireEvent.input(screen.getByTestId('new-tag'), { target: { value: 'later' } });
    await fireEvent.submit(screen.getByTestId<HTMLInputElement>('new-tag').form!);
    await settle();
    expect(bridge.makeGroup).toHaveBeenCalledWith('tag', 'later');
    expect(desk.reading.open?.card.id).toBe('a');
    await fireEvent.keyDown(screen.getByTestId('new-tag'), { key: 'Escape' });
    expect(screen.queryByTestId('new-tag')).toBeNull();
    // the menu begins anew
    await fireEvent.contextMenu(row('b'));
    expect(screen.getByTestId('remove-document')).toBeTruthy();
  });

  test('it removes a document, names the key that does so too, and undoing brings it back', async () => {
    await fireEvent.contextMenu(row('b'));
    expect(words('remove-document')).toBe('Remove Delete');
    await fireEvent.click(screen.getByTestId('remove-document'));
    await settle();
    expect([bridge.removeDocuments.mock.calls, messages()]).toEqual([[[['b']]], ['“Title b” was removed.']]);
    desk.notices.undo();
    await settle();
    expect(bridge.restoreDocuments).toHaveBeenCalledWith(['b']);
    expect(row('c').closest('li')!.querySelector('[title^="Remove"]')?.getAttribute('title')).toBe('Remove “Title c” (Delete)');
  });

  test('of one of several chosen documents, it means all of them', async () => {
    desk.chosen.toggle('b');
    desk.chosen.toggle('c');
    await settle();
    expect(screen.getByTestId('remove-chosen').title).toBe('Remove the selected documents (Delete)');
    await fireEvent.contextMenu(row('c'));
    await fireEvent.click(screen.getByTestId('document-groups'));
    await settle();
    await fireEvent.click(screen.getByTestId('in-group'));
    await settle();
    expect(bridge.addToGroup).toHaveBeenCalledWith(4, ['b', 'c']);
    await fireEvent.keyDown(screen.getByTestId('in-group'), { key: 'Escape' });
    await fireEvent.contextMenu(row('c'));
    expect(words('remove-document')).toBe('Remove the selected documents Delete');
    await fireEvent.click(screen.getByTestId('remove-document'));
    await settle();
    expect(bridge.removeDocuments).toHaveBeenCalledWith(['b', 'c']);
  });

  test('the menu of the open document is in sight, and those of others are quiet', () => {
    const quiet = (id: string): boolean => row(id).closest('li')!.querySelector('[data-testid="document-menu"]')!.closest('.quiet') !== null;
    expect(['a', 'b', 'c'].map(quiet)).toEqual([false, true, true]);
  });
});

describe('beside the pages', () => {
  beforeEach(() => {
    // documents that are chosen in the list are not meant here
    desk.chosen.toggle('a');
    desk.chosen.toggle('b');
    render(Around, { desk, of: DocumentHead, takes: { card: card('a'), facts: '' } });
  });

  test('the menu of the open document is in sight and leads to its collections and tags', async () => {
    expect(screen.getByTestId('head-menu').closest('.quiet')).toBeNull();
    await fireEvent.contextMenu(screen.getByRole('heading'));
    await fireEvent.click(screen.getByTestId('document-groups'));
    await settle();
    await fireEvent.click(screen.getByTestId('in-group'));
    await settle();
    expect(bridge.addToGroup).toHaveBeenCalledWith(4, ['a']);
  });

  test('it removes the document, and undoing opens it again', async () => {
    await fireEvent.click(screen.getByTestId('head-menu'));
    expect(words('remove-document')).toBe('Remove');
    await fireEvent.click(screen.getByTestId('remove-document'));
    await settle();
    expect([bridge.removeDocuments.mock.lastCall, desk.reading.open]).toEqual([[['a']], null]);
    desk.notices.undo();
    await settle();
    expect(desk.reading.open?.card.id).toBe('a');
  });
});

test('the palette offers both for chosen documents, while there are some', async () => {
  render(Around, { desk, of: WindowKeys, takes: {} });
  await settle();
  const offered = (): boolean[] => [desk.actions.can('chosenGroups'), desk.actions.can('removeChosen')];
  expect(offered()).toEqual([false, false]);
  desk.chosen.toggle('b');
  desk.chosen.toggle('c');
  await settle();
  expect(offered()).toEqual([true, true]);
  const button = document.body.appendChild(document.createElement('button'));
  button.dataset.testid = 'chosen-groups';
  button.setAttribute('aria-expanded', 'false');
  const opened = vi.fn();
  button.addEventListener('click', opened);
  desk.actions.run('chosenGroups');
  await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1));
  button.remove();
  desk.actions.run('removeChosen');
  await settle();
  expect(bridge.removeDocuments).toHaveBeenCalledWith(['b', 'c']);
});

test('the list of keys has that of the menu, which the web view presses', async () => {
  render(KeyList);
  expect(document.querySelector('[data-action="menu"]')?.textContent.trim().replace(/\s+/g, ' ')).toMatch(/^Shift\s?F10 Open the menu/);
  render(Around, { desk, of: WindowKeys, takes: {} });
  expect(await fireEvent.keyDown(window, { key: 'F10', shiftKey: true })).toBe(true);
});
