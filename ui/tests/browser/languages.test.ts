// The window in other languages than English: the system's, the person's, and one that nobody speaks, which is long and runs from
// right to left. Nothing is cut off, axe finds nothing, and no word stands outside the catalogues.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, type ExpectStatic } from 'vitest';

import { en } from '../../src/text/en';
import { CLOSES, OPENS } from '../pseudo';
import { cutElements, ready, violations } from './looks';
import { STATES } from './states';
import { settled, startLane, withPage, type Lane, type View } from './window';

/** States that together show nearly every part of the window. None is waited for by its words. */
const SHOWN = [
  'empty',
  'settings-damaged',
  'working',
  'queue',
  'written',
  'sections',
  'sentence-menu',
  'summary-changed',
  'versions',
  'version-looked-at',
  'question-unfolded',
  'notes-some',
  'notes-none',
  'mark-removed',
  'export',
  'again-more',
  'again-wrong',
  'no-such-page',
  'answered',
  'not-found',
  'several',
  'stopped',
  'scope-chosen',
  'outline-tab',
  'side-folded',
  'library',
  'sorting',
  'chosen',
  'details',
  'trash',
  'related',
  'table',
  'table-new',
  'privacy',
];

const NARROW = { width: 900, height: 600 };
const SIZES = [{ width: 1280, height: 800 }, NARROW];

let lane: Lane;
beforeAll(async () => {
  lane = await startLane();
});
afterAll(() => lane.close());

/** Opens a state and looks at it. */
async function lookAt(expect: ExpectStatic, name: string, view: View, look: (page: Page) => Promise<void>): Promise<void> {
  const { scene, first, more } = STATES[name]!;
  await withPage(lane, expect, [scene, { ...view, parameters: { ...more, ...view.parameters } }], async (page) => {
    await ready(page, scene);
    await first?.(page);
    await look(page);
  });
}

/** `but` is a rule of axe that is left out. */
async function wholeAndUsable(expect: ExpectStatic, page: Page, but?: string): Promise<void> {
  await expect.poll(() => page.evaluate(cutElements)).toEqual([]);
  await expect.poll(async () => (await violations(page)).filter((found) => !but || !found.startsWith(`${but}:`))).toEqual([]);
}

/** Attributes that a person sees, or that a screen reader reads out. */
const SEEN = ['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext', 'label', 'placeholder', 'title'];

/** What the window says: the texts and names of its elements, without the pages. */
const saidIn = (page: Page): Promise<string[]> =>
  page.evaluate((seen) => {
    const said: string[] = [];
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (element.closest('[data-testid="page"], [data-testid="flow"], script, style')) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.nodeValue ?? '');
      for (const name of seen) said.push(element.getAttribute(name) ?? '');
    }
    return said.map((words) => words.trim()).filter((words) => words !== '');
  }, SEEN);

