// A message that a person has to close has a place of its own: at the usual and at a small size nothing that can be used lies
// under it, and it ends with the window.

import { describe, expect, test } from 'vitest';

import { ready } from './looks';
import { openingPages } from './window';

const openScene = openingPages();

/** The controls that a message lies over. */
const covered = (notice: Element): string[] => {
  const { top, bottom, left, right } = notice.getBoundingClientRect();
  return [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, a[href], [role="tab"], [role="tabpanel"]')]
    .filter((control) => !notice.contains(control) && control.checkVisibility({ visibilityProperty: true }) && !control.closest('.visually-hidden, [data-testid="page"]'))
    .filter((control) => {
      const box = control.getBoundingClientRect();
      const [x, y] = [(Math.max(left, box.left) + Math.min(right, box.right)) / 2, (Math.max(top, box.top) + Math.min(bottom, box.bottom)) / 2];
      const meets = box.left < right && box.right > left && box.top < bottom && box.bottom > top;
      // what is scrolled out of its pane is under nothing
      return meets && notice.contains(document.elementFromPoint(x, y)) && control.closest('[role="tabpanel"], .scroll') === null;
    })
    .map((control) => `${control.tagName} ${control.dataset.testid ?? control.getAttribute('aria-label') ?? control.id}`);
};

describe.each([
  [1280, 800],
  [900, 600],
])('at %i by %i a message that stays', (width, height) => {
  test.each(['written', 'answer', 'empty'])('covers nothing: %s', async (scene) => {
    const page = await openScene(scene, { width, height, parameters: { settings: 'damaged' } });
    await ready(page, scene);
    const notice = page.getByTestId('notice');
    await notice.waitFor();
    for (const settings of [false, true]) {
      if (settings) {
        await page.keyboard.press('Control+Comma');
        await page.getByTestId('place-settings').waitFor();
      }
      expect(await notice.evaluate(covered)).toEqual([]);
      const box = (await notice.boundingBox())!;
      expect(Math.round(box.y + box.height)).toBe(height);
      // panes and places end where it begins
      const ends = await page.evaluate(() => [...document.querySelectorAll('#side, #library, main, .place')].map((pane) => pane.getBoundingClientRect().bottom));
      for (const end of ends) expect(end).toBeLessThanOrEqual(box.y + 1);
    }
  });
});
