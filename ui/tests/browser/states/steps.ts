// What a state of the window is, and the steps that several of them begin with.

import type { Page } from 'playwright-core';

export interface State {
  scene: string;
  /** What a person does before the picture. */
  first?: (page: Page) => Promise<void>;
  /** More parameters for the mock bridge. */
  more?: Record<string, string>;
}

export const click = (name: string, nth = 0) => (page: Page) => page.getByTestId(name).nth(nth).click();
export const ask = (question: string, then = 'quotation') => async (page: Page) => {
  await page.getByTestId('ask').fill(question);
  await page.keyboard.press('Enter');
  await page.getByTestId(then).first().waitFor();
};
export const withLibrary = (then: (page: Page) => Promise<void>) => async (page: Page) => {
  if (await page.getByTestId('show-library').isVisible()) await click('show-library')(page);
  await then(page);
};
