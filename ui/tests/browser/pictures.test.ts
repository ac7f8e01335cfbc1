// States of the window look as they looked when somebody last looked at them: each picture is compared with the one in
// `pictures/`. `PAGEWING_BLESS=1` writes these anew; a picture that differs is kept in `test-results/pictures/`, with what
// differs in red.
//
// Pictures of another machine must be the same, so the window shows its own font alone, without hinting and subpixels, and
// no page of the document: a viewer draws it with the fonts of the system. They are kept as WebP without loss, which takes a
// third of the room; ImageMagick writes it.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';

import { click, STATES as PLACES, type State } from './states';
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

/** The sizes of the window. */
const SIZES = { wide: { width: 1280, height: 800 }, small: { width: 900, height: 600 } } as const;
type Theme = 'light' | 'dark';
type Size = keyof typeof SIZES;

/** Both themes and sizes. */
const ALL: readonly Look[] = ['light-wide', 'dark-wide', 'light-small', 'dark-small'];
type Look = `${Theme}-${Size}`;

/** The states that are looked at in both themes, at one size. */
const STATES: Record<string, State & { size?: Size }> = {
  empty: { scene: 'empty' },
  written: { scene: 'written', first: click('summary-sentence', 2) },
  changed: { scene: 'written', more: { changed: '' }, first: click('sentence-menu', 1) },
  sections: { scene: 'sections', first: click('fold-section', 1), size: 'small' },
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
    size: 'small',
    first: async (page) => {
      await click('tab-questions')(page);
      await page.getByTestId('past-question').nth(2).waitFor();
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

/** A document of sequences, with the line of its track in sight. */
const track = async (page: Page): Promise<void> => {
  await page.getByTestId('line').first().waitFor({ state: 'attached' });
  await page.getByTestId('export-svg').scrollIntoViewIfNeeded();
};

/** The states of the list of states, and some besides, that are looked at in some themes and sizes. */
type Compared = [name: string, state: State, looks: readonly Look[]];
const MORE: readonly Compared[] = [
  ...(
    [
      ['tour', ['dark-wide']],
      ['queue', ['light-small']],
      ['groups', ALL],
      ['chosen', ['dark-small']],
      ['trash', ['light-wide']],
      ['table', ALL],
      ['from-several', ['light-wide']],
      ['related', ['dark-wide']],
      ['export', ['dark-small']],
      ['notes-some', ['light-small']],
      ['marked-and-cited', ['dark-wide']],
      ['finding', ['light-wide']],
      ['palette', ['dark-small']],
      ['settings', ['dark-wide']],
      ['place-about', ['light-small']],
    ] as const
  ).map(([name, looks]): Compared => [name, PLACES[name]!, looks]),
  [
    'shortcuts',
    {
      scene: 'reading',
      first: async (page) => {
        await PLACES.settings!.first!(page);
        await click('change-shortcut', 2)(page);
      },
    },
    ['light-small'],
  ],
  ['records', { scene: 'sequences', first: async (page) => void (await page.getByTestId('record').first().getByText('contig1').waitFor()) }, ['light-wide']],
  ['track', { scene: 'sequences', first: track }, ['dark-small']],
];

/** The letters in sight that the window's own font lacks: another machine draws them with another font. */
const strangeLetters = (): string[] => {
  const ranges = [...document.fonts]
    .filter(({ family }) => family.includes('Source Serif 4 Variable'))
    .flatMap(({ unicodeRange }) => unicodeRange.split(','))
    .map((range) => range.trim().replace(/^U\+/i, '').split('-'))
    .map(([first = '', last = first]) => [parseInt(first.replaceAll('?', '0'), 16), parseInt(last.replaceAll('?', 'f'), 16)] as const);
  const strange = new Set<string>();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement!;
    const { top, bottom } = parent.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight || !parent.checkVisibility() || parent.closest('.visually-hidden, [data-testid="page"]')) continue;
    for (const letter of (node.textContent ?? '').trim()) {
      const point = letter.codePointAt(0)!;
      if (!ranges.some(([first, last]) => first <= point && point <= last)) strange.add(letter);
    }
  }
  return [...strange];
};

/** The scenes that show no page. */
const WITHOUT_PAGES = ['empty', 'queue', 'sequences'];

/** Opens a state, with its own font and without the pages of the document. */
async function openState({ scene, first, more }: State, theme: Theme, size: Size = 'wide'): Promise<Page> {
  const { width, height } = SIZES[size];
  const page = await openScene(scene, { width, height, theme, parameters: more ?? {} });
  await page.evaluate(() => {
    for (const family of ['--sans', '--mono']) document.documentElement.style.setProperty(family, "'Source Serif 4 Variable'");
    // also pages that are drawn later; the page's policy allows a style sheet that a script makes
    const noPages = new CSSStyleSheet();
    noPages.replaceSync('canvas { visibility: hidden !important; }');
    document.adoptedStyleSheets.push(noPages);
  });
  if (!WITHOUT_PAGES.includes(scene)) await page.locator('[data-testid="page"] canvas').first().waitFor({ state: 'attached' });
  await first?.(page);
  await page.mouse.move(width - 1, height - 1);
  await settled(page);
  expect(await page.evaluate(strangeLetters)).toEqual([]);
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

/** A WebP as PNG: the browser reads both. */
async function asPng(page: Page, webp: Buffer): Promise<Buffer> {
  const address = await page.evaluate(async (bytes) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')!.drawImage(picture, 0, 0);
    const png = await canvas.convertToBlob();
    return new Promise<string>((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result as string);
      reader.readAsDataURL(png);
    });
  }, webp.toString('base64'));
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
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
  execFileSync('convert', ['png:-', '-define', 'webp:lossless=true', `${REFERENCES}${name}.webp`], { input: bytes });
  expect((await reference(name, page)).data.equals(PNG.sync.read(bytes).data), 'something was lost').toBe(true);
}

async function reference(name: string, page: Page): Promise<PNG> {
  const file = `${REFERENCES}${name}.webp`;
  expect(existsSync(file), `${file} is missing: PAGEWING_BLESS=1 writes it`).toBe(true);
  return PNG.sync.read(await asPng(page, readFileSync(file)));
}

/** Looks at the page until it is as its reference, as long as a busy machine may need for it. */
async function compare(name: string, page: Page): Promise<void> {
  const wanted = await reference(name, page);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const bytes = await pictureOf(page);
    const found = difference(wanted, PNG.sync.read(bytes));
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

const look = (name: string, page: Page): Promise<void> => (process.env.PAGEWING_BLESS ? bless(name, page) : compare(name, page));

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(Object.keys(STATES))('%s looks as it did', async (name) => {
    const state = STATES[name]!;
    await look(`${name}-${theme}`, await openState(state, theme, state.size));
  });
});

test.each(MORE.flatMap(([name, state, looks]) => looks.map((as) => [`${name}-${as}`, state, as] as const)))('%s looks as it did', async (name, state, as) => {
  const [theme, size] = as.split('-') as [Theme, Size];
  await look(name, await openState(state, theme, size));
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
  expect(difference(await reference('written-light', page), PNG.sync.read(await pictureOf(page)))?.pixels).toBeGreaterThan(PIXELS);
});
