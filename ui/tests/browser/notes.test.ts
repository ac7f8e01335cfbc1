// Marks and notes in a real browser: words are marked on pages and in running text, with the pointer and with keys, and the
// list beside them leads back.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

import { lettersUnder, openingPages, settled, type View } from './window';

const openScene = openingPages();
let page: Page;

const open = async (scene: string, view?: View): Promise<void> => {
  page = await openScene(scene, view);
  await page.locator('[data-testid="page"] canvas, [data-testid="flow"]').first().waitFor();
  await settled(page);
};
const it = (name: string) => page.getByTestId(name);
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
type Call = [string, ...unknown[]];
const calls = (name: string): Promise<Call[]> => page.evaluate((name) => window.mock.calls.filter(([called]) => called === name), name);
const line = (words: string) => page.locator('[data-testid="page"]').first().locator('.words span').filter({ hasText: words });

/**
 * Selects from a part of one line to a part of another, given as shares of their widths. It begins at the edge of a line:
 * where letters meet, Chromium takes some pixels for no beginning of a selection.
 */
async function select(first: string, from: number, last: string, to: number): Promise<void> {
  await line(first).waitFor();
  const [start, end] = [(await line(first).boundingBox())!, (await line(last).boundingBox())!];
  await page.mouse.move(start.x + start.width * from, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width * to, end.y + end.height / 2, { steps: 5 });
  await page.mouse.up();
  await it('place-menu').waitFor();
}

/** Selects from a letter of one word of the first page to a letter of another, as the pointer does. */
async function selectLetters(first: string, from: number, last: string, to: number): Promise<void> {
  await line(first).first().waitFor();
  await page.evaluate(
    ([first, from, last, to]) => {
      const at = (word: string, letter: number): [Node, number] => {
        const span = [...document.querySelectorAll('[data-page="1"] .words span')].find((one) => one.textContent!.includes(word))!;
        return [span.firstChild!, span.textContent!.indexOf(word) + letter];
      };
      document.getSelection()!.setBaseAndExtent(...at(first, from), ...at(last, to));
      window.dispatchEvent(new PointerEvent('pointerup'));
    },
    [first, from, last, to] as const,
  );
  await it('place-menu').waitFor();
}

describe('selected words on a page', () => {
  test('are marked as whole words where they stand, by one press, and copied as they are selected', async () => {
    await open('reading');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // from the middle of a word to the middle of another
    await selectLetters('followed', 3, 'wrote', 2);
    const selected = 'lowed forty boats for a year and wr';
    await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe(selected);
    await page.keyboard.press('Control+c');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(selected);
    await it('mark-green').click();
    await it('pen').waitFor();
    // a mark is a pixel wider on each side, in which half of a narrow space has room
    await expect.poll(() => lettersUnder(page, 'pen', -1)).toBe('followed forty boats for a year and wrote');
    await expect.poll(() => it('pen').getAttribute('data-pen')).toBe('green');
    const [[, , target] = ['']] = await calls('annotate');
    expect(target).toMatchObject({ kind: 'selection', text: 'followed forty boats for a year and wrote' });
    // nothing is selected any more, so the colour is seen
    await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe('');
    await expect.poll(() => it('place-menu').count()).toBe(0);
    // the same words, cut otherwise, are the same mark
    await selectLetters('followed', 1, 'wrote', 4);
    await expect.poll(() => it('mark-green').getAttribute('aria-pressed')).toBe('true');
  });

  test('are asked about and looked for as whole words, and quoted as they are selected', async () => {
    await open('reading');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const again = () => selectLetters('painted', 2, 'keel', 2);
    await again();
    await it('ask-about').click();
    await expect.poll(() => it('token').textContent()).toContain('About “painted keel”');
    await again();
    await it('find-in-library').click();
    await expect.poll(() => it('find').inputValue()).toBe('painted keel');
    await again();
    await it('copy-quotation').click();
    await it('notice').getByText('Quotation copied.').waitFor();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^“inted ke” \(How far/);
  });

  test('stay marked where they stand on a turned page, and at another size', async () => {
    await open('reading');
    await it('pages').focus();
    await page.keyboard.press('r');
    await line('We followed forty boats').waitFor();
    await line('We followed forty boats').dblclick();
    await it('mark-blue').click();
    await it('pen').waitFor();
    await settled(page);
    const overWords = async (): Promise<boolean> => {
      const [pen, words] = [(await it('pen').boundingBox())!, (await line('We followed forty boats').boundingBox())!];
      const centre = [pen.x + pen.width / 2, pen.y + pen.height / 2] as const;
      return centre[0] > words.x && centre[0] < words.x + words.width && centre[1] > words.y && centre[1] < words.y + words.height;
    };
    await expect.poll(overWords).toBe(true);
    await page.keyboard.press('Shift+R');
    await expect.poll(overWords).toBe(true);
    await page.keyboard.press('Control++');
    await expect.poll(overWords).toBe(true);
  });

  test('over whole sentences are marked as sentences', async () => {
    await open('reading');
    await select('We followed forty boats', 0.004, 'could be seen from the pier', 0.996);
    await it('mark-pink').click();
    await it('pen').first().waitFor();
    const [[, , target] = ['']] = (await calls('annotate')) as [string, string, { kind: string; sentences: number[] }][];
    expect(target?.kind).toBe('sentences');
  });

  test('get a note, which is kept when it is left', async () => {
    await open('reading');
    await select('We followed forty boats', 0.004, 'We followed forty boats', 0.6);
    await it('write-note').click();
    await expect.poll(focused).toBe('note-text');
    await page.keyboard.type('How were they chosen?');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('annotation-words');
    await expect.poll(async () => (await calls('changeAnnotation')).at(-1)?.slice(2)).toEqual(['yellow', 'How were they chosen?']);
    await it('tab-summary').click();
    await it('tab-notes').click();
    await expect.poll(() => it('note-text').inputValue()).toBe('How were they chosen?');
  });
});

