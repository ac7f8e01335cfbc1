import { beforeEach, expect, test } from 'vitest';

import type { RelatedPassages } from '../../../src/bridge';
import { Notices } from '../../../src/state/notices.svelte';
import { Related } from '../../../src/state/related.svelte';
import { held, testBridge, type TestBridge } from './samples';

const found = (unseen: number): RelatedPassages => ({ by: 'meaning', passages: [], unseen });

let bridge: TestBridge;
let notices: Notices;
let related: Related;

beforeEach(() => {
  bridge = testBridge();
  notices = new Notices();
  related = new Related(bridge, notices);
});

test('what was found for an older sentence is not shown', async () => {
  const late = held<RelatedPassages>();
  bridge.relatedPassages.mockReturnValueOnce(late.promise).mockResolvedValueOnce(found(2));
  const first = related.find('a', 'Birds fly.');
  expect(related.sought).toEqual({ text: 'Birds fly.', found: null });
  await related.find('a', 'Fish swim.');
  late.give(found(1));
  await first;
  expect(related.sought).toEqual({ text: 'Fish swim.', found: found(2) });
});

test('closing forgets what is still looked for, and a fault leaves nothing', async () => {
  const late = held<RelatedPassages>();
  bridge.relatedPassages.mockReturnValueOnce(late.promise);
  const first = related.find('a', 'Birds fly.');
  related.close();
  late.give(found(1));
  await first;
  expect(related.sought).toBeNull();
  bridge.relatedPassages.mockRejectedValueOnce({ code: 'no_words' });
  await related.find('a', '?');
  expect(related.sought).toBeNull();
  expect(notices.list).toHaveLength(1);
});
