// A document without pages in a real browser: where in it the person is, and how large its letters are.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { openingPages, settled } from './window';

const openScene = openingPages();
let page: Page;

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const count = () => page.getByTestId('find-count').textContent();
const pane = () => page.getByTestId('flow');
const scrollTo = (share: number) => pane().evaluate((pane, share) => void (pane.scrollTop = pane.scrollHeight * share), share);
/** The paragraph at the upper edge of the pane. */
const atEdge = () =>
  pane().evaluate((pane) => {
    const edge = pane.getBoundingClientRect().top;
    return [...pane.querySelectorAll('p')].findIndex((one) => one.getBoundingClientRect().bottom > edge + 1);
  });
const lettersOf = (): Promise<number> => page.locator('article p').first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
const openText = async (): Promise<void> => {
  page = await openScene('flow', { height: 420 });
  await pane().waitFor();
  await settled(page);
  // web views differ in whether they keep a place by themselves
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { overflow-anchor: none !important; }');
    document.adoptedStyleSheets.push(sheet);
  });
};

test('keeps its paragraph at the edge when lines break elsewhere', async () => {
  await openText();
  await scrollTo(0.5);
  await settled(page);
  const [at, width] = [await atEdge(), await pane().evaluate(({ clientWidth }) => clientWidth)];
  expect(at).toBeGreaterThan(2);
  await page.keyboard.press('Control+j');
  await expect.poll(() => pane().evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(width);
  await settled(page);
  await expect.poll(atEdge).toBe(at);
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('Control+=');
  await settled(page);
  await expect.poll(atEdge).toBe(at);
  expect(await lettersOf()).toBe(28);
  // the beginning stays the beginning
  await scrollTo(0);
  await settled(page);
  await page.keyboard.press('Control+0');
  await expect.poll(lettersOf).toBe(16);
  await settled(page);
  expect(await pane().evaluate(({ scrollTop }) => scrollTop)).toBe(0);
});

test('stands in the place of pages whose file is cut off, with the reason, and the summary leads into it', async () => {
  page = await openScene('written', { parameters: { cut: '' } });
  await pane().waitFor();
  await settled(page);
  expect(await page.getByTestId('instead').textContent()).toContain('the file is damaged, or its end is missing');
  await page.getByTestId('evidence-chip').first().click();
  await page.getByTestId('highlight').first().waitFor();
  await expect.poll(() => page.getByTestId('highlight').first().evaluate((mark) => {
    const { top, bottom } = mark.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  })).toBe(true);
  // it is searched like any text
  await page.keyboard.press('Control+f');
  await page.locator('#find-in-document').fill('boats');
  await expect.poll(count).toMatch(/^\d+ of \d+$/);
});

test('is as large as it was left', async () => {
  await openText();
  await page.getByTestId('zoom-in').click();
  await expect.poll(() => page.locator('.factor').textContent()).toBe('110%');
  await page.getByTestId('library-item').nth(1).click();
  await expect.poll(lettersOf).toBe(16);
  await page.getByTestId('library-item').nth(0).click();
  await expect.poll(async () => (await lettersOf()).toFixed(1)).toBe('17.6');
  await page.getByTestId('zoom-out').click();
  await expect.poll(lettersOf).toBe(16);
});

test('has a way back from its outline', async () => {
  await openText();
  await scrollTo(0.2);
  await settled(page);
  const at = await atEdge();
  await page.getByTestId('outline').click();
  await page.getByTestId('section').nth(1).click();
  await expect.poll(atEdge).not.toBe(at);
  await page.getByTestId('back-to-place').click();
  await expect.poll(atEdge).toBe(at);
  await expect.poll(focused).toBe('flow');
  await page.getByTestId('outline').click();
  await page.getByTestId('section').nth(1).click();
  await expect.poll(atEdge).not.toBe(at);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(atEdge).toBe(at);
});

test('is searched from what is in sight', async () => {
  await openText();
  await scrollTo(0.5);
  await settled(page);
  const [at, before] = [await atEdge(), await page.locator('article p').evaluateAll((all) => all.map(({ textContent }) => textContent ?? ''))];
  const earlier = before.slice(0, at).filter((text) => text.includes('painted')).length;
  expect(earlier).toBeGreaterThan(0);
  await page.keyboard.press('Control+f');
  await expect.poll(focused).toBe('find-in-document');
  await page.keyboard.type('painted keel');
  await expect.poll(count).toBe(`${earlier + 1} of 4`);
});

test('shows lists, notes, programs, formulas and references as what they are', async () => {
  await openText();
  const ofKind = (kind: string) => page.locator(`article p[data-kind="${kind}"]`);
  const styleOf = (kind: string, property: string, pseudo?: string) =>
    ofKind(kind).first().evaluate((one, [property, pseudo]) => getComputedStyle(one, pseudo).getPropertyValue(property), [property, pseudo] as const);
  expect(await styleOf('list_item', 'content', '::before')).toBe('"•"');
  expect(await styleOf('paragraph', 'content', '::before')).toBe('none');
  expect(await styleOf('code', 'font-family')).toContain('monospace');
  // each line of the program is indented further than the one before
  const lefts = await ofKind('code').evaluate((one) => {
    const range = document.createRange();
    const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    const found: number[] = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.textContent?.trim()) continue;
      range.setStart(node, 0);
      range.setEnd(node, 1);
      found.push(Math.round(range.getBoundingClientRect().left));
    }
    return found;
  });
  expect(lefts.length).toBeGreaterThan(1);
  expect([...lefts].sort((one, other) => one - other)).toEqual(lefts);
  expect(new Set(lefts).size).toBe(lefts.length);
  expect(parseFloat(await styleOf('footnote', 'font-size'))).toBeLessThan(parseFloat(await styleOf('paragraph', 'font-size')));
  expect(await ofKind('formula').allTextContents()).toEqual(['d = a · t² + b']);
  expect(await ofKind('reference').count()).toBe(2);
  // they are found, and the outline leads to them
  await page.keyboard.press('Control+f');
  await expect.poll(focused).toBe('find-in-document');
  await page.keyboard.type('journal of drift');
  await expect.poll(count).toBe('1 of 1');
  await expect.poll(() => page.getByTestId('found').textContent()).toBe('Journal of Drift');
  await page.keyboard.press('Escape');
  await scrollTo(0);
  await page.getByTestId('outline').click();
  await page.locator('nav [data-testid="section"]').last().click();
  await expect.poll(() => page.locator('article h2').last().textContent()).toBe('References');
  await expect.poll(atEdge).toBeGreaterThan(3);
});

