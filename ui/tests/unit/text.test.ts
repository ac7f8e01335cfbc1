// The words of the window.

import { describe, expect, test } from 'vitest';

import { en } from '../../src/text/en';

describe('the words', () => {
  test('count', () => {
    expect(en.library.pages(1)).toBe('1 page');
    expect(en.library.pages(1200)).toBe('1,200 pages');
    expect(en.drop.over(0)).toBe('Drop to read');
  });

  test('gather pages into runs', () => {
    expect(en.notes.of({ kind: 'scanned_pages', pages: [9, 3, 4, 5] })).toContain('Pages 3–5 and 9 are pictures');
    expect(en.notes.of({ kind: 'failed_pages', pages: [2] })).toContain('Page 2 could');
  });

  test('say roughly how long it takes', () => {
    expect(en.jobs.left(2)).toBe('a few seconds left');
    expect(en.jobs.left(18)).toBe('about 20 s left');
    expect(en.jobs.left(70)).toBe('about 1 minute left');
    expect(en.jobs.left(3599)).toBe('about 1 hour left');
  });
});
