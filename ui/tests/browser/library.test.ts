// The list of the library: its order and filters, collections and tags, several documents at once, a person's own title,
// and the trash.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages } from './window';

const openScene = openingPages();
let page: Page;

const PAPER = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const open = async (parameters: Record<string, string> = {}): Promise<void> => {
  page = await openScene('reading', { parameters, width: 1400, height: 900 });
  await page.getByTestId('library-item').first().waitFor();
};
const it = (name: string) => page.getByTestId(name);
const item = (nth: number) => it('library-item').nth(nth);
const titles = async (): Promise<string[]> => (await it('library-item').evaluateAll((all) => all.map((one) => one.getAttribute('data-document')!))).map((id) => id[0]!);
const calls = () => page.evaluate(() => window.mock.calls);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const undo = () => page.keyboard.press('Control+z');

describe('a search', () => {
  test('shows words around what it found, with those that are meant marked, and leads to them on the page', async () => {
    await open();
    await it('find').fill('boat');
    const marks = page.getByTestId('library-list').locator('mark');
    await expect.poll(() => marks.count()).toBeGreaterThan(0);
    for (const words of await marks.allTextContents()) expect(words).toMatch(/^boat/i);
    await page.locator(`[data-row="${PAPER}"] .snippet mark`).first().waitFor();
    await page.locator(`[data-document="${PAPER}"]`).click();
    await expect.poll(() => it('find-in-document').inputValue()).toBe('boat');
    await it('found-now').waitFor();
  });
});

test('a removal is undone and done again by keys', async () => {
  await open();
  await item(3).focus();
  await page.keyboard.press('Delete');
  await expect.poll(titles).toEqual(['a', 'b', 'c']);
  await undo();
  await expect.poll(titles).toEqual(['a', 'b', 'c', 'd']);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(titles).toEqual(['a', 'b', 'c']);
  await undo();
  await expect.poll(titles).toEqual(['a', 'b', 'c', 'd']);
});

describe('the list', () => {
  test('is sorted and limited by the menu, and shows all again', async () => {
    await open();
    await expect.poll(titles).toEqual(['a', 'b', 'c', 'd']);
    await it('sort').click();
    await it('order-title').check();
    await expect.poll(titles).toEqual(['c', 'b', 'a', 'd']);
    await it('backwards').check();
    await expect.poll(titles).toEqual(['d', 'a', 'b', 'c']);
    await it('only-noted').check();
    await expect.poll(titles).toEqual([]);
    await it('nothing-here').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('sort');
    await it('show-all').click();
    await expect.poll(titles).toEqual(['d', 'a', 'b', 'c']);
  });

  test('shows what is unread, and marks it so', async () => {
    await open();
    await item(1).hover();
    await it('document-menu').nth(1).click();
    await it('mark-unread').click();
    await expect.poll(calls).toContainEqual(['markUnread', [OTHER], true]);
    await it('sort').click();
    await it('only-unread').check();
    await expect.poll(titles).toEqual(['b']);
  });
});

test('the file of a document is shown in its folder, or a message says where it is', async () => {
  await open({ opener: 'none' });
  await item(1).hover();
  await it('document-menu').nth(1).click();
  await it('document-folder').click();
  await it('notice').getByText('The file is in /home/you/papers.').waitFor();
  expect(await calls()).toContainEqual(['showDocumentInFolder', OTHER]);
});

test('the search has one frame while it has the focus', async () => {
  await open();
  await it('find').focus();
  await page.keyboard.type('the');
  const frames = await it('find').evaluate((field) => [field, field.closest('search')!].map((element) => getComputedStyle(element).outlineStyle));
  expect(frames).toEqual(['none', 'solid']);
});

