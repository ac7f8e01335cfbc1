// The other mouse button and the menu key: the web view's own menu opens in fields and on selected words alone.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, parameters: Record<string, string> = {}): Promise<void> => {
  page = await openScene(scene, { parameters });
  await page.locator('[data-testid="page"] canvas, [data-testid="flow"]').first().waitFor();
  await settled(page);
  // after all who may take the menu for themselves
  await page.evaluate(() => window.addEventListener('contextmenu', ({ defaultPrevented }) => (document.body.dataset.menu = defaultPrevented ? 'ours' : 'the web view’s')));
};
const it = (name: string) => page.getByTestId(name);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
/** Whose menu opens at a place. */
async function menuOf(selector: string): Promise<string | undefined> {
  const box = (await page.locator(selector).first().boundingBox())!;
  await page.mouse.click(box.x + Math.min(20, box.width / 2), box.y + Math.min(12, box.height / 2), { button: 'right' });
  return page.evaluate(() => document.body.dataset.menu);
}

describe('the web view’s own menu', () => {
  test('opens nowhere in the panes', async () => {
    await open('written', { marks: '' });
    for (const place of ['aside .bar', '[data-testid="library-item"]', '.desk .bar', '[data-testid="coverage"]', '[data-testid="page"]', '#panel-summary h1', '[data-testid="evidence-chip"]', '[data-testid="tab-notes"]']) {
      expect([place, await menuOf(place)]).toEqual([place, 'ours']);
    }
    await it('tab-notes').click();
    expect(await menuOf('[data-testid="annotation-words"]')).toBe('ours');
    await it('tab-outline').click();
    expect(await menuOf('#panel-outline')).toBe('ours');
  });

  test('opens nowhere on the pages that lie over the document, and in no dialog', async () => {
    await open('models-used');
    await page.keyboard.press('?');
    expect(await menuOf('dialog h2')).toBe('ours');
    await page.keyboard.press('Escape');
    // keys pressed before the dialog has closed are its own
    await page.locator('dialog h2').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+m');
    expect(await menuOf('[data-testid="part-writes"]')).toBe('ours');
    await it('go-privacy').click();
    expect(await menuOf('[data-testid="place-privacy"] h1')).toBe('ours');
  });

  test('opens in fields', async () => {
    await open('written');
    for (const field of ['ask', 'find', 'page-number']) expect([field, await menuOf(`[data-testid="${field}"]`)]).toEqual([field, 'the web view’s']);
    await it('tab-notes').click();
    expect(await menuOf('[data-testid="new-note"]')).toBe('the web view’s');
  });

  test('opens on words that are selected, and not beside them', async () => {
    await open('reading');
    const line = page.locator('[data-page="1"] .words span').filter({ hasText: 'We followed forty boats' });
    await line.click({ clickCount: 3 });
    await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toContain('forty');
    const box = (await line.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
    expect(await page.evaluate(() => document.body.dataset.menu)).toBe('the web view’s');
    expect(await menuOf('[data-testid="library-item"]')).toBe('ours');
    await page.mouse.click(box.x + 40, box.y + 400, { button: 'right' });
    expect(await page.evaluate(() => document.body.dataset.menu)).toBe('ours');
    await expect.poll(focused).toBe('summarize-this-page');
  });
});

describe('the other mouse button', () => {
  test('opens the menu of a sentence, which its button opens too', async () => {
    await open('written');
    await it('summary-sentence').nth(1).click({ button: 'right' });
    await expect.poll(focused).toBe('sentence-edit');
    expect(await it('sentence-menu').nth(1).getAttribute('aria-expanded')).toBe('true');
    expect(await it('sentence-menu').nth(0).getAttribute('aria-expanded')).toBe('false');
    // a second press leaves it open, and one elsewhere opens another
    await it('sentence-pin').click({ button: 'right' });
    expect(await it('sentence-pin').isVisible()).toBe(true);
    await it('evidence-chip').first().click({ button: 'right' });
    await expect.poll(() => it('sentence-menu').nth(0).getAttribute('aria-expanded')).toBe('true');
    expect(await it('sentence-edit').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('sentence-menu');
  });

  test('opens nothing where a sentence has no menu', async () => {
    await open('writing');
    await it('summary-sentence').nth(0).click({ button: 'right' });
    expect(await page.evaluate(() => document.body.dataset.menu)).toBe('ours');
    expect(await it('sentence-edit').count()).toBe(0);
  });

  test('opens the menu of a quotation, which copies it, marks it and begins a note', async () => {
    await open('reading');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await it('ask').fill('How long were boats lost?');
    await page.keyboard.press('Enter');
    await it('quotation').first().click({ button: 'right' });
    await expect.poll(focused).toBe('quotation-copy');
    await page.keyboard.press('Enter');
    await it('notice').getByText('Quotation copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('“None of the boats was lost for longer than two days, and all of them came home.” (How far small boats drift, p. 1)');
    await it('quotation').first().click({ button: 'right' });
    await it('quotation-mark').click();
    await it('pen').first().waitFor();
    expect((await page.evaluate(() => window.mock.calls)).find(([name]) => name === 'annotate')?.[2]).toMatchObject({ kind: 'sentences' });
    await it('quotation').first().click({ button: 'right' });
    await it('quotation-note').click();
    await expect.poll(focused).toBe('note-text');
  });

  test('copies a quotation of another document, which cannot be marked here', async () => {
    await open('reading');
    await it('scope').click();
    await it('scope-library').click();
    await page.keyboard.press('Escape');
    await it('ask').fill('How long were boats lost?');
    await page.keyboard.press('Enter');
    await it('quotation').nth(1).click({ button: 'right' });
    await expect.poll(focused).toBe('quotation-copy');
    expect(await it('quotation-mark').count()).toBe(0);
  });
});

test('the menu key opens the menu of what has the focus', async () => {
  await open('written');
  await it('summary-sentence').nth(0).focus();
  await page.keyboard.press('ContextMenu');
  await expect.poll(focused).toBe('sentence-edit');
});
