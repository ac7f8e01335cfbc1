// What leaves the window, in a real browser: the menu for exports, the printed page, and quotations that are dragged or copied.

import { execFileSync } from 'node:child_process';

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled, squeezed } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, parameters: Record<string, string> = {}): Promise<void> => {
  page = await openScene(scene, { parameters });
  await page.locator('[data-testid="page"] canvas, [data-testid="flow"]').first().waitFor();
  await settled(page);
};
const it = (name: string) => page.getByTestId(name);
const calls = (name: string) => page.evaluate((name) => window.mock.calls.filter(([called]) => called === name), name);

describe('the menu', () => {
  test('is the same in every tab, and writes what is chosen', async () => {
    await open('reading');
    for (const tab of ['summary', 'questions', 'notes', 'outline']) {
      await it(`tab-${tab}`).click();
      await expect.poll(() => it('export').isVisible()).toBe(true);
    }
    await it('export').click();
    await it('export-part-answers').uncheck();
    await it('export-docx').click();
    await it('notice').getByText('Exported to /home/you/How far small boats drift.docx').waitFor();
    await expect.poll(async () => (await calls('exportDocument')).map((call) => call.slice(2))).toEqual([[{ summary: true, answers: false, notes: true, format: 'docx' }]]);
  });

  test('offers an entry for a list of references even if nothing is chosen', async () => {
    await open('reading');
    await it('export').click();
    for (const part of ['summary', 'answers', 'notes']) await it(`export-part-${part}`).uncheck();
    await expect.poll(() => it('export-markdown').count()).toBe(0);
    await expect.poll(() => it('export-bibtex').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('export');
  });
});

describe('questions', () => {
  test('of all documents are exported together, where they are listed', async () => {
    await open('reading');
    await it('tab-questions').click();
    await it('past-question').first().waitFor();
    expect(await it('export-questions').count()).toBe(0);
    await it('history-everywhere').click();
    await it('export-questions').click();
    // the menu at the end of the list is in sight
    await expect.poll(async () => {
      const { x, y, width, height } = (await it('export-question-json').boundingBox())!;
      return x >= 0 && y >= 0 && x + width <= 1280 && y + height <= 800;
    }).toBe(true);
    await it('export-question-markdown').click();
    await it('notice').getByText('Exported to /home/you/Questions and answers.markdown').waitFor();
    await expect.poll(() => calls('exportQuestions')).toEqual([['exportQuestions', null, 'markdown']]);
  });

  test('are exported one by one, by keyboard', async () => {
    await open('reading');
    await it('tab-questions').click();
    await it('past-question').first().click();
    await it('export-question').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => calls('exportQuestions')).toEqual([['exportQuestions', 4, 'text']]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('export-question');
  });
});

test('what is printed is the export alone, in the colours of its marks', async () => {
  await open('reading');
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = document.title;
    };
  });
  await it('export').click();
  await it('export-print').click();
  await page.waitForFunction(() => document.body.dataset.printed);
  await expect.poll(() => page.evaluate(() => [document.body.dataset.printed, document.title])).toEqual(['How far small boats drift', 'Pagewing']);
  await expect.poll(() => page.locator('.printed').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect.poll(() => page.locator('.printed h1').isVisible()).toBe(true);
  await expect.poll(() => page.locator('.window').isVisible()).toBe(false);
  const colour = (selector: string, property: string) => page.locator(selector).first().evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), property);
  await expect.poll(() => colour('.printed li', 'color')).toBe('rgb(29, 29, 31)');
  await expect.poll(() => colour('.printed .yellow', 'background-color')).toBe('rgb(255, 241, 168)');
  // a window that is higher than its content would print empty pages
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // a reader that is not ours finds everything in it
  const read = squeezed(execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }));
  for (const part of [
    'How far small boats drift',
    'None of the boats was lost for longer than two days, and all of them came home. (p. 1)',
    'Written words & numbers',
    'A model with two numbers explains nine tenths of what was seen on the water.',
    'Boats with a painted keel were found sooner.',
    'Note: Why?',
  ]) expect(read).toContain(squeezed(part));
  await page.emulateMedia({ media: 'screen' });
  // it goes with the next thing that is done, and another export takes its place
  await page.evaluate(() => delete document.body.dataset.printed);
  await it('export').click();
  await expect.poll(() => page.locator('.printed').count()).toBe(0);
  await it('export-print').click();
  await page.waitForFunction(() => document.body.dataset.printed);
  await expect.poll(() => page.locator('.printed').count()).toBe(1);
});

