// A person scrolls through a book faster than its pages can be drawn: what they see says what goes by.

import { expect, test } from 'vitest';

import { openingPages, settled } from './window';

const openScene = openingPages();
/** How far the pages move from one look to the next, in CSS pixels: most of a page. */
const STEP = 700;

/** Scrolls through the whole book and returns what stands in the middle of the pane at each picture. */
const looks = (step: number) => {
  const pane = document.querySelector<HTMLElement>('[data-testid="pages"]')!;
  const box = pane.getBoundingClientRect();
  /** What a page shows; the space between two pages belongs to the first. */
  const shown = (): string => {
    const middle = box.top + box.height / 2;
    const page = [...pane.querySelectorAll('[data-testid="page"]')].findLast((page) => page.getBoundingClientRect().top <= middle);
    if (!page || page.getBoundingClientRect().bottom + 40 < middle) return 'nothing';
    if (page.querySelector('canvas')) return 'picture';
    return page.querySelector('[data-testid="likeness"] p') ? 'likeness' : 'blank';
  };
  return new Promise<string[]>((done) => {
    const seen: string[] = [];
    const look = (): void => {
      seen.push(shown());
      if (pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1) return done(seen);
      pane.scrollTop += step;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
};

test('the words of each page are there as soon as it comes into sight, and then the page itself', async () => {
  const page = await openScene('book');
  await page.locator('[data-testid="page"] canvas').first().waitFor();
  await settled(page);
  const seen = await page.evaluate(looks, STEP);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter((one) => one !== 'picture' && one !== 'likeness')).toEqual([]);
  // faster than any page is drawn
  expect(seen).toContain('likeness');
  await settled(page);
  expect(await page.getByTestId('likeness').count()).toBe(0);
});

test('no picture of a page that went by is left', async () => {
  const page = await openScene('book');
  await page.locator('[data-testid="page"] canvas').first().waitFor();
  await settled(page);
  await page.evaluate(() => {
    const made: HTMLCanvasElement[] = [];
    const create = document.createElement.bind(document);
    document.createElement = ((name: string) => {
      const element = create(name);
      if (element instanceof HTMLCanvasElement) made.push(element);
      return element;
    }) as typeof document.createElement;
    Object.assign(window, { made });
  });
  // slowly enough that drawings begin
  await page.evaluate(looks, STEP / 4);
  await settled(page);
  const [made, left] = await page.evaluate(() => {
    const { made } = window as unknown as { made: HTMLCanvasElement[] };
    // what is measured with has the size that a canvas has by itself
    return [made.length, made.filter((canvas) => !canvas.isConnected && canvas.width * canvas.height > 300 * 150).length];
  });
  expect(made).toBeGreaterThan(3);
  expect(left).toBe(0);
});

test('the words stand where the page has them', async () => {
  const page = await openScene('reading');
  await page.locator('[data-testid="page"] canvas').first().waitFor();
  await settled(page);
  // where words of the page are, and where those of its likeness were: turned pages are drawn anew
  const lines = await page.evaluate(async () => {
    const ends = (all: Iterable<Element | Range>) =>
      [...all].map((one) => one.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, middle: (top + bottom) / 2 }));
    const there = ends(document.querySelectorAll('[data-page="1"] .words span'));
    const sheet = document.querySelector('[data-testid="page"][data-page="1"]')!;
    const likeness = new Promise<{ left: number; middle: number; apart: number }[]>((found) => {
      new MutationObserver(() => {
        const words = sheet.querySelectorAll('[data-testid="likeness"] p');
        if (words.length === 0) return;
        // the words themselves, which fill their lines and are not cut off
        const texts = [...words].map((line) => {
          const range = document.createRange();
          range.selectNodeContents(line);
          return range;
        });
        const [lines, inside] = [ends(words), ends(texts)];
        found(inside.map((text, at) => ({ ...text, apart: Math.abs(text.right - lines[at]!.right) })));
      }).observe(sheet, { childList: true, subtree: true });
    });
    const pane = document.querySelector<HTMLElement>('[data-testid="pages"]')!;
    const press = (key: string) => pane.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    for (let quarter = 0; quarter < 4; quarter += 1) press('r');
    return { there, likeness: await likeness };
  });
  expect(lines.likeness.length).toBeGreaterThan(5);
  for (const { left, middle, apart } of lines.likeness) {
    expect(lines.there.some((word) => Math.abs(word.left - left) < 4 && Math.abs(word.middle - middle) < 6)).toBe(true);
    expect(apart).toBeLessThan(2);
  }
});
