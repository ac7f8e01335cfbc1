// The system's high contrast, where grounds and shadows are gone, in its dark and its light colours: the focus is seen wherever
// Tab stops, and what is nothing but a ground has a colour that differs from what lies around it.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { ready } from './looks';
import { openingPages } from './window';

const openScene = openingPages();

const SCHEMES = ['dark', 'light'] as const;
type Scheme = (typeof SCHEMES)[number];

async function open(scene: string, colorScheme: Scheme, parameters: Record<string, string> = {}): Promise<Page> {
  const page = await openScene(scene, { parameters });
  await page.emulateMedia({ colorScheme, forcedColors: 'active', reducedMotion: 'reduce' });
  await ready(page, scene);
  return page;
}

/** What has the focus, and whether an outline shows it, on itself or on the frame of its field; null beside the window. */
const focus = (): { name: string; seen: boolean } | null => {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return null;
  const seen = [at, at.parentElement].some((element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  return { name: `${at.tagName} ${at.dataset.testid ?? at.getAttribute('aria-label') ?? ''}`, seen };
};

/** More stops than any scene has. */
const STOPS = 80;

describe.each(SCHEMES)('in the %s colours', (scheme) => {
  test.each(['empty', 'working', 'queue', 'written'])('the focus is seen at every stop of “%s”', async (scene) => {
    const page = await open(scene, scheme);
    const stops = new Set<string>();
    for (let nth = 0; nth < STOPS; nth += 1) {
      await page.keyboard.press('Tab');
      const now = await page.evaluate(focus);
      if (!now) break;
      expect(now).toEqual({ name: now.name, seen: true });
      stops.add(now.name);
    }
    expect(stops.size).toBeGreaterThan(2);
  });

  /** The ground of an element, and that of what it lies on. */
  const grounds = (page: Page, selector: string, on: string): Promise<string[]> =>
    page.evaluate(
      ([selector, on]) =>
        [selector, on].map((one) => {
          const [element = '', pseudo] = one.split('::');
          return getComputedStyle(document.querySelector(element)!, pseudo ? `::${pseudo}` : null).backgroundColor;
        }),
      [selector, on] as const,
    );

  test('what the summary draws on and what was marked are seen in the strip', async () => {
    const page = await open('written', scheme, { marks: '' });
    await page.getByTestId('covered').first().waitFor();
    for (const part of ['[data-testid="covered"]', '[data-testid="strip-mark"]']) {
      await page.locator(part).first().waitFor();
      const [ground, strip] = await grounds(page, part, '[data-testid="coverage"]');
      expect(ground).not.toBe(strip);
    }
  });

  test('the share that is done is seen, and so is the rest', async () => {
    const page = await open('working', scheme);
    await page.locator('.bar-done').first().waitFor();
    const [done, rest] = await grounds(page, '.bar-done', '.track');
    const [, around] = await grounds(page, '.track', 'body');
    expect(new Set([done, rest, around]).size).toBe(3);
  });

  test('what a search found is seen in the library', async () => {
    const page = await open('reading', scheme);
    await page.getByTestId('find').fill('boat');
    await page.getByTestId('library-list').locator('mark').first().waitFor();
    const [mark, body] = await grounds(page, '[data-testid="library-list"] mark', 'body');
    expect(mark).not.toBe(body);
  });
});