describe('several documents', () => {
  test('are chosen by the pointer and by keys', async () => {
    await open();
    await item(0).click({ modifiers: ['Control'] });
    await item(2).click({ modifiers: ['Control'] });
    await expect.poll(() => it('chosen').textContent()).toContain('2 documents');
    await item(1).click({ modifiers: ['Shift'] });
    await expect.poll(() => it('chosen').textContent()).toContain('2 documents');
    await page.keyboard.press('Control+a');
    await expect.poll(() => it('chosen').textContent()).toContain('4 documents');
    await page.keyboard.press('Escape');
    await expect.poll(() => it('chosen').count()).toBe(0);
    await item(0).focus();
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => it('chosen').textContent()).toContain('2 documents');
    // a click alone opens, and chooses nothing
    await item(1).click();
    await expect.poll(() => it('chosen').count()).toBe(0);
    await expect.poll(() => item(1).getAttribute('aria-current')).toBe('true');
  });

  test('are chosen by clicks alone once the menu began it, and the list stays where it is', async () => {
    await open();
    const before = (await item(2).boundingBox())!;
    const opened = await item(0).getAttribute('aria-current');
    await item(1).hover();
    await it('document-menu').nth(1).click();
    await it('choose-document').click();
    await expect.poll(() => it('chosen').textContent()).toContain('1 document');
    expect(await item(2).boundingBox()).toEqual(before);
    await item(2).click();
    await item(3).click();
    await item(1).click();
    await expect.poll(() => it('chosen').textContent()).toContain('2 documents');
    expect(await Promise.all([1, 2, 3].map((nth) => item(nth).getAttribute('aria-pressed')))).toEqual(['false', 'true', 'true']);
    expect(await item(0).getAttribute('aria-current')).toBe(opened);
    await item(2).click();
    await item(3).click();
    await expect.poll(() => it('chosen').textContent()).toContain('0 documents');
    expect(await it('remove-chosen').count()).toBe(0);
    await it('clear-chosen').click();
    await expect.poll(() => it('chosen').count()).toBe(0);
    await expect.poll(focused).toBe('library-item');
    // a click opens again
    await item(1).click();
    await expect.poll(() => item(1).getAttribute('aria-current')).toBe('true');
  });

  test('are chosen by clicks until Escape, wherever the focus is', async () => {
    await open();
    await item(1).hover();
    await it('document-menu').nth(1).click();
    await it('choose-document').click();
    await it('find').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => it('chosen').count()).toBe(0);
  });

  test('are removed at once, and undoing brings all of them back', async () => {
    await open();
    await item(1).click({ modifiers: ['Control'] });
    await item(3).click({ modifiers: ['Control'] });
    await it('remove-chosen').click();
    await expect.poll(titles).toEqual(['a', 'c']);
    await undo();
    await expect.poll(async () => (await titles()).length).toBe(4);
  });

  test('that were removed come back by the key when the message about it is gone', async () => {
    await open();
    await item(1).focus();
    await page.keyboard.press('Delete');
    await it('notice').getByRole('button', { name: 'Close message' }).click();
    await expect.poll(() => it('notice').count()).toBe(0);
    await undo();
    await expect.poll(async () => (await titles()).length).toBe(4);
  });

  test('are asked together, and summarized', async () => {
    await open();
    await item(1).click({ modifiers: ['Control'] });
    await item(2).click({ modifiers: ['Control'] });
    await it('chosen-menu').click();
    await it('summarize-chosen').click();
    await expect.poll(async () => (await calls()).filter(([name]) => name === 'summarize').map(([, id]) => id)).toEqual([OTHER, 'c'.repeat(64)]);
    await it('chosen-menu').click();
    await it('ask-chosen').click();
    await expect.poll(focused).toBe('ask');
    await page.keyboard.type('How long?');
    await page.keyboard.press('Enter');
    await expect.poll(calls).toContainEqual(['ask', { to: 'documents', ids: [OTHER, 'c'.repeat(64)] }, 'How long?']);
  });

  test('become the documents of a new table', async () => {
    await open();
    await item(1).click({ modifiers: ['Control'] });
    await item(2).click({ modifiers: ['Control'] });
    await it('chosen-menu').click();
    await it('compare-chosen').click();
    await it('table-questions').waitFor();
    expect(await it('table-paper').evaluateAll((all) => all.flatMap((one) => ((one as HTMLInputElement).checked ? [(one as HTMLInputElement).value] : [])))).toEqual([
      OTHER,
      'c'.repeat(64),
    ]);
  });

  test('go into a new collection by its name', async () => {
    await open();
    await item(0).click({ modifiers: ['Control'] });
    await item(1).click({ modifiers: ['Control'] });
    await it('chosen-groups').click();
    await it('new-collection').fill('Thesis');
    await page.keyboard.press('Enter');
    await expect.poll(() => it('group').allTextContents()).toEqual([expect.stringContaining('Thesis')]);
    await expect.poll(calls).toContainEqual(['addToGroup', 1, [PAPER, OTHER]]);
    // the panel stays for another one
    await expect.poll(focused).toBe('new-collection');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('chosen-groups');
    await it('group').click();
    await expect.poll(titles).toEqual(['a', 'b']);
  });
});

