// @vitest-environment jsdom

// What is pasted by the keys reaches the window also in web views that paste into fields alone.

import { fireEvent } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { catchPaste, isCaught } from '../../src/components/pasting';

let button: HTMLButtonElement;
beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<button></button><input>';
  button = document.querySelector('button')!;
  window.addEventListener('keydown', catchPaste);
});
afterEach(() => {
  window.removeEventListener('keydown', catchPaste);
  document.body.innerHTML = '';
  vi.useRealTimers();
});

const caught = (): Element[] => [...document.querySelectorAll('textarea')];

test('it goes into a field that is gone right after it, and the focus comes back', async () => {
  button.focus();
  await fireEvent.keyDown(button, { key: 'v', ctrlKey: true });
  const [field] = caught();
  expect(document.activeElement).toBe(field);
  expect(isCaught(field!)).toBe(true);
  await fireEvent.paste(field!);
  vi.advanceTimersByTime(1);
  expect(caught()).toEqual([]);
  expect(document.activeElement).toBe(button);
});

test('where nothing comes, the focus comes back too', async () => {
  button.focus();
  await fireEvent.keyDown(button, { key: 'v', ctrlKey: true });
  vi.advanceTimersByTime(1000);
  expect(caught()).toEqual([]);
  expect(document.activeElement).toBe(button);
});

test('a field takes what is pasted into it', async () => {
  const input = document.querySelector('input')!;
  input.focus();
  await fireEvent.keyDown(input, { key: 'v', ctrlKey: true });
  expect(caught()).toEqual([]);
  expect(isCaught(input)).toBe(false);
});
