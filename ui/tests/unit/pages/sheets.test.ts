// @vitest-environment jsdom

// jsdom lays nothing out: here a pane is as large as it is said to be, and it scrolls as far as what it contains reaches.

import { cleanup, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { LeftAt, Page, SentenceView } from '../../../src/bridge';
import { GAP } from '../../../src/pages/layout';
import type { Onto } from '../../../src/pages/pdf/drawing';
import type { Pdf } from '../../../src/pages/pdf/open';
import Sheets from '../../../src/pages/Sheets.svelte';
import { View } from '../../../src/pages/view.svelte';

const PANE = { width: 632, height: 750 };
/** The height of a page that is as wide as the pane, with the space under it. */
const STEP = 900 + GAP;

const pages = Array.from({ length: 20 }, (_, at): Page => ({ number: at + 1, crop: { x0: 0, y0: 0, x1: 400, y1: 600 }, rotate: 0, verdict: { kind: 'good' } }));
const LEFT: LeftAt = { page: 1, share: 0, zoom: { kind: 'width' }, turn: 0, facing: false };

let scrolled = 0;
let along = 0;
/** How far the pane reaches: as far as its column and the pages that are there. */
function reach(pane: Element): number {
  const boxes = [...pane.querySelectorAll<HTMLElement>('.column, [data-testid="page"]')];
  return Math.max(...boxes.map(({ style }) => (parseFloat(style.top) || 0) + (parseFloat(style.height) || 0)));
}

beforeEach(() => {
  scrolled = along = 0;
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(PANE.width);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(PANE.height);
  vi.spyOn(Element.prototype, 'scrollTop', 'get').mockImplementation(() => scrolled);
  vi.spyOn(Element.prototype, 'scrollTop', 'set').mockImplementation(function (this: Element, to: number) {
    scrolled = Math.max(0, Math.min(to, reach(this) - PANE.height));
    queueMicrotask(() => this.dispatchEvent(new Event('scroll')));
  });
});
beforeEach(() => {
  vi.spyOn(Element.prototype, 'scrollLeft', 'get').mockImplementation(() => along);
  vi.spyOn(Element.prototype, 'scrollLeft', 'set').mockImplementation(function (this: Element, to: number) {
    const width = parseFloat(this.querySelector<HTMLElement>('.column')?.style.width ?? '') || 0;
    along = Math.max(0, Math.min(to, width - PANE.width));
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await tick();
}

async function opened(left: Partial<LeftAt>, { pdf = null, sentences = [] }: { pdf?: Pdf | null; sentences?: SentenceView[] } = {}): Promise<View> {
  const view = new View({ ...LEFT, ...left }, () => {});
  const over = createRawSnippet(() => ({ render: () => '<i></i>' }));
  render(Sheets, { pdf, pages, sentences, sources: [], beside: [], looks: 0, view, over });
  await settled();
  return view;
}

const scrollTo = async (top: number): Promise<void> => {
  screen.getByTestId('pages').scrollTop = top;
  await settled();
};

describe('the pages', () => {
  test.each([2, 5, 18])('open at page %i, where they were left', async (page) => {
    const view = await opened({ page, share: 0.5 });
    expect(scrolled).toBeCloseTo(GAP + (page - 1) * STEP + 450, 0);
    expect(view.left).toEqual({ ...LEFT, page, share: 0.5 });
  });

  test('keep a place at the end that cannot reach the upper edge', async () => {
    const view = await opened({ page: 20, share: 0.9 });
    expect(scrolled).toBeCloseTo(GAP + 20 * STEP - PANE.height, 0);
    expect(view.left).toEqual({ ...LEFT, page: 20, share: 0.9 });
  });

  test.each([3, 4])('are at page %i again after they stood side by side', async (page) => {
    const view = await opened({});
    // as a jump to the page
    await scrollTo((page - 1) * STEP);
    expect([view.page, view.left.page]).toEqual([page, page]);
    const before = scrolled;
    view.face();
    await settled();
    expect(scrolled).toBeLessThan(before);
    view.face();
    await settled();
    expect([view.page, view.left.page]).toEqual([page, page]);
    expect(Math.abs(scrolled - before)).toBeLessThanOrEqual(1);
  });

  test('know the page that somebody scrolled to', async () => {
    const view = await opened({ page: 18, share: 0.5 });
    await scrollTo(GAP + 4 * STEP + 90);
    expect(view.left).toEqual({ ...LEFT, page: 5, share: 0.1 });
  });
});

describe('another size', () => {
  /** What share of a page is above and to the left of the middle of the pane. */
  function middle(number: number): number[] {
    const { style } = document.querySelector<HTMLElement>(`[data-testid="page"][data-page="${number}"]`)!;
    const share = (at: number, start: string, length: string) => (at - parseFloat(start)) / parseFloat(length);
    return [share(along + PANE.width / 2, style.left, style.width), share(scrolled + PANE.height / 2, style.top, style.height)];
  }

  test('keeps what is in the middle of the pane, larger and smaller again', async () => {
    const view = await opened({ page: 5, share: 0.25 });
    const before = middle(5);
    view.show({ kind: 'factor', factor: 3 });
    await settled();
    expect(middle(5)).toEqual(before.map((share) => expect.closeTo(share, 2)));
    expect(view.page).toBe(5);
    view.show(LEFT.zoom);
    await settled();
    expect(middle(5)).toEqual(before.map((share) => expect.closeTo(share, 2)));
    expect(view.left.share).toBeCloseTo(0.25, 2);
  });
});

describe('a page that is not drawn yet', () => {
  const sentences = pages.map(({ number }): SentenceView => ({
    id: number,
    section: null,
    text: `Words of page ${number}`,
    places: [{ kind: 'page', page: number, rect: { x0: 50, y0: 500, x1: 350, y1: 512 } }],
  }));
  /** A file whose pages are drawn when the test says so. */
  function file() {
    const drawings = new Map<number, Onto>();
    const release = vi.fn();
    const pdf = {
      draw: (number: number, onto: Onto) => {
        drawings.set(number, onto);
        return { done: new Promise<void>(() => {}), cancel: () => {} };
      },
      release,
    } as unknown as Pdf;
    return { pdf, drawings, release };
  }
  const likenesses = (): string[] => screen.queryAllByTestId('likeness').map((likeness) => likeness.textContent?.trim() ?? '');

  test('shows its words, also before the file is open, and where somebody scrolled to', async () => {
    await opened({}, { sentences });
    expect(likenesses()).toContain('Words of page 1');
    await scrollTo(10 * STEP);
    expect(likenesses()).toContain('Words of page 11');
    expect(likenesses()).not.toContain('Words of page 1');
  });

  test('shows them until it is drawn', async () => {
    const { pdf, drawings } = file();
    await opened({}, { pdf, sentences });
    await vi.waitFor(() => expect(drawings.has(1)).toBe(true));
    expect(likenesses()).toContain('Words of page 1');
    void drawings.get(1)?.drawn();
    await settled();
    expect(likenesses()).not.toContain('Words of page 1');
  });

  test('is not opened when it goes', async () => {
    const { pdf, release } = file();
    await opened({}, { pdf, sentences });
    await scrollTo(10 * STEP);
    await scrollTo(18 * STEP);
    expect(release).not.toHaveBeenCalled();
  });
});
