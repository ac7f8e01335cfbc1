// The panes around the pages in a real browser: their widths, tabs and narrow windows, and how the summary and the
// pages work together.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { openingPages, settled, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
  await page.locator('[data-testid="page"] canvas, [data-testid="flow"]').first().waitFor();
  await settled(page);
};
const it = (name: string) => page.getByTestId(name);
const sentence = (nth: number) => it('summary-sentence').nth(nth);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
const widthOf = async (id: string): Promise<number> => (await page.locator(`#${id}`).boundingBox())!.width;
const again = async (): Promise<void> => {
  await page.reload();
  await page.locator('[data-testid="page"] canvas').first().waitFor();
  await settled(page);
};
const scrolled = () => it('pages').evaluate((pane) => pane.scrollTop);

describe('an edge between panes', () => {
  test('is dragged, and stays where it was left', async () => {
    await open('written');
    const before = await widthOf('side');
    const edge = (await it('divider-side').boundingBox())!;
    const [x, y] = [edge.x + edge.width / 2, edge.y + 200];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 20, y);
    await page.mouse.move(x - 75, y);
    await page.mouse.up();
    await expect.poll(() => widthOf('side')).toBeCloseTo(before + 75, 0);
    // only a pressed pointer drags
    await page.mouse.move(x - 10, y);
    await settled(page);
    expect(await widthOf('side')).toBeCloseTo(before + 75, 0);
    await again();
    await expect.poll(() => widthOf('side')).toBeCloseTo(before + 75, 0);
    await it('divider-side').dblclick();
    await expect.poll(() => widthOf('side')).toBeCloseTo(before, 0);
  });

  test('selects nothing while it is moved, and drags no selected words away', async () => {
    await open('written');
    const selected = () => page.evaluate(() => String(document.getSelection()).trim());
    const drag = async (name: string, by: number): Promise<void> => {
      const edge = (await it(name).boundingBox())!;
      const [x, y] = [edge.x + edge.width / 2, edge.y + 300];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + by / 2, y + 100, { steps: 4 });
      await page.mouse.move(x + by, y - 100, { steps: 4 });
      await page.mouse.up();
    };
    for (const [name, by] of [['divider-side', -60], ['divider-library', 40]] as const) {
      const before = await widthOf(name.replace('divider-', ''));
      await drag(name, by);
      await expect.poll(() => widthOf(name.replace('divider-', ''))).toBeCloseTo(before + Math.abs(by), 0);
      expect([name, await selected()]).toEqual([name, '']);
      await expect.poll(focused).toBe(name);
    }
    // also where all around it is selected
    await page.evaluate(() => {
      document.getSelection()!.selectAllChildren(document.body);
      document.addEventListener('dragstart', ({ defaultPrevented }) => (document.body.dataset.dragged = defaultPrevented ? 'not' : 'away'));
    });
    const before = await widthOf('side');
    await drag('divider-side', 30);
    await expect.poll(() => widthOf('side')).toBeCloseTo(before - 30, 0);
    expect(await page.evaluate(() => document.body.dataset.dragged)).not.toBe('away');
  });

  test('is moved with keys, and says how far it can go', async () => {
    await open('written');
    const value = async (name: string) => Number(await it('divider-side').getAttribute(`aria-value${name}`));
    const before = await value('now');
    await it('divider-side').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => [await value('now'), await widthOf('side')]).toEqual([before + 16, before + 16]);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => value('now')).toBe(before - 16);
    await page.keyboard.press('End');
    await expect.poll(async () => (await value('max')) - (await value('now'))).toBe(0);
    await expect.poll(async () => (await it('pages').boundingBox())!.width).toBeGreaterThan(250);
    await page.keyboard.press('Home');
    await expect.poll(async () => (await value('min')) - (await value('now'))).toBe(0);
    await it('divider-library').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => widthOf('library')).toBe(256 + 16);
  });

  test.each([
    [1280, 800],
    [1080, 700],
    [900, 600],
  ])('leaves the model eight letters of its name beside the versions, and copies all the same: %d x %d', async (width, height) => {
    await open('written', { width, height, parameters: { changed: '' } });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await it('versions').waitFor();
    const { room, letters } = await page.locator('#side [data-testid="model"] .name').evaluate((name) => {
      const words = document.createRange();
      words.setStart(name.firstChild!, 0);
      words.setEnd(name.firstChild!, Math.min(8, name.textContent!.length));
      return { room: name.getBoundingClientRect().width, letters: words.getBoundingClientRect().width };
    });
    expect(room).toBeGreaterThanOrEqual(letters);
    const over = await page.locator('#side section > .bar').evaluate((bar) => bar.scrollWidth - bar.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    if ((await it('copy').count()) === 0) await it('export').click();
    await it('copy').click();
    await it('notice').getByText('Summary copied.').waitFor();
  });

  test.each([
    [1080, 700],
    [900, 600],
    [740, 600],
    [450, 300],
  ])('leaves room for every tool above the pages: %d x %d', async (width, height) => {
    await open('book', { width, height });
    await it('page-number').fill('30');
    await page.keyboard.press('Enter');
    await it('back-to-place').waitFor();
    if (width > 700) await it('divider-side').focus();
    await page.keyboard.press('End');
    const over = () => page.locator('main.desk > .bar').evaluate((bar) => {
      const boxes = [...bar.querySelectorAll('button, label, output')].map((tool) => tool.getBoundingClientRect());
      const { right } = bar.getBoundingClientRect();
      return [...boxes.filter((box, at) => box.right > (boxes[at + 1]?.left ?? right) + 0.5), ...boxes.filter(({ width }) => width < 24)].length;
    });
    await settled(page);
    expect(await over()).toBe(0);
  });

  test('folds its pane with Enter; a button brings it back with its tab and its scroll', async () => {
    await open('sections', { width: 900, height: 600 });
    await page.locator('#panel-summary').evaluate((panel) => panel.scrollTo(0, 300));
    await settled(page);
    await it('divider-side').focus();
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('show-side');
    await expect.poll(() => sentence(0).isVisible()).toBe(false);
    await expect.poll(() => it('theme').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('hide-side');
    await expect.poll(() => page.locator('#panel-summary').evaluate((panel) => panel.scrollTop)).toBe(300);
    await page.keyboard.press('Control+j');
    await again();
    await expect.poll(() => it('show-side').isVisible()).toBe(true);
    // a question needs its field
    await page.keyboard.press('Control+k');
    await expect.poll(focused).toBe('ask');
  });
});

