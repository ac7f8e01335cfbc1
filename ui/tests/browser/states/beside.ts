// Exporting, writing a summary again, and what stands beside the pages.

import { ask, click, type State } from './steps';

export const BESIDE: Record<string, State> = {
  export: { scene: 'written', first: click('export') },
  'export-nothing': {
    scene: 'written',
    first: async (page) => {
      await click('export')(page);
      for (const part of ['summary', 'answers', 'notes']) await page.getByTestId(`export-part-${part}`).uncheck();
    },
  },
  'outline-tab': { scene: 'written', first: click('tab-outline') },
  'answer-unread': {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost at first?')(page);
      await click('tab-summary')(page);
      await page.evaluate(() => window.mock.finish());
      await page.locator('[data-testid="tab-questions"][data-unread="true"]').waitFor();
    },
  },
  'again-more': {
    scene: 'models-used',
    first: async (page) => {
      await click('again')(page);
      await page.getByTestId('focus').selectOption('pages');
      await click('more-options')(page);
    },
  },
  'again-wrong': {
    scene: 'written',
    first: async (page) => {
      await click('again')(page);
      await page.getByTestId('focus').selectOption('pages');
      await page.getByTestId('focus-pages').fill('1, 4');
      await page.keyboard.press('Enter');
      await page.getByTestId('wrong-pages').waitFor();
    },
  },
  'no-such-page': {
    scene: 'book',
    first: async (page) => {
      await page.getByTestId('page-number').fill('xx');
      await page.keyboard.press('Enter');
      await page.getByTestId('wrong-page').waitFor();
    },
  },
  'page-menu': {
    scene: 'reading',
    first: async (page) => {
      await page.getByTestId('page-number').fill('3');
      await page.keyboard.press('Enter');
      await page.locator('[data-testid="page"][data-page="3"]').click({ button: 'right', position: { x: 120, y: 150 } });
      await page.getByTestId('place-menu').waitFor();
    },
  },
  'part-of-it': { scene: 'written', more: { focus: 'pages' } },
  'side-folded': { scene: 'written', first: click('hide-side') },
  'side-folded-unread': {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost at first?')(page);
      await click('tab-summary')(page);
      await click('hide-side')(page);
      await page.evaluate(() => window.mock.finish());
      await page.locator('[data-testid="show-side"][data-unread="true"]').waitFor();
    },
  },
  'pages-narrowest': {
    scene: 'book',
    first: async (page) => {
      await page.getByTestId('page-number').fill('30');
      await page.keyboard.press('Enter');
      await page.getByTestId('divider-side').focus();
      await page.keyboard.press('End');
    },
  },
  begun: { scene: 'begun' },
  busy: { scene: 'busy', first: click('queue') },
  notes: { scene: 'notes' },
  none: { scene: 'none' },
  flow: { scene: 'flow', first: click('summary-sentence', 1) },
};