describe('a collection', () => {
  test('receives what is dragged onto it, and undoing takes it out', async () => {
    await open({ groups: '' });
    const from = (await item(1).boundingBox())!;
    const to = (await it('group').nth(0).boundingBox())!;
    await page.mouse.move(from.x + 40, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
    await page.mouse.move(to.x + 40, to.y + 12, { steps: 4 });
    await page.mouse.up();
    await expect.poll(calls).toContainEqual(['addToGroup', 1, [OTHER]]);
    // the document was dragged, not opened
    expect(await item(1).getAttribute('aria-current')).toBe('false');
    await undo();
    await expect.poll(calls).toContainEqual(['takeFromGroup', 1, [OTHER]]);
  });

  test('is renamed where it stands, and keeps the old name if the new one is taken', async () => {
    await open({ groups: '' });
    await it('group').nth(0).focus();
    await page.keyboard.press('F2');
    await expect.poll(focused).toBe('group-name');
    await page.keyboard.type('Boats');
    await page.keyboard.press('Enter');
    await expect.poll(calls).toContainEqual(['renameGroup', 1, 'Boats']);
    await expect.poll(focused).toBe('group');
    await expect.poll(() => it('group').nth(0).textContent()).toContain('Boats');
    await page.keyboard.press('F2');
    await page.keyboard.type('to read');
    await page.keyboard.press('Enter');
    await it('notice').filter({ hasText: 'another' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => it('group').nth(0).textContent()).toContain('Boats');
    // the other name is undone as a removal is
    await undo();
    await expect.poll(calls).toContainEqual(['renameGroup', 1, 'Drifting']);
  });

  test('has a menu that lies over the list and moves nothing', async () => {
    await open({ groups: '' });
    const before = await it('group').nth(0).boundingBox();
    await it('group').nth(0).focus();
    await it('group-menu').nth(0).click();
    await it('rename-group').waitFor();
    expect(await it('group').nth(0).boundingBox()).toEqual(before);
    expect(await it('groups').evaluate((nav) => [nav.scrollTop, nav.scrollHeight - nav.clientHeight])).toEqual([0, 0]);
    const box = (await it('remove-group').boundingBox())!;
    expect(box.x >= 0 && box.y >= 0).toBe(true);
    await expect.poll(focused).toBe('rename-group');
  });

  test('has its menu over the list, not in a piece of it that scrolls', async () => {
    await open({ groups: '' });
    const groups = it('groups');
    const height = await groups.evaluate((nav) => nav.scrollHeight);
    await it('group').last().hover();
    await it('group-menu').last().click();
    await it('remove-group').waitFor();
    const seen = () =>
      page.locator('.popover > .panel').evaluate((panel) => {
        const { left, right, top, bottom } = panel.getBoundingClientRect();
        const corners = [[left + 4, top + 4], [right - 4, bottom - 4]] as const;
        return corners.every(([x, y]) => panel.contains(document.elementFromPoint(x, y)));
      });
    await expect.poll(seen).toBe(true);
    expect(await groups.evaluate((nav) => [nav.scrollTop, nav.scrollHeight])).toEqual([0, height]);
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('group-menu');
  });

  test('that is removed shows all documents again, and comes back by undoing', async () => {
    await open({ groups: '' });
    await it('group').nth(0).click();
    await expect.poll(titles).toEqual(['a']);
    await page.keyboard.press('Delete');
    await expect.poll(titles).toEqual(['a', 'b', 'c', 'd']);
    await undo();
    await expect.poll(() => it('group').count()).toBe(2);
  });
});

describe('a document’s title', () => {
  test('is edited where it stands, marked as the person’s, and goes back to what the document shows', async () => {
    await open();
    const before = (await page.locator('#panel-summary h1').textContent())!;
    await page.locator('#panel-summary header').hover();
    await it('edit-details').click();
    await expect.poll(focused).toBe('own-title');
    await it('own-title').fill('On drifting');
    await it('own-year').focus();
    await expect.poll(calls).toContainEqual(['editDocument', PAPER, { title: 'On drifting', authors: null, year: null }]);
    await it('own-title-back').waitFor();
    await it('own-year').fill('19x');
    await it('own-title').focus();
    await expect.poll(() => it('own-year').getAttribute('aria-invalid')).toBe('true');
    await it('own-title-back').click();
    await expect.poll(() => it('own-title').inputValue()).toBe(before);
    await it('details-done').click();
    await expect.poll(focused).toBe('edit-details');
  });

  test('is not covered by messages, of which one shows at a time', async () => {
    await open({ groups: '' });
    await page.locator('#panel-summary header').hover();
    await it('edit-details').click();
    await it('own-title').fill('On drifting');
    await it('own-year').fill('2001');
    await it('in-group').nth(1).check();
    await expect.poll(async () => (await calls()).filter(([name]) => name === 'editDocument').length).toBe(2);
    await expect.poll(calls).toContainEqual(['addToGroup', 2, [PAPER]]);
    // the fields are read again after the messages
    await expect.poll(() => it('in-group').nth(1).isChecked()).toBe(true);
    await it('notice').first().waitFor();
    expect(await it('notice').count()).toBe(1);
    const [notice, side] = [(await it('notice').boundingBox())!, (await page.locator('#side').boundingBox())!];
    expect(notice.x + notice.width).toBeLessThanOrEqual(side.x);
    const shelf = (await page.locator('#library').boundingBox())!;
    expect(notice.x).toBeGreaterThanOrEqual(shelf.x + shelf.width);
  });

  test('has its collections beside it', async () => {
    await open({ groups: '' });
    await page.locator('#panel-summary header').hover();
    await it('edit-details').click();
    await expect.poll(() => it('in-group').nth(0).isChecked()).toBe(true);
    await it('in-group').nth(1).check();
    await expect.poll(calls).toContainEqual(['addToGroup', 2, [PAPER]]);
    await expect.poll(() => it('in-group').nth(1).isChecked()).toBe(true);
  });
});

describe('the trash', () => {
  const remove = async (nth: number): Promise<void> => {
    await item(nth).focus();
    await page.keyboard.press('Delete');
  };
  const show = async (): Promise<void> => {
    await it('sort').click();
    await it('open-trash').click();
    await it('place-trash').waitFor();
  };

  test('gives back what was removed', async () => {
    await open();
    await remove(1);
    await show();
    await expect.poll(() => it('trashed').count()).toBe(1);
    await it('restore').click();
    await it('trash-empty').waitFor();
    await it('back').click();
    await expect.poll(async () => (await titles()).length).toBe(4);
  });

  test('asks before it deletes for good, and the answer that changes nothing has the focus', async () => {
    await open();
    await remove(3);
    await remove(2);
    await show();
    await it('delete-now').first().click();
    await expect.poll(focused).toBe('cancel-delete');
    await page.keyboard.press('Escape');
    await expect.poll(() => it('ask-delete').count()).toBe(0);
    await it('place-trash').waitFor();
    await it('delete-now').first().click();
    await it('confirm-delete').click();
    await expect.poll(() => it('trashed').count()).toBe(1);
    await expect.poll(calls).toContainEqual(['deleteDocuments', ['c'.repeat(64)]]);
    await expect.poll(() => it('library-size').textContent()).toContain('2 documents');
  });

  test('is emptied at once', async () => {
    await open();
    await remove(3);
    await remove(2);
    await show();
    await it('empty-trash').click();
    await it('confirm-delete').click();
    await it('trash-empty').waitFor();
  });
});
