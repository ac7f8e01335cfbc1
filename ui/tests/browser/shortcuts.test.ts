// The keys of an action are recorded from the keyboard, and count at once.

import { expect, test } from 'vitest';

import { openingPages } from './window';

const open = openingPages();

test('the next keys become those of an action, unless others need them', async () => {
  const page = await open('reading', { width: 1280, height: 800, theme: 'light' });
  await page.getByTestId('settings').click();
  const row = page.locator('[data-action="privacy"]');
  await row.getByTestId('change-shortcut').click();
  const field = row.getByTestId('record-shortcut');
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Control+k');
  await expect.poll(() => row.getByRole('alert').textContent()).toContain('Ctrl K');
  await page.keyboard.press('q');
  await expect.poll(() => row.getByRole('alert').textContent()).toContain('text field');
  await page.keyboard.press('Control+e');
  await expect.poll(() => row.getByTestId('change-shortcut').textContent()).toBe('Ctrl E');
  await page.keyboard.press('Control+e');
  await page.getByTestId('place-privacy').waitFor();
});
