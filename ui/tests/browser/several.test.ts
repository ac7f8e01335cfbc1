// Questions to several documents: how they are named, what their answers show, and what can be asked next.

import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled } from './window';

const opening = openingPages();
let page: Page;
const open = async (scene: string, parameters: Record<string, string> = {}): Promise<void> => {
  page = await opening(scene, { width: 900, height: 600, parameters });
  await page.getByTestId('summary').waitFor();
};
const calls = () => page.evaluate(() => window.mock.calls);
const asked = async () => (await calls()).filter(([name]) => name === 'ask').map(([, scope, question]) => [scope, question]);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const title = () => page.locator('main h1').textContent();
const BIGBIRD = 'b'.repeat(64);

/** Asks all documents by keyboard. */
async function askAll(question: string): Promise<void> {
  await page.getByTestId('scope').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('scope-open').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('scope');
  await page.getByTestId('ask').fill(question);
  await page.keyboard.press('Enter');
  await page.getByTestId('quotation').first().waitFor();
}

describe('what a question is put to', () => {
  test('is named by keyboard alone, behind an @', async () => {
    await open('reading');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Who wrote @disc');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.keyboard.type('@');
    await expect.poll(() => page.getByRole('option').count()).toBe(3);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('option', { selected: true }).textContent()).toContain('Big Bird');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.getByTestId('token').count()).toBe(2);
    await page.keyboard.type('it?');
    await page.keyboard.press('Enter');
    await page.getByTestId('quotation').first().waitFor();
    await expect.poll(asked).toEqual([[{ to: 'documents', ids: ['c'.repeat(64), BIGBIRD] }, 'Who wrote it?']]);
  });

  test('can be taken back, one document after the other', async () => {
    await open('reading');
    const field = page.getByTestId('ask');
    await field.pressSequentially('@big');
    await page.keyboard.press('Enter');
    await field.pressSequentially('@disc');
    // Escape closes the titles, and nothing else
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('option').count()).toBe(0);
    await expect.poll(() => field.inputValue()).toBe('@disc');
    await field.fill('');
    await page.keyboard.press('Backspace');
    await expect.poll(() => page.getByTestId('token').count()).toBe(0);
    await expect.poll(() => field.getAttribute('placeholder')).toBe('Ask about this document');
    await field.pressSequentially('@big');
    await page.keyboard.press('Enter');
    await page.getByTestId('drop-token').click();
    await expect.poll(async () => [await page.getByTestId('token').count(), await focused()]).toEqual([0, 'ask']);
  });
});

/** Longer than any line of the window. */
const LONG = `Final report of the commission on ${'the drift of small boats, rafts and other things afloat, '.repeat(8)}with an appendix`;

test('a long title and many authors leave the summary in sight, and their tooltips are the whole of them', async () => {
  const authors = Array.from({ length: 60 }, (_, at) => `Author ${at}`);
  await open('reading', { title: LONG, authors: authors.join(';') });
  const lines = (of: Locator): Promise<number> =>
    of.evaluate((element) => Math.round(element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight)));
  await expect.poll(() => lines(page.locator('#panel-summary h1').getByTitle(LONG))).toBe(4);
  await expect.poll(() => lines(page.locator('#panel-summary').getByTitle(authors.join(', ')))).toBe(3);
  const { y } = (await page.getByTestId('summary-sentence').first().boundingBox())!;
  expect(y).toBeLessThan(600);
});

test('a long title is two lines where documents are chosen, and cut in sentences; its tooltip is the whole of it', async () => {
  await open('reading', { title: LONG });
  const lines = (of: Locator): Promise<number> =>
    of.evaluate((element) => Math.round(element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight)));
  await page.getByTestId('ask').pressSequentially('@final');
  const offered = page.getByRole('option').getByTitle(LONG);
  await expect.poll(async () => [await lines(offered), await offered.textContent()]).toEqual([2, LONG]);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('p[role="status"]').first().textContent()).toBe('The question will be put to “Final report of the commission on the drift of small boats…”.');
  await expect.poll(() => lines(page.getByTestId('token').locator('span'))).toBe(1);
  await page.getByTestId('scope').click();
  await expect.poll(() => lines(page.locator('.titles').getByTitle(LONG))).toBe(2);
  await page.keyboard.press('Escape');
  await page.getByTestId('show-library').click();
  await page.getByTestId('library-item').first().focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => page.getByTestId('notice').locator('p').textContent()).toContain('“Final report of the commission on the drift of small boats…” was removed.');
});

describe('an answer over several documents', () => {
  test('names the document of each quotation and those that have none, and a click opens the document', async () => {
    await open('reading');
    await askAll('How long were boats lost?');
    await expect.poll(asked).toEqual([[{ to: 'library' }, 'How long were boats lost?']]);
    // the quotation of the open document is shown at once
    await page.locator('[data-testid="highlight"]').first().waitFor();
    const places = page.getByTestId('quotation-place');
    await expect.poll(() => places.nth(0).textContent()).toMatch(/How far small boats drift,\sp\. \d/);
    // long titles end after a word, and the pointer shows all of them
    const without = page.getByTestId('without');
    await expect.poll(() => without.textContent()).toBe('Nothing on this in: A Discourse-Aware Attention Model for Abstractive…; minutes-2026-09-14.pdf');
    await expect.poll(() => without.getAttribute('title')).toContain('Abstractive Summarization of Long Documents; minutes');
    // stepping to the other one opens nothing
    await page.getByTestId('ask').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByTestId('quotation').nth(1).getAttribute('aria-pressed')).toBe('true');
    await settled(page);
    expect([await title(), await page.getByTestId('highlight').count()]).toEqual(['How far small boats drift', 0]);
    await page.keyboard.press('Enter');
    await expect.poll(title).toContain('Big Bird');
    await page.getByTestId('highlight').first().waitFor();
    // the answer stays, and the focus with its quotation
    await expect.poll(focused).toBe('quotation');
    await expect.poll(() => page.getByTestId('quotation').nth(1).getAttribute('aria-pressed')).toBe('true');
    await places.nth(0).click();
    await expect.poll(title).toBe('How far small boats drift');
  });

  test('without an answer keeps the nearest passages of each', async () => {
    await open('reading');
    await askAll('Who won the football world cup in 1998?');
    await page.getByTestId('answer').getByText('Not found in these documents. These passages come nearest.').waitFor();
    await expect.poll(() => page.getByTestId('quotation-place').nth(1).textContent()).toContain('Big Bird');
    expect(await page.getByTestId('without').count()).toBe(0);
  });
});

