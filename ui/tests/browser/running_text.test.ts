// A document without pages in a real browser: where in it the person is, and how large its letters are.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { openingPages, settled } from './window';

const openScene = openingPages();
let page: Page;

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const count = () => page.getByTestId('find-count').textContent();
const pane = () => page.getByTestId('flow');
const scrollTo = (share: number) => pane().evaluate((pane, share) => void (pane.scrollTop = pane.scrollHeight * share), share);
/** The paragraph at the upper edge of the pane. */
const atEdge = () =>
  pane().evaluate((pane) => {
    const edge = pane.getBoundingClientRect().top;
    return [...pane.querySelectorAll('p')].findIndex((one) => one.getBoundingClientRect().bottom > edge + 1);
  });
const lettersOf = (): Promise<number> => page.locator('article p').first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
const openText = async (): Promise<void> => {
  page = await openScene('flow', { height: 420 });
  await pane().waitFor();
  await settled(page);
  // web views differ in whether they keep a place by themselves
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { overflow-anchor: none !important; }');
    document.adoptedStyleSheets.push(sheet);
  });
};

test('keeps its paragraph at the edge when lines break elsewhere', async () => {
  await openText();
  await scrollTo(0.5);
  await settled(page);
  const [at, width] = [await atEdge(), await pane().evaluate(({ clientWidth }) => clientWidth)];
  expect(at).toBeGreaterThan(2);
  await page.keyboard.press('Control+j');
  await expect.poll(() => pane().evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(width);
  await settled(page);
  expect(await atEdge()).toBe(at);
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('Control+=');
  await settled(page);
  expect(await atEdge()).toBe(at);
  expect(await lettersOf()).toBe(28);
  // the beginning stays the beginning
  await scrollTo(0);
  await settled(page);
  await page.keyboard.press('Control+0');
  await expect.poll(lettersOf).toBe(16);
  await settled(page);
  expect(await pane().evaluate(({ scrollTop }) => scrollTop)).toBe(0);
});

test('is as large as it was left', async () => {
  await openText();
  await page.getByTestId('zoom-in').click();
  await expect.poll(() => page.locator('.factor').textContent()).toBe('110%');
  await page.getByTestId('library-item').nth(1).click();
  await expect.poll(lettersOf).toBe(16);
  await page.getByTestId('library-item').nth(0).click();
  await expect.poll(async () => (await lettersOf()).toFixed(1)).toBe('17.6');
  await page.getByTestId('zoom-out').click();
  await expect.poll(lettersOf).toBe(16);
});

test('has a way back from its outline', async () => {
  await openText();
  await scrollTo(0.2);
  await settled(page);
  const at = await atEdge();
  await page.getByTestId('outline').click();
  await page.getByTestId('section').nth(1).click();
  await expect.poll(atEdge).not.toBe(at);
  await page.getByTestId('back-to-place').click();
  await expect.poll(atEdge).toBe(at);
  await expect.poll(focused).toBe('flow');
  await page.getByTestId('outline').click();
  await page.getByTestId('section').nth(1).click();
  await expect.poll(atEdge).not.toBe(at);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(atEdge).toBe(at);
});

test('is searched from what is in sight', async () => {
  await openText();
  await scrollTo(0.5);
  await settled(page);
  const [at, before] = [await atEdge(), await page.locator('article p').evaluateAll((all) => all.map(({ textContent }) => textContent ?? ''))];
  const earlier = before.slice(0, at).filter((text) => text.includes('painted')).length;
  expect(earlier).toBeGreaterThan(0);
  await page.keyboard.press('Control+f');
  await expect.poll(focused).toBe('find-in-document');
  await page.keyboard.type('painted keel');
  await expect.poll(count).toBe(`${earlier + 1} of 4`);
});
