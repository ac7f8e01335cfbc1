// @vitest-environment jsdom

// The size of the letters that a person has chosen in the system, by which the panes know their room.

import { afterEach, expect, test } from 'vitest';

import { letterSize } from '../../src/style/text_size.svelte';

afterEach(() => document.documentElement.removeAttribute('style'));

test('letters are as large as the root says, and of the usual size where it says nothing', () => {
  expect(letterSize()).toBe(1);
  document.documentElement.style.fontSize = '32px';
  expect(letterSize()).toBe(2);
});
