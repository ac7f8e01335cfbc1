// The smallest windows, as a text size of 200 % makes them of 1280 x 800 and of 900 x 600.

import { click, type State } from './steps';

export const NARROW: Record<string, State> = {
  'narrow-pages': { scene: 'written' },
  'narrow-side': { scene: 'sections', first: click('show-side') },
  'narrow-outline': {
    scene: 'written',
    first: async (page) => {
      await click('show-side')(page);
      await click('tab-outline')(page);
    },
  },
  'narrow-notes': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await click('show-side')(page);
      await click('tab-notes')(page);
    },
  },
  'narrow-empty': { scene: 'empty' },
  'narrow-working': { scene: 'working' },
  'narrow-tour': { scene: 'empty', first: click('take-tour') },
  'narrow-settings': {
    scene: 'empty',
    first: async (page) => {
      await page.keyboard.press('Control+,');
      await page.getByTestId('find-setting').waitFor();
    },
  },
  'narrow-palette': {
    scene: 'empty',
    first: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByTestId('palette-entry').first().waitFor();
    },
  },
};