test('what is printed runs from right to left where the export does', async () => {
  await open('reading', { rtl: '' });
  await page.evaluate(() => (window.print = () => {}));
  await it('export').click();
  await it('export-print').click();
  await page.locator('.printed').waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  const styleOf = (selector: string, ...properties: string[]) =>
    page.locator(selector).first().evaluate((element, properties) => properties.map((property) => getComputedStyle(element).getPropertyValue(property)), properties);
  await expect.poll(() => styleOf('.printed h1', 'direction')).toEqual(['rtl']);
  expect(await styleOf('.printed blockquote', 'border-left-style', 'border-right-style')).toEqual(['none', 'solid']);
  const [left, right] = await styleOf('.printed ul', 'padding-left', 'padding-right');
  expect([left, right]).toEqual(['0px', expect.not.stringMatching(/^0px$/)]);
});

describe('a quotation', () => {
  /** Presses on an element and drags, and returns what the drag carries. */
  async function dragged(name: string, nth: number): Promise<Record<string, string>> {
    await page.evaluate(() => {
      document.addEventListener('dragstart', (event) => {
        const { dataTransfer } = event;
        if (dataTransfer) Object.assign(window, { carried: Object.fromEntries([...dataTransfer.types].map((type) => [type, dataTransfer.getData(type)])) });
      });
    });
    await it(name).nth(nth).waitFor();
    await settled(page);
    const { x, y, width, height } = (await it(name).nth(nth).boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 30, y + height / 2 + 20, { steps: 4 });
    await page.mouse.up();
    const carried = await page.waitForFunction(() => (window as unknown as { carried?: Record<string, string> }).carried);
    return carried.jsonValue() as Promise<Record<string, string>>;
  }

  test('of an answer is dragged out with its reference', async () => {
    await open('reading');
    await it('ask').fill('How long were boats lost?');
    await page.keyboard.press('Enter');
    await it('quotation').first().waitFor();
    const words = 'None of the boats was lost for longer than two days, and all of them came home.';
    expect(await dragged('quotation-place', 0)).toEqual({
      'text/plain': `“${words}” (How far small boats drift, p. 1)`,
      'text/html': `<p>“${words}” (<cite>How far small boats drift, p. 1</cite>)</p>`,
    });
  });

  test('that a written sentence comes from is dragged out by its chip', async () => {
    await open('written');
    const carried = await dragged('evidence-chip', 1);
    const source = await page.evaluate(async () => {
      const paper = await window.mock.paper();
      return paper.sentences.map(({ text }) => text);
    });
    const [, words = '', reference = ''] = /^“(.*)” (\(.*\))$/s.exec(carried['text/plain'] ?? '') ?? [];
    expect(source).toContain(words);
    expect(reference).toMatch(/^\(How far small boats drift, p\. \d\)$/);
  });

  test('that is marked is dragged out, and words of the summary can still be selected', async () => {
    await open('reading', { marks: '' });
    await it('tab-notes').click();
    expect((await dragged('annotation-words', 1))['text/plain']).toBe('“A model with two numbers explains nine tenths of what was seen on the water.” (How far small boats drift, p. 1)');
    await it('tab-summary').click();
    await settled(page);
    const { x, y } = (await it('summary-sentence').first().boundingBox())!;
    await page.mouse.move(x + 30, y + 10);
    await page.mouse.down();
    await page.mouse.move(x + 180, y + 11, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.evaluate(() => String(document.getSelection()).length)).toBeGreaterThan(5);
  });

  test('is copied with its reference, by keys or from the menu of a selection', async () => {
    await open('reading');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await it('summary-sentence').nth(1).focus();
    await page.keyboard.press('Control+c');
    await it('notice').getByText('Quotation copied.').waitFor();
    await expect.poll(copied).toBe('“None of the boats was lost for longer than two days, and all of them came home.” (How far small boats drift, p. 1)');
    await page.locator('[data-page="1"] .words span').filter({ hasText: 'of them came home' }).dblclick();
    await it('copy-quotation').click();
    await expect.poll(copied).toMatch(/^“\w+” \(How far small boats drift, p\. 1\)$/);
  });

  test('is copied, and the menu at its words does not come back, whatever else is pressed, until words are selected again', async () => {
    await open('reading');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const words = page.locator('[data-page="1"] .words span').filter({ hasText: 'of them came home' });
    const shows = async (): Promise<number> => {
      // the menu opens only after the pointer has gone up
      await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
      return it('place-menu').count();
    };
    await words.dblclick();
    await it('copy-quotation').click();
    await it('notice').getByText('Quotation copied.').waitFor();
    expect(await page.evaluate(() => String(document.getSelection()))).toMatch(/^\w+$/);
    expect(await shows()).toBe(0);
    await page.keyboard.press('Shift');
    expect(await shows()).toBe(0);
    await it('tab-notes').click();
    expect(await shows()).toBe(0);
    await words.dblclick();
    await it('place-menu').waitFor();
    // the same words again
    await page.keyboard.press('Escape');
    expect(await shows()).toBe(0);
    await words.dblclick();
    await it('place-menu').waitFor();
  });
});
