// How the pages are shown, their links, small pictures, and finding words in them.

import type { Page } from 'playwright-core';

import { ask, click, type State } from './steps';

const find = (words: string) => async (page: Page) => {
  await page.keyboard.press('Control+f');
  await page.locator('#find-in-document:focus').waitFor();
  await page.keyboard.type(words);
  await page.getByTestId('find-count').filter({ hasText: /of|Not/ }).waitFor();
};

export const PAGES: Record<string, State> = {
  'view-menu': { scene: 'book', first: click('view') },
  'whole-page': { scene: 'book', first: (page) => page.keyboard.press('Control+9') },
  facing: {
    scene: 'book',
    first: async (page) => {
      await page.keyboard.press('Control+2');
      await page.getByTestId('page-number').fill('6');
      await page.keyboard.press('Enter');
      await page.getByTestId('back-to-place').waitFor();
    },
  },
  turned: {
    scene: 'reading',
    first: async (page) => {
      await page.getByTestId('pages').focus();
      await page.keyboard.press('r');
    },
  },
  address: { scene: 'book', first: click('link', 5) },
  'address-promised': { scene: 'book', first: click('link', 6) },
  'address-mail': { scene: 'book', first: click('link', 7) },
  'address-refused': {
    scene: 'book',
    more: { opener: 'none' },
    first: async (page) => {
      await click('link', 5)(page);
      await click('open-address')(page);
      await page.getByTestId('address-trouble').waitFor();
    },
  },
  'thumbnails-marked': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await page.getByTestId('strip-mark').first().waitFor();
      await click('thumbnails')(page);
      await page.locator('[data-testid="thumbnail"] canvas').nth(3).waitFor();
    },
  },
  'quotation-menu': {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost?')(page);
      await page.getByTestId('quotation').first().click({ button: 'right' });
      await page.getByTestId('quotation-copy').waitFor();
    },
  },
  thumbnails: {
    scene: 'book',
    first: async (page) => {
      await click('thumbnails')(page);
      await page.locator('[data-testid="thumbnail"] canvas').nth(8).waitFor();
    },
  },
  finding: { scene: 'book', first: find('harbour') },
  'finding-nothing': { scene: 'reading', first: find('a sail of gold') },
  'flow-finding': { scene: 'flow', first: find('the') },
};
