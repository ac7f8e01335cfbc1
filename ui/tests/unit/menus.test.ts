// @vitest-environment jsdom

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import ItemMenu from '../../src/components/ItemMenu.svelte';
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

describe('the menu of an item', () => {
  /** Where the button is: jsdom lays nothing out. */
  let at = { left: 200, right: 226, top: 0, bottom: 0 };
  beforeEach(() => {
    vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(400);
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      return (this.matches('.panel') ? { width: 160, height: 100 } : at) as DOMRect;
    });
    vi.stubGlobal('innerHeight', 300);
    render(ItemMenu, { label: 'More', testid: 'menu', tabbable: true, choices: [{ name: 'Rename', testid: 'rename', act: () => {} }] });
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  const place = (): string[] => {
    const { left, top } = screen.getByTestId('rename').closest<HTMLElement>('.panel')!.style;
    return [left, top];
  };

  test('stands below its button, above it where there is no room, and goes along', async () => {
    at = { left: 200, right: 226, top: 100, bottom: 126 };
    await fireEvent.click(screen.getByTestId('menu'));
    expect(place()).toEqual(['66px', '130px']);
    expect(document.activeElement).toBe(screen.getByTestId('rename'));
    at = { left: 100, right: 126, top: 220, bottom: 246 };
    await fireEvent.scroll(document);
    // and never beyond the edge of the window
    expect(place()).toEqual(['8px', '116px']);
  });
});
