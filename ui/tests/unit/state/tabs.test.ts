import { expect, test } from 'vitest';

import { Tabs } from '../../../src/state/tabs.svelte';

test('what arrives in another tab is marked until that tab is shown', () => {
  const tabs = new Tabs();
  tabs.arrived('summary');
  tabs.arrived('questions');
  expect([...tabs.unread]).toEqual(['questions']);
  tabs.show('questions');
  expect([...tabs.unread]).toEqual([]);
});

test('another document begins without marks, and not with the answer to a question about the one before', () => {
  const tabs = new Tabs();
  tabs.show('questions');
  tabs.arrived('summary');
  tabs.begin();
  expect([tabs.now, tabs.unread.size]).toEqual(['summary', 0]);
  tabs.show('outline');
  tabs.begin();
  expect(tabs.now).toBe('outline');
});