test('knows which sentences are selected around what is in none', async () => {
  await openText();
  await page.evaluate(() => {
    const formula = document.querySelector('article p[data-kind="formula"]')!;
    const textIn = (paragraph: Element | null, words: string): [Node, number] => {
      const walk = document.createTreeWalker(paragraph!, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.textContent!.indexOf(words);
        if (at >= 0) return [node, at];
      }
      throw new Error(words);
    };
    const [from, to] = [textIn(formula.previousElementSibling, 'None of the boats'), textIn(formula.nextElementSibling, 'evening')];
    document.getSelection()!.setBaseAndExtent(...from, to[0], to[1] + 'evening'.length);
    window.dispatchEvent(new PointerEvent('pointerup'));
  });
  await page.getByTestId('mark-blue').waitFor();
  await page.getByTestId('summarize-selection').click();
  const [, , options] = (await page.evaluate(() => window.mock.calls)).find(([name]) => name === 'summarize') as [string, string, { focus: { first: number; last: number } }];
  const texts = await page.evaluate(async ({ first, last }) => (await window.mock.paper()).sentences.filter(({ id }) => id >= first && id <= last).map(({ text }) => text.slice(0, 20)), options.focus);
  expect(texts[0]).toMatch(/^None of the boats/);
  expect(texts.at(-1)).toMatch(/^Small boats drift/);
});
