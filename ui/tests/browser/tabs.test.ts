// A page that a test has used is for the next one as a new page.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startLane, type Lane, type View } from './window';

let lane: Lane;
beforeAll(async () => {
  // the first page of it is new
  lane = await startLane({ own: true });
});
afterAll(() => lane.close());

/** Where the pointer is, what is kept and allowed, and what the window follows. */
const stateOf = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const follows = (query: string): boolean => matchMedia(query).matches;
    return {
      kept: [localStorage.getItem('left'), localStorage.getItem('later')],
      past: history.length,
      size: [innerWidth, innerHeight],
      over: document.querySelectorAll(':hover').length,
      focused: [document.hasFocus(), document.activeElement?.tagName],
      allowed: (await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })).state,
      media: ['print', '(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)', '(prefers-reduced-motion: reduce)'].map(follows),
      language: navigator.language,
    };
  });

test.each<[string, View]>([
  ['as usual', {}],
  ['small and dark', { width: 450, height: 300, theme: 'dark' }],
])('a page that was used is as a new one: %s', async (_what, view) => {
  const first = await lane.open('reading', view);
  const asNew = await stateOf(first);
  await first.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await first.getByTestId('pages').hover();
  await first.mouse.down();
  await first.mouse.up();
  await first.setViewportSize({ width: 700, height: 500 });
  await first.emulateMedia({ media: 'print', colorScheme: 'light', forcedColors: 'active', contrast: 'more', reducedMotion: 'no-preference' });
  await first.evaluate(() => {
    localStorage.setItem('left', 'behind');
    // also what a window writes when it ends
    addEventListener('pagehide', () => localStorage.setItem('later', 'behind'));
    history.pushState(null, '');
  });
  expect(await stateOf(first)).not.toEqual(asNew);
  await lane.leave(first);

  const second = await lane.open('reading', view);
  expect(second).toBe(first);
  expect(await stateOf(second)).toEqual(asNew);
  await lane.leave(second);
});

test('a page that nobody knows the state of is not used again', async () => {
  const failed = await lane.open('empty');
  await lane.leave(failed, true);
  const complained = await lane.open('empty');
  expect(complained).not.toBe(failed);
  await complained.evaluate(() => console.error('on purpose'));
  await lane.leave(complained);
  const next = await lane.open('empty');
  expect(next).not.toBe(complained);
  await lane.leave(next);
});

test('a page in another language is another page', async () => {
  const english = await lane.open('empty');
  await lane.leave(english);
  const german = await lane.open('empty', { locale: 'de-DE' });
  expect(german).not.toBe(english);
  expect(await german.evaluate(() => navigator.language)).toBe('de-DE');
  await lane.leave(german);
});
