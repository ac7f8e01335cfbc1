// The queue: what a person sees of it beside an open document, and what can be done there.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import type { JobView } from '../../src/bridge';
import { openingPages, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
  await page.locator('[data-testid="page"] canvas, [data-testid="job"]').first().waitFor();
};
const it = (name: string) => page.getByTestId(name);
const calls = (): Promise<[string, ...unknown[]][]> => page.evaluate(() => window.mock.calls);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const names = () => page.locator('[data-testid="job"] .name').allTextContents();
const send = (id: number, more: Partial<JobView> = {}) =>
  page.evaluate(
    (job) => window.mock.send({ kind: 'job', job }),
    {
      id, kind: 'import', name: `${id}.pdf`, document: null, turn: id, by_itself: false, to_show: false, state: { kind: 'queued' }, stage: 'waiting', done: 0, eta_s: null, model: null, table: null, transfer: null,
      ...more,
    } satisfies JobView as JobView,
  );

describe('beside an open document', () => {
  test('is one button in the bar, which says in words whether something needs the person', async () => {
    await open('reading');
    expect(await it('queue').count()).toBe(0);
    await send(11);
    await expect.poll(() => it('queue').getAttribute('aria-label')).toBe('1 job');
    const before = await it('pages').boundingBox();
    await send(12, { state: { kind: 'needs_password', wrong: false } });
    await expect.poll(() => it('queue').getAttribute('aria-label')).toBe('2 jobs, of which 1 needs you');
    // nothing lies over the pages, and they stay where they are
    expect(await it('job').count()).toBe(0);
    expect(await it('pages').boundingBox()).toEqual(before);
    await it('queue').click();
    await expect.poll(names).toEqual(['12.pdf', '11.pdf']);
    await page.keyboard.press('Escape');
    await expect.poll(() => it('job').count()).toBe(0);
    await expect.poll(focused).toBe('queue');
  });

  test('lists the first of very many, and counts the others', async () => {
    await open('reading');
    await page.evaluate(() => {
      for (let id = 100; id < 1100; id += 1) {
        window.mock.send({
          kind: 'job',
          job: { id, kind: 'import', name: `${id}.pdf`, document: null, turn: id, by_itself: false, to_show: false, state: { kind: 'queued' }, stage: 'waiting', done: 0, eta_s: null, model: null, table: null, transfer: null },
        });
      }
    });
    await it('queue').click();
    await expect.poll(() => it('job').count()).toBe(60);
    await expect.poll(() => it('more-jobs').textContent()).toBe('940 more wait');
  });
});

describe('what waits', () => {
  test('is moved with the keyboard, and the pressed button keeps the focus', async () => {
    await open('reading');
    for (const id of [11, 12, 13]) await send(id);
    await it('queue').click();
    await expect.poll(names).toEqual(['11.pdf', '12.pdf', '13.pdf']);
    await it('job-up').nth(2).focus();
    await page.keyboard.press('Enter');
    await expect.poll(names).toEqual(['11.pdf', '13.pdf', '12.pdf']);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('13.pdf: earlier');
    await page.keyboard.press('Enter');
    await expect.poll(names).toEqual(['13.pdf', '11.pdf', '12.pdf']);
    // at the front there is only the way back
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('13.pdf: later');
    await it('job-front').click();
    await expect.poll(names).toEqual(['12.pdf', '13.pdf', '11.pdf']);
    const moves = (await calls()).filter(([name]) => name === 'moveJob');
    expect(moves).toEqual([['moveJob', 13, 12], ['moveJob', 13, 11], ['moveJob', 12, 13]]);
  });

  test('rests and goes on', async () => {
    await open('queue');
    await it('pause-queue').click();
    await expect.poll(() => page.locator('[data-testid="job"][data-state="queued"]').textContent()).toContain('Paused');
    const paused = async () => (await calls()).filter(([name]) => name === 'setSettings').map(([, settings]) => (settings as { paused: boolean }).paused);
    await expect.poll(paused).toEqual([true]);
    await it('pause-queue').click();
    await expect.poll(paused).toEqual([true, false]);
  });

  test('can be let go on from the bar, also when nothing is in the queue', async () => {
    await open('reading', { parameters: { paused: '' } });
    await expect.poll(() => it('queue').getAttribute('aria-label')).toBe('Paused');
    await it('queue').click();
    await it('pause-queue').click();
    await expect.poll(() => it('queue').count()).toBe(0);
    await expect.poll(focused).toBe('pages');
  });
});