describe('the tabs', () => {
  test('are one stop, and arrow keys go round', async () => {
    await open('written');
    await it('ask').focus();
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('scope');
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('tab-summary');
    for (const [key, tab] of [['ArrowRight', 'questions'], ['ArrowRight', 'notes'], ['ArrowRight', 'outline'], ['ArrowRight', 'summary'], ['ArrowLeft', 'outline'], ['Home', 'summary'], ['End', 'outline']] as const) {
      await page.keyboard.press(key);
      await expect.poll(focused).toBe(`tab-${tab}`);
      await expect.poll(() => page.locator('[role="tabpanel"]:visible').getAttribute('id')).toBe(`panel-${tab}`);
    }
  });

  test('mark an answer that comes while another one is open', async () => {
    await open('reading');
    await it('ask').fill('How long were boats lost at first?');
    await page.keyboard.press('Enter');
    await it('quotation').first().waitFor();
    await it('tab-summary').click();
    await expect.poll(() => it('tab-questions').textContent()).toBe('Questions');
    await page.evaluate(() => window.mock.finish());
    await expect.poll(() => it('tab-questions').textContent()).toBe('Questions, new');
    await it('tab-questions').click();
    await expect.poll(() => it('tab-questions').textContent()).toBe('Questions');
  });

  test('lead to a section from the outline, by keyboard', async () => {
    await open('written');
    await it('tab-outline').click();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(focused).toBe('section');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => it('page-number').inputValue()).toBe('3');
  });

  test('show the summary if a question asks for it', async () => {
    await open('reading');
    await it('ask').fill('Please summarize this paper');
    await page.keyboard.press('Enter');
    await it('to-summary').click();
    await expect.poll(() => sentence(0).isVisible()).toBe(true);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('tab-summary');
  });
});

