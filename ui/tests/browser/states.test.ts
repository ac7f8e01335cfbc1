// Every state of the window, in both themes and at both sizes, some also narrow, large, with more and in high contrast: axe finds
// nothing, the content security policy blocks nothing, and no text is cut off. A run saves a picture of each look that is wrong in
// `test-results/states/`, and of every look at the states that somebody chose.

import { mkdirSync } from 'node:fs';

import { afterAll, beforeAll, test, type ExpectStatic } from 'vitest';

import { cutElements, ready, violations } from './looks';
import { CONTRAST, LARGE, MORE, NARROW, STATES, type State } from './states';
import { startLane, withPage, type Lane } from './window';

const PICTURES = 'test-results/states';

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

// for a closer look: `PAGEWING_STATES=written,busy` chooses states, `all` chooses every one, and the others set the paper's title
// and authors
const chosen = process.env.PAGEWING_STATES?.split(',');
const only = chosen?.includes('all') ? undefined : chosen;
const parameters: Record<string, string> = {};
if (process.env.PAGEWING_MOCK_TITLE) parameters.title = process.env.PAGEWING_MOCK_TITLE;
if (process.env.PAGEWING_MOCK_AUTHORS) parameters.authors = process.env.PAGEWING_MOCK_AUTHORS;

/** What the system asks for. */
const MEDIA = {
  light: { colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', forcedColors: 'none', contrast: 'no-preference' },
  'more-light': { colorScheme: 'light', forcedColors: 'none', contrast: 'more' },
  'more-dark': { colorScheme: 'dark', forcedColors: 'none', contrast: 'more' },
  contrast: { colorScheme: 'dark', forcedColors: 'active', contrast: 'no-preference' },
} as const;

interface Size {
  width: number;
  height: number;
}

/** Opens a state and looks at it in both themes, as usual or with more contrast, or in the system's high contrast. */
async function pictured(expect: ExpectStatic, name: string, { scene, first, more }: State, size: Size, looks: readonly Look[]): Promise<void> {
  await withPage(lane, expect, [scene, { ...size, parameters: { ...parameters, ...more } }], async (page) => {
    await ready(page, scene);
    await first?.(page);
    await expect.poll(() => page.evaluate(sharp)).toBe(true);
    for (const look of looks) {
      await page.emulateMedia({ ...MEDIA[look], reducedMotion: 'reduce' });
      // the page follows the system in the first, and the second is drawn so
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const picture = () => page.screenshot({ path: `${PICTURES}/${name}-${size.width}-${look}.png` });
      if (chosen) await picture();
      try {
        await expect.poll(async () => [look, await page.evaluate(cutElements)]).toEqual([look, []]);
        await expect.poll(async () => [look, await violations(page)]).toEqual([look, []]);
      } catch (wrong) {
        if (!chosen) await picture();
        throw wrong;
      }
    }
  });
}
type Look = keyof typeof MEDIA;

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
  ...cases(some(MORE), 1280, 800, ['more-light', 'more-dark']),
])('%s', ([, name, state, size, looks], { expect }) => pictured(expect, name, state, size, looks));
