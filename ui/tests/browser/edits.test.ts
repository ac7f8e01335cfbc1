// A person changes the summary: by the menu and by keys, with undo, and with its versions.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, parameters: Record<string, string> = {}): Promise<void> => {
  page = await openScene(scene, { parameters });
  await page.getByTestId('summary-sentence').first().waitFor();
};
const it = (name: string) => page.getByTestId(name);
const sentence = (nth: number) => it('summary-sentence').nth(nth);
const texts = async (): Promise<string[]> => (await it('summary-sentence').allTextContents()).map((text) => text.slice(0, 20));
const focused = () =>
  page.evaluate(() => [document.activeElement?.getAttribute('data-testid'), document.activeElement?.textContent?.slice(0, 20)]);
const act = async (nth: number, action: string): Promise<void> => {
  await sentence(nth).hover();
  await it('sentence-menu').nth(nth).click();
  await it(`sentence-${action}`).click();
};

describe('the words of a sentence', () => {
  test('are changed in place, and are then the person’s', async () => {
    await open('written');
    await act(0, 'edit');
    await expect.poll(async () => (await focused())[0]).toBe('sentence-words');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Boats drift far?');
    await page.keyboard.press('Enter');
    await expect.poll(() => sentence(0).textContent()).toBe('Boats drift far?');
    await expect.poll(() => it('yours').count()).toBe(1);
    // the share of support was that of other words
    const item = page.locator('li').filter({ has: it('yours') });
    await expect.poll(() => item.getByTestId('support').count()).toBe(0);
    await expect.poll(() => item.getByTestId('evidence-chip').count()).toBe(1);
    await expect.poll(focused).toEqual(['summary-sentence', 'Boats drift far?']);
    // a question mark is a letter here, not a shortcut
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  test('stay when the person presses Escape', async () => {
    await open('written');
    const before = await texts();
    await sentence(1).focus();
    await page.keyboard.press('F2');
    await page.keyboard.type(' More.');
    await page.keyboard.press('Escape');
    await it('sentence-editor').waitFor({ state: 'detached' });
    await expect.poll(texts).toEqual(before);
    await expect.poll(focused).toEqual(['summary-sentence', before[1]]);
  });

  test('are kept when the person goes elsewhere', async () => {
    await open('written');
    await sentence(0).focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Not lost.');
    await it('tab-outline').click();
    await it('tab-summary').click();
    await expect.poll(() => sentence(0).textContent()).toBe('Not lost.');
  });
});

describe('the order of the sentences', () => {
  test('changes by keys, and the focus stays on the sentence', async () => {
    await open('written');
    const order = async (): Promise<string[]> => (await texts()).slice(0, 3);
    const [first, second, third] = await order();
    await sentence(0).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(order).toEqual([second, first, third]);
    await expect.poll(focused).toEqual(['summary-sentence', first]);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(order).toEqual([second, third, first]);
    await expect.poll(focused).toEqual(['summary-sentence', first]);
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(order).toEqual([second, first, third]);
  });

  test('moves a sentence under the next heading in one step', async () => {
    await open('sections');
    const under = (nth: number) => page.getByTestId('summary').locator('ol').nth(nth).getByTestId('summary-sentence').count();
    const [above, below] = [await under(0), await under(1)];
    const words = (await sentence(above - 1).textContent())!.slice(0, 20);
    await sentence(above - 1).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => under(1)).toBe(below + 1);
    await expect.poll(() => under(0)).toBe(above - 1);
    await expect.poll(focused).toEqual(['summary-sentence', words]);
  });
});

test('a sentence is removed and comes back, by the message and by keys', async () => {
  await open('written');
  const before = await texts();
  await act(1, 'remove');
  await expect.poll(texts).toEqual(before.toSpliced(1, 1));
  await expect.poll(focused).toEqual(['summary-sentence', before[2]]);
  await it('notice').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(texts).toEqual(before);
  await sentence(4).focus();
  await page.keyboard.press('Delete');
  await expect.poll(texts).toEqual(before.slice(0, 4));
  await page.keyboard.press('Control+z');
  await expect.poll(texts).toEqual(before);
  await expect.poll(() => it('notice').count()).toBe(0);
});

test('a sentence is pinned and unpinned by its menu, which keys go through', async () => {
  await open('reading');
  await sentence(0).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await focused())[0]).toBe('sentence-menu');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toEqual(['sentence-edit', 'Edit']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await it('pinned').waitFor();
  await expect.poll(async () => (await focused())[0]).toBe('summary-sentence');
  await act(0, 'pin');
  await it('pinned').waitFor({ state: 'detached' });
  await it('sentence-menu').nth(0).click();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await focused())[0]).toBe('sentence-menu');
  // the first sentence cannot go up
  await page.keyboard.press('Enter');
  expect(await it('sentence-up').count()).toBe(0);
});

test('nothing changes while the summary is being written', async () => {
  await open('writing');
  await expect.poll(() => it('sentence-menu').count()).toBe(0);
  await sentence(0).focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('Delete');
  await settled(page);
  expect(await it('sentence-editor').count()).toBe(0);
  expect((await page.evaluate(() => window.mock.calls)).filter(([name]) => name === 'changeSummary')).toEqual([]);
});

test('an earlier version is looked at, left and brought back', async () => {
  await open('written', { changed: '' });
  const present = await texts();
  const choose = async (nth: number): Promise<void> => {
    await it('versions').click();
    await it('version').nth(nth).click();
  };
  await choose(1);
  await it('looking').waitFor();
  await expect.poll(() => it('yours').count()).toBe(0);
  await expect.poll(() => it('sentence-menu').count()).toBe(0);
  await it('leave-version').click();
  await expect.poll(texts).toEqual(present);
  await choose(2);
  await expect.poll(async () => (await texts()).length).toBe(2);
  await it('bring-back').click();
  await it('looking').waitFor({ state: 'detached' });
  await expect.poll(async () => (await texts()).length).toBe(2);
  // the oldest is shown now, and stays where it was in the list, with a tick
  await it('versions').click();
  const ticked = () => it('version').evaluateAll((entries) => entries.map((entry) => entry.querySelector('svg') !== null && entry.textContent!.includes('shown')));
  await expect.poll(ticked).toEqual([false, false, true]);
  await page.keyboard.press('Escape');
  await it('notice').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(texts).toEqual(present);
});
