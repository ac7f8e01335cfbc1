// Whoever asks the system for less motion sees none: a bar does not glide, and pages and text do not scroll to a place but are there.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled } from './window';

const openScene = openingPages();

const LESS = [
  ['reduce', false],
  ['no-preference', true],
] as const;

/** Whether anything in the window moves by the style sheet. */
const glides = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].some((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== 'none' || transitionDuration.split(', ').some((duration) => Number.parseFloat(duration) > 0);
    }),
  );

describe.each(LESS)('where the system says “%s”', (reducedMotion, moves) => {
  test.each(['working', 'written', 'flow'])(`“%s” ${moves ? 'may move' : 'stands still'}`, async (scene) => {
    const page = await openScene(scene);
    await page.emulateMedia({ reducedMotion });
    await expect.poll(() => glides(page)).toBe(moves);
  });

  test(`a source is ${moves ? 'scrolled to' : 'there at once'}`, async () => {
    const page = await openScene('reading', { height: 600 });
    await page.emulateMedia({ reducedMotion });
    await settled(page);
    await page.evaluate(() => {
      const ways: (string | undefined)[] = [];
      Object.assign(window, { ways });
      const { scrollTo } = Element.prototype;
      Element.prototype.scrollTo = function (this: Element, ...how: unknown[]) {
        if (this.matches('[data-testid="pages"]')) ways.push((how[0] as ScrollToOptions).behavior);
        return (scrollTo as (...how: unknown[]) => void).apply(this, how);
      } as typeof scrollTo;
    });
    // on the next page: what is further away is jumped to in any case
    await page.getByTestId('summary-sentence').nth(2).click();
    const ways = () => page.evaluate(() => (window as unknown as { ways: string[] }).ways);
    await expect.poll(async () => (await ways()).length).toBeGreaterThan(0);
    expect(new Set(await ways())).toEqual(new Set([moves ? 'smooth' : 'instant']));
  });
});