describe('a mark on a page', () => {
  test('is clicked to change its colour or to remove it, and comes back', async () => {
    await open('reading', { parameters: { marks: '' } });
    await it('pen').first().waitFor();
    const { x, y, width, height } = (await it('pen').first().boundingBox())!;
    const onMark = [x + width / 2, y + height / 2] as const;
    await page.mouse.click(...onMark);
    await it('mark-blue').click();
    await expect.poll(() => it('pen').first().getAttribute('data-pen')).toBe('blue');
    const before = await it('pen').count();
    await page.mouse.click(...onMark);
    await it('remove-mark').click();
    await expect.poll(() => it('pen').count()).toBeLessThan(before);
    await it('notice').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => it('pen').count()).toBe(before);
  });

  test('is no citation: it has a line, and a cited sentence that is marked shows both', async () => {
    await open('reading');
    await it('summary-sentence').nth(0).click();
    await page.keyboard.press('Control+d');
    await it('pen').first().waitFor();
    const borders = (name: string) => it(name).first().evaluate((element) => Number.parseFloat(getComputedStyle(element).borderBottomWidth));
    await expect.poll(async () => [await borders('highlight'), await borders('pen')]).toEqual([0, 2]);
    const [cited, marked] = [(await it('highlight').first().boundingBox())!, (await it('pen').first().boundingBox())!];
    expect(Math.abs(cited.y - marked.y)).toBeLessThan(2);
  });
});

describe('where marks are', () => {
  test('is seen in the small pictures of the pages, in words and beside the lines', async () => {
    await open('reading', { parameters: { marks: '' } });
    await it('pen').first().waitFor();
    await it('thumbnails').click();
    await settled(page);
    const names = await it('thumbnail').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(names).toEqual(['Page 1, 2 marks', 'Page 2, 2 marks', 'Page 3', 'Page 4']);
    expect(await it('thumbnail-marks').count()).toBe(2);
    const pieces = it('thumbnail-marks').first().locator('span');
    expect([...new Set(await pieces.evaluateAll((all) => all.map((one) => one.getAttribute('data-pen'))))]).toEqual(['yellow', 'green']);
    // as far down in the picture as on the page
    const share = (inner: { y: number }, outer: { y: number; height: number }): number => (inner.y - outer.y) / outer.height;
    const small = share((await pieces.first().boundingBox())!, (await it('thumbnail-marks').first().boundingBox())!);
    const large = share((await it('pen').first().boundingBox())!, (await it('page').first().boundingBox())!);
    expect(Math.abs(small - large)).toBeLessThan(0.02);
  });

  test('is seen in the strip, which leads to them', async () => {
    await open('reading', { parameters: { marks: '' } });
    await expect.poll(() => it('strip-mark').evaluateAll((all) => all.map((one) => one.getAttribute('data-pen')))).toEqual(['yellow', 'green', 'blue', 'pink']);
    const { x, y, width, height } = (await it('strip-mark').nth(3).boundingBox())!;
    await page.mouse.click(x + width / 2, y + height / 2);
    await expect.poll(() => page.locator('[data-testid="pen"].looked').first().getAttribute('data-pen')).toBe('pink');
    // what the summary draws on is still gone to beside them
    const strip = (await it('coverage').boundingBox())!;
    const covered = (await it('covered').last().boundingBox())!;
    await page.mouse.click(strip.x + 8, covered.y + covered.height / 2);
    await it('highlight').first().waitFor();
  });

  test('is seen in the strip where there is no summary', async () => {
    await open('none', { parameters: { marks: '' } });
    await it('strip-mark').first().waitFor();
    expect(await it('covered').count()).toBe(0);
  });
});

