import { describe, expect, test } from 'vitest';

import { Find } from '../../../src/pages/find.svelte';

const PAGES = ['a boat', 'nothing', 'a boat and a boat', 'the last boat'];
const finding = (pages: readonly string[] = PAGES): Find =>
  new Find({ parts: pages.length, textOf: (part) => pages[part] ?? '' });
const read = async (find: Find, from = 0): Promise<Find> => {
  find.begin(from);
  await expect.poll(() => find.complete).toBe(true);
  return find;
};

describe('find', () => {
  test('counts what it finds and goes around in both directions', async () => {
    const find = await read(finding());
    find.look('boat');
    expect([find.total, find.position, find.now]).toEqual([4, 1, { part: 0, nth: 0 }]);
    const seen = [1, 1, 1, 1].map(() => (find.step(1), find.position));
    expect(seen).toEqual([2, 3, 4, 1]);
    find.step(-1);
    expect(find.now).toEqual({ part: 3, nth: 0 });
    find.step(-1);
    expect(find.now).toEqual({ part: 2, nth: 1 });
  });

  test('begins where the person is, and reads from there', async () => {
    const order: number[] = [];
    const find = new Find({ parts: 4, textOf: (part) => (order.push(part), PAGES[part] ?? '') });
    await read(find, 1);
    expect(order).toEqual([1, 2, 3, 0]);
    find.look('boat');
    expect(find.position).toBe(2);
  });

  test('shows the first place as soon as its page is read, and counts on', async () => {
    let give: (text: string) => void = () => {};
    const find = new Find({ parts: 2, textOf: (part) => (part === 0 ? 'a boat' : new Promise<string>((done) => (give = done))) });
    find.begin(0);
    find.look('boat');
    await expect.poll(() => find.now).toEqual({ part: 0, nth: 0 });
    expect([find.total, find.complete]).toEqual([1, false]);
    give('a boat and a boat');
    await expect.poll(() => find.complete).toBe(true);
    expect([find.total, find.looks]).toEqual([3, 1]);
  });

  test('goes on where a page cannot be read', async () => {
    const find = new Find({ parts: 2, textOf: async (part) => (part === 0 ? Promise.reject(new Error('damaged')) : 'a boat') });
    await read(find);
    find.look('boat');
    expect(find.now).toEqual({ part: 1, nth: 0 });
  });

  test('finds nothing without a mistake', async () => {
    const find = await read(finding());
    find.look('keel');
    find.step(1);
    expect([find.total, find.position, find.now]).toEqual([0, 0, null]);
    find.look('');
    expect(find.rangesIn('keel')).toEqual([]);
  });

  test('marks nothing once the bar is closed', async () => {
    const find = await read(finding());
    find.look('boat');
    expect(find.rangesIn('a Boat')).toEqual([[2, 6]]);
    find.close();
    expect(find.rangesIn('a Boat')).toEqual([]);
    find.begin(0);
    expect([find.query, find.total]).toEqual(['boat', 4]);
  });

  test('of what the library found takes the words as they stand, or else each of them', async () => {
    const find = await read(finding(['wind and boats', 'small boats', 'boats']));
    find.seek({ query: 'small boats', snippet: 'few small boats come', hits: ['small', 'boats'] }, 1);
    expect([find.total, find.now]).toEqual([1, { part: 1, nth: 0 }]);
    find.seek({ query: 'boats wind', snippet: 'wind and boats', hits: ['wind', 'boats'] }, 0);
    expect([find.total, find.query]).toEqual([4, 'boats wind']);
  });

  test('of what the library found takes other forms of the words, and words within a line without spaces', async () => {
    const find = await read(finding(['a berry', 'Berries and berry juice', 'raspberries']));
    find.seek({ query: 'berries', snippet: 'a berry', hits: ['berry'] }, 0);
    expect([find.total, find.now]).toEqual([3, { part: 0, nth: 0 }]);
    const joined = await read(finding(['我们用2019年的数据研究。']));
    joined.seek({ query: '数据 2019', snippet: '用2019年的数据研究', hits: ['数据', '2019'] }, 0);
    expect(joined.total).toBe(2);
  });

  test('finds what is there when the texts were recognized', async () => {
    let pages = ['a boat', '', ''];
    const find = new Find({ parts: 3, textOf: (part) => pages[part] ?? '' });
    await read(find);
    find.look('boat');
    expect([find.total, find.complete]).toEqual([1, true]);
    pages = ['a boat', 'a boat', 'the last boat'];
    find.again();
    await expect.poll(() => find.complete).toBe(true);
    expect([find.total, find.position]).toEqual([3, 1]);
  });

  test('forgets what was still being read when the texts changed', async () => {
    let give: (text: string) => void = () => {};
    let recognized = false;
    const find = new Find({ parts: 1, textOf: () => (recognized ? 'two boats' : new Promise<string>((done) => (give = done))) });
    find.begin(0);
    find.look('a boat');
    recognized = true;
    find.again();
    give('a boat');
    await expect.poll(() => find.complete).toBe(true);
    expect(find.total).toBe(0);
  });

  test('reads other texts only when the person looks for something', async () => {
    let reads = 0;
    const find = new Find({ parts: 1, textOf: () => (reads++, 'a boat') });
    find.again();
    expect(reads).toBe(0);
    await read(find);
    find.close();
    find.again();
    expect(reads).toBe(1);
    await read(find);
    expect(reads).toBe(2);
  });

  test('stops reading when the document is closed', async () => {
    let reads = 0;
    const find = new Find({ parts: 1000, textOf: () => new Promise((done) => setTimeout(() => done((reads++, 'a')))) });
    find.begin(0);
    find.end();
    await new Promise((done) => setTimeout(done, 30));
    expect(reads).toBeLessThan(2);
  });
});
