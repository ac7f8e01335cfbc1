// The menu and the page of models, the line that offers a writer, the page on privacy; a drop, the outline and writing again.

import type { Page } from 'playwright-core';

import { click, type State } from './steps';

/** The Models page, scrolled to one of its parts. */
const modelsPage = (part = '', then: (page: Page) => Promise<void> = async () => {}) => async (page: Page) => {
  await page.getByTestId('summary').waitFor();
  await page.keyboard.press('Control+m');
  await page.getByTestId('part-writes').waitFor();
  await then(page);
  if (part !== '') await page.locator(part).evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
const privacyPage = async (page: Page) => {
  await click('model')(page);
  await click('open-privacy')(page);
  await page.getByTestId('place-privacy').locator('h2').waitFor();
};
const line = async (page: Page) => void (await page.getByTestId('get-writer').waitFor());

export const MODELS: Record<string, State> = {
  starter: { scene: 'reading', first: click('model') },
  'no-starter': { scene: 'reading', first: click('model'), more: { reader: 'none' } },
  drag: { scene: 'reading', first: (page) => page.evaluate(() => window.mock.drag({ kind: 'over', count: 3 })) },
  outline: { scene: 'written', first: click('outline') },
  model: { scene: 'written', first: click('model') },
  'models-absent': { scene: 'models-absent', first: modelsPage() },
  'models-absent-more': { scene: 'models-absent', first: modelsPage('#adding'), more: { 'more-models': '' } },
  'models-absent-running': { scene: 'models-absent', first: modelsPage('#running'), more: { 'more-models': '' } },
  'models-downloading': { scene: 'models-downloading', first: modelsPage() },
  'models-retrying': { scene: 'models-retrying', first: modelsPage() },
  'models-paused': { scene: 'models-paused', first: modelsPage() },
  'models-failed': { scene: 'models-failed', first: modelsPage() },
  'models-verifying': { scene: 'models-verifying', first: modelsPage() },
  'models-converting': { scene: 'models-converting', first: modelsPage() },
  'models-ready': { scene: 'models-ready', first: modelsPage() },
  'models-used': { scene: 'models-used', first: modelsPage(), more: { 'more-models': '' } },
  'models-removing': { scene: 'models-used', first: modelsPage('', click('remove-model')) },
  'models-unmeasured': { scene: 'models-unmeasured', first: modelsPage() },
  'models-large': { scene: 'models-large', first: modelsPage() },
  'models-crowded': { scene: 'models-crowded', first: modelsPage() },
  'models-damaged': { scene: 'models-damaged', first: modelsPage() },
  'models-offline': { scene: 'models-offline', first: modelsPage() },
  'models-coming': {
    scene: 'models-absent',
    first: modelsPage('#adding', async (page) => {
      await page.getByTestId('reference').fill('ada/bigbird-pegasus-letters');
      await page.keyboard.press('Enter');
      await page.getByTestId('coming-model').waitFor();
    }),
  },
  'model-offered': {
    scene: 'models-absent',
    first: async (page) => {
      await page.getByTestId('summary').waitFor();
      await page.evaluate(() => window.mock.drag({ kind: 'dropped', paths: ['/home/ada/Downloads/bigbird-pegasus-large-pubmed'] }));
      await page.getByTestId('offer').waitFor();
    },
  },
  'line-absent': { scene: 'models-absent', first: line },
  'line-downloading': { scene: 'models-downloading', first: line },
  'line-retrying': { scene: 'models-retrying', first: line },
  'line-paused': { scene: 'models-paused', first: line },
  'line-failed': { scene: 'models-failed', first: line },
  'line-converting': { scene: 'models-converting', first: line },
  'line-offline': { scene: 'models-offline', first: line },
  'line-ready': { scene: 'models-ready', first: line },
  'line-too-large': { scene: 'models-large', first: async (page) => void (await page.getByTestId('make-fit').waitFor()) },
  'menu-downloading': { scene: 'models-downloading', first: click('model') },
  privacy: { scene: 'models-used', first: privacyPage },
  'privacy-empty': { scene: 'models-absent', first: privacyPage, more: { ledger: 'empty' } },
  again: { scene: 'written', first: click('again') },
};