describe('keys', () => {
  test('mark the chosen sentence, and go through the colours', async () => {
    await open('written');
    await it('summary-sentence').nth(0).focus();
    await page.keyboard.press('ArrowDown');
    const colours: (string | null)[] = [];
    for (let press = 0; press < 4; press += 1) {
      const before = colours.at(-1) ?? null;
      await page.keyboard.press('Control+d');
      await expect.poll(async () => ((await it('pen').count()) > 0 ? await it('pen').first().getAttribute('data-pen') : null)).not.toBe(before);
      colours.push(await it('pen').first().getAttribute('data-pen'));
    }
    expect(colours).toEqual(['yellow', 'green', 'blue', 'pink']);
    expect(await calls('annotate')).toHaveLength(1);
  });

  test('write a note to the chosen sentence, move in the list and remove', async () => {
    await open('written', { parameters: { marks: '' } });
    await it('summary-sentence').nth(0).click();
    await page.keyboard.press('Control+Shift+D');
    await expect.poll(focused).toBe('note-text');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await expect.poll(focused).toBe('note-text');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('remove-annotation');
    await it('annotation-words').first().focus();
    const before = await it('annotation').count();
    const second = await it('annotation-words').nth(1).textContent();
    await page.keyboard.press('Delete');
    await expect.poll(() => it('annotation').count()).toBe(before - 1);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(second);
  });

  test('do nothing without a selection and a chosen sentence', async () => {
    await open('written');
    await page.keyboard.press('Control+d');
    await page.waitForTimeout(100);
    expect(await calls('annotate')).toEqual([]);
  });
});

describe('the list', () => {
  test('is in the order of the document, names colours in words, and says what is lost', async () => {
    await open('reading', { parameters: { marks: '' } });
    await it('tab-notes').click();
    await it('annotation').first().waitFor();
    await expect.poll(() => it('annotation-colour').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).selectedOptions[0]?.textContent))).toEqual([
      'Yellow',
      'Green',
      'Blue',
      'Pink',
      'Green',
    ]);
    await expect.poll(() => it('annotation').nth(5).textContent()).toContain('These words are no longer in the document.');
  });

  test('goes to a mark on its page, with an edge, and Escape takes the edge back', async () => {
    await open('reading', { parameters: { marks: '' } });
    await it('tab-notes').click();
    await it('annotation-words').nth(3).click();
    const looked = page.locator('[data-testid="pen"].looked');
    await looked.first().waitFor();
    await expect.poll(() => looked.first().getAttribute('data-pen')).toBe('pink');
    await it('pages').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => looked.count()).toBe(0);
    await expect.poll(() => it('back-to-place').isVisible()).toBe(true);
  });

  test('changes a colour, and has a note to the document', async () => {
    await open('reading', { parameters: { marks: '' } });
    await it('tab-notes').click();
    await it('annotation-colour').nth(0).selectOption('pink');
    await expect.poll(async () => (await calls('changeAnnotation')).at(-1)?.[2]).toBe('pink');
    await it('new-note').fill('Read it again in May.');
    await it('new-note').press('Control+Enter');
    await expect.poll(() => it('note-text').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))).toContain('Read it again in May.');
    await expect.poll(() => it('new-note').inputValue()).toBe('');
  });

  test('keeps a note whose document goes out of view while it is written', async () => {
    await open('reading');
    const [here, other] = await it('library-item').evaluateAll((all) => all.map((one) => one.getAttribute('data-document')!));
    await it('tab-notes').click();
    await it('new-note').pressSequentially('Not finished');
    await page.evaluate((document) => {
      const job = { id: 9, kind: 'import', name: 'b.pdf', document, turn: 9, by_itself: false, to_show: true, stage: 'saving', done: 0.9, eta_s: null, model: null, table: null, transfer: null } as const;
      window.mock.send({ kind: 'job', job: { ...job, state: { kind: 'running' } } });
      window.mock.send({ kind: 'job', job: { ...job, state: { kind: 'done' } } });
    }, other!);
    await expect.poll(() => page.locator('[data-testid="library-item"][aria-current="true"]').getAttribute('data-document')).toBe(other);
    await expect.poll(async () => (await calls('annotate')).length).toBe(1);
    const [[, document, target] = ['']] = await calls('annotate');
    expect([document, target]).toEqual([here, expect.objectContaining({ kind: 'document' })]);
  });

  test('has notes to sentences of the summary', async () => {
    await open('written');
    await it('summary-sentence').nth(1).click();
    await it('sentence-menu').nth(1).click();
    await it('sentence-note').click();
    await expect.poll(focused).toBe('note-text');
    await page.keyboard.type('Not what the table says.');
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await calls('changeAnnotation')).at(-1)?.slice(2)).toEqual([null, 'Not what the table says.']);
    await expect.poll(() => it('annotation').textContent()).toContain('On the summary:');
  });

  test('a note to a sentence that stays empty is nothing', async () => {
    await open('written');
    await it('summary-sentence').nth(1).click();
    await it('sentence-menu').nth(1).click();
    await it('sentence-note').click();
    await expect.poll(focused).toBe('note-text');
    await it('tab-notes').focus();
    await expect.poll(() => it('annotation').count()).toBe(0);
    expect(await it('notice').count()).toBe(0);
  });
});

