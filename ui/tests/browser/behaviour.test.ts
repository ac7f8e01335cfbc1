// What the window does in a real browser: highlights cover the cited words, keys and pointer reach everything, and
// events change what is visible.

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

/** The letters of pdf.js's own text layer whose middle lies in a highlight: an independent way to the same place. */
const wordsUnderHighlights = (): Promise<string> => lettersUnder(page, 'highlight');

async function expectOnItsWords(nth: number): Promise<void> {
  const cited = squeezed(await sentence(nth).textContent());
  await expect.poll(async () => squeezed(await wordsUnderHighlights())).toBe(cited);
}

describe('highlights', () => {
  // the made-up paper has an upright page, one on its side inside a CropBox, and one with a moved origin
  test.each([
    ['upright', 0, '1'],
    ['turned, inside a CropBox', 2, '2'],
    ['with another origin', 3, '3'],
  ])('stand on the cited words: %s', async (_what, nth, number) => {
    await open('reading');
    await sentence(nth).click();
    await page.locator('[data-testid="highlight"]').first().waitFor();
    await expect.poll(() => page.locator('[data-testid="highlight"]').first().getAttribute('data-page')).toBe(number);
    await expectOnItsWords(nth);
  });

  test('stay there when the pages become larger, on a screen of many pixels', async () => {
    await open('reading', { density: 2 });
    await sentence(2).click();
    await expectOnItsWords(2);
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+=');
    await expectOnItsWords(2);
    await page.keyboard.press('Control+0');
    await expectOnItsWords(2);
  });

  test('wait for the picture of a page that was not drawn yet', async () => {
    await open('reading', { width: 900, height: 600 });
    await page.evaluate(() => {
      // whether the page has its picture at the moment when its first highlight appears
      const watch = new MutationObserver(() => {
        const sheet = document.querySelector('[data-testid="highlight"]')?.closest('[data-testid="page"]');
        if (!sheet) return;
        watch.disconnect();
        document.body.dataset['picture'] = String(sheet.querySelector('canvas') !== null);
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
    await sentence(3).click();
    await expect.poll(() => page.evaluate(() => document.body.dataset['picture'])).toBe('true');
  });

  test('are in sight after a click, and gone after Escape', async () => {
    await open('reading', { width: 900, height: 600 });
    await sentence(4).click();
    const mark = page.getByTestId('highlight').first();
    await mark.waitFor();
    await settled(page);
    const [box, pane] = [await mark.boundingBox(), await page.getByTestId('pages').boundingBox()];
    expect(box!.y).toBeGreaterThanOrEqual(pane!.y);
    expect(box!.y + box!.height).toBeLessThanOrEqual(pane!.y + pane!.height);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('highlight').count()).toBe(0);
  });

  test('mark the sentence in a document without pages', async () => {
    await open('flow');
    await sentence(1).click();
    await expect.poll(async () => squeezed(await page.getByTestId('highlight').textContent())).toBe(squeezed(await sentence(1).textContent()));
  });
});

describe('the summary', () => {
  test('is walked through with the arrow keys', async () => {
    await open('written');
    await sentence(0).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => sentence(0).getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const chips = page.getByTestId('summary').locator('li').nth(2).getByTestId('evidence-chip');
    await expect.poll(() => sentence(2).getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => chips.nth(1).getAttribute('aria-pressed')).toBe('true');
  });

  test('says in words that support is weak', async () => {
    await open('written');
    await page.getByText('Weak support, 31%').waitFor();
  });

  test('grows while it is written', async () => {
    await open('writing');
    await page.getByTestId('draft').waitFor();
    await page.evaluate(async () => {
      window.mock.send({
        kind: 'summary',
        summary: {
          document: 'a'.repeat(64),
          origin: { kind: 'model', name: 'tiny' },
          options: { length: 'medium', sections: false, focus: { kind: 'whole' }, text_profile: 'plain', beams: null, max_tokens: null },
          sentences: [{ text: 'One more sentence.', evidence: [], support: 0.1, section: null, yours: false, pinned: false }],
          draft: 'and the next',
          complete: false,
          remarks: [],
          coverage: [],
          version: null,
        },
      });
    });
    await page.getByText('One more sentence.').waitFor();
    await expect.poll(() => page.getByTestId('draft').textContent()).toContain('and the next');
  });

  test.each([
    ['the one that was there before comes back', 'some'],
    ['a new one can be begun', 'none'],
  ])('leaves nothing of itself when its writing is stopped: %s', async (_what, kept) => {
    await open('writing', { parameters: { kept } });
    await page.getByTestId('draft').waitFor();
    await sentence(1).click();
    await page.getByTestId('highlight').first().waitFor();
    await page.getByTestId('cancel-job').click();
    await expect.poll(() => page.getByTestId('draft').count()).toBe(0);
    await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
    const there = kept === 'some';
    await page.getByTestId(there ? 'again' : 'summarize').waitFor();
    await expect.poll(() => sentence(0).count()).toBe(there ? 1 : 0);
    // the source of a sentence that is not kept is marked no more
    if (!there) await expect.poll(() => page.getByTestId('highlight').count()).toBe(0);
  });

  test('is asked for again, longer', async () => {
    await open('written');
    await page.getByTestId('again').click();
    await page.getByTestId('summarize-long').click();
    await page.getByTestId('job').waitFor();
    const [, , options] = (await calls()).find(([name]) => name === 'summarize')!;
    expect(options).toMatchObject({ length: 'long' });
  });
});

describe('the window', () => {
  test('takes several files dropped at once, and opens the first that is read', async () => {
    await open('empty');
    await page.evaluate(() => window.mock.drag({ kind: 'over', count: 2 }));
    await expect.poll(() => page.getByTestId('drop-zone').getAttribute('data-dragging')).toBe('true');
    await page.evaluate(() => window.mock.drag({ kind: 'dropped', paths: ['/tmp/a.pdf', '/tmp/b.pdf'] }));
    await expect.poll(() => page.getByTestId('job').count()).toBe(2);
    await expect.poll(calls).toContainEqual(['importFiles', ['/tmp/a.pdf', '/tmp/b.pdf']]);
    await page.evaluate(() =>
      window.mock.send({
        kind: 'job',
        job: {
          id: 100,
          kind: 'import',
          name: 'a.pdf',
          document: 'a'.repeat(64),
          turn: 100,
          by_itself: false,
          to_show: false,
          state: { kind: 'done' },
          stage: 'saving',
          done: 1,
          eta_s: null, model: null, table: null, transfer: null,
        },
      }),
    );
    await page.getByTestId('summary').waitFor();
    // the rest does not lie over the document
    expect(await page.getByTestId('job').count()).toBe(0);
    await page.getByTestId('queue').click();
    await expect.poll(() => page.getByTestId('job').count()).toBe(1);
  });

  test('shows at its start that the settings were replaced, until the message is closed', async () => {
    await open('empty', { parameters: { settings: 'damaged' } });
    await page.getByTestId('notice').getByText('settings.broken-1.json').waitFor();
    await page.getByRole('button', { name: 'Close message' }).click();
    await expect.poll(() => page.getByTestId('notice').count()).toBe(0);
  });

  test('reads the example paper when asked', async () => {
    await open('empty');
    await page.getByTestId('example').click();
    await page.getByTestId('working').waitFor();
    await expect.poll(calls).toContainEqual(['importExample']);
  });

  test('cancels, dismisses, and passes a password on', async () => {
    await open('queue');
    await page.getByTestId('cancel-job').first().click();
    await expect.poll(() => page.getByTestId('job').count()).toBe(4);
    await page.getByTestId('password').fill('open sesame');
    await page.keyboard.press('Enter');
    await expect.poll(calls).toContainEqual(['unlock', 4, 'open sesame']);
    await page.getByRole('button', { name: 'Skip broken.pdf' }).click();
    await expect.poll(() => page.getByTestId('job').count()).toBe(3);
  });

  test('finds in the library, removes from it, and takes that back', async () => {
    await open('reading');
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('keel');
    await expect.poll(() => page.getByTestId('library-item').count()).toBe(1);
    await expect.poll(() => page.locator('mark').first().textContent()).toBe('keel');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('library-item').count()).toBe(4);
    await page.getByTestId('library-item').nth(1).focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => page.getByTestId('library-item').count()).toBe(3);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByTestId('library-item').count()).toBe(4);
  });

  test.each([
    ['with Caps Lock', (letter: string) => page.keyboard.press(`Control+${letter.toUpperCase()}`)],
    [
      'on a keyboard with other letters',
      (letter: string) =>
        page.evaluate((letter) => {
          const [key, code] = [String.fromCodePoint(0x3c0 + letter.codePointAt(0)! - 97), `Key${letter.toUpperCase()}`];
          const at = document.activeElement ?? document.body;
          at.dispatchEvent(new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true }));
        }, letter),
    ],
  ])('takes its shortcuts %s', async (_how, press) => {
    await open('reading');
    await page.locator('[data-testid="page"] canvas').first().waitFor();
    await press('f');
    await page.locator('#find-in-document:focus').waitFor();
    await press('k');
    await page.locator('#ask:focus').waitFor();
    await press('j');
    await expect.poll(() => page.getByTestId('hide-side').isVisible()).toBe(false);
    await press('m');
    await page.getByTestId('place-models').waitFor();
  });

  test('lists all commands, and does what is chosen where the person was', async () => {
    await open('reading');
    await page.locator('[data-testid="page"] canvas').first().waitFor();
    const focused = (): Promise<string | null | undefined> => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    await page.getByTestId('pages').focus();
    await page.keyboard.press('Control+Shift+P');
    await expect.poll(focused).toBe('palette-field');
    // Escape closes it, and the focus is where it was
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('pages');
    await page.keyboard.press('Control+Shift+P');
    await page.keyboard.type('two pages');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('palette').count()).toBe(0);
    await page.getByTestId('view').click();
    await expect.poll(() => page.getByTestId('view-entry').nth(2).getAttribute('aria-pressed')).toBe('true');
    // from a place that lies over the document, what belongs to the document leads back to it
    await page.keyboard.press('Control+m');
    await page.getByTestId('place-models').waitFor();
    await page.keyboard.press('Control+Shift+P');
    await page.keyboard.type('ask');
    await page.keyboard.press('Enter');
    await page.locator('#ask:focus').waitFor();
    expect(await page.getByTestId('place-models').count()).toBe(0);
  });

  test('goes from light to dark, and keeps it', async () => {
    await open('empty', { parameters: { theme: 'light' } });
    const shown = () => page.evaluate(() => document.documentElement.dataset.theme);
    await expect.poll(shown).toBe('light');
    await page.getByTestId('theme').click();
    await expect.poll(shown).toBe('dark');
    await expect.poll(calls).toContainEqual(['setSettings', { theme: 'dark', language: 'system', text_size: null, after_reading: 'summary', recognize_scans: false, model: null, threads: null, precision: 'automatic', device: 'automatic', reader: null, finder: null, sequence_model: null, keep_original: false, mirror: null, proxy: null, unload_after: null, paused: false, watched: [], notifications: 'without_titles', shortcuts: {} }]);
  });

  test('lets the library lie over narrow pages, and Escape closes it', async () => {
    await open('reading', { width: 900, height: 600 });
    await expect.poll(() => page.getByTestId('library-item').count()).toBe(0);
    await page.keyboard.press('Control+b');
    await page.getByTestId('library-item').first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('library-item').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('show-library');
  });

  test('goes to a section and to a page by number', async () => {
    await open('reading');
    await page.getByTestId('outline').click();
    await page.getByTestId('section').nth(1).click();
    await expect.poll(() => page.getByTestId('page-number').inputValue()).toBe('3');
    await page.getByTestId('page-number').fill('1');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('pages').evaluate((pane) => pane.scrollTop)).toBeLessThan(20);
  });
});
