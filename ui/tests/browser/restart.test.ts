// The window begins where it ended, also when it ended without a word.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, parameters: Record<string, string> = {}): Promise<void> => {
  page = await openScene(scene, { parameters });
  await page.getByTestId('summary-sentence').first().waitFor();
};
const it = (name: string) => page.getByTestId(name);
/** The page is loaded anew at once: nothing that it does at its end is waited for. */
const restart = async (): Promise<void> => {
  await page.reload();
  await it('summary-sentence').first().waitFor();
};
const openTitle = () => page.locator('main h1, #panel-summary h1').first().textContent();

describe('after a restart', () => {
  test('the document is open that was open last, and the newest if that one is gone', async () => {
    await open('reading');
    await it('library-item').nth(2).click();
    await expect.poll(openTitle).toContain('A Discourse-Aware');
    await restart();
    await expect.poll(openTitle).toContain('A Discourse-Aware');
    await expect.poll(() => it('library-item').nth(2).getAttribute('aria-current')).toBe('true');
    await page.evaluate(() => localStorage.setItem('pagewing.open', JSON.stringify('e'.repeat(64))));
    await restart();
    await expect.poll(openTitle).toBe('How far small boats drift');
  });
});