describe('after an answer', () => {
  test('a suggested question is asked by a click', async () => {
    await open('reading', { 'follow-ups': '' });
    await page.getByTestId('ask').fill('How long were boats lost?');
    await page.keyboard.press('Enter');
    await page.getByTestId('follow-up').nth(1).click();
    await expect.poll(() => page.getByTestId('answer').locator('h2').textContent()).toBe('What are the limitations?');
    await expect.poll(focused).toBe('ask');
    await page.getByTestId('follow-up').nth(2).click();
    await expect.poll(asked).toContainEqual([{ to: 'library' }, 'What are the limitations?']);
  });

  test('a question of the history shows its documents, opens them, and is asked again', async () => {
    await open('reading');
    await page.getByTestId('tab-questions').click();
    // it names no document, so it stands in the history of none
    await page.getByTestId('past-question').first().waitFor();
    expect(await page.getByTestId('past-question').count()).toBe(3);
    await page.getByTestId('history-everywhere').click();
    const past = page.getByTestId('past-question').nth(2);
    await expect.poll(() => past.textContent()).toContain('All documents');
    await past.click();
    await page.getByTestId('past-answer').getByTestId('quotation').nth(1).click();
    await expect.poll(title).toContain('Big Bird');
    // another document is open, and the question stays unfolded
    await page.getByTestId('past-answer').waitFor();
    await page.getByTestId('ask-again').click();
    await expect.poll(asked).toEqual([[{ to: 'library' }, 'Which papers compare sails?']]);
  });
});

describe('words that are selected', () => {
  /** Selects a word of the first page. */
  async function select(): Promise<void> {
    await open('reading');
    const line = page.locator('[data-testid="page"]').first().locator('.words span').filter({ hasText: 'We followed forty boats' });
    await line.dblclick({ position: { x: 4, y: 4 } });
    await page.getByTestId('ask-about').waitFor();
  }

  test('are what the next question is about', async () => {
    await select();
    await page.getByTestId('ask-about').click();
    await expect.poll(focused).toBe('ask');
    const token = page.getByTestId('token');
    await expect.poll(() => token.textContent()).toContain('About “We”');
    await page.keyboard.type('Who is it?');
    await page.keyboard.press('Enter');
    await expect.poll(asked).toEqual([[{ to: 'documents', ids: ['a'.repeat(64)] }, 'Who is it: “We”?']]);
    await page.getByTestId('drop-token').click();
    await expect.poll(() => token.count()).toBe(0);
  });

  test('are looked for in the library', async () => {
    await select();
    await page.getByTestId('find-in-library').click();
    await expect.poll(focused).toBe('find');
    await expect.poll(() => page.getByTestId('find').inputValue()).toBe('We');
    await page.locator('mark').first().waitFor();
  });
});

describe('an answer in short', () => {
  test('is written when it is asked for, and its sentences lead to their sources', async () => {
    page = await opening('models-used', { width: 900, height: 600 });
    await page.getByTestId('summary').waitFor();
    await askAll('How long were boats lost?');
    await page.getByTestId('write-gist').click();
    await page.getByTestId('gist').getByText('Written by').waitFor();
    // the pressed button is gone, and what took its place has the focus
    await expect.poll(focused).toBe('gist-sentence');
    await page.getByTestId('gist-source').nth(1).click();
    await expect.poll(title).toContain('Big Bird');
    await page.getByTestId('highlight').first().waitFor();
    await page.getByTestId('gist').waitFor();
    await expect.poll(focused).toBe('gist-source');
  });

  test('shows the source of a sentence while the pointer is on it, if that is in the open document', async () => {
    page = await opening('models-used');
    await page.getByTestId('summary').waitFor();
    await askAll('How long were boats lost?');
    await page.getByTestId('write-gist').click();
    await page.getByTestId('gist').waitFor();
    await page.getByTestId('ask').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('highlight').count()).toBe(0);
    await page.getByTestId('gist-sentence').nth(0).hover();
    await page.getByTestId('highlight').first().waitFor();
    // the source of the second sentence is in another document
    await page.getByTestId('gist-sentence').nth(1).hover();
    await expect.poll(() => page.getByTestId('highlight').count()).toBe(0);
    await page.getByTestId('gist-source').nth(0).focus();
    await page.getByTestId('highlight').first().waitFor();
  });

  test('is given up at once', async () => {
    page = await opening('models-used', { parameters: { gist: 'slow' } });
    await page.getByTestId('ask').fill('How long were boats lost?');
    await page.keyboard.press('Enter');
    await page.getByTestId('write-gist').click();
    await page.getByTestId('writing-gist').getByRole('button').click();
    await page.getByTestId('write-gist').waitFor();
    await expect.poll(focused).toBe('write-gist');
    expect(await page.getByTestId('notice').count()).toBe(0);
  });
});
