// What every state of the window must be: whole, and without anything that axe finds.

import type { Page } from 'playwright-core';

import { click } from './states';
import { AXE, settled } from './window';

/** Elements that reach out of the window, or whose text is cut off without an ellipsis. */
export const cutElements = (): string[] => {
  const cut: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('button, h1, h2, p, input, li, label, output')) {
    if (!element.checkVisibility() || element.closest('.visually-hidden, [data-testid="page"]')) continue;
    const box = element.getBoundingClientRect();
    const name = `${element.tagName} ${element.dataset.testid ?? ''} ${element.textContent?.trim().slice(0, 40)}`;
    if (box.left < -1 || box.right > innerWidth + 1) cut.push(`outside: ${name}`);
    const style = getComputedStyle(element);
    const ellipsis = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && !ellipsis && element.tagName !== 'INPUT') {
      cut.push(`cut: ${name}`);
    }
  }
  // a menu is as wide as its lines, or breaks them
  for (const menu of document.querySelectorAll<HTMLElement>('.popover > .panel')) {
    if (menu.scrollWidth > menu.clientWidth) cut.push(`cut: menu ${menu.textContent?.trim().slice(0, 40)}`);
  }
  return cut;
};

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Violations that axe finds, however grave. */
export async function violations(page: Page): Promise<string[]> {
  const found = (await page.evaluate(
    `import('${AXE}').then(() => axe.run(document, { resultTypes: ['violations'] })).then(({ violations }) => violations)`,
  )) as Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
}

/** Waits until the scene's pages are drawn. */
export async function ready(page: Page, scene: string): Promise<void> {
  if (['empty', 'working', 'queue'].includes(scene)) return;
  if (scene === 'busy') await click('library-item')(page);
  const shown = scene === 'flow' ? page.getByTestId('flow') : page.locator('[data-testid="page"] canvas');
  await shown.first().waitFor();
  await settled(page);
}
