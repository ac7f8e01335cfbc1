// The list of keys, the settings, the page about the program, and the palette.

import type { Page } from 'playwright-core';

import { click, type State } from './steps';

/** Goes to a place through the page of settings, and waits for something in it. */
const place = (name: string, then: string) => async (page: Page) => {
  await click('settings')(page);
  await click(`go-${name}`)(page);
  await page.getByTestId(then).first().waitFor();
};

export const PLACES: Record<string, State> = {
  keys: {
    scene: 'reading',
    first: async (page) => {
      await page.getByTestId('pages').focus();
      await page.keyboard.press('?');
      await page.locator('dialog#keys[open]').waitFor();
    },
  },
  settings: { scene: 'reading', first: place('settings', 'find-setting') },
  'settings-sought': {
    scene: 'reading',
    first: async (page) => {
      await place('settings', 'find-setting')(page);
      await page.getByTestId('find-setting').fill('text');
      await page.getByTestId('choose-theme').waitFor({ state: 'detached' });
    },
  },
  'settings-nothing': {
    scene: 'reading',
    first: async (page) => {
      await place('settings', 'find-setting')(page);
      await page.getByTestId('find-setting').fill('quux');
      await page.getByTestId('place-settings').getByRole('status').waitFor();
    },
  },
  'settings-reset': {
    scene: 'reading',
    first: async (page) => {
      await place('settings', 'reset-settings')(page);
      await click('reset-settings')(page);
      await page.getByTestId('notice').waitFor();
    },
  },
  'place-about': { scene: 'reading', first: place('about', 'library-licence') },
  'place-about-diagnostics': {
    scene: 'reading',
    first: async (page) => {
      await place('about', 'library-licence')(page);
      await click('show-diagnostics')(page);
      await page.getByTestId('diagnostics').waitFor();
    },
  },
  'place-about-built': { scene: 'reading', more: { licences: 'none' }, first: place('about', 'no-licences') },
  palette: {
    scene: 'reading',
    first: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByTestId('palette-entry').first().waitFor();
    },
  },
  'palette-nothing': {
    scene: 'reading',
    first: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByTestId('palette-field').fill('quux');
      await page.getByTestId('palette').getByRole('status').waitFor();
    },
  },
};
