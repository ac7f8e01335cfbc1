// A summary of a part: from the menu of the summary, from the outline, from a page and from a selection.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import type { SummaryOptions } from '../../src/bridge';
import { openingPages, settled, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
  await page.locator('[data-testid="page"] canvas, [data-testid="flow"]').first().waitFor();
  await settled(page);
};
const it = (name: string) => page.getByTestId(name);
const asked = async (): Promise<SummaryOptions> => {
  await it('job').waitFor();
  const calls = (await page.evaluate(() => window.mock.calls)).filter(([name]) => name === 'summarize');
  expect(calls).toHaveLength(1);
  return calls[0]![2] as SummaryOptions;
};
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

describe('a summary of a part is asked for', () => {
  test('by pages, in whatever order they are given', async () => {
    await open('written');
    await it('again').click();
    await it('focus').selectOption('pages');
    await expect.poll(() => it('focus-pages').inputValue()).toBe('1–4');
    await it('focus-pages').fill('3 to 2');
    await it('summarize-short').click();
    expect(await asked()).toMatchObject({ length: 'short', focus: { kind: 'pages', first: 2, last: 3 } });
  });

  test('by pages that go beyond the document: those that it has are taken', async () => {
    await open('written');
    await it('again').click();
    await it('focus').selectOption('pages');
    await it('focus-pages').fill('2-99');
    await page.keyboard.press('Enter');
    expect(await asked()).toMatchObject({ length: 'medium', focus: { kind: 'pages', first: 2, last: 4 } });
  });

  test('not by what says no pages: a sentence at the field says so until it does', async () => {
    await open('written');
    await it('again').click();
    await it('focus').selectOption('pages');
    await it('focus-pages').fill('abc');
    // nobody has asked for anything yet
    expect(await it('wrong-pages').count()).toBe(0);
    await it('summarize-medium').click();
    const wrong = () => it('wrong-pages').textContent();
    await expect.poll(wrong).toBe('Enter one page or a range of pages, such as 1–3.');
    await expect.poll(async () => [await focused(), await it('focus-pages').getAttribute('aria-describedby')]).toEqual(['focus-pages', 'wrong-pages']);
    await it('focus-pages').fill('0');
    await expect.poll(wrong).toBe('This document has no page 0: it has 4 pages.');
    await it('focus-pages').fill('1,4');
    await page.keyboard.press('Enter');
    await expect.poll(wrong).toBe('A summary covers pages that follow one another, such as 1–3.');
    expect((await page.evaluate(() => window.mock.calls)).filter(([name]) => name === 'summarize')).toEqual([]);
    await it('focus-pages').fill('p. 4');
    expect(await it('wrong-pages').count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await asked()).toMatchObject({ focus: { kind: 'pages', first: 4, last: 4 } });
  });

  test('by section', async () => {
    await open('reading');
    await it('again').click();
    await it('focus').selectOption({ label: '2 Results' });
    await it('summarize-medium').click();
    expect(await asked()).toMatchObject({ focus: { kind: 'section', section: 1 }, beams: null, text_profile: null });
  });

  test('from the outline, by keyboard, in the length of the summary at hand', async () => {
    await open('sections');
    await it('tab-outline').click();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('summarize-section');
    await page.keyboard.press('Enter');
    expect(await asked()).toMatchObject({ length: 'long', focus: { kind: 'section', section: 2 } });
    await expect.poll(() => it('tab-summary').getAttribute('aria-selected')).toBe('true');
  });

  test('from a page', async () => {
    await open('reading');
    await page.locator('[data-testid="page"]').first().click({ button: 'right', position: { x: 80, y: 200 } });
    await expect.poll(focused).toBe('summarize-this-page');
    await page.keyboard.press('Enter');
    expect(await asked()).toMatchObject({ focus: { kind: 'pages', first: 1, last: 1 } });
  });

  test('from a page and its section, by the menu key', async () => {
    await open('reading');
    await it('page-number').fill('3');
    await page.keyboard.press('Enter');
    // the menu closes when the pages scroll
    await settled(page);
    await expect.poll(() => it('page-number').inputValue()).toBe('3');
    await it('pages').focus();
    await it('pages').dispatchEvent('contextmenu', { clientX: 400, clientY: 700, bubbles: true, cancelable: true });
    await expect.poll(focused).toBe('summarize-this-page');
    await expect.poll(() => it('summarize-this-page').textContent()).toBe('Summarize page 3 (medium)');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('summarize-this-section');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('pages');
    await expect.poll(() => it('place-menu').count()).toBe(0);
  });

  test('from a selection', async () => {
    await open('reading');
    const words = page.locator('[data-testid="page"]').first().locator('.words span');
    await words.filter({ hasText: 'We followed forty boats' }).waitFor();
    const from = (await words.filter({ hasText: 'We followed forty boats' }).boundingBox())!;
    const to = (await words.filter({ hasText: 'could be seen from the pier' }).boundingBox())!;
    await page.mouse.move(from.x + 4, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
    await page.mouse.up();
    await it('summarize-selection').click();
    const { focus } = await asked();
    if (focus.kind !== 'sentences') throw new Error(focus.kind);
    const texts = await page.evaluate(async () => (await window.mock.paper()).sentences.map(({ id, text }) => [id, text] as const));
    const selected = texts.filter(([id]) => id >= focus.first && id <= focus.last).map(([, text]) => text.slice(0, 18));
    expect(selected).toEqual(['We followed forty ', 'The distance grew ', 'Boats with a paint']);
  });

  test('not from a selection within one sentence, which can be marked', async () => {
    await open('reading');
    const words = page.locator('[data-testid="page"]').first().locator('.words span').filter({ hasText: 'We followed forty boats' });
    await words.dblclick();
    await it('mark-yellow').waitFor();
    expect(await it('summarize-selection').count()).toBe(0);
  });

  test('from a selection in running text, over a heading', async () => {
    await open('flow');
    await page.evaluate(() => {
      // the last of the beginning, and the first under the first heading
      const [, first, second] = document.querySelectorAll('[data-testid="flow"] article p');
      const textIn = (paragraph: Element, words: string): [Node, number] => {
        const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const at = node.textContent!.indexOf(words);
          if (at >= 0) return [node, at];
        }
        throw new Error(words);
      };
      const [from, to] = [textIn(first!, 'all of them came home'), textIn(second!, 'square of the hours')];
      document.getSelection()!.setBaseAndExtent(...from, ...to);
      window.dispatchEvent(new PointerEvent('pointerup'));
    });
    await it('summarize-selection').click();
    const { focus } = await asked();
    if (focus.kind !== 'sentences') throw new Error(focus.kind);
    const texts = await page.evaluate(async () => (await window.mock.paper()).sentences.map(({ id, text }) => [id, text] as const));
    const selected = texts.filter(([id]) => id >= focus.first && id <= focus.last).map(([, text]) => text.slice(0, 24));
    expect(selected).toEqual(['None of the boats was lo', 'A model with two numbers', '1 Methods The distance g']);
  });

  test('from a section with a long name, which is cut at the edge of the menu', async () => {
    await open('reading');
    await it('page-number').fill('3');
    await page.keyboard.press('Enter');
    await settled(page);
    await expect.poll(() => it('page-number').inputValue()).toBe('3');
    await it('pages').focus();
    await it('pages').dispatchEvent('contextmenu', { clientX: 400, clientY: 700, bubbles: true, cancelable: true });
    await it('summarize-this-section').waitFor();
    const name = page.locator('[data-testid="summarize-this-section"] span');
    expect(await name.getAttribute('title')).toBe(await name.textContent());
    await name.evaluate((span) => void (span.textContent = 'Summarize “4.6. Neuroprotective or Antidepressant-Like Effect of the Drift”'));
    const widths = await name.evaluate((span) => {
      const [inside, menu] = [span, span.closest('[data-testid="place-menu"]')!].map((element) => element.getBoundingClientRect());
      return { beyond: inside!.right > menu!.right, cut: span.scrollWidth > span.clientWidth, dots: getComputedStyle(span).textOverflow };
    });
    expect(widths).toEqual({ beyond: false, cut: true, dots: 'ellipsis' });
  });

  test('from a section of running text', async () => {
    await open('flow');
    const heading = (await page.locator('#section-0').boundingBox())!;
    await page.mouse.click(heading.x + 40, heading.y + heading.height + 20, { button: 'right' });
    await it('summarize-this-section').click();
    expect(await asked()).toMatchObject({ focus: { kind: 'section', section: 0 } });
  });
});

describe('the way of a model', () => {
  test('is chosen behind More', async () => {
    await open('models-used');
    await it('again').click();
    await expect.poll(() => it('beams').isVisible()).toBe(false);
    await it('more-options').click();
    await it('beams').selectOption('4');
    await it('dialect').selectOption('pubmed');
    await it('summarize-long').click();
    expect(await asked()).toMatchObject({ length: 'long', beams: 4, text_profile: 'pubmed', focus: { kind: 'whole' } });
  });

  test('is not offered where no model writes', async () => {
    await open('models-absent');
    await it('again').click();
    await it('summarize-medium').waitFor();
    expect(await it('more-options').count()).toBe(0);
  });
});

test('a summary of a part leads back to the whole', async () => {
  await open('written', { parameters: { focus: 'pages' } });
  await page.getByText('About pages 2–3 only.').waitFor();
  expect((await it('summarize-whole').textContent())?.trim()).toBe('Summarize the whole document (medium)');
  await it('summarize-whole').click();
  expect(await asked()).toMatchObject({ length: 'medium', focus: { kind: 'whole' } });
});
