// A unit test without a DOM runs the modules of the window as the window does: Svelte's state does not react in what is
// compiled for a server, and most tests would pass there, too.

import { flushSync } from 'svelte';
import { expect, test } from 'vitest';

import { Panes } from '../../src/state/panes.svelte';

test('state is followed where there is no DOM', () => {
  expect(typeof document).toBe('undefined');
  const panes = new Panes({ filled: () => true, reading: () => true, sided: () => true });
  const seen: number[] = [];
  const stop = $effect.root(() => {
    $effect(() => void seen.push(panes.room));
  });
  flushSync();
  panes.room = 900;
  flushSync();
  stop();
  expect(seen).toEqual([1024, 900]);
});
