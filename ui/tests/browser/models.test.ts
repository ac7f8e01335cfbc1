// The way to a model that writes, and the Models page, in a real browser: by pointer and by keyboard.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled, type View } from './window';

const openScene = openingPages();
let page: Page;

const ARXIV = 'google/bigbird-pegasus-large-arxiv';
const PAPER = 'a'.repeat(64);

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
};
const openPage = async (scene: string, view?: View): Promise<void> => {
  await open(scene, view);
  await page.getByTestId('summary').waitFor();
  await page.keyboard.press('Control+m');
  await page.getByTestId('part-writes').waitFor();
};
const calls = (): Promise<[string, ...unknown[]][]> => page.evaluate(() => window.mock.calls);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const card = (id = ARXIV) => page.locator(`[data-model="${id}"]`);
const line = () => page.getByTestId('get-writer');

describe('the line under the key sentences', () => {
  test('names both sizes, and is one click; reading goes on', async () => {
    await open('models-absent');
    await expect.poll(() => line().textContent()).toContain('Written summaries need a model (0.6\u00a0GB after a download of 2.3\u00a0GB).');
    await page.getByTestId('get-writer-now').click();
    await expect.poll(calls).toContainEqual(['downloadModel', ARXIV, PAPER]);
    await expect.poll(() => line().getAttribute('data-kind')).toBe('under_way');
    await expect.poll(() => line().textContent()).toContain('1.0 of 2.3\u00a0GB, 11\u00a0MB/s, about 2 minutes left');
    await expect.poll(() => page.getByTestId('model-percent').textContent()).toBe('36%');
    // not among the jobs, and nothing lies over the document
    expect(await page.getByTestId('job').count()).toBe(0);
    await page.getByTestId('summary-sentence').first().click();
    await page.getByTestId('highlight').first().waitFor();
  });

  test('pauses and goes on', async () => {
    await open('models-downloading');
    await page.getByTestId('pause-writer').click();
    await expect.poll(calls).toContainEqual(['cancelJob', 50]);
    await expect.poll(() => line().getAttribute('data-kind')).toBe('paused');
    await line().getByText('Go on').click();
    await expect.poll(() => line().getAttribute('data-kind')).toBe('under_way');
  });

  test('keeps the focus at hand', async () => {
    await open('models-absent');
    await page.getByTestId('get-writer-now').focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('pause-writer');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('get-writer-now');
  });

  test('summarizes with a model that is ready', async () => {
    await open('models-ready');
    await line().getByText('Summarize with “Research papers”').click();
    await expect.poll(calls).toEqual(expect.arrayContaining([['useModel', 'writes', ARXIV], ['summarize', PAPER, expect.anything()]]));
  });

  test('counts the seconds to the next attempt down', async () => {
    await open('models-retrying');
    const left = async () => Number(/next attempt in (\d+) second/.exec((await line().textContent()) ?? '')?.[1]);
    await expect.poll(left).toBeGreaterThan(0);
    // some seconds have gone by on a busy machine
    const first = await left();
    expect(first).toBeLessThanOrEqual(17);
    await expect.poll(left).toBeLessThan(first);
  });

  test('says what went wrong, and tries again', async () => {
    await open('models-failed');
    await line().getByText('The disk is full').waitFor();
    await line().getByText('Retry').click();
    await expect.poll(calls).toContainEqual(['dismissJob', 50]);
    await expect.poll(() => line().getAttribute('data-kind')).toBe('under_way');
  });

  test('offers a folder while downloads are forbidden', async () => {
    await open('models-offline');
    await line().getByText('Add a model folder').click();
    await page.getByTestId('offer').waitFor();
    expect(await calls()).not.toContainEqual(expect.arrayContaining(['downloadModel']));
  });

  test('is not there when a model writes, but a way to its summary is', async () => {
    await open('models-large', { parameters: { failure: 'none' } });
    await page.getByTestId('summarize').waitFor();
    expect(await line().count()).toBe(0);
    await page.getByTestId('summarize').click();
    await expect.poll(calls).toContainEqual(['summarize', PAPER, expect.objectContaining({ length: 'medium' })]);
  });
});

