// What has the focus may disappear: something else has it then, near by, and never the whole window.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import type { JobView } from '../../src/bridge';
import { openingPages, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
  await page.locator('[data-testid="page"] canvas, [data-testid="flow"], [data-testid="job"]').first().waitFor();
};
const it = (name: string) => page.getByTestId(name);
const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('data-testid') || document.activeElement?.tagName);
const press = async (name: string, nth = 0): Promise<void> => {
  await it(name).nth(nth).focus();
  await page.keyboard.press('Enter');
};
const ask = async (question: string): Promise<void> => {
  await it('ask').fill(question);
  await page.keyboard.press('Enter');
  await it('quotation').first().waitFor();
};

const PAPER = 'a'.repeat(64);
const job = (more: Partial<JobView>): JobView => ({
  id: 4,
  kind: 'import',
  name: 'contract.pdf',
  document: null,
  turn: 1,
  by_itself: false,
  to_show: false,
  state: { kind: 'running' },
  stage: 'reading_pages',
  done: 0,
  eta_s: null,
  model: null,
  table: null,
  transfer: null,
  ...more,
});
const send = (job: JobView) => page.evaluate((job) => window.mock.send({ kind: 'job', job }), job);

describe('a summary that is asked for gives the focus', () => {
  test('from its menu, which goes, to its tab', async () => {
    await open('written');
    await press('again');
    await press('summarize-short');
    await it('job').waitFor();
    await expect.poll(() => it('again').count()).toBe(0);
    await expect.poll(focused).toBe('tab-summary');
  });

  test('from the outline, whose tab is hidden, to its tab', async () => {
    await open('written');
    await it('tab-outline').click();
    await press('summarize-section', 1);
    await it('job').waitFor();
    await expect.poll(focused).toBe('tab-summary');
  });

  test('from the link to the whole to the panel that the link was in', async () => {
    await open('written', { parameters: { focus: 'pages' } });
    await press('summarize-whole');
    await it('job').waitFor();
    await expect.poll(focused).toBe('panel-summary');
  });

  test('and gives it back to the panel when it is cancelled', async () => {
    await open('writing');
    await press('cancel-job');
    await expect.poll(() => it('job').count()).toBe(0);
    await expect.poll(focused).toBe('panel-summary');
  });
});

describe('a job that goes gives the focus', () => {
  test('to the next one', async () => {
    await open('queue');
    await press('cancel-job');
    await expect.poll(() => it('job').count()).toBe(4);
    await expect.poll(focused).toBe('cancel-job');
  });

  test('to the pages, if it was the last', async () => {
    await open('reading');
    await send(job({}));
    await press('queue');
    await press('cancel-job');
    await send(job({ state: { kind: 'cancelled' } }));
    await expect.poll(() => it('job').count()).toBe(0);
    await expect.poll(focused).toBe('pages');
  });

  test('to the field again, if the password was wrong', async () => {
    await open('reading');
    await send(job({ state: { kind: 'needs_password', wrong: false } }));
    await press('queue');
    await it('password').fill('sesame');
    await page.keyboard.press('Enter');
    await send(job({}));
    await expect.poll(focused).toBe('cancel-job');
    await send(job({ state: { kind: 'needs_password', wrong: true } }));
    await it('password').waitFor();
    await expect.poll(() => it('password').evaluate((field) => field === document.activeElement)).toBe(true);
  });
});

test('the way back to a place gives the focus to the pages', async () => {
  await open('reading');
  await it('page-number').fill('4');
  await page.keyboard.press('Enter');
  await press('back-to-place');
  await expect.poll(() => it('back-to-place').count()).toBe(0);
  await expect.poll(focused).toBe('pages');
});

test('a message gives the focus back to where it was before', async () => {
  await open('written');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press('copy');
  await it('notice').waitFor();
  await page.getByRole('button', { name: 'Close message' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => it('notice').count()).toBe(0);
  await expect.poll(focused).toBe('copy');
});

describe('a document that comes into view', () => {
  test('from the palette has the focus on its pages', async () => {
    await open('reading');
    await it('pages').focus();
    await page.keyboard.press('Control+Shift+P');
    await page.keyboard.type('Big Bird');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[data-testid="library-item"][aria-current="true"]').textContent()).toContain('Big Bird');
    await expect.poll(focused).toBe('pages');
  });

  test('by itself, in the place of what had the focus, has it on its pages', async () => {
    await open('reading');
    const other = await it('library-item').nth(1).getAttribute('data-document');
    await it('pages').focus();
    const alone = job({ to_show: true, document: other, name: 'b.pdf' });
    await send(alone);
    await send({ ...alone, state: { kind: 'done' } });
    await expect.poll(() => it('library-item').nth(1).getAttribute('aria-current')).toBe('true');
    await expect.poll(focused).toBe('pages');
  });
});

test('an answer that Escape removes gives the focus to the field', async () => {
  await open('reading');
  await ask('How long were boats lost?');
  await it('quotation').first().focus();
  // the first quotation is shown on its page, and Escape takes that back before the answer
  await page.keyboard.press('Escape');
  await expect.poll(() => it('highlight').count()).toBe(0);
  expect(await it('answer').count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => it('answer').count()).toBe(0);
  await expect.poll(focused).toBe('ask');
});

test('a click beside everything takes the focus away, and nothing brings it back', async () => {
  await open('writing');
  await it('cancel-job').focus();
  // the window looks behind the event whether the focus went by itself
  await page.evaluate(() => ((document.activeElement as HTMLElement).blur(), new Promise((done) => setTimeout(done))));
  await send(job({ id: 2, kind: 'summarize', document: PAPER, state: { kind: 'cancelled' } }));
  await expect.poll(() => it('job').count()).toBe(0);
  await page.waitForTimeout(50);
  expect(await focused()).toBe('BODY');
});

describe('a library that lies over the pages', () => {
  test.each([
    ['the document that is open', 0],
    ['another one', 1],
  ])('makes way when %s is chosen, and the pages have the focus', async (_what, nth) => {
    await open('reading', { width: 900, height: 600 });
    await press('show-library');
    await press('library-item', nth);
    await expect.poll(() => it('library-item').count()).toBe(0);
    await expect.poll(focused).toBe('pages');
  });
});

test('a quotation of another document keeps the list that it was found in, and the focus', async () => {
  await open('reading');
  const chosen = () => page.locator('[data-testid="library-item"][aria-current="true"]').getAttribute('data-document');
  await it('library-item').nth(1).click();
  await expect.poll(chosen).toBe('b'.repeat(64));
  await it('tab-questions').click();
  await it('history-everywhere').click();
  await it('past-question').first().click();
  await it('past-answer').getByTestId('quotation').first().click();
  await expect.poll(chosen).toBe(PAPER);
  await expect.poll(() => it('past-answer').isVisible()).toBe(true);
  const quotation = it('past-answer').getByTestId('quotation').first();
  await expect.poll(() => quotation.evaluate((one) => one === document.activeElement)).toBe(true);
});
