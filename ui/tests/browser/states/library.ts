// The library, its collections and tags, chosen documents, and the trash.

import type { Page } from 'playwright-core';

import { click, withLibrary, type State } from './steps';

/** Removes two documents and goes to the trash. */
const trashed = (then: (page: Page) => Promise<void>) => async (page: Page) => {
  for (const nth of [3, 2]) {
    await page.getByTestId('library-item').nth(nth).focus();
    await page.keyboard.press('Delete');
  }
  await click('sort')(page);
  await click('open-trash')(page);
  await page.getByTestId('trashed').first().waitFor();
  await then(page);
};

export const LIBRARY: Record<string, State> = {
  library: { scene: 'reading', first: withLibrary(async () => {}) },
  groups: { scene: 'reading', more: { groups: '' }, first: withLibrary(async (page) => void (await page.getByTestId('group').first().waitFor())) },
  sorting: { scene: 'reading', first: withLibrary(click('sort')) },
  chosen: {
    scene: 'reading',
    more: { groups: '' },
    first: withLibrary(async (page) => {
      for (const nth of [0, 2]) await page.getByTestId('library-item').nth(nth).click({ modifiers: ['Control'] });
      await click('chosen-groups')(page);
    }),
  },
  details: {
    scene: 'reading',
    more: { groups: '' },
    first: async (page) => {
      await page.locator('#panel-summary header').hover();
      await click('edit-details')(page);
      await page.getByTestId('details-done').waitFor();
    },
  },
  trash: { scene: 'reading', first: withLibrary(trashed(async () => {})) },
  'trash-asking': { scene: 'reading', first: withLibrary(trashed(click('delete-now'))) },
  found: {
    scene: 'reading',
    first: withLibrary(async (page) => {
      await page.getByTestId('find').fill('the');
      await page.locator('mark').first().waitFor();
    }),
  },
  removed: {
    scene: 'reading',
    first: withLibrary(async (page) => {
      await page.getByTestId('library-item').nth(1).focus();
      await page.keyboard.press('Delete');
      await page.getByTestId('notice').waitFor();
    }),
  },
};
