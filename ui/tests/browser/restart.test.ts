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
/** Waits until the page has kept what was typed: it does so a moment later. */
const keptDraft = (words: string) =>
  expect.poll(() => page.evaluate(() => (JSON.parse(localStorage.getItem('pagewing.drafts') ?? '[]') as string[][]).map((entry) => entry[2]))).toContain(words);
const openTitle = () => page.locator('main h1, #panel-summary h1').first().textContent();

const notesMade = () => page.evaluate(() => window.mock.calls.filter(([name]) => name === 'annotate'));

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

  test('a new note that was being written is in its field, and is kept when it is left', async () => {
    await open('reading');
    await it('tab-notes').click();
    await it('new-note').pressSequentially('Read it ag');
    await keptDraft('Read it ag');
    await restart();
    await it('tab-notes').click();
    expect(await it('new-note').inputValue()).toBe('Read it ag');
    // it takes no focus, and nobody has kept it yet
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('tab-notes');
    expect(await notesMade()).toEqual([]);
    await it('new-note').press('End');
    await page.keyboard.type('ain.');
    await page.keyboard.press('Control+Enter');
    await expect.poll(notesMade).toHaveLength(1);
    expect(await it('note-text').inputValue()).toBe('Read it again.');
    await restart();
    await it('tab-notes').click();
    expect(await it('new-note').inputValue()).toBe('');
  });

  test('a note to a mark has what was typed', async () => {
    await open('reading', { marks: '' });
    await it('tab-notes').click();
    await it('note-text').nth(2).fill('Ask Lena again');
    await keptDraft('Ask Lena again');
    await restart();
    await it('tab-notes').click();
    await expect.poll(() => it('note-text').nth(2).inputValue()).toBe('Ask Lena again');
    const changed = () => page.evaluate(() => window.mock.calls.filter(([name]) => name === 'changeAnnotation').map((call) => call[3]));
    await expect.poll(changed).toEqual(['Ask Lena again']);
  });

  test('a sentence of the summary that was being changed is open, without the focus', async () => {
    await open('written');
    await it('summary-sentence').nth(1).focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Every boat came ho');
    await keptDraft('Every boat came ho');
    await restart();
    expect(await it('sentence-words').inputValue()).toBe('Every boat came ho');
    expect(await it('summary-sentence').count()).toBe(4);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await it('sentence-save').click();
    await expect.poll(() => it('summary-sentence').nth(1).textContent()).toBe('Every boat came ho');
    await restart();
    expect(await it('sentence-words').count()).toBe(0);
  });

  test('a change of the summary that was given up is not there again', async () => {
    await open('written');
    const before = await it('summary-sentence').nth(1).textContent();
    await it('summary-sentence').nth(1).focus();
    await page.keyboard.press('F2');
    await page.keyboard.type(' More');
    await keptDraft(`${before} More`);
    await page.keyboard.press('Escape');
    await restart();
    expect(await it('sentence-words').count()).toBe(0);
  });

  test('a question that was being written is in its field, unless it was asked', async () => {
    await open('reading');
    await it('ask').pressSequentially('How long were bo');
    await keptDraft('How long were bo');
    await restart();
    expect(await it('ask').inputValue()).toBe('How long were bo');
    await it('ask').press('End');
    await page.keyboard.type('ats lost?');
    await page.keyboard.press('Enter');
    await it('quotation').first().waitFor();
    await restart();
    expect(await it('ask').inputValue()).toBe('');
  });
});
