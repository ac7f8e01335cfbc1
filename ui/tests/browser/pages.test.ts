// What a person does on the pages in a real browser: finding, moving, turning.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { lettersUnder, openingPages, settled, squeezed, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
  await page.locator('[data-testid="page"] canvas, [data-testid="flow"]').first().waitFor();
  await settled(page);
};
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const count = () => page.getByTestId('find-count').textContent();
const pageNumber = () => page.getByTestId('page-number').inputValue();

const wordsUnder = (name: string, slack = 0): Promise<string> => lettersUnder(page, name, slack);

/** A mark on what was found is a pixel larger on each side, in which half of a narrow space has room. */
const wordsFound = () => wordsUnder('found-now', -1);

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
    await expect.poll(wordsFound).toBe('painted keel');
    for (const position of [2, 3, 4]) {
      await page.keyboard.press('Enter');
      await expect.poll(count).toBe(`${position} of 4`);
      await expect.poll(wordsFound).toBe('painted keel');
    }
    await expect.poll(pageNumber).toBe('4');
    await page.keyboard.press('F3');
    await expect.poll(count).toBe('1 of 4');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+F3');
    await expect.poll(count).toBe('3 of 4');
  });

  test('marks stay on their words when the pages become larger', async () => {
    await open('reading');
    await find('tenths');
    await expect.poll(wordsFound).toBe('tenths');
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+=');
    await expect.poll(wordsFound).toBe('tenths');
  });

  test.each([
    ['a word that a line end divides', 'carried', 'car-ried'],
    ['a ligature', 'FIRST KEEPER', 'first keeper'],
    ['accents', 'rene muller', 'René Müller'],
  ])('knows %s', async (_what, typed, words) => {
    await open('book');
    await find(typed);
    await expect.poll(count).toBe('1 of 29');
    await expect.poll(wordsFound).toBe(words);
  });

  test('closes at Escape and gives the focus back', async () => {
    await open('reading');
    await page.getByTestId('ask').focus();
    await find('keel');
    await expect.poll(() => page.getByTestId('found').count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('find-bar').count()).toBe(0);
    await expect.poll(() => page.locator('[data-testid="found"], [data-testid="found-now"]').count()).toBe(0);
    await expect.poll(focused).toBe('ask');
    // what was looked for is there again, selected
    await page.keyboard.press('Control+f');
    await expect.poll(count).toBe('1 of 4');
    await expect.poll(focused).toBe('find-in-document');
    await page.keyboard.type('no such word');
    await expect.poll(count).toBe('Not found');
  });

  test('works in a document without pages', async () => {
    await open('flow');
    await find('KEEL');
    await expect.poll(count).toBe('1 of 4');
    await expect.poll(() => page.getByTestId('found').allTextContents()).toEqual(['keel', 'keel', 'keel', 'keel']);
    await page.keyboard.press('Enter');
    const now = page.locator('.now');
    await expect.poll(count).toBe('2 of 4');
    await expect.poll(() => now.count()).toBe(1);
    await settled(page);
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
    await expect.poll(wordsFound).toBe('painted');
  });
});

