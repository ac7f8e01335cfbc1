// What stands below each other in the side pane begins and ends at one line.

import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
  await page.locator('[data-testid="page"] canvas').first().waitFor();
  await settled(page);
};
const it = (name: string) => page.getByTestId(name);

describe('a column of the side pane', () => {
  /** Where the words of an element begin. */
  const wordsOf = (locator: Locator): Promise<number> =>
    locator.evaluate((element) => {
      const words = document.createRange();
      words.selectNodeContents(element);
      return words.getBoundingClientRect().left;
    });

  test('is the questions that were asked before, with facts apart from each other, and what deletes them', async () => {
    await open('reading');
    await it('tab-questions').click();
    await it('delete-questions').waitFor();
    const question = it('past-question').first().locator('.question');
    expect(await wordsOf(it('delete-questions'))).toBeCloseTo(await wordsOf(question), 0);
    const facts = await it('past-question').evaluateAll((items) => items.map((item) => item.querySelector('.facts')!.textContent!.replace(/\s*·\s*/g, '|')));
    expect(facts.map((line) => line.split('|').slice(0, -1))).toEqual([['eleven kilometres', 'p. 2'], ['Not found'], ['M. Okafor, L. Lindqvist', 'p. 1']]);
  });

  test('is the notes: one column, and the ring of a note clear of the bar over it', async () => {
    await open('reading', { parameters: { marks: '' } });
    await it('tab-notes').click();
    const boxOf = async (locator: Locator) => (await locator.boundingBox())!;
    const mark = it('annotation').filter({ has: it('annotation-words') }).first();
    const [fresh, words, note, place] = [await boxOf(it('new-note')), await boxOf(mark.getByTestId('annotation-words')), await boxOf(mark.getByTestId('note-text')), await boxOf(mark.getByTestId('annotation-place'))];
    expect([fresh.x, fresh.x + fresh.width]).toEqual([words.x, words.x + words.width]);
    const ring = await mark.getByTestId('note-text').evaluate((field) => {
      field.focus();
      const { outlineWidth, outlineOffset } = getComputedStyle(field);
      return parseFloat(outlineWidth) + parseFloat(outlineOffset);
    });
    expect(ring).toBeGreaterThan(0);
    expect(note.y - ring - (words.y + words.height)).toBeGreaterThanOrEqual(2);
    expect(place.y - (note.y + note.height + ring)).toBeGreaterThanOrEqual(2);
  });
});
