import { describe, expect, test } from 'vitest';

import { Turns } from '../../../src/pages/turns';

/** Drawings that the test ends, and the order in which they began. */
function drawings() {
  const turns = new Turns();
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const settled = () => new Promise((done) => setTimeout(done));
  return {
    turns,
    began,
    ask: (name: string, distance: () => number) =>
      turns.ask(distance, () => {
        began.push(name);
        return new Promise<void>((done) => ends.set(name, done));
      }),
    end: async (name: string) => {
      ends.get(name)?.();
      await settled();
    },
    settled,
  };
}

describe('pages are drawn', () => {
  test('at once in sight, and beyond it one by one, the nearest first', async () => {
    const { ask, began, end } = drawings();
    ask('one', () => 0);
    ask('far', () => 2);
    ask('near', () => 1);
    ask('two', () => 0);
    expect(began).toEqual(['one', 'two']);
    await end('one');
    expect(began).toEqual(['one', 'two']);
    await end('two');
    expect(began).toEqual(['one', 'two', 'near']);
    await end('near');
    expect(began).toEqual(['one', 'two', 'near', 'far']);
  });

  test('when they come into sight while others are drawn', () => {
    const { turns, ask, began } = drawings();
    let distance = 2;
    ask('one', () => 0);
    ask('coming', () => distance);
    turns.moved();
    expect(began).toEqual(['one']);
    distance = 0;
    turns.moved();
    expect(began).toEqual(['one', 'coming']);
  });

  test('only while somebody wants them', async () => {
    const { ask, began, end } = drawings();
    ask('one', () => 0);
    ask('gone', () => 1)();
    await end('one');
    expect(began).toEqual(['one']);
  });

  test('also after one that could not be drawn', async () => {
    const { turns, ask, began, settled } = drawings();
    turns.ask(() => 0, () => Promise.reject(new Error('damaged')));
    ask('next', () => 1);
    await settled();
    expect(began).toEqual(['next']);
  });

  test('before what only completes them', async () => {
    const { turns, ask, end, settled } = drawings();
    let quiet = false;
    ask('one', () => 0);
    const forget = ask('two', () => 1);
    void turns.quiet().then(() => (quiet = true));
    await end('one');
    expect(quiet).toBe(false);
    forget();
    await end('two');
    await settled();
    expect(quiet).toBe(true);
    await turns.quiet();
  });
});
