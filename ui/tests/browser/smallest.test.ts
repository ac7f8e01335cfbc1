// The smallest window with text twice as large, which has room for 450 x 300 pixels: in each of the three states every control
// can be brought into sight, nothing lies over it, and what opens from the bars is seen whole.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { ready } from './looks';
import { click } from './states';
import { openingPages } from './window';

const openScene = openingPages();
const SIZE = { width: 450, height: 300 };

/** The controls in a part of the window that cannot be brought into sight, or that something lies over. */
const lost = (part: string): string[] => {
  /** What is higher is read in parts. */
  const READ_IN_PARTS = 100;
  const found: string[] = [];
  for (const control of document.querySelectorAll<HTMLElement>(`:is(${part}) :is(button, input, select, textarea, summary, [role="tab"])`)) {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('.visually-hidden, [aria-hidden="true"], [data-testid="page"]')) continue;
    const name = `${control.tagName} ${control.dataset.testid ?? control.getAttribute('aria-label') ?? control.textContent?.trim().slice(0, 30)}`;
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom, height } = control.getBoundingClientRect();
    if (left < -1 || right > innerWidth + 1) found.push(`beside the window: ${name}`);
    if (height > READ_IN_PARTS) continue;
    if (top < -1 || bottom > innerHeight + 1) found.push(`above or below the window: ${name}`);
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!hit || !(control.contains(hit) || hit.contains(control))) found.push(`under something: ${name}`);
  }
  return found;
};

async function open(scene: string, first: (page: Page) => Promise<void> = async () => {}, parameters: Record<string, string> = {}): Promise<Page> {
  const page = await openScene(scene, { ...SIZE, parameters });
  await ready(page, scene);
  await first(page);
  return page;
}

/** Shows the side pane, and one of its tabs. */
const side = (tab: string) => async (page: Page) => {
  await click('show-side')(page);
  await click(`tab-${tab}`)(page);
  await page.locator(`#panel-${tab}`).waitFor();
};
const library = async (page: Page): Promise<void> => {
  await click('show-library')(page);
  await page.getByTestId('library-item').first().waitFor();
};
const place = (keys: string, name: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await page.getByTestId(`place-${name}`).waitFor();
};

type Case = [name: string, scene: string, part: string, first?: (page: Page) => Promise<void>];
const CASES: Case[] = [
  ['nothing is open', 'empty', 'main'],
  ['at work', 'working', 'main'],
  ['the pages', 'written', 'main'],
  ['the summary', 'sections', '#side', side('summary')],
  ['the questions', 'written', '#side', side('questions')],
  ['the notes', 'written', '#side', side('notes')],
  ['the outline', 'written', '#side', side('outline')],
  ['the library', 'reading', '#library', library],
  ['the settings', 'empty', '[data-testid="place-settings"]', place('Control+,', 'settings')],
  ['the models', 'empty', '[data-testid="place-models"]', place('Control+m', 'models')],
];

test.each(CASES)('every control can be reached: %s', async (_name, scene, part, first) => {
  const page = await open(scene, first);
  await page.locator(part).first().waitFor();
  await expect.poll(() => page.evaluate(lost, part)).toEqual([]);
});

test('most of the height is for what is read', async () => {
  const page = await open('written');
  const share = async (part: string): Promise<number> => ((await page.locator(part).boundingBox())?.height ?? 0) / SIZE.height;
  expect(await share('[data-testid="pages"]')).toBeGreaterThanOrEqual(0.85);
  await side('summary')(page);
  expect(await share('#panel-summary')).toBeGreaterThanOrEqual(0.55);
});

describe('what opens from a bar', () => {
  test.each<[string, string, string, ((page: Page) => Promise<void>)?]>([
    ['of the pages', 'written', 'main .bar'],
    ['of the side pane', 'written', '#side .bar, #side form', side('summary')],
    ['of the library', 'reading', '#library .bar', library],
  ])('%s is seen whole', async (_name, scene, bars, first) => {
    const page = await open(scene, first);
    const buttons = page.locator(`:is(${bars}) .popover > button:visible`);
    const count = await buttons.count();
    expect(count).toBeGreaterThan(0);
    for (let nth = 0; nth < count; nth += 1) {
      await buttons.nth(nth).click();
      const panel = page.locator('.popover > .panel');
      await panel.waitFor();
      const out = (): Promise<string[]> =>
        panel.evaluate((panel) => {
          const { left, right, top, bottom } = panel.getBoundingClientRect();
          const inside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
          return inside ? [] : [`${panel.parentElement?.querySelector('button')?.getAttribute('aria-label')}: ${[left, top, right, bottom].map(Math.round).join(' ')}`];
        });
      await expect.poll(out).toEqual([]);
      await page.keyboard.press('Escape');
      await expect.poll(() => panel.count()).toBe(0);
    }
  });

  test('the menu of a page is seen whole', async () => {
    const page = await open('written');
    await page.getByTestId('pages').dispatchEvent('contextmenu', { clientX: 200, clientY: 290, bubbles: true, cancelable: true });
    await page.getByTestId('place-menu').waitFor();
    await expect.poll(() => page.evaluate(lost, '[data-testid="place-menu"]')).toEqual([]);
  });
});
