// Offers of actions while several parts of the window change what they offer at once.

import { flushSync } from 'svelte';
import { expect, test } from 'vitest';

import { Actions } from '../../src/state';

test('an offer stays when another part of the window takes its own back in the same moment', () => {
  const actions = new Actions();
  let document = $state(0);
  const end = $effect.root(() => {
    for (const offer of [{ find: () => {} }, { ask: () => {} }, { zoomIn: () => {} }])
      $effect(() => {
        void document;
        return actions.offer(offer);
      });
  });
  for (const next of [0, 1, 2]) {
    document = next;
    flushSync();
    expect((['find', 'ask', 'zoomIn'] as const).filter(actions.can)).toEqual(['find', 'ask', 'zoomIn']);
  }
  end();
  expect(actions.can('find')).toBe(false);
});