describe('the pages', () => {
  const sheet = (number: number) => page.locator(`[data-testid="page"][data-page="${number}"]`);
  const boxOf = async (number: number) => (await sheet(number).boundingBox())!;
  const scrollTo = (share: number) =>
    page.getByTestId('pages').evaluate((pane, share) => (pane.scrollTop = pane.scrollHeight * share), share);
  const place = () => page.getByTestId('pages').evaluate((pane) => pane.scrollTop / pane.scrollHeight);
  const sentence = (nth: number) => page.getByTestId('summary-sentence').nth(nth);

  test('open where they were left, at the same size', async () => {
    await open('reading');
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+=');
    await scrollTo(0.6);
    const size = await page.locator('.factor').textContent();
    await expect.poll(async () => (await place()).toFixed(2)).toBe('0.60');
    await page.getByTestId('library-item').nth(1).click();
    await expect.poll(async () => (await place()).toFixed(2)).toBe('0.00');
    await expect.poll(() => page.locator('.factor').textContent()).not.toBe(size);
    await page.getByTestId('library-item').nth(0).click();
    await expect.poll(async () => (await place()).toFixed(2)).toBe('0.60');
    await expect.poll(() => page.locator('.factor').textContent()).toBe(size);
  });

  test('open at a late place too while they are as wide as the pane', async () => {
    await open('reading');
    await scrollTo(0.68);
    await expect.poll(async () => (await place()).toFixed(2)).toBe('0.68');
    await page.getByTestId('library-item').nth(1).click();
    await expect.poll(async () => (await place()).toFixed(2)).toBe('0.00');
    await page.getByTestId('library-item').nth(0).click();
    await expect.poll(async () => (await place()).toFixed(2)).toBe('0.68');
  });

  test('are kept in their place in a text without pages', async () => {
    await open('flow');
    const pane = page.getByTestId('flow');
    const share = () => pane.evaluate((pane) => (pane.scrollTop / pane.scrollHeight).toFixed(1));
    await pane.evaluate((pane) => (pane.scrollTop = pane.scrollHeight * 0.3));
    await settled(page);
    await page.getByTestId('library-item').nth(1).click();
    await expect.poll(share).toBe('0.0');
    await page.getByTestId('library-item').nth(0).click();
    await expect.poll(share).toBe('0.3');
  });

  test('fit whole, and side by side, by key and by menu', async () => {
    await open('reading', { width: 900, height: 600 });
    const pane = (await page.getByTestId('pages').boundingBox())!;
    await expect.poll(async () => (await boxOf(1)).height).toBeGreaterThan(pane.height);
    await page.keyboard.press('Control+9');
    await expect.poll(async () => (await boxOf(1)).height).toBeLessThan(pane.height);
    await page.getByTestId('view').click();
    await page.getByRole('button', { name: 'Two pages side by side' }).click();
    await expect.poll(async () => (await boxOf(1)).y - (await boxOf(2)).y).toBe(0);
    const [one, two] = [await boxOf(1), await boxOf(2)];
    expect(one.x).toBeGreaterThanOrEqual(pane.x);
    expect(two.x).toBeGreaterThan(one.x + one.width);
    expect(two.x + two.width).toBeLessThanOrEqual(pane.x + pane.width);
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+0');
    await expect.poll(async () => (await boxOf(1)).width).toBeGreaterThan(pane.width * 0.9);
  });

  test.each([0, 2, 3])('turn with the highlight of sentence %i on its words', async (nth) => {
    await open('reading');
    await page.getByTestId('library-item').first().focus();
    await page.keyboard.press('r');
    await expect.poll(async () => (await boxOf(1)).width > (await boxOf(1)).height).toBe(true);
    await sentence(nth).click();
    const cited = squeezed(await sentence(nth).textContent());
    await expect.poll(async () => squeezed(await wordsUnder('highlight', 1))).toBe(cited);
    await page.getByTestId('view').click();
    await page.getByRole('button', { name: 'Turn left' }).click();
    await page.getByRole('button', { name: 'Turn left' }).click();
    await expect.poll(async () => squeezed(await wordsUnder('highlight', 1))).toBe(cited);
  });

  test('stay where the person went from a source when the pane changes its height', async () => {
    await open('reading');
    await sentence(0).click();
    await page.getByTestId('highlight').first().waitFor();
    await settled(page);
    await scrollTo(0.6);
    const top = () => page.getByTestId('pages').evaluate((pane) => Math.round(pane.scrollTop));
    const height = () => page.getByTestId('pages').evaluate((pane) => pane.clientHeight);
    const [at, before] = [await top(), await height()];
    await page.keyboard.press('Control+f');
    await expect.poll(height).toBeLessThan(before);
    await settled(page);
    expect(await top()).toBe(at);
    await page.keyboard.press('Escape');
    await expect.poll(height).toBe(before);
    await settled(page);
    expect(await top()).toBe(at);
    // the same source again is a look
    await sentence(0).click();
    await expect.poll(top).not.toBe(at);
  });

  test.each([
    ['the pages', 'reading', 'pages'],
    ['running text', 'flow', 'flow'],
  ])('%s move for a source only while it is not wholly in sight', async (_what, scene, name) => {
    await open(scene, { width: 1100, height: 600 });
    const pane = page.getByTestId(name);
    const top = () => pane.evaluate((pane) => Math.round(pane.scrollTop));
    const scrollBy = (by: number) => pane.evaluate((pane, by) => pane.scrollBy({ top: by, behavior: 'instant' }), by);
    const rest = () => page.evaluate(async () => {
      for (let frames = 0; frames < 30; frames += 1) await new Promise((done) => requestAnimationFrame(done));
    });
    await sentence(3).click();
    await page.getByTestId('highlight').first().waitFor();
    await rest();
    await expect.poll(top).toBeGreaterThan(100);
    await scrollBy(20);
    const at = await top();
    await sentence(3).click();
    await rest();
    expect(await top()).toBe(at);
    const [mark, edge] = [await page.getByTestId('highlight').first().boundingBox(), await pane.boundingBox()];
    await scrollBy(mark!.y - edge!.y + 4);
    const cut = await top();
    await sentence(3).click();
    await expect.poll(top).toBeLessThan(cut);
  });

  test('go back to where a jump began', async () => {
    await open('reading');
    await scrollTo(0.1);
    await page.getByTestId('outline').click();
    await page.getByTestId('section').nth(1).click();
    await expect.poll(pageNumber).toBe('3');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(async () => (await place()).toFixed(2)).toBe('0.10');
    await expect.poll(() => page.getByTestId('back-to-place').count()).toBe(0);
    await page.getByTestId('page-number').fill('4');
    await page.keyboard.press('Enter');
    await expect.poll(pageNumber).toBe('4');
    await page.getByTestId('back-to-place').click();
    await expect.poll(pageNumber).toBe('1');
  });
});

