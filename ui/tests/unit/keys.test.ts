// @vitest-environment jsdom

// What keys mean, whichever keyboard they stand on.

import { expect, test } from 'vitest';

import { letterOf } from '../../src/components/keys';

const pressed = (key: string, code: string, more: KeyboardEventInit = {}) => letterOf(new KeyboardEvent('keydown', { key, code, ctrlKey: true, ...more }));

test.each([
  ['Caps Lock', 'F', 'KeyF', 'f'],
  ['another Latin layout', 'z', 'KeyY', 'z'],
  ['a Russian layout', 'а', 'KeyF', 'f'],
  ['a Greek layout with Caps Lock', 'Φ', 'KeyF', 'f'],
  ['Persian figures', '۰', 'Digit0', '0'],
  ['a French layout', 'à', 'Digit0', '0'],
  ['a sign', '+', 'Digit1', '+'],
  ['a named key', 'ArrowLeft', 'ArrowLeft', 'arrowleft'],
  ['a letter that has no place on a Latin keyboard', 'ö', 'Semicolon', 'ö'],
])('a letter is the one of the shortcut: %s', (_what, key, code, meant) => {
  expect(pressed(key, code)).toBe(meant);
});

test('what AltGr writes is no shortcut', () => {
  expect(pressed('ó', 'KeyO', { altKey: true })).toBe('ó');
});
