// @vitest-environment jsdom

// What keys mean for the document, by what has the focus.

import { afterEach, expect, test } from 'vitest';

import { movedBy } from '../../../src/pages/keys';
import { View } from '../../../src/pages/view.svelte';

afterEach(() => document.body.replaceChildren());

/** Presses R in an element, and says by how much the pages are turned then. */
function turned(tag: string, { paged = true, ...more }: KeyboardEventInit & { paged?: boolean } = {}): number {
  const view = new View(null, () => {});
  const element = document.body.appendChild(document.createElement(tag));
  const listen = (event: KeyboardEvent): void => void movedBy(event, view, paged);
  window.addEventListener('keydown', listen);
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', code: 'KeyR', bubbles: true, ...more }));
  window.removeEventListener('keydown', listen);
  return view.turn;
}

test.each(['div', 'button', 'a'])('R turns the pages while the focus is on <%s>', (tag) => {
  expect([turned(tag), turned(tag, { key: 'R', shiftKey: true })]).toEqual([90, 270]);
});

test.each(['input', 'textarea', 'select'])('R means a letter in <%s>', (tag) => {
  expect(turned(tag)).toBe(0);
});

test('R turns no running text', () => {
  expect(turned('div', { paged: false })).toBe(0);
});