describe('the field for a page', () => {
  const field = () => page.getByTestId('page-number');
  const wrong = () => page.getByTestId('wrong-page');
  const go = async (typed: string): Promise<void> => {
    await field().fill(typed);
    await page.keyboard.press('Enter');
  };
  const selected = () => field().evaluate((element) => (element as HTMLInputElement).value.slice((element as HTMLInputElement).selectionStart ?? 0, (element as HTMLInputElement).selectionEnd ?? 0));

  test('says what it does not understand, keeps it to be typed over, and puts the page back', async () => {
    await open('reading');
    await page.getByTestId('outline').click();
    await page.getByTestId('section').nth(1).click();
    await expect.poll(pageNumber).toBe('3');
    for (const [typed, sentence] of [
      ['abc', 'Enter a page from 1 to 4.'],
      ['iv', 'Enter a page from 1 to 4.'],
      ['0', 'This document has no page 0: it has 4 pages.'],
      ['9999', 'This document has no page 9999: it has 4 pages.'],
    ] as const) {
      await go(typed);
      await expect.poll(() => wrong().textContent()).toBe(sentence);
      await expect.poll(selected).toBe(typed);
      expect(await field().getAttribute('aria-invalid')).toBe('true');
    }
    await page.keyboard.press('Escape');
    expect([await pageNumber(), await selected(), await wrong().count()]).toEqual(['3', '3', 0]);
    // nothing is left to take back in the field, so Escape goes on
    expect(await focused()).toBe('page-number');
    await go('abc');
    await wrong().waitFor();
    // typing begins anew
    await page.keyboard.type('2');
    expect(await wrong().count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(pageNumber).toBe('2');
  });

  test('says it too when it is left by Tab, until it is left again or the pages turn', async () => {
    await open('reading');
    await field().fill('nowhere');
    await page.keyboard.press('Tab');
    await wrong().waitFor();
    expect([await pageNumber(), await focused()]).not.toContain('page-number');
    expect(await pageNumber()).toBe('nowhere');
    await field().focus();
    await page.keyboard.press('Tab');
    await expect.poll(() => wrong().count()).toBe(0);
    expect(await pageNumber()).toBe('1');
    await go('nowhere');
    await wrong().waitFor();
    await page.getByTestId('outline').click();
    await page.getByTestId('section').nth(1).click();
    await expect.poll(pageNumber).toBe('3');
    expect(await wrong().count()).toBe(0);
  });

  test('knows what is printed on the pages, where the file says it', async () => {
    await open('book');
    await go('IV');
    await expect.poll(pageNumber).toBe('4');
    // a number is that of the page, as everywhere in the window
    await go('12');
    await expect.poll(pageNumber).toBe('12');
    await go('xx');
    await expect.poll(() => wrong().textContent()).toBe('Enter a page from 1 to 30, or what is printed on it, such as i.');
  });
});

describe('the small pictures', () => {
  const thumbnail = (number: number) => page.locator(`[data-testid="thumbnail"][data-page="${number}"]`);
  const drawn = () => page.locator('[data-testid="thumbnail"] canvas').count();

  test('exist where they are in sight, and lead to their pages', async () => {
    await open('book');
    await page.getByTestId('thumbnails').click();
    await thumbnail(1).locator('canvas').waitFor();
    await expect.poll(() => page.getByTestId('thumbnail').count()).toBeLessThan(25);
    await expect.poll(() => thumbnail(30).count()).toBe(0);
    await thumbnail(8).click();
    await expect.poll(pageNumber).toBe('8');
    await expect.poll(() => page.getByTestId('thumbnail').count()).toBe(0);
    // they open around the page that is read
    await page.getByTestId('thumbnails').click();
    await expect.poll(() => thumbnail(8).getAttribute('aria-current')).toBe('page');
    await expect.poll(drawn).toBeGreaterThan(5);
  });

  test('are walked through with the arrow keys, also out of sight', async () => {
    await open('book');
    await page.getByTestId('thumbnails').focus();
    await page.keyboard.press('Enter');
    await thumbnail(1).waitFor();
    await page.keyboard.press('Tab');
    const at = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(at).toBe('Page 1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect.poll(at).toBe('Page 5');
    await page.keyboard.press('End');
    await expect.poll(at).toBe('Page 30');
    await page.keyboard.press('PageUp');
    await expect.poll(at).not.toBe('Page 30');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(pageNumber).toBe('30');
  });

  test('turn with the pages', async () => {
    await open('book');
    await page.getByTestId('pages').focus();
    await page.keyboard.press('r');
    await page.getByTestId('thumbnails').click();
    const canvas = thumbnail(1).locator('canvas');
    await canvas.waitFor();
    await expect.poll(() => canvas.evaluate(({ clientWidth, clientHeight }) => clientWidth / clientHeight)).toBeGreaterThan(1);
  });
});

describe('selected text', () => {
  /** Drags from the middle of a word to a point at the right of another, by shares of the page's width. */
  const drag = async (from: string, to: string, beyond = 0): Promise<string> => {
    const box = (text: string) =>
      page.locator('.words span', { hasText: text }).first().evaluate((word) => {
        const { left, top, right, bottom } = word.getBoundingClientRect();
        return { left, right, y: (top + bottom) / 2 };
      });
    const [start, end] = [await box(from), await box(to)];
    await page.mouse.move(start.left + 1, start.y);
    await page.mouse.down();
    await page.mouse.move(end.right - 1, end.y, { steps: 8 });
    await page.mouse.move(end.right + beyond, end.y, { steps: 4 });
    await page.mouse.up();
    return page.evaluate(() => String(getSelection()));
  };

  const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);
  const SELECTED = ['Small boats drift further from the harbour when the evening', 'wind is steady.', 'We followed forty boats for a year and wrote down where each'];
  const ready = async (): Promise<void> => {
    await open('reading');
    await page.locator('.words span', { hasText: 'seen on the water' }).first().waitFor();
  };

  test('is in reading order, line by line', async () => {
    await ready();
    const [first, second, third] = lines(await drag('Small boats drift further', 'We followed', -3));
    expect([first, second]).toEqual(SELECTED.slice(0, 2));
    expect(SELECTED[2]).toContain(third);
  });

  test.each([
    ['beside the words', 8],
    ['far beside the words', 120],
    ['beside the page', 220],
  ])('does not run away where the pointer is %s', async (_where, beyond) => {
    await ready();
    expect(lines(await drag('Small boats drift further', 'We followed', beyond))).toEqual(SELECTED);
  });
});
