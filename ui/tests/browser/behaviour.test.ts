// What the window does in a real browser: highlights cover the cited words, keys and pointer reach everything, and
// events change what is visible.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { lettersUnder, openingPages, settled, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
};
const calls = (): Promise<[string, ...unknown[]][]> => page.evaluate(() => window.mock.calls);
const sentence = (nth: number) => page.getByTestId('summary-sentence').nth(nth);
const squeezed = (text: string | null): string => (text ?? '').replace(/\s+/g, '');

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
    await expectOnItsWords(0);
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
    await expect.poll(calls).toContainEqual(['setSettings', { theme: 'dark', language: 'system', text_size: null, after_reading: 'summary', recognize_scans: false, model: null, threads: null, precision: 'automatic', device: 'automatic', reader: null, finder: null, sequence_model: null, keep_original: false, mirror: null, proxy: null, unload_after: null, paused: false, watched: [] }]);
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