describe('a summary section by section', () => {
  test('folds its sections, and remembers it', async () => {
    await open('sections');
    const before = await it('summary-sentence').count();
    await it('fold-section').nth(1).click();
    await expect.poll(() => it('summary-sentence').count()).toBe(before - 3);
    await expect.poll(() => it('fold-section').nth(1).getAttribute('aria-expanded')).toBe('false');
    await again();
    await expect.poll(() => it('summary-sentence').count()).toBe(before - 3);
    await it('fold-section').nth(1).click();
    await expect.poll(() => it('summary-sentence').count()).toBe(before);
  });

  test('is walked through past a folded section', async () => {
    await open('sections');
    await it('fold-section').nth(0).click();
    await sentence(2).click();
    await page.keyboard.press('ArrowDown');
    // the three sentences of the folded section are passed over
    await expect.poll(() => sentence(3).getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(await sentence(3).textContent());
    await expect.poll(() => sentence(3).textContent()).toContain('2 Results');
  });

  test('leads to the pages of a section', async () => {
    await open('sections');
    await expect.poll(() => it('section-pages').allTextContents()).toEqual(['p. 2', 'p. 3', 'p. 4']);
    await it('section-pages').nth(1).click();
    await expect.poll(() => it('page-number').inputValue()).toBe('3');
  });

  test('leads to its headings in a document without pages', async () => {
    await open('flow', { parameters: { sections: '' }, width: 900, height: 600 });
    await it('section-pages').nth(2).click();
    await expect.poll(async () => (await page.locator('#section-2').boundingBox())!.y).toBeLessThan(400);
  });
});

describe('the source of a sentence', () => {
  test('is shown while the pointer is on it, and the pages stay where they are', async () => {
    await open('written', { width: 900, height: 600 });
    const before = await scrolled();
    await sentence(0).hover();
    await it('highlight').first().waitFor();
    await settled(page);
    expect(await scrolled()).toBe(before);
    // its second source stands on another page, out of sight
    await sentence(1).scrollIntoViewIfNeeded();
    await it('summary').locator('li').nth(1).getByTestId('evidence-chip').nth(1).hover();
    await expect.poll(() => it('highlight').evaluateAll((marks) => marks.every((mark) => mark.dataset.page !== '1'))).toBe(true);
    await settled(page);
    expect(await scrolled()).toBe(before);
    await it('ask').hover();
    await expect.poll(() => it('highlight').count()).toBe(0);
  });

  test('is shown on the focus, and a click goes there', async () => {
    await open('written', { width: 900, height: 600 });
    const before = await scrolled();
    await sentence(0).focus();
    await it('highlight').first().waitFor();
    await settled(page);
    expect([await scrolled(), await sentence(0).getAttribute('aria-pressed')]).toEqual([before, 'false']);
    await sentence(3).click();
    await expect.poll(scrolled).toBeGreaterThan(100);
  });

  test('does not hide the one that was chosen', async () => {
    await open('reading');
    await sentence(0).click();
    await it('highlight').first().waitFor();
    await settled(page);
    const chosen = await it('highlight').first().boundingBox();
    await sentence(1).hover();
    await it('highlight-beside').first().waitFor();
    await expect.poll(() => it('highlight-beside').first().boundingBox()).toEqual(chosen);
    await expect.poll(() => sentence(0).getAttribute('aria-pressed')).toBe('true');
    await it('ask').hover();
    await expect.poll(() => it('highlight-beside').count()).toBe(0);
    await expect.poll(() => it('highlight').first().boundingBox()).toEqual(chosen);
  });
});

test('the source of a quotation goes with its answer, also from under the pointer', async () => {
  await open('reading');
  await it('ask').fill('How long were boats lost?');
  await page.keyboard.press('Enter');
  await it('quotation').first().hover();
  await it('highlight').first().waitFor();
  // what is shown at once goes first, then the answer
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => it('answer').count()).toBe(0);
  await expect.poll(() => it('highlight').count()).toBe(0);
});

describe('the strip beside the pages', () => {
  test('has a mark at each source, and a click goes there', async () => {
    await open('sections');
    const strip = (await it('coverage').boundingBox())!;
    const pane = (await it('pages').boundingBox())!;
    expect([strip.y, strip.height]).toEqual([pane.y, pane.height]);
    const last = (await it('covered').last().boundingBox())!;
    // the last page begins after three quarters of the document
    expect((last.y - strip.y) / strip.height).toBeGreaterThan(0.75);
    await page.mouse.click(last.x + 2, last.y + last.height / 2);
    await it('highlight').first().waitFor();
    await expect.poll(() => it('highlight').first().getAttribute('data-page')).toBe('4');
    await expect.poll(() => it('page-number').inputValue()).toBe('4');
    await expect.poll(() => page.locator('[data-testid="summary-sentence"][aria-pressed="true"]').count()).toBe(1);
  });

  test('unfolds the sentence that it leads to', async () => {
    await open('sections');
    for (const at of [0, 1, 2]) await it('fold-section').nth(at).click();
    await settled(page);
    const last = (await it('covered').last().boundingBox())!;
    await page.mouse.click(last.x + 2, last.y + last.height / 2);
    await expect.poll(() => it('fold-section').nth(2).getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => it('fold-section').nth(0).getAttribute('aria-expanded')).toBe('false');
  });

  test('is hidden from screen readers, and every place of it is a chip in the summary', async () => {
    await open('reading');
    await expect.poll(() => it('coverage').getAttribute('aria-hidden')).toBe('true');
    await expect.poll(() => it('covered').count()).toBeGreaterThan(2);
    await expect.poll(() => it('evidence-chip').count()).toBeGreaterThanOrEqual(await it('covered').count());
  });
});

