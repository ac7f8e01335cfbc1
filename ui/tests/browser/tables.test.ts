// Tables of evidence in a real browser: filled cell by cell, led through by keys, written into, and left for the page of a quotation.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { openingPages, settled, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (parameters: Record<string, string> = {}, view: View = {}): Promise<void> => {
  page = await openScene('reading', { parameters, ...view });
  await page.locator('[data-testid="page"] canvas').first().waitFor();
  await settled(page);
  if (await it('show-library').isVisible()) await it('show-library').click();
  await it('open-tables').click();
};
const it = (name: string) => page.getByTestId(name);
const calls = (name: string) => page.evaluate((name) => window.mock.calls.filter(([called]) => called === name).map(([, ...takes]) => takes), name);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-at') ?? document.activeElement?.getAttribute('data-testid'));

test('a table is made from a list of questions', async () => {
  await open();
  await it('new-table').click();
  expect(await it('make-table').isDisabled()).toBe(true);
  await it('table-template').selectOption({ index: 1 });
  await it('table-title').fill('Trials');
  await it('table-paper').nth(1).check();
  await it('table-paper').nth(0).check();
  await it('make-table').click();
  await it('table-row').nth(1).waitFor();
  const [[made]] = (await calls('makeTable')) as [[{ title: string; questions: string[]; documents: string[] }]];
  expect(made.title).toBe('Trials');
  expect(made.questions).toHaveLength(2);
  expect(made.documents.map((id) => id[0])).toEqual(['a', 'b']);
});

test('a table is made of a collection', async () => {
  await open({ groups: '' });
  await it('new-table').click();
  await it('table-questions').fill('How far?');
  await it('table-papers').selectOption({ index: 2 });
  expect(await it('table-paper').count()).toBe(0);
  await it('make-table').click();
  await it('table-follows').waitFor();
  const [[made]] = (await calls('makeTable')) as [[{ documents: string[]; follows: { kind: string } }]];
  expect([made.documents, made.follows.kind]).toEqual([[], 'group']);
});

test('a cell that is filled appears where it belongs, and progress with it', async () => {
  await open();
  await it('open-table').click();
  await it('table-progress').getByText('5 of 6 cells filled').waitFor();
  await page.evaluate(() =>
    window.mock.send({
      kind: 'cell_filled',
      table: 1,
      column: 2,
      document: 'c'.repeat(64),
      cell: { outcome: 'not_found', found: null, yours: null },
    }),
  );
  await it('table-cell').nth(5).getByText('Not found').waitFor();
  await expect.poll(() => it('table-progress').count()).toBe(0);
});

test('a question changes its place', async () => {
  await open();
  await it('open-table').click();
  await it('question-menu').nth(1).click();
  expect(await it('question-after').count()).toBe(0);
  await it('question-before').click();
  await expect.poll(() => it('table-question').allTextContents()).toEqual([expect.stringContaining('For how long?'), expect.stringContaining('How far')]);
});

test('arrow keys go from cell to cell, and a cell leads to its page', async () => {
  await open();
  await it('open-table').click();
  await page.locator('[data-at="0,0"]').focus();
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('1,0');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('1,1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => it('place-tables').count()).toBe(0);
  expect((await calls('cellAnswer'))[0]).toEqual([1, 'a'.repeat(64)]);
});

test.each([
  ['by its button', () => it('back-to-table').click()],
  ['by the key for the way back', () => page.keyboard.press('Alt+ArrowLeft')],
])('a cell that was followed to its page is there again, %s', async (_how, back) => {
  await open({}, { width: 900, height: 600 });
  await it('open-table').click();
  await page.locator('[data-at="0,0"]').focus();
  await page.keyboard.press('Enter');
  await it('back-to-table').waitFor();
  await expect.poll(() => it('highlight').count()).toBeGreaterThan(0);
  // a jump within the document is gone back first
  await it('page-number').fill('4');
  await page.keyboard.press('Enter');
  await it('back-to-place').waitFor();
  expect(await it('back-to-table').count()).toBe(0);
  await page.keyboard.press('Alt+ArrowLeft');
  await it('back-to-table').waitFor();
  await back();
  await it('table-row').first().waitFor();
  await expect.poll(focused).toBe('0,0');
  // who leaves the table otherwise has no way back to a cell
  await it('back').click();
  await expect.poll(() => it('place-tables').count()).toBe(0);
  expect(await it('back-to-table').count()).toBe(0);
});

test('a wide table scrolls to its last question within a small window, under its title in one place', async () => {
  await open({}, { width: 900, height: 600 });
  await it('open-table').click();
  for (const question of ['How many boats?', 'Which method was used?', 'Who paid for it?']) {
    await it('add-question').fill(question);
    await page.keyboard.press('Enter');
    await it('table-question').getByText(question).waitFor();
  }
  const sheet = page.locator('.sheet');
  const bottom = async (): Promise<number> => sheet.evaluate((sheet) => sheet.getBoundingClientRect().top + sheet.clientHeight);
  expect(await bottom()).toBeLessThanOrEqual(600);
  expect(await sheet.evaluate((sheet) => sheet.scrollWidth > sheet.clientWidth)).toBe(true);
  await sheet.evaluate((sheet) => (sheet.scrollLeft = sheet.scrollWidth));
  const last = (await it('table-question').last().boundingBox())!;
  expect(last.x + last.width).toBeLessThanOrEqual(900);
  const title = (await page.locator('main h1').boundingBox())!;
  expect([title.width, title.height]).toEqual([1, 1]);
  const [label, choice] = [(await page.locator('.of').boundingBox())!, (await it('table-follows').boundingBox())!];
  expect(Math.abs(label.y + label.height / 2 - choice.y - choice.height / 2)).toBeLessThan(4);
});

test('what a person writes is marked as theirs, and what was found comes back', async () => {
  await open();
  await it('open-table').click();
  await it('table-cell').nth(0).hover();
  await it('cell-menu').nth(0).click();
  await it('cell-write').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Twelve kilometres');
  await page.keyboard.press('Control+Enter');
  await it('table-cell').nth(0).getByText('Yours').waitFor();
  await it('cell-menu').nth(0).click();
  await it('cell-found').click();
  await it('table-cell').nth(0).getByText('eleven kilometres a day').first().waitFor();
  expect((await calls('writeCell')).map((takes) => takes[3])).toEqual(['Twelve kilometres', null]);
});

test('Escape goes back to the list, and then to the document', async () => {
  await open();
  await it('open-table').click();
  await it('table-row').first().waitFor();
  await page.keyboard.press('Escape');
  await it('new-table').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => it('place-tables').count()).toBe(0);
});

test('a table is exported, and a document that is taken out comes back', async () => {
  await open();
  await it('open-table').click();
  await it('export-table').click();
  await it('export-table-xlsx').click();
  await it('notice').getByText('Exported to /home/you/Drifting boats.xlsx').waitFor();
  await it('table-row').nth(1).hover();
  await it('row-menu').nth(1).click();
  await it('row-out').click();
  await expect.poll(() => it('table-row').count()).toBe(2);
  await it('notice').last().getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => it('table-row').count()).toBe(3);
});

test('what was taken out of a table comes back by the key when the message about it is gone', async () => {
  await open();
  await it('open-table').click();
  await it('table-row').nth(1).hover();
  await it('row-menu').nth(1).click();
  await it('row-out').click();
  await it('notice').getByRole('button', { name: 'Close message' }).click();
  await expect.poll(() => it('table-row').count()).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => it('table-row').count()).toBe(3);
});
