// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { keepMenus } from '../../src/components/menus';

let end: () => void;
let words: HTMLElement;
beforeEach(() => {
  words = document.createElement('p');
  words.textContent = 'Small boats drift.';
  document.body.replaceChildren(words);
  end = keepMenus();
  // the whole paragraph lies under the pointer
  Range.prototype.getClientRects = vi.fn(() => [{ left: 0, top: 0, right: 100, bottom: 20 }] as unknown as DOMRectList);
});
afterEach(() => {
  end();
  document.getSelection()?.removeAllRanges();
});

const press = (): boolean => words.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true, button: 2, clientX: 5, clientY: 5 }));
/** Whether the web view's own menu opens. */
const call = (): boolean => words.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2 }));
const select = (): void => document.getSelection()!.selectAllChildren(words);

test('words that a person selected have the menu of the web view', () => {
  select();
  press();
  expect(call()).toBe(true);
});

test('a word that the system selects for its menu has not', () => {
  press();
  // as macOS does between the press and the call
  select();
  expect(call()).toBe(false);
});

test('the menu key counts what is selected by then', () => {
  press();
  select();
  words.dispatchEvent(new KeyboardEvent('keydown', { key: 'ContextMenu', bubbles: true }));
  expect(call()).toBe(true);
});