test('what failed is tried again, skipped, or shown in its folder', async () => {
  await open('queue', { parameters: { opener: 'none' } });
  const failed = page.locator('[data-testid="job"][data-state="failed"]');
  await failed.getByTestId('show-in-folder').click();
  await it('notice').getByText('The file is in /home/you/papers.').waitFor();
  await failed.getByTestId('retry-job').click();
  await expect.poll(() => failed.count()).toBe(0);
  await page.locator('[data-testid="job"][data-state="refused"]').getByTestId('skip-job').click();
  await expect.poll(() => it('job').count()).toBe(4);
  await expect.poll(calls).toEqual(expect.arrayContaining([['showInFolder', 6], ['retryJob', 6], ['dismissJob', 5]]));
});

describe('very many files', () => {
  const drop = () => page.evaluate(() => window.mock.drag({ kind: 'dropped', paths: ['/home/you/many'] }));

  test('are counted and asked about before they are read', async () => {
    await open('reading');
    await drop();
    await it('many').getByText('Read 1,234 documents?').waitFor();
    await expect.poll(focused).toBe('read-many');
    await page.keyboard.press('Enter');
    await expect.poll(calls).toContainEqual(['takeMany', true]);
    await expect.poll(() => it('queue').getAttribute('aria-label')).toBe('3 jobs');
    await expect.poll(() => it('many').count()).toBe(0);
  });

  test('are left by Escape', async () => {
    await open('reading');
    await drop();
    await it('many').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(calls).toContainEqual(['takeMany', false]);
    await expect.poll(() => it('many').count()).toBe(0);
  });
});

describe('pasted paths', () => {
  const paste = (pasted: string, into = 'body') =>
    page.evaluate(
      ([pasted, into]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted!);
        document.querySelector(into!)!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [pasted, into],
    );
  const imported = async () => (await calls()).filter(([name]) => name === 'importFiles');

  test('are read, and words or paths in a field are not', async () => {
    await open('reading');
    await paste('Boats drift.');
    await paste('/home/you/a.pdf', '#ask');
    await paste('file:///home/you/a%20paper.pdf\n/home/you/b.pdf\n');
    await expect.poll(imported).toEqual([['importFiles', ['/home/you/a paper.pdf', '/home/you/b.pdf']]]);
  });
});

test('the focus stays where it was when something is pasted by the keys', async () => {
  await open('reading');
  await it('settings').focus();
  await page.keyboard.press('Control+v');
  await expect.poll(() => page.locator('textarea[data-catches]').count()).toBe(0);
  expect(await focused()).toBe('settings');
});

test('folders are watched from the page of settings, and no longer', async () => {
  await open('reading', { parameters: { watched: '' } });
  const watched = () => it('watched').allTextContents();
  await it('settings').click();
  await expect.poll(watched).toEqual([expect.stringContaining('/home/you/papers')]);
  await it('watch-folder').click();
  await expect.poll(async () => (await watched()).length).toBe(2);
  await it('unwatch').first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await watched()).length).toBe(1);
  const kept = (await calls()).filter(([name]) => name === 'setSettings').at(-1)?.[1];
  expect(kept).toMatchObject({ watched: ['/home/you/new papers'] });
});

describe('the library and the models', () => {
  const move = async () => {
    await it('settings').click();
    await it('move-data').click();
    await it('moving-data').getByText('1.5 of 6.0 GB').waitFor();
    await expect.poll(focused).toBe('stop-moving');
  };
  const folder = () => it('data-folder').textContent();

  test('move to another folder, and back', async () => {
    await open('reading');
    await move();
    await page.evaluate(() => window.mock.moved());
    await expect.poll(folder).toBe('/media/disk/Pagewing');
    await expect.poll(() => it('moving-data').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(folder).toBe('/home/ada/.local/share/pagewing');
    expect(await calls()).toContainEqual(['moveDataBack', '/home/ada/.local/share/pagewing']);
  });

  test('stay where they are at Escape', async () => {
    await open('reading');
    await move();
    await page.keyboard.press('Escape');
    await expect.poll(() => it('moving-data').count()).toBe(0);
    expect(await calls()).toContainEqual(['stopMoving']);
    expect(await folder()).toBe('/home/ada/.local/share/pagewing');
  });
});