/** The sentences of a catalogue that need no facts. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentencesOf);
}

describe('German', () => {
  /** Sentences that are English and nothing else: several words. */
  const english = new Set(sentencesOf(en).filter((sentence) => sentence.trim().includes(' ')));

  describe.each(SIZES)('at $width x $height', (size) => {
    test.concurrent.for(SHOWN)('is whole and without English: %s', async (name, { expect }) => {
      await lookAt(expect, name, { ...size, locale: 'de-DE' }, async (page) => {
        expect(await page.locator('html').getAttribute('lang')).toBe('de');
        await wholeAndUsable(expect, page);
        expect((await saidIn(page)).filter((words) => english.has(words))).toEqual([]);
      });
    });
  });

  const narrow: View = { width: 900, height: 600, locale: 'de-DE' };

  test('has whole names of tabs, however narrow the side pane is', async () => {
    await lookAt(expect, 'written', narrow, async (page) => {
      const cut = () =>
        page.locator('[role="tab"]').evaluateAll((tabs) => tabs.filter((tab) => tab.scrollWidth > tab.clientWidth).map((tab) => tab.textContent!.trim()));
      const over = () => page.locator('[role="tablist"]').evaluate((list) => list.scrollWidth - list.clientWidth);
      for (const key of ['Enter', 'Home', 'End']) {
        if (key !== 'Enter') await page.getByTestId('divider-side').press(key);
        await settled(page);
        for (const tab of ['summary', 'questions', 'notes', 'outline']) {
          await page.getByTestId(`tab-${tab}`).click();
          expect([key, tab, await cut(), await over()]).toEqual([key, tab, [], 0]);
        }
      }
    });
  });

  test('has key caps beside each other', async () => {
    await lookAt(expect, 'keys', narrow, async (page) => {
      const covered = await page.locator('dialog dt').evaluateAll((names) =>
        names.flatMap((name) => {
          const caps = [...name.querySelectorAll('kbd')];
          const boxes = caps.map((cap) => cap.getBoundingClientRect());
          const { left, right } = name.getBoundingClientRect();
          return caps
            .filter((cap, at) => {
              const box = boxes[at]!;
              const apart = boxes.every((other, its) => its === at || other.right <= box.left || other.left >= box.right || other.bottom <= box.top || other.top >= box.bottom);
              return !apart || cap.scrollWidth > cap.clientWidth || box.left < left - 0.5 || box.right > right + 0.5;
            })
            .map((cap) => `${name.textContent} ${cap.textContent}`);
        }),
      );
      expect(covered).toEqual([]);
      // in a column of their own
      expect(new Set(await page.locator('dialog dd').evaluateAll((means) => means.map((one) => Math.round(one.getBoundingClientRect().left)))).size).toBe(1);
    });
  });

  test.each(['export', 'view-menu', 'sorting', 'scope-chosen', 'model', 'again-more', 'versions', 'sentence-menu'])('has a menu as wide as its lines, or breaks them: %s', async (name) => {
    await lookAt(expect, name, narrow, async (page) => {
      await page.locator('.popover > .panel').waitFor();
      expect(await page.evaluate(cutElements)).toEqual([]);
    });
  });

  test.each(['de-DE', 'en-GB'])('cuts off no choice of the settings: %s', async (locale) => {
    await lookAt(expect, 'settings', { width: 1280, height: 800, locale }, async (page) => {
      const cut = await page.locator('.page select').evaluateAll((all) =>
        all.flatMap((select) => {
          const free = select.cloneNode(true) as HTMLSelectElement;
          free.style.cssText = 'position: absolute; width: max-content; min-width: 0; max-width: none';
          select.after(free);
          const wanted = free.getBoundingClientRect().width;
          free.remove();
          return wanted > select.getBoundingClientRect().width + 0.5 ? [select.id] : [];
        }),
      );
      expect(cut).toEqual([]);
    });
  });

  test('has every entry of the menu of the view on one line', async () => {
    await lookAt(expect, 'view-menu', narrow, async (page) => {
      const lines = await page.getByTestId('view-entry').evaluateAll((entries) => entries.map((entry) => {
        const words = document.createRange();
        words.selectNodeContents(entry.querySelector('.name')!);
        return words.getClientRects().length;
      }));
      expect(lines).toEqual([1, 1, 1, 1, 1]);
    });
  });

  test('ends what a field asks for with an ellipsis where it has no room', async () => {
    await lookAt(expect, 'written', narrow, async (page) => {
      await page.getByTestId('divider-side').press('Home');
      await page.getByTestId('show-library').click();
      const fields = await page.locator('input[placeholder]').evaluateAll((fields) => fields.map((field) => getComputedStyle(field, '::placeholder').textOverflow));
      expect(fields.length).toBeGreaterThan(1);
      expect(new Set(fields)).toEqual(new Set(['ellipsis']));
    });
  });

  test('is spoken with every German system, and gives way to the person’s choice', async () => {
    const lang = async (view: View): Promise<string | null> => {
      let found: string | null = null;
      await withPage(lane, expect, ['empty', view], async (page) => void (found = await page.locator('html').getAttribute('lang')));
      return found;
    };
    expect(await lang({ locale: 'de-CH' })).toBe('de');
    expect(await lang({ locale: 'de-DE', parameters: { language: 'english' } })).toBe('en');
    expect(await lang({ locale: 'en-GB', parameters: { language: 'german' } })).toBe('de');
    expect(await lang({ locale: 'ja-JP' })).toBe('en');
  });
});

describe('a long language from right to left', () => {
  const pseudo: View = { parameters: { words: 'pseudo' } };

  // where there is the least room
  test.concurrent.for(SHOWN)('breaks nothing: %s', async (name, { expect }) => {
    await lookAt(expect, name, { ...NARROW, ...pseudo }, async (page) => {
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      // each sentence gets letters of its own at its end, so what a button shows is no part of its longer name
      await wholeAndUsable(expect, page, 'label-content-name-mismatch');
      // the window itself scrolls in no direction
      expect(await page.evaluate(() => [document.scrollingElement!.scrollWidth <= innerWidth, document.scrollingElement!.scrollLeft])).toEqual([true, 0]);
    });
  });

  test('has the library at the right and the side pane at the left, and their edges move the right way', async () => {
    await lookAt(expect, 'written', { width: 1280, height: 800, ...pseudo }, async (page) => {
      const boxOf = async (selector: string) => (await page.locator(selector).boundingBox())!;
      const [library, pages, side] = [await boxOf('#library'), await boxOf('[data-testid="pages"]'), await boxOf('#side')];
      expect(side.x + side.width).toBeLessThanOrEqual(pages.x + 1);
      expect(pages.x + pages.width).toBeLessThanOrEqual(library.x + 1);
      const edge = page.getByTestId('divider-side');
      const before = Number(await edge.getAttribute('aria-valuenow'));
      await edge.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(async () => Number(await edge.getAttribute('aria-valuenow'))).toBe(before + 16);
      // the pages themselves are as they are
      expect(await page.getByTestId('pages').evaluate((pane) => getComputedStyle(pane).direction)).toBe('ltr');
    });
  });

  test('shows every sentence of the catalogue from one end to the other', async () => {
    await lookAt(expect, 'empty', { width: 1280, height: 800, ...pseudo }, async (page) => {
      const said = (await saidIn(page)).filter((words) => words.includes(OPENS) || words.includes(CLOSES));
      expect(said.length).toBeGreaterThan(5);
      expect(said.filter((words) => words.split(OPENS).length !== words.split(CLOSES).length)).toEqual([]);
      // what has words and no marks did not come through the catalogue; keys have their own names
      const plain = (await saidIn(page)).filter((words) => /[a-z]{2}/i.test(words));
      expect(plain).toEqual([]);
    });
  });
});
