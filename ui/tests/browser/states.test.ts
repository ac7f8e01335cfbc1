// Every state of the window, in both themes and at both sizes, some also narrow, large and in high contrast: axe finds
// nothing, the content security policy blocks nothing, and no text is cut off. Each run saves a picture of every state in `test-results/states/`.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test, type ExpectStatic } from 'vitest';

import { click, CONTRAST, LARGE, NARROW, STATES, type State } from './states';
import { complaints, settled, startLane, type Lane } from './window';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = 'test-results/states';

/** Elements that reach out of the window, or whose text is cut off without an ellipsis. */
const cutElements = (): string[] => {
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
  return cut;
};

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Violations that axe finds, however grave. The policy refuses inline scripts, so Playwright injects axe. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  )) as Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
}

/** Waits until the scene's pages are drawn. */
async function ready(page: Page, scene: string): Promise<void> {
  if (['empty', 'working', 'queue'].includes(scene)) return;
  if (scene === 'busy') await click('library-item')(page);
  const shown = scene === 'flow' ? page.getByTestId('flow') : page.locator('[data-testid="page"] canvas');
  await shown.first().waitFor();
  await settled(page);
}

/** Whether the pictures of pages have the size at which they are shown. */
const sharp = (): boolean =>
  [...document.querySelectorAll<HTMLCanvasElement>('[data-testid="page"] canvas')].every(
    (picture) => Math.abs(picture.width - picture.clientWidth * devicePixelRatio) < 2,
  );

let lane: Lane;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  lane = await startLane();
});
afterAll(() => lane.close());

// for a closer look: `PAGEWING_STATES=written,busy` chooses states, the others set the paper's title and authors
const only = process.env.PAGEWING_STATES?.split(',');
const parameters: Record<string, string> = {};
if (process.env.PAGEWING_MOCK_TITLE) parameters.title = process.env.PAGEWING_MOCK_TITLE;
if (process.env.PAGEWING_MOCK_AUTHORS) parameters.authors = process.env.PAGEWING_MOCK_AUTHORS;

interface Size {
  width: number;
  height: number;
}

/** Opens a state and looks at it in both themes, or in the system's high contrast. */
async function pictured(expect: ExpectStatic, name: string, { scene, first, more }: State, size: Size, looks: readonly Look[]): Promise<void> {
  const page = await lane.open(scene, { ...size, parameters: { ...parameters, ...more } });
  try {
    await ready(page, scene);
    await first?.(page);
    await expect.poll(() => page.evaluate(sharp)).toBe(true);
    for (const look of looks) {
      const colorScheme = look === 'contrast' ? 'dark' : look;
      await page.emulateMedia({ colorScheme, forcedColors: look === 'contrast' ? 'active' : 'none', reducedMotion: 'reduce' });
      // the page follows the system in the first, and the second is drawn so
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await page.screenshot({ path: `${PICTURES}/${name}-${size.width}-${look}.png` });
      await expect.poll(async () => [look, await page.evaluate(cutElements)]).toEqual([look, []]);
      await expect.poll(async () => [look, await violations(page)]).toEqual([look, []]);
    }
    expect(complaints.get(page)).toEqual([]);
  } finally {
    await page.context().close();
  }
}
type Look = 'light' | 'dark' | 'contrast';

type Case = [title: string, name: string, state: State, size: Size, looks: readonly Look[]];
const cases = (states: Record<string, State>, width: number, height: number, looks: readonly Look[] = ['light', 'dark']): Case[] =>
  Object.entries(states)
    .filter(([name]) => !only || only.includes(name))
    .map(([name, state]) => [`${name} at ${width} x ${height}, ${looks.join(' and ')}`, name, state, { width, height }, looks]);
const some = (names: readonly string[]): Record<string, State> => Object.fromEntries(names.map((name) => [name, STATES[name]!]));

// two at a time, which takes a quarter less than one by one
test.concurrent.for([
  ...cases(STATES, 1280, 800),
  ...cases(STATES, 900, 600),
  ...cases(NARROW, 640, 400),
  ...cases(NARROW, 450, 300),
  ...cases(some(LARGE), 3840, 2160),
  ...cases(some(CONTRAST), 1280, 800, ['contrast']),
])('%s', ([, name, state, size, looks], { expect }) => pictured(expect, name, state, size, looks));
