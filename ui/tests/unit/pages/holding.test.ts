import { describe, expect, test } from 'vitest';

import type { Box } from '../../../src/pages/geometry';
import { held } from '../../../src/pages/holding';
import { layoutOf, type Layout } from '../../../src/pages/layout';
import { TO_WIDTH } from '../../../src/pages/zoom';

const pane = { width: 562, height: 600 };
const portrait = { width: 595, height: 842 };
/** The fourth page lies on its side. */
const mixed = Array.from({ length: 9 }, (_, at) => (at === 3 ? { width: 842, height: 595 } : portrait));
const laid = (factor: number | null, facing = false): Layout => layoutOf(mixed, factor === null ? TO_WIDTH : { kind: 'factor', factor }, facing, pane);
const sightAt = (left: number, top: number): Box => ({ left, top, ...pane });
const shareOf = ({ left, top, width, height }: Box, x: number, y: number): number[] => [(x - left) / width, (y - top) / height];

describe('another size of the pages', () => {
  test.each([
    [null, 2],
    [2, null],
    [1, 0.25],
    [2, 5],
  ])('from %s to %s keeps what is in the middle of the pane', (from, to) => {
    const [before, after] = [laid(from), laid(to)];
    const page = before.pages[4]!;
    const sight = sightAt(page.left + page.width * 0.5 - pane.width / 2, page.top + page.height * 0.6 - pane.height / 2);
    const now = held(before, after, sight, []);
    const [x, y] = shareOf(after.pages[4]!, now.left + pane.width / 2, now.top + pane.height / 2);
    expect(x).toBeCloseTo(0.5);
    expect(y).toBeCloseTo(0.6);
  });

  test('shows a page, and not the ground beside it, although a wider page makes the column wide', () => {
    const [before, after] = [laid(null), laid(2)];
    expect(after.width).toBeGreaterThan(2200);
    const { left } = held(before, after, sightAt(0, 0), []);
    expect(left).toBeGreaterThanOrEqual(after.pages[0]!.left);
    expect(left + pane.width).toBeLessThanOrEqual(after.pages[0]!.left + after.pages[0]!.width);
  });

  test.each([1.25, 2, 0.5])('of two pages side by side keeps the one at the right at %s', (factor) => {
    const [before, after] = [laid(1, true), laid(factor, true)];
    const page = before.pages[5]!;
    const now = held(before, after, sightAt(page.left + page.width * 0.5 - pane.width / 2, page.top + 100), []);
    expect(shareOf(after.pages[5]!, now.left + pane.width / 2, 0)[0]).toBeCloseTo(0.5);
  });
});

describe('cited words', () => {
  /** Words in the right column of the fifth page. */
  const words = (layout: Layout): Box => {
    const { left, top, width, height } = layout.pages[4]!;
    return { left: left + width * 0.52, top: top + height * 0.1, width: width * 0.4, height: height * 0.02 };
  };

  test.each([0.5, 1, 1.25, 1.5])('that are in sight stay whole in sight, at their height, at %s', (factor) => {
    const [before, after] = [laid(null), laid(factor)];
    const sight = sightAt(0, words(before).top - pane.height / 3);
    const now = held(before, after, sight, [words(before)]);
    const { left, top, width } = words(after);
    expect(left).toBeGreaterThanOrEqual(now.left);
    expect(left + width).toBeLessThanOrEqual(now.left + pane.width);
    expect(top - now.top).toBeCloseTo(pane.height / 3);
  });

  test('begin in sight if the pane has no room for all of them', () => {
    const [before, after] = [laid(1), laid(5)];
    const now = held(before, after, sightAt(words(before).left - 50, words(before).top - 100), [words(before)]);
    expect(words(after).left - now.left).toBeGreaterThan(0);
    expect(words(after).left - now.left).toBeLessThan(50);
  });

  test('out of sight move nothing', () => {
    const [before, after] = [laid(null), laid(2)];
    const sight = sightAt(0, 20);
    expect(held(before, after, sight, [words(before)])).toEqual(held(before, after, sight, []));
  });
});