describe('running text', () => {
  const selectIn = (from: string, to: string) =>
    page.evaluate(
      ([from, to]) => {
        const textIn = (words: string): [Node, number] => {
          const walk = document.createTreeWalker(document.querySelector('[data-testid="flow"] article')!, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.textContent!.indexOf(words);
            if (at >= 0) return [node, at];
          }
          throw new Error(words);
        };
        const [start, end] = [textIn(from), textIn(to)];
        document.getSelection()!.setBaseAndExtent(start[0], start[1], end[0], end[1] + to.length);
        window.dispatchEvent(new PointerEvent('pointerup'));
      },
      [from, to] as const,
    );

  test('is marked word for word, and again in its parts', async () => {
    await open('flow');
    await selectIn('ll of them', 'came ho');
    await it('mark-green').click();
    await it('pen').waitFor();
    await expect.poll(() => it('pen').textContent()).toBe('all of them came home');
    const [[, , target] = ['']] = (await calls('annotate')) as [string, string, { places: { start: number; end: number }[] }][];
    expect(target?.places).toHaveLength(1);
    await selectIn('came home', 'came home');
    await it('mark-pink').click();
    await expect.poll(() => it('pen').evaluateAll((all) => all.map((one) => [(one as HTMLElement).dataset.pen, one.textContent]))).toEqual([
      ['green', 'all of them '],
      ['pink', 'came home'],
    ]);
  });

  test('is marked over the end of a paragraph, in both', async () => {
    await open('flow');
    const paragraphs = page.locator('[data-testid="flow"] article p');
    const [first, second] = [(await paragraphs.nth(0).boundingBox())!, (await paragraphs.nth(1).boundingBox())!];
    expect(second.y - first.y - first.height).toBeGreaterThan(4);
    await selectIn('Boats with a', 'of them came home.');
    await it('mark-blue').click();
    await it('pen').first().waitFor();
    const penned = () => paragraphs.evaluateAll((all) => all.slice(0, 3).map((one) => [...one.querySelectorAll('[data-testid="pen"]')].map(({ textContent }) => textContent).join('')));
    await expect.poll(penned).toEqual([
      'Boats with a painted keel were found sooner, because they could be seen from the pier.',
      'None of the boats was lost for longer than two days, and all of them came home.',
      '',
    ]);
  });

  test('keeps its marks on their words when it is read again while it is open', async () => {
    await open('flow', { parameters: { marks: '' } });
    await it('tab-notes').click();
    await it('annotation-words').nth(1).click();
    const pens = () => it('pen').evaluateAll((all) => all.map((one) => [(one as HTMLElement).dataset.pen, one.textContent, one.classList.contains('looked')]));
    // the mark that was clicked in the list is looked at
    await expect.poll(async () => (await pens()).map(([, , looked]) => looked)).toContain(true);
    const before = await pens();
    // the link in the first one cuts it into pieces
    expect([...new Set(before.map(([colour]) => colour))]).toEqual(['yellow', 'green', 'blue', 'pink']);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('title page');
    await page.evaluate(() => window.mock.readAgain());
    await it('flow').getByText('The title page was read now.').waitFor();
    await expect.poll(pens).toEqual(before);
    // the search looks through the new text, too
    await expect.poll(() => it('found').count()).toBe(1);
  });

  test('keeps an answer of its history unfolded and on its words when it is read again', async () => {
    await open('flow');
    await it('tab-questions').click();
    await it('past-question').first().click();
    await it('quotation').first().click();
    await it('highlight').first().waitFor();
    const shown = () => it('highlight').allTextContents();
    const before = await shown();
    await page.evaluate(() => window.mock.readAgain());
    await it('flow').getByText('The title page was read now.').waitFor();
    await expect.poll(shown).toEqual(before);
    await expect.poll(() => it('past-question').first().getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => it('quotation').first().getAttribute('aria-pressed')).toBe('true');
    await expect.poll(focused).toBe('quotation');
  });

  test('is gone to from the list, and finds words in marks', async () => {
    await open('flow', { parameters: { marks: '' } });
    await it('tab-notes').click();
    await it('annotation-words').nth(1).click();
    await expect.poll(() => page.locator('.pen.looked').count()).toBeGreaterThan(0);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('the');
    await expect.poll(() => page.locator('.pen .found').count()).toBeGreaterThan(0);
  });
});
