// The window without a document and at work, the summary with its sources and versions, and tables of evidence.

import type { Page } from 'playwright-core';

import { click, withLibrary, type State } from './steps';

/** The list of tables, and then what a person does there. */
const tablesPage = (then: (page: Page) => Promise<void> = async () => {}) => async (page: Page) => {
  await withLibrary(click('open-tables'))(page);
  await page.getByTestId('open-table').waitFor();
  await then(page);
};

export const SUMMARY: Record<string, State> = {
  empty: { scene: 'empty' },
  tour: { scene: 'empty', first: click('take-tour') },
  'tour-sources': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('pages').focus();
      await page.keyboard.press('?');
      await click('tour-from-keys')(page);
      await click('tour-next')(page);
      await page.getByText('Step 2 of 4').waitFor();
    },
  },
  'settings-damaged': { scene: 'empty', more: { settings: 'damaged' } },
  working: { scene: 'working' },
  queue: { scene: 'queue' },
  quotations: { scene: 'reading', first: click('summary-sentence', 1) },
  written: { scene: 'written', first: click('summary-sentence', 2) },
  related: {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(2).hover();
      await click('sentence-menu', 2)(page);
      await click('sentence-related')(page);
      await page.getByTestId('related').getByTestId('quotation').first().waitFor();
    },
  },
  tables: { scene: 'reading', first: tablesPage() },
  table: {
    scene: 'reading',
    first: tablesPage(async (page) => {
      await click('open-table')(page);
      await page.getByTestId('table-row').nth(2).waitFor();
    }),
  },
  'table-menu': {
    scene: 'reading',
    first: tablesPage(async (page) => {
      await click('open-table')(page);
      await page.getByTestId('table-cell').nth(1).hover();
      await click('cell-menu', 1)(page);
      await page.getByTestId('cell-write').waitFor();
    }),
  },
  'table-new': {
    scene: 'reading',
    first: tablesPage(async (page) => {
      await click('new-table')(page);
      await page.getByTestId('table-template').selectOption({ index: 1 });
    }),
  },
  writing: { scene: 'writing' },
  sections: { scene: 'sections' },
  'sections-folded': {
    scene: 'sections',
    first: async (page) => {
      await click('fold-section', 0)(page);
      await click('summary-sentence', 2)(page);
    },
  },
  'summary-changed': { scene: 'written', more: { changed: '' }, first: (page) => page.getByTestId('summary-sentence').nth(1).hover() },
  'key-sentences-changed': { scene: 'reading', more: { changed: '' } },
  'sentence-menu': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(2).hover();
      await click('sentence-menu', 2)(page);
      await page.getByTestId('sentence-remove').waitFor();
    },
  },
  'sentence-edited': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(0).focus();
      await page.keyboard.press('F2');
      await page.keyboard.type(' And this is mine, with words enough for another line.');
    },
  },
  'sentence-removed': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(1).focus();
      await page.keyboard.press('Delete');
      await page.getByTestId('notice').waitFor();
    },
  },
  versions: {
    scene: 'written',
    more: { changed: '' },
    first: async (page) => {
      await click('versions')(page);
      await page.getByTestId('version').nth(2).waitFor();
    },
  },
  'version-looked-at': {
    scene: 'written',
    more: { changed: '' },
    first: async (page) => {
      await click('versions')(page);
      await click('version', 2)(page);
      await page.getByTestId('looking').waitFor();
    },
  },
  'source-hinted': { scene: 'written', first: (page) => page.getByTestId('summary-sentence').nth(0).hover() },
  'flow-sections': { scene: 'flow', more: { sections: '' } },
};