describe('a folded side pane', () => {
  test('unfolds for a summary that is asked for on a page', async () => {
    await open('reading');
    await page.keyboard.press('Control+j');
    await page.locator('[data-testid="page"]').first().click({ button: 'right', position: { x: 80, y: 200 } });
    await it('summarize-this-page').click();
    await it('job').waitFor();
    await expect.poll(() => it('job').isVisible()).toBe(true);
  });

  test('marks its button when an answer comes', async () => {
    await open('reading');
    await it('ask').fill('How long were boats lost at first?');
    await page.keyboard.press('Enter');
    await it('quotation').first().waitFor();
    await it('tab-summary').click();
    await page.keyboard.press('Control+j');
    await expect.poll(() => it('show-side').getAttribute('aria-label')).toBe('Show side pane');
    await page.evaluate(() => window.mock.finish());
    await expect.poll(() => it('show-side').getAttribute('aria-label')).toBe('Show side pane, new');
    await expect.poll(() => it('show-side').locator('.dot').isVisible()).toBe(true);
  });
});

describe('a narrow window, or a large text size', () => {
  test('shows the keyboard shortcuts', async () => {
    await open('written', { width: 640, height: 400 });
    await it('pages').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(focused).toBe('pages');
  });

  test('shows a summary that is asked for on a page, and Escape leads back', async () => {
    await open('reading', { width: 640, height: 400 });
    await it('pages').focus();
    await it('pages').dispatchEvent('contextmenu', { clientX: 300, clientY: 300, bubbles: true, cancelable: true });
    await it('summarize-this-page').click();
    await it('job').waitFor();
    await expect.poll(focused).toBe('tab-summary');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('show-side');
  });

  test.each([
    ['the outline', async () => {
      await it('tab-outline').click();
      await page.locator('#panel-outline').getByTestId('section').nth(2).click();
    }],
    ['the summary', () => it('section-pages').nth(2).click()],
  ])('lets the side pane make way for a section that is chosen in %s', async (_where, choose) => {
    await open('sections', { width: 640, height: 400 });
    await it('show-side').click();
    await choose();
    await expect.poll(() => it('hide-side').isVisible()).toBe(false);
    await expect.poll(() => it('page-number').inputValue()).toBe('4');
    await expect.poll(focused).toBe('pages');
  });

  test.each([
    [640, 400],
    [450, 300],
  ])('%d x %d gives the pages to read, and the side pane over them when it is called', async (width, height) => {
    await open('written', { width, height });
    await expect.poll(() => sentence(0).isVisible()).toBe(false);
    await it('show-side').click();
    await expect.poll(focused).toBe('hide-side');
    await sentence(1).click();
    // the pane makes way for the source
    await it('highlight').first().waitFor();
    await expect.poll(() => sentence(1).isVisible()).toBe(false);
    await expect.poll(focused).toBe('pages');
    await page.keyboard.press('Control+j');
    await expect.poll(focused).toBe('hide-side');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('show-side');
  });
});

test('in high contrast, what is chosen and what is marked can be seen', async () => {
  await open('written');
  await page.emulateMedia({ forcedColors: 'active' });
  const outline = (nth: number) => it('summary').locator('li').nth(nth).evaluate((item) => getComputedStyle(item).outlineStyle);
  await sentence(1).click();
  await it('highlight').first().waitFor();
  await expect.poll(async () => [await outline(0), await outline(1)]).toEqual(['none', 'solid']);
  const ground = await it('highlight').first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
  expect(ground).toMatch(/^rgba\(240, 184, 52/);
  // the selectable words over the picture of the page stay invisible
  const words = await page.locator('[data-testid="page"] .words span').first().evaluate((word) => getComputedStyle(word).color);
  expect(words).toBe('rgba(0, 0, 0, 0)');
});