describe('the page', () => {
  test('opens from the menu, and Escape gives the focus back to it', async () => {
    await open('models-absent');
    await expect.poll(() => page.getByTestId('model').textContent()).toContain('Starter model');
    await page.getByTestId('model').click();
    await expect.poll(() => page.getByTestId('writer').textContent()).toContain('Key sentences');
    await page.getByTestId('open-models').click();
    await page.getByTestId('place-models').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('place-models').count()).toBe(0);
    await expect.poll(focused).toBe('model');
  });

  test('lets the keyboard shortcuts be seen, and files be read', async () => {
    await openPage('models-absent');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Models').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('place-models').count()).toBe(1);
    await page.evaluate(() => window.mock.drag({ kind: 'dropped', paths: ['/tmp/a.pdf'] }));
    await page.getByTestId('queue').waitFor();
    await expect.poll(() => page.getByTestId('place-models').count()).toBe(0);
  });

  test('leaves the document where it was', async () => {
    await open('models-absent');
    await page.locator('[data-testid="page"] canvas').first().waitFor();
    await page.getByTestId('pages').evaluate((pane) => pane.scrollTo({ top: 700 }));
    await settled(page);
    await page.keyboard.press('Control+m');
    await page.getByTestId('back').click();
    await page.getByTestId('summary').waitFor();
    await expect.poll(() => page.getByTestId('pages').evaluate((pane) => pane.scrollTop)).toBe(700);
  });

  test('gets a model and pauses it by keyboard alone, without losing the focus', async () => {
    await openPage('models-absent');
    await card().getByTestId('get-model').focus();
    await page.keyboard.press('Enter');
    await card().getByTestId('pause-model').waitFor();
    await expect.poll(calls).toContainEqual(['downloadModel', ARXIV, null]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-model]')?.getAttribute('data-model'))).toBe(ARXIV);
    await page.keyboard.press('Enter');
    await card().getByTestId('resume-model').waitFor();
    await card().getByText('Paused: 1.0 of 2.3 GB are here.').waitFor();
  });

  test('uses a model, and key sentences again', async () => {
    await openPage('models-ready');
    await card().getByTestId('use-model').click();
    await card().getByTestId('in-use').waitFor();
    await page.getByTestId('forget-model').click();
    await page.getByTestId('key-sentences').getByText('In use').waitFor();
    await expect.poll(async () => (await calls()).filter(([name]) => name === 'useModel')).toEqual([
      ['useModel', 'writes', ARXIV],
      ['useModel', 'writes', null],
    ]);
  });

  test('asks once before it removes, and Escape is no', async () => {
    await openPage('models-used');
    await card().getByTestId('remove-model').click();
    await expect.poll(() => card().getByTestId('removal').textContent()).toContain('0.6\u00a0GB become free.');
    await expect.poll(focused).toBe('remove-no');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('removal').count()).toBe(0);
    expect(await page.getByTestId('place-models').count()).toBe(1);
    await card().getByTestId('remove-model').click();
    await page.getByTestId('remove-yes').click();
    await card().getByTestId('get-model').waitFor();
    await expect.poll(calls).toContainEqual(['removeModel', ARXIV]);
  });

  test('says what is damaged, and offers three ways out', async () => {
    await openPage('models-damaged');
    await expect.poll(() => card().getByTestId('damage').textContent()).toContain('pytorch_model.bin');
    await expect.poll(() => card().getByRole('button').allTextContents()).toEqual(['Download again', 'Verify again', 'Remove']);
    await card().getByText('Verify again').click();
    await expect.poll(calls).toContainEqual(['verifyModel', ARXIV]);
  });

  test('names the precision that fits where a model does not', async () => {
    await openPage('models-large');
    await expect.poll(() => card().getByTestId('does-not-fit').textContent()).toContain('In int8 it needs 1.3\u00a0GB, which fits.');
    await card().getByTestId('fast_copy-model').click();
    await expect.poll(calls).toContainEqual(['makeFastCopy', ARXIV]);
  });

  test('is not needed for a fast copy where a summary failed for want of memory', async () => {
    await open('models-large');
    await page.getByTestId('make-fit').click();
    await expect.poll(calls).toEqual(expect.arrayContaining([['dismissJob', 7], ['makeFastCopy', ARXIV]]));
    await expect.poll(() => page.getByTestId('job').count()).toBe(0);
    await page.getByTestId('model-percent').waitFor();
  });

  test('downloads a repository by name, and leaves a refused one in the field', async () => {
    await openPage('models-absent');
    const field = page.getByTestId('reference');
    await field.fill('not a name');
    await page.keyboard.press('Enter');
    await page.getByTestId('notice').waitFor();
    await expect.poll(() => field.inputValue()).toBe('not a name');
    await field.fill('ada/letters');
    await page.keyboard.press('Enter');
    await page.getByTestId('coming-model').getByText('letters').waitFor();
    await expect.poll(() => field.inputValue()).toBe('');
  });

  test('changes how models run without touching the other settings', async () => {
    await openPage('models-used');
    await page.getByTestId('keep-original').check();
    await page.locator('#precision').selectOption('f32');
    await page.getByTestId('mirror').fill('https://mirror.example.org');
    await page.keyboard.press('Enter');
    await page.getByTestId('free-memory').click();
    await page.getByText('No model is loaded.').waitFor();
    const last = (await calls()).findLast(([name]) => name === 'setSettings')!;
    expect(last[1]).toMatchObject({ theme: 'system', keep_original: true, precision: 'f32', mirror: 'https://mirror.example.org' });
  });
});

