// A few states of the window look as they looked when somebody last looked at them: each picture is compared with the one
// in `pictures/`. `PAGEWING_BLESS=1` writes these anew; a picture that differs is kept in `test-results/pictures/`, with
// what differs in red.
//
// Pictures of another machine must be the same, so the window shows its own font alone, without hinting and subpixels, and
// no page of the document: a viewer draws it with the fonts of the system.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';

import { openingPages, settled } from './window';

const REFERENCES = fileURLToPath(new URL('pictures/', import.meta.url));
const FAILED = 'test-results/pictures';

/** How far two colours may be apart to count as the same, 0 to 1, by their perceived difference (YIQ). */
const COLOUR = 0.05;
/** The number of pixels that may differ beyond that. Smoothed edges are recognized and left out before. */
const PIXELS = 4;
/** How long a picture may take to be as its reference, and the time between two looks. */
const PATIENCE_MS = 15_000 * Number(process.env.PAGEWING_SLOW ?? 1);
const PAUSE_MS = 200;

const openScene = openingPages({
  arguments: ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb', '--hide-scrollbars'],
  variables: { FONTCONFIG_FILE: `${REFERENCES}fonts.conf` },
});

interface State {
  scene: string;
  /** What a person does before the picture. */
  first?: (page: Page) => Promise<void>;
  more?: Record<string, string>;
  width?: number;
  height?: number;
}

const click = (name: string, nth = 0) => (page: Page) => page.getByTestId(name).nth(nth).click();

const STATES: Record<string, State> = {
  empty: { scene: 'empty' },
  written: { scene: 'written', first: click('summary-sentence', 2) },
  changed: { scene: 'written', more: { changed: '' }, first: click('sentence-menu', 1) },
  sections: { scene: 'sections', first: click('fold-section', 1), width: 900, height: 600 },
  answered: {
    scene: 'reading',
    first: async (page) => {
      await page.getByTestId('ask').fill('Which things matter for the drift?');
      await page.keyboard.press('Enter');
      await click('quotation', 1)(page);
    },
  },
  history: {
    scene: 'reading',
    width: 900,
    height: 600,
    first: async (page) => {
      await click('tab-questions')(page);
      await page.getByTestId('past-question').nth(3).waitFor();
    },
  },
  models: {
    scene: 'models-used',
    first: async (page) => {
      await page.getByTestId('summary').waitFor();
      await page.keyboard.press('Control+m');
      await page.getByTestId('part-writes').waitFor();
    },
  },
};

/** Opens a state, with its own font and without the pages of the document. */
async function openState({ scene, first, more, width = 1280, height = 800 }: State, theme: 'light' | 'dark'): Promise<Page> {
  const page = await openScene(scene, { width, height, theme, parameters: more ?? {} });
  await page.evaluate(() => {
    document.documentElement.style.setProperty('--sans', "'Source Serif 4 Variable'");
    // also pages that are drawn later; the page's policy allows a style sheet that a script makes
    const noPages = new CSSStyleSheet();
    noPages.replaceSync('canvas { visibility: hidden !important; }');
    document.adoptedStyleSheets.push(noPages);
  });
  if (scene !== 'empty') await page.locator('[data-testid="page"] canvas').first().waitFor({ state: 'attached' });
  await first?.(page);
  await page.mouse.move(width - 1, height - 1);
  await settled(page);
  return page;
}

const pictureOf = (page: Page): Promise<Buffer> => page.screenshot({ animations: 'disabled', caret: 'hide' });

/** The number of pixels that differ, and a picture of them; null where the sizes differ. */
function difference(one: PNG, other: PNG): { pixels: number; shown: PNG } | null {
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return null;
  const shown = new PNG({ width, height });
  return { pixels: pixelmatch(one.data, other.data, shown.data, width, height, { threshold: COLOUR }), shown };
}

/** Writes the reference anew, once two pictures are the same. */
async function bless(name: string, page: Page): Promise<void> {
  let before: Buffer = Buffer.alloc(0);
  let bytes = await pictureOf(page);
  while (!bytes.equals(before)) {
    await page.waitForTimeout(PAUSE_MS);
    before = bytes;
    bytes = await pictureOf(page);
  }
  mkdirSync(REFERENCES, { recursive: true });
  writeFileSync(`${REFERENCES}${name}.png`, bytes);
}

/** Looks at the page until it is as its reference, as long as a busy machine may need for it. */
async function compare(name: string, page: Page): Promise<void> {
  const file = `${REFERENCES}${name}.png`;
  expect(existsSync(file), `${file} is missing: PAGEWING_BLESS=1 writes it`).toBe(true);
  const reference = PNG.sync.read(readFileSync(file));
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const bytes = await pictureOf(page);
    const found = difference(reference, PNG.sync.read(bytes));
    if (found && found.pixels <= PIXELS) return;
    if (Date.now() < until) {
      await page.waitForTimeout(PAUSE_MS);
      continue;
    }
    mkdirSync(FAILED, { recursive: true });
    writeFileSync(`${FAILED}/${name}.png`, bytes);
    if (found) writeFileSync(`${FAILED}/${name}-difference.png`, PNG.sync.write(found.shown));
    expect.fail(`${name}: ${found ? `${found.pixels} pixels differ` : 'the size differs'}; see ui/${FAILED}/`);
  }
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(Object.keys(STATES))('%s looks as it did', async (name) => {
    const page = await openState(STATES[name]!, theme);
    if (process.env.PAGEWING_BLESS) await bless(`${name}-${theme}`, page);
    else await compare(`${name}-${theme}`, page);
  });
});

test.each([
  ['the colour of an edge', "document.documentElement.style.setProperty('--mark-edge', '#c08020')"],
  ['a step of space', "document.documentElement.style.setProperty('--space-2', '9px')"],
  ['the frame of one chip', "document.querySelector('[data-testid=evidence-chip]').style.borderColor = 'transparent'"],
  ['one digit', "document.querySelector('[data-testid=evidence-chip]').textContent = 'p. 7'"],
])('a difference is found: %s', async (_what, plant) => {
  const page = await openState(STATES.written!, 'light');
  // nothing but what is planted differs
  await compare('written-light', page);
  await page.evaluate(plant);
  await settled(page);
  const before = PNG.sync.read(readFileSync(`${REFERENCES}written-light.png`));
  expect(difference(before, PNG.sync.read(await pictureOf(page)))?.pixels).toBeGreaterThan(PIXELS);
});
