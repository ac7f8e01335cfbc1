import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { LeftAt } from '../../../src/bridge';
import { Pages } from '../../../src/state/pages.svelte';
import { testBridge, type TestBridge } from './samples';

const at = (page: number): LeftAt => ({ page, share: 0.5, zoom: { kind: 'width' }, turn: 0, facing: false });

let bridge: TestBridge;
let pages: Pages;
beforeEach(() => {
  vi.useFakeTimers();
  bridge = testBridge();
  pages = new Pages(bridge);
  return () => vi.useRealTimers();
});

describe('the place in a document', () => {
  test('is kept once, when the person rests', () => {
    for (const page of [1, 2, 3]) pages.leave('a', () => at(page));
    expect(bridge.leave).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(bridge.leave.mock.calls).toEqual([['a', at(3)]]);
  });

  test('is kept at once when the document closes, and not again', () => {
    pages.leave('a', () => at(2));
    pages.flush();
    pages.flush();
    vi.advanceTimersByTime(1000);
    expect(bridge.leave.mock.calls).toEqual([['a', at(2)]]);
  });

  test('that cannot be read or kept disturbs nobody', async () => {
    bridge.leftAt.mockRejectedValue({ code: 'disk_full', path: '/library' });
    bridge.leave.mockRejectedValue({ code: 'disk_full', path: '/library' });
    expect(await pages.fetch('a')).toBeNull();
    pages.leave('a', () => at(2));
    pages.flush();
    await vi.advanceTimersByTimeAsync(1000);
  });
});

test('what a search of the library found is looked for once', () => {
  pages.sought = { query: 'boats', snippet: 'small boats', hits: ['boats'] };
  expect(pages.take()).toEqual({ query: 'boats', snippet: 'small boats', hits: ['boats'] });
  expect(pages.take()).toBeNull();
});