describe('a model’s folder', () => {
  const drop = (paths: string[]) => page.evaluate((paths) => window.mock.drag({ kind: 'dropped', paths }), paths);

  test('that is dropped is offered, and the documents beside it are read', async () => {
    await open('models-absent');
    await page.getByTestId('summary').waitFor();
    await drop(['/down/bigbird-pegasus-large-pubmed', '/tmp/a.pdf']);
    await page.getByTestId('offer').waitFor();
    await expect.poll(calls).toContainEqual(['importFiles', ['/tmp/a.pdf']]);
    await page.getByTestId('offer-copy').check();
    await page.getByTestId('offer-fast-copy').uncheck();
    await page.getByTestId('offer-add').click();
    await expect.poll(calls).toContainEqual(['addModel', '/down/bigbird-pegasus-large-pubmed', true, false]);
    await page.getByTestId('place-models').getByTestId('coming-model').waitFor();
  });

  test('is used where it is, with a fast copy, if the person only agrees', async () => {
    await open('models-absent');
    await page.getByTestId('summary').waitFor();
    await drop(['/down/bigbird']);
    await page.getByTestId('offer').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(calls).toContainEqual(['addModel', '/down/bigbird', false, true]);
  });

  test('is left alone after Escape', async () => {
    await open('models-absent');
    await page.getByTestId('summary').waitFor();
    await drop(['/down/bigbird']);
    await page.getByTestId('offer').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('offer').count()).toBe(0);
    expect((await calls()).filter(([name]) => name === 'addModel')).toEqual([]);
  });
});

describe('the Privacy page', () => {
  test('lists every connection with its host, purpose, bytes and outcome', async () => {
    await openPage('models-used');
    await page.getByTestId('go-privacy').click();
    await page.getByText('6 connections since Pagewing was installed, 2.3 GB received.').waitFor();
    const rows = await page.getByTestId('connection').allTextContents();
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatch(/2026.*cdn-lfs\.huggingface\.co.*pytorch_model\.bin.*google\/bigbird-pegasus-large-arxiv.*1\.3\u00a0GB.*complete/s);
    expect(rows[4]).toContain('refused with status 429');
    expect(rows[5]).toMatch(/List of files.*no answer/s);
    await page.getByTestId('go-models').click();
    await page.getByTestId('part-writes').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('place-models').count()).toBe(0);
  });

  test('says that no connection was ever made', async () => {
    await open('models-absent', { parameters: { ledger: 'empty' } });
    await page.getByTestId('model').click();
    await page.getByTestId('open-privacy').click();
    await page.getByText('No connection was ever made.').waitFor();
    expect(await page.getByTestId('connection').count()).toBe(0);
  });
});

test('without the starter model, the menu says that there is none', async () => {
  await open('reading', { parameters: { reader: 'none' } });
  await expect.poll(() => page.getByTestId('model').textContent()).toContain('No model');
});
