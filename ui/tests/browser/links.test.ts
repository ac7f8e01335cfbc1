// Links on the pages of a PDF and in running text, in a real browser: to places, and to addresses, which open outside and by a
// button only.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, parameters: Record<string, string> = {}): Promise<void> => {
  page = await openScene(scene, { parameters });
  await page.locator('[data-testid="page"] canvas').first().waitFor();
};
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const pageNumber = () => page.getByTestId('page-number').inputValue();

describe('a link', () => {
  const link = (nth: number) => page.getByTestId('link').nth(nth);

  test('leads to its place, and Alt+Left leads back', async () => {
    await open('book');
    await page.getByRole('button', { name: 'Go to page 11' }).click();
    await expect.poll(pageNumber).toBe('11');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(pageNumber).toBe('1');
    await expect.poll(() => page.getByTestId('back-to-place').count()).toBe(0);
  });

  test('lies on its words', async () => {
    await open('book');
    const under = () => link(2).evaluate((link) => {
      const box = link.getBoundingClientRect();
      const words = [...link.closest('[data-testid="page"]')!.querySelectorAll('.words span')];
      return words
        .filter((word) => {
          const { top, bottom } = word.getBoundingClientRect();
          return (top + bottom) / 2 > box.top && (top + bottom) / 2 < box.bottom;
        })
        .map((word) => word.textContent);
    });
    await expect.poll(under).toEqual(['Chapter 3, on page 16']);
  });

  test('is reached by one Tab, and the next by arrow keys', async () => {
    await open('book');
    await link(0).waitFor();
    await page.getByTestId('pages').focus();
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Go to page 6');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(pageNumber).toBe('16');
  });

  const opened = async (): Promise<unknown[]> => (await page.evaluate(() => window.mock.calls)).filter(([name]) => name === 'openAddress').map(([, address]) => address);
  const focusedLink = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const ADDRESS = 'https://example.org/harbour?from=book';

  test('to an address shows it and opens it by a button only, and Escape leads back to the link', async () => {
    await open('book');
    await link(5).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('address-url').textContent()).toBe(ADDRESS);
    // nothing opens if Enter is pressed twice
    await expect.poll(focused).toBe('address');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('open-address');
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('copy-address');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('address').count()).toBe(0);
    await expect.poll(() => focusedLink()).toContain('Web address');
    await expect.poll(() => opened()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Your browser has the address.').first().waitFor();
    await expect.poll(() => opened()).toEqual([ADDRESS]);
    await expect.poll(() => page.getByTestId('address').count()).toBe(0);
    await expect.poll(() => focusedLink()).toContain('Web address');
    // the page itself went nowhere
    expect(page.context().pages()).toHaveLength(1);
  });

  test('to an address that nothing opens says so, and the address can still be copied', async () => {
    await open('book', { opener: 'none' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await link(5).click();
    await page.getByTestId('open-address').click();
    await expect.poll(() => page.getByRole('alert').textContent()).toBe('No program on this computer opens this address. Copy it and paste it into your browser.');
    await expect.poll(() => focused()).toBe('open-address');
    await page.getByTestId('copy-address').click();
    await page.getByText('The address was copied.').first().waitFor();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(ADDRESS);
    await expect.poll(() => page.getByTestId('address').count()).toBe(0);
  });

  test('that is not what its words say shows where it leads', async () => {
    await open('book');
    await link(5).click();
    await page.getByTestId('address').waitFor();
    await expect.poll(() => page.getByTestId('address-promised').count()).toBe(0);
    await expect.poll(() => page.getByTestId('address-letters').count()).toBe(0);
    await link(6).click();
    await expect.poll(() => page.getByTestId('address-url').locator('strong').textContent()).toBe('xn--chrts-5ve.example');
    await expect.poll(() => page.getByTestId('address-promised').textContent()).toBe('The words of the link name charts.example, but it leads to xn--chrts-5ve.example.');
    await page.getByTestId('address-letters').waitFor();
    // a turned page has its words elsewhere
    await page.keyboard.press('Escape');
    await page.getByTestId('pages').focus();
    await page.keyboard.press('r');
    await page.locator('.words span').filter({ hasText: 'Charts at' }).waitFor();
    await link(6).click();
    await page.getByTestId('address-promised').waitFor();
  });

  test('to a person opens the mail program', async () => {
    await open('book');
    await link(7).click();
    await expect.poll(() => page.getByTestId('address').getAttribute('aria-label')).toBe('Mail address');
    await page.getByTestId('address').getByRole('button', { name: 'Open in the mail program' }).click();
    await expect.poll(opened).toEqual(['mailto:keeper@example.org?subject=Light']);
  });

  test('to an address copies it', async () => {
    await open('book');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await link(5).click();
    await page.getByTestId('copy-address').click();
    await page.getByText('The address was copied.').first().waitFor();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('https://example.org/harbour?from=book');
    await expect.poll(() => page.getByTestId('address').count()).toBe(0);
  });
});

describe('a link in running text', () => {
  const link = (words: string) => page.getByTestId('link').filter({ hasText: words });
  const openFlow = async (): Promise<void> => {
    page = await openScene('flow');
    await page.getByTestId('link').first().waitFor();
  };
  const called = async (name: string): Promise<unknown[]> => (await page.evaluate(() => window.mock.calls)).filter(([call]) => call === name).map(([, what]) => what);

  test('shows its address on the same card, and opens it by the button only', async () => {
    await openFlow();
    await link('evening wind').click();
    await expect.poll(() => page.getByTestId('address-url').textContent()).toBe('https://example.org/wind?from=paper');
    expect(await called('openAddress')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('address').count()).toBe(0);
    await expect.poll(() => link('evening wind').evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByTestId('open-address').click();
    await expect.poll(() => called('openAddress')).toEqual(['https://example.org/wind?from=paper']);
    expect(page.url()).toContain('scene=flow');
  });

  test('says what is odd about its address', async () => {
    await openFlow();
    await link('painted keel').click();
    await page.getByTestId('address-letters').waitFor();
    await expect.poll(() => page.getByTestId('address-url').textContent()).toContain('xn--');
  });

  test('is reached by one Tab, and the next by arrow keys', async () => {
    await openFlow();
    await page.getByTestId('flow').focus();
    await page.keyboard.press('Tab');
    const words = () => page.evaluate(() => document.activeElement?.textContent);
    const all = await page.getByTestId('link').allTextContents();
    expect(all).toHaveLength(3);
    await expect.poll(words).toBe(all[0]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect.poll(words).toBe(all[2]);
    // the one that was left is the one to which Tab comes back
    await page.keyboard.press('Shift+Tab');
    await expect.poll(focused).toBe('flow');
    await page.keyboard.press('Tab');
    await expect.poll(words).toBe(all[2]);
  });

  test('in marked words opens its card alone', async () => {
    page = await openScene('flow', { parameters: { marks: '' } });
    const marked = page.getByTestId('link').filter({ has: page.getByTestId('pen') }).first();
    await marked.click();
    await page.getByTestId('address').waitFor();
    expect(await page.getByTestId('place-menu').count()).toBe(0);
    // the words of the mark beside the link have the mark's menu
    await page.keyboard.press('Escape');
    await page.locator('[data-testid="pen"]:not([data-testid="link"] *)').first().click();
    await page.getByTestId('place-menu').waitFor();
    expect(await page.getByTestId('address').count()).toBe(0);
  });

  test('is still text: whoever has selected its words does not follow it', async () => {
    await openFlow();
    await link('harbour').evaluate((link) => {
      document.getSelection()?.selectAllChildren(link);
      (link as HTMLElement).click();
    });
    expect(await page.evaluate(() => String(document.getSelection()))).toBe('harbour');
    expect(await page.getByTestId('address').count()).toBe(0);
    await link('harbour').evaluate((link) => {
      document.getSelection()?.removeAllRanges();
      (link as HTMLElement).click();
    });
    await page.getByTestId('address').waitFor();
  });
});
