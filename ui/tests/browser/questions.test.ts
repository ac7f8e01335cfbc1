// How a question is asked and answered in a real browser: its quotations stand highlighted on the page, improve without a
// jump, and share the highlight with the summary.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { lettersUnder, openingPages, settled, squeezed, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
};
const calls = (): Promise<[string, ...unknown[]][]> => page.evaluate(() => window.mock.calls);
const sentence = (nth: number) => page.getByTestId('summary-sentence').nth(nth);
const wordsUnderHighlights = (): Promise<string> => lettersUnder(page, 'highlight');

describe('a question', () => {
  const quotation = (nth: number) => page.getByTestId('quotation').nth(nth);
  const ask = async (question: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(question);
    await page.keyboard.press('Enter');
  };
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
  const choose = (nth: number) => page.getByTestId('library-item').nth(nth).click();
  const isOpen = (title: string) => expect.poll(() => page.locator('#panel-summary h1').textContent()).toContain(title);

  test('that was begun waits with its document while the person looks into another', async () => {
    await open('reading');
    const field = page.getByTestId('ask');
    await field.fill('How far do');
    await choose(1);
    await isOpen('Big Bird');
    await expect.poll(() => field.inputValue()).toBe('');
    await choose(0);
    await isOpen('small boats');
    await expect.poll(() => field.inputValue()).toBe('How far do');
  });

  test('in progress goes on meanwhile, and a dot in its document says that the answer is there', async () => {
    await open('reading');
    await ask('How long were boats lost at first?');
    await page.getByTestId('stop-asking').waitFor();
    await choose(1);
    await isOpen('Big Bird');
    await page.evaluate(() => window.mock.finish());
    expect((await calls()).filter(([name]) => name === 'stopAsking')).toEqual([]);
    const tab = page.getByTestId('tab-questions');
    await expect.poll(() => tab.getAttribute('data-unread')).not.toBe('true');
    await choose(0);
    await isOpen('small boats');
    await expect.poll(() => tab.getAttribute('data-unread')).toBe('true');
  });

  test('is asked by keyboard alone, and its quotations stand highlighted on the page', async () => {
    await open('reading', { width: 900, height: 600 });
    await ask('How long were boats lost?');
    await quotation(0).waitFor();
    await expect.poll(calls).toContainEqual(['ask', { to: 'documents', ids: ['a'.repeat(64)] }, 'How long were boats lost?']);
    await expect.poll(() => quotation(0).locator('strong').textContent()).toBe('two days');
    // the first one is shown at once
    await expect.poll(() => page.getByTestId('highlight').count()).toBeGreaterThan(0);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('quotation');
    const words = squeezed(await quotation(0).textContent());
    await expect.poll(async () => squeezed(await wordsUnderHighlights())).toBe(words);
    // another place of the same answer, then the next answer
    const places = page.getByTestId('answer').locator('li').nth(0).getByTestId('quotation-place');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => places.nth(1).getAttribute('aria-pressed')).toBe('true');
    const number = (await places.nth(1).textContent())!.replace(/\D/g, '');
    await expect.poll(() => page.getByTestId('highlight').first().getAttribute('data-page')).toBe(number);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => quotation(1).getAttribute('aria-pressed')).toBe('true');
    // Escape: the highlight, then the answer
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('highlight').count()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('answer').count()).toBe(0);
  });

  test('shares the highlight with the summary', async () => {
    await open('reading');
    await ask('How long were boats lost?');
    await quotation(1).click();
    await page.getByTestId('tab-summary').click();
    await sentence(0).click();
    await expect.poll(() => quotation(1).getAttribute('aria-pressed')).toBe('false');
    const cited = squeezed(await sentence(0).textContent());
    await expect.poll(async () => squeezed(await wordsUnderHighlights())).toBe(cited);
    await page.getByTestId('tab-questions').click();
    await quotation(1).click();
    await expect.poll(() => sentence(0).getAttribute('aria-pressed')).toBe('false');
  });

  test('shows its progress, and Escape cancels it', async () => {
    await open('reading');
    await ask('A slow question');
    await page.getByTestId('stop-asking').waitFor();
    await expect.poll(() => page.getByTestId('answer').getAttribute('data-status')).toBe('asking');
    await expect.poll(() => page.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('Reading the passages');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('answer').count()).toBe(0);
    await expect.poll(calls).toContainEqual(['stopAsking']);
  });

  test('replaces the one in progress', async () => {
    await open('reading');
    await ask('A slow question');
    await page.getByTestId('stop-asking').waitFor();
    await page.getByTestId('ask').fill('How long were boats lost?');
    await page.keyboard.press('Enter');
    await quotation(0).waitFor();
    await expect.poll(() => page.getByTestId('answer').getAttribute('data-status')).toBe('found');
  });

  test('without an answer offers places to look at, calmly', async () => {
    await open('reading');
    await ask('Who won the football world cup?');
    await page.getByTestId('answer').getByText('Not found in this document.').waitFor();
    expect(await page.getByText('% likely').count()).toBe(0);
    await page.getByTestId('answer').getByText('Read by the starter model.').waitFor();
    await quotation(0).click();
    await page.getByTestId('highlight').first().waitFor();
    await page.getByTestId('close-answer').click();
    await expect.poll(focused).toBe('ask');
  });

  test('is answered by words alone if there is no reader, and the field says so', async () => {
    await open('reading', { parameters: { reader: 'none' } });
    const field = page.getByTestId('ask');
    const described = () => field.evaluate((field) => document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent);
    await expect.poll(described).toContain('No reader is installed');
    await ask('How long were boats lost?');
    await quotation(0).waitFor();
    await expect.poll(() => page.getByTestId('answer').getAttribute('data-status')).toBe('passages_only');
  });

  const box = async (nth: number) => (await quotation(nth).boundingBox())!;
  const finish = () => page.evaluate(() => window.mock.finish());

  test('of several parts is answered part by part, with a highlight for each', async () => {
    await open('reading');
    await ask('How many boats were followed, and how long were they lost?');
    await quotation(2).waitFor();
    const parts = page.getByTestId('answer').locator('h3');
    await expect.poll(() => parts.allTextContents()).toEqual([
      'How many boats were followed?',
      'For how long were they followed, and where did people write down what they found?',
      'How long were boats lost?',
    ]);
    await page.keyboard.press('ArrowDown');
    for (const [nth, words] of ['forty boats', 'a year', 'two days'].entries()) {
      await expect.poll(() => quotation(nth).getAttribute('aria-pressed')).toBe('true');
      await expect.poll(() => quotation(nth).locator('strong').textContent()).toBe(words);
      const cited = squeezed(await quotation(nth).textContent());
      await expect.poll(async () => squeezed(await wordsUnderHighlights())).toBe(cited);
      await page.keyboard.press('ArrowDown');
    }
    // the parts that are not chosen are marked too, wherever their pages are in view
    await expect.poll(() => page.getByTestId('highlight-beside').count()).toBeGreaterThan(0);
  });

  test('for a list unfolds the quotation of the entry that is chosen', async () => {
    await open('reading');
    await ask('Which things matter for the drift?');
    await quotation(4).waitFor();
    await expect.poll(() => quotation(1).textContent()).toBe('the square of the hours');
    // the first is shown at once
    await expect.poll(() => page.locator('blockquote').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => quotation(1).getAttribute('aria-expanded')).toBe('true');
    const cited = squeezed(await page.locator('blockquote').textContent());
    expect(cited).toContain('Thedistancegrewwiththesquareofthehours');
    await expect.poll(async () => squeezed(await wordsUnderHighlights())).toBe(cited);
  });

  test('in a language that the reader does not know brings passages and a note that says why', async () => {
    await open('reading');
    await ask('小船会漂多远？');
    await quotation(0).waitFor();
    await expect.poll(() => page.getByTestId('answer').getByTestId('remark').textContent()).toContain('The reader knows English only');
    expect(await page.getByTestId('ask-refusal').count()).toBe(0);
  });

  test('shows what is found first, and the final answer takes its place without a jump', async () => {
    await open('reading', { width: 900, height: 600 });
    await ask('How long were boats lost at first?');
    await page.getByTestId('answer').getByText('Still reading: this may improve.').waitFor();
    await expect.poll(() => quotation(0).locator('strong').textContent()).toBe('a year');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('quotation');
    await page.getByTestId('highlight').first().waitFor();
    await settled(page);
    const text = await quotation(0).textContent();
    const { y } = await box(0);
    const scrolled = () => page.getByTestId('pages').evaluate((pane) => pane.scrollTop);
    const page_at = await scrolled();
    await finish();
    await page.getByTestId('answer').getByText('2 answers were found').waitFor();
    await settled(page);
    // the same answer is the second now: it stands where it stood, has the focus and its highlight
    await expect.poll(() => quotation(1).textContent()).toBe(text);
    expect(Math.abs((await box(1)).y - y)).toBeLessThan(2);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(text);
    await expect.poll(() => quotation(1).getAttribute('aria-pressed')).toBe('true');
    expect(await scrolled()).toBe(page_at);
    await expect.poll(() => page.locator('[role="status"]').textContent()).toContain('The answer has changed.');
    expect(await page.getByTestId('answer').getByText('Still reading').count()).toBe(0);
  });

  test('moves nothing when the final answer is the first one', async () => {
    await open('reading');
    await ask('Who won the football world cup first?');
    await page.getByTestId('answer').getByText('Nothing was found so far.').waitFor();
    await settled(page);
    const before = await box(0);
    await finish();
    await page.getByTestId('answer').getByText('Not found in this document.').waitFor();
    await settled(page);
    expect(await box(0)).toEqual(before);
  });

  test('keeps what was found first when it is stopped, and goes to the field', async () => {
    await open('reading');
    await ask('How long were boats lost at first?');
    await quotation(0).waitFor();
    await page.getByTestId('stop-asking').click();
    await page.getByTestId('answer').getByText('You stopped it').waitFor();
    await expect.poll(calls).toContainEqual(['stopAsking']);
    await expect.poll(() => quotation(0).locator('strong').textContent()).toBe('a year');
    await expect.poll(focused).toBe('ask');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('highlight').count()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('answer').count()).toBe(0);
  });

  test('never shows what is found for the question before', async () => {
    await open('reading');
    await ask('How long were boats lost at first?');
    await quotation(0).waitFor();
    await page.getByTestId('ask').fill('A slow question');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('answer').locator('h2').textContent()).toBe('A slow question');
    await expect.poll(() => quotation(0).count()).toBe(0);
    await page.evaluate(() => window.mock.again());
    await page.waitForTimeout(100);
    expect(await quotation(0).count()).toBe(0);
  });

  test('marks its words in a document without pages', async () => {
    await open('flow');
    await ask('How long were boats lost?');
    await quotation(0).click();
    await expect.poll(async () => squeezed(await page.getByTestId('highlight').first().textContent())).toBe(squeezed(await quotation(0).textContent()));
  });
});
