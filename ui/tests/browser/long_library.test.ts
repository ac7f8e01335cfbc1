// A library of ten thousand documents: only rows in sight exist, and everything that keys and the pointer do goes on as in a
// short list.

import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';

import { openingPages } from './window';

const COUNT = 10_000;
/** Most rows that may exist: those of a high window, and some around them. */
const MOST = 60;

const openScene = openingPages();
let page: Page;
const it = (name: string) => page.getByTestId(name);
const rows = () => it('library-item').count();
const places = () =>
  it('library-item').evaluateAll((all) => all.map((one) => Number(one.closest('li')!.getAttribute('aria-posinset'))));
const focused = () =>
  page.evaluate(() => {
    const row = document.activeElement?.closest('li[aria-posinset]');
    const [box, list] = [row?.getBoundingClientRect(), row?.closest('[data-testid="library-list"]')?.getBoundingClientRect()];
    return row && box && list ? { at: Number(row.getAttribute('aria-posinset')), seen: box.top >= list.top - 1 && box.bottom <= list.bottom + 1 } : null;
  });
const scrolled = () => it('library-list').evaluate((list) => list.scrollTop);

beforeEach(async () => {
  page = await openScene('reading', { parameters: { papers: `${COUNT}` }, width: 1400, height: 900 });
  await it('library-item').first().waitFor();
});

test('only rows in sight exist, and each says where it stands', async () => {
  expect(await rows()).toBeLessThan(MOST);
  expect((await places()).slice(0, 3)).toEqual([1, 2, 3]);
  expect(await it('library-item').first().evaluate((one) => one.closest('li')!.getAttribute('aria-setsize'))).toBe(`${COUNT}`);
  await it('library-list').evaluate((list) => (list.scrollTop = list.scrollHeight / 2));
  await expect.poll(async () => (await places()).some((at) => at > 4_000 && at < 6_000)).toBe(true);
  expect(await rows()).toBeLessThan(MOST);
  // the row that Tab reaches is still there
  expect(await places()).toContain(1);
});

test('the rows in sight stand still while those above them are measured', async () => {
  await it('library-list').evaluate((list) => (list.scrollTop = 200_000));
  await expect.poll(async () => (await places()).some((at) => at > 2_000)).toBe(true);
  const nth = (await places()).filter((at) => at > 1)[8]!;
  const top = () => page.locator(`li[aria-posinset="${nth}"]`).evaluate((row) => row.getBoundingClientRect().top);
  const before = await top();
  // rows above come into being and are measured
  await it('library-list').evaluate((list) => (list.scrollTop -= 120));
  // as far as a pixel can say
  await expect.poll(async () => Math.abs((await top()) - before - 120) < 2).toBe(true);
});

test('keys go to the ends, page by page and row by row, and the focus stays in sight', async () => {
  await it('library-item').first().focus();
  await page.keyboard.press('End');
  await expect.poll(focused).toEqual({ at: COUNT, seen: true });
  await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toEqual({ at: COUNT - 1, seen: true });
  await page.keyboard.press('PageUp');
  await expect.poll(async () => (await focused())!.at).toBeLessThan(COUNT - 5);
  expect((await focused())!.seen).toBe(true);
  await page.keyboard.press('Home');
  await expect.poll(focused).toEqual({ at: 1, seen: true });
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toEqual({ at: 41, seen: true });
});

test('the focus survives that the list is scrolled away from it, and arrow keys come back to it', async () => {
  await it('library-item').nth(2).focus();
  await it('library-list').evaluate((list) => (list.scrollTop = 100_000));
  await expect.poll(async () => (await places()).some((at) => at > 1_000)).toBe(true);
  expect((await focused())!.at).toBe(3);
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toEqual({ at: 4, seen: true });
});

test('a row of documents is chosen over what does not exist', async () => {
  await it('library-item').nth(1).click({ modifiers: ['Control'] });
  await it('library-item').nth(1).focus();
  await page.keyboard.press('Shift+End');
  await expect.poll(() => it('chosen').textContent()).toContain('9,999');
  // the end of the list comes into sight with the focus, which the next keys need
  await expect.poll(focused).toEqual({ at: COUNT, seen: true });
  await page.keyboard.press('Control+a');
  await expect.poll(() => it('chosen').textContent()).toContain('10,000');
});

test('a removed document leaves the focus to the one in its place', async () => {
  await it('library-item').first().focus();
  await page.keyboard.press('End');
  await expect.poll(focused).toEqual({ at: COUNT, seen: true });
  await page.keyboard.press('Delete');
  await expect.poll(focused).toEqual({ at: COUNT - 1, seen: true });
});

test('the open document is in sight, whatever opened it and however the list is sorted', async () => {
  await it('library-list').evaluate((list) => (list.scrollTop = 300_000));
  await expect.poll(async () => (await places()).some((at) => at > 3_000)).toBe(true);
  const far = page.locator('li[aria-posinset] [data-testid="library-item"]').nth(20);
  const id = await far.getAttribute('data-document');
  await far.click();
  const opened = page.locator(`[data-document="${id}"]`);
  await expect.poll(() => opened.getAttribute('aria-current')).toBe('true');
  // a window that begins with it shows it in the list, and Tab reaches it there
  await page.reload();
  await expect.poll(() => opened.getAttribute('aria-current')).toBe('true');
  await expect.poll(scrolled).toBeGreaterThan(200_000);
  const inSight = () =>
    opened.evaluate((row) => {
      const [box, list] = [row.getBoundingClientRect(), row.closest('[data-testid="library-list"]')!.getBoundingClientRect()];
      return box.top >= list.top && box.bottom <= list.bottom;
    });
  await expect.poll(inSight).toBe(true);
  expect(await opened.getAttribute('tabindex')).toBe('0');
});

test('filters and a search work as in a short list', async () => {
  await it('library-list').evaluate((list) => (list.scrollTop = 300_000));
  await it('find').fill('drift');
  await expect.poll(rows).toBeLessThan(5);
  await it('find').fill('');
  await expect.poll(rows).toBeGreaterThan(10);
  await it('sort').click();
  await it('order-title').check();
  await page.keyboard.press('Escape');
  await expect.poll(rows).toBeLessThan(MOST);
});

test('what is dragged survives that the list is scrolled under it', async () => {
  const from = (await it('library-item').nth(1).boundingBox())!;
  await page.mouse.move(from.x + 40, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
  await page.locator('.dragged').waitFor();
  await page.mouse.wheel(0, 4_000);
  await expect.poll(async () => (await places()).some((at) => at > 40)).toBe(true);
  expect(await page.locator('.dragged').count()).toBe(1);
  await page.mouse.up();
  await expect.poll(() => page.locator('.dragged').count()).toBe(0);
});
