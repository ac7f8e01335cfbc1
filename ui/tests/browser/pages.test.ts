// What a person does on the pages in a real browser: finding, moving, turning, following links.

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { complaints, startLane, type Lane, type View } from './window';

let lane: Lane;
let page: Page;
beforeAll(async () => {
  lane = await startLane();
});
afterAll(() => lane.close());
afterEach(async () => {
  expect(complaints.get(page)).toEqual([]);
  await page.context().close();
});

const open = async (scene: string, view?: View): Promise<void> => {
  page = await lane.open(scene, view);
  if (scene !== 'flow') await page.locator('[data-testid="page"] canvas').first().waitFor();
};
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const count = () => page.getByTestId('find-count').textContent();
const pageNumber = () => page.getByTestId('page-number').inputValue();

/** The letters of pdf.js's own text layer whose middle lies in a mark: an independent way to the same place. */
const wordsUnder = (name: string): Promise<string> =>
  page.evaluate((name) => {
    const boxes = [...document.querySelectorAll(`[data-testid="${name}"]`)].map((mark) => mark.getBoundingClientRect());
    let found = '';
    for (const sheet of document.querySelectorAll('[data-testid="page"]')) {
      const walk = document.createTreeWalker(sheet.querySelector('.words')!, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        for (let at = 0; at < (node.textContent ?? '').length; at += 1) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const letter = range.getBoundingClientRect();
          const [x, y] = [letter.x + letter.width / 2, letter.y + letter.height / 2];
          if (boxes.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)) found += node.textContent![at];
        }
      }
    }
    return found;
  }, name);

describe('find', () => {
  const find = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+f');
    await expect.poll(focused).toBe('find-in-document');
    await page.keyboard.type(words);
  };

  test('counts, marks and goes through every place, also on a page that lies on its side', async () => {
    await open('reading');
    await find('painted keel');
    await expect.poll(count).toBe('1 of 4');
    await expect.poll(() => wordsUnder('found-now'), { timeout: 20_000 }).toBe('painted keel');
    for (const position of [2, 3, 4]) {
      await page.keyboard.press('Enter');
      await expect.poll(count).toBe(`${position} of 4`);
      await expect.poll(() => wordsUnder('found-now'), { timeout: 20_000 }).toBe('painted keel');
    }
    expect(await pageNumber()).toBe('4');
    await page.keyboard.press('F3');
    await expect.poll(count).toBe('1 of 4');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+F3');
    await expect.poll(count).toBe('3 of 4');
  });

  test('marks stay on their words when the pages become larger', async () => {
    await open('reading');
    await find('tenths');
    await expect.poll(() => wordsUnder('found-now'), { timeout: 20_000 }).toBe('tenths');
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+=');
    await expect.poll(() => wordsUnder('found-now'), { timeout: 20_000 }).toBe('tenths');
  });

  test.each([
    ['a word that a line end divides', 'carried', 'car-ried'],
    ['a ligature', 'FIRST KEEPER', 'first keeper'],
    ['accents', 'rene muller', 'René Müller'],
  ])('knows %s', async (_what, typed, words) => {
    await open('book');
    await find(typed);
    await expect.poll(count, { timeout: 20_000 }).toBe('1 of 29');
    await expect.poll(() => wordsUnder('found-now'), { timeout: 20_000 }).toBe(words);
  });

  test('closes at Escape and gives the focus back', async () => {
    await open('reading');
    await page.getByTestId('ask').focus();
    await find('keel');
    await expect.poll(() => page.getByTestId('found').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('find-bar').count()).toBe(0);
    expect(await page.locator('[data-testid="found"], [data-testid="found-now"]').count()).toBe(0);
    expect(await focused()).toBe('ask');
    // what was looked for is there again, selected
    await page.keyboard.press('Control+f');
    await expect.poll(count).toBe('1 of 4');
    await page.keyboard.type('no such word');
    await expect.poll(count).toBe('Not found');
  });

  test('works in a document without pages', async () => {
    await open('flow');
    await find('KEEL');
    await expect.poll(count).toBe('1 of 4');
    expect(await page.getByTestId('found').allTextContents()).toEqual(['keel', 'keel', 'keel', 'keel']);
    await page.keyboard.press('Enter');
    const now = page.locator('.now');
    await expect.poll(() => now.count()).toBe(1);
    const [box, pane] = [await now.boundingBox(), await page.getByTestId('flow').boundingBox()];
    expect(box!.y).toBeGreaterThan(pane!.y);
    expect(box!.y + box!.height).toBeLessThan(pane!.y + pane!.height);
  });

  test('goes to what a search of the library found', async () => {
    await open('reading');
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('painted');
    await page.locator('mark').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(count).toBe('1 of 4');
    await expect.poll(() => wordsUnder('found-now'), { timeout: 20_000 }).toBe('painted');
  });
});
