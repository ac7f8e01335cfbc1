// The words of pages whose text was recognized, in a real browser. The paper's own words are the same but for a letter, so that
// theirs can be told from them.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { lettersUnder, openingPages, settled, squeezed } from './window';

const openScene = openingPages();
let page: Page;

const open = async (): Promise<void> => {
  page = await openScene('reading', { parameters: { recognized: '' } });
  await page.locator('[data-testid="page"] canvas').first().waitFor();
  await settled(page);
};
const boat = (number: number) => page.locator(`[data-page="${number}"] .words span`).filter({ hasText: 'b0ats' }).first();

test.each([0, 2])('the words lie on the picture and turn with it: sentence %i', async (nth) => {
  await open();
  const sentence = page.getByTestId('summary-sentence').nth(nth);
  await sentence.click();
  await page.getByTestId('highlight').first().waitFor();
  const cited = squeezed(await sentence.textContent());
  await expect.poll(async () => squeezed(await lettersUnder(page, 'highlight', 1))).toBe(cited);
  await page.getByTestId('pages').focus();
  for (let times = 0; times < 3; times += 1) {
    await page.keyboard.press('r');
    await settled(page);
    await expect.poll(async () => squeezed(await lettersUnder(page, 'highlight', 1))).toBe(cited);
  }
});

test('the words can be selected, copied and marked', async () => {
  await open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await boat(1).waitFor();
  const box = (await boat(1).boundingBox())!;
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.getByTestId('copy-quotation').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^“[^”]*b0ats[^”]*” \(How far small boats drift, p\. 1\)$/);
  // in the middle of a word, wherever the system's font has it
  const word = await boat(1).evaluate((span) => {
    const range = document.createRange();
    const words = span.firstChild as Text;
    range.setStart(words, words.data.indexOf('b0ats'));
    range.setEnd(words, words.data.indexOf('b0ats') + 5);
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.dblclick(word.x, word.y);
  await page.getByTestId('mark-green').click();
  await page.getByTestId('pen').first().waitFor();
});
