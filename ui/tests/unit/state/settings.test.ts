import { expect, test, vi } from 'vitest';

import type { Settings as Chosen } from '../../../src/bridge';
import { Desk } from '../../../src/state/desk.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { Settings } from '../../../src/state/settings.svelte';
import { settle, testBridge } from './samples';

test('a theme is kept without touching the other settings', async () => {
  const bridge = testBridge();
  const settings = new Settings(bridge, new Notices());
  await settings.load();
  await settings.setTheme('dark');
  expect(settings.theme).toBe('dark');
  expect(bridge.setSettings).toHaveBeenCalledWith({ theme: 'dark', language: 'system', text_size: null, after_reading: 'summary', recognize_scans: false, model: 'folder', threads: 2, precision: 'int8', device: 'automatic', reader: null, finder: null, sequence_model: null, keep_original: false, mirror: null, proxy: null, unload_after: null, paused: false, watched: [], notifications: 'without_titles', shortcuts: {} }, expect.anything());
});

test('only what is changed here is changed, and what another window set is taken over', async () => {
  const bridge = testBridge();
  const desk = new Desk(bridge);
  await desk.start();
  const other = { ...(await bridge.settings()), language: 'german' as const };
  bridge.settings.mockResolvedValue(other as never);
  await desk.settings.setTheme('dark');
  expect(bridge.setSettings).toHaveBeenLastCalledWith({ ...other, theme: 'dark' }, other);
  bridge.settings.mockResolvedValue({ ...other, text_size: 150 } as never);
  bridge.send({ kind: 'settings' });
  await settle();
  expect([desk.settings.language, desk.settings.textSize]).toEqual(['german', 150]);
});

test('a setting that cannot be written goes back to what it was, with a message', async () => {
  const bridge = testBridge();
  const notices = new Notices();
  const settings = new Settings(bridge, notices);
  await settings.load();
  bridge.setSettings.mockRejectedValue({ code: 'settings_unwritable', path: '/s.json', detail: 'read-only' });
  await settings.change({ precision: 'f32' });
  expect(settings.chosen?.precision).toBe('int8');
  expect(notices.list).toHaveLength(1);
});

test('a folder that is not watched any more is again by undoing, beside those that came meanwhile', async () => {
  const usual = await testBridge().settings();
  let kept: Chosen = { ...usual, watched: ['/papers', '/books'] };
  let writable = true;
  const bridge = {
    settings: async () => kept,
    usualSettings: async () => usual,
    setSettings: async (changed: Chosen) => {
      if (!writable) throw { code: 'settings_unwritable', path: '/s.json', detail: 'read-only' };
      kept = changed;
    },
  };
  const notices = new Notices();
  const settings = new Settings(bridge, notices);
  await settings.load();
  await settings.unwatch('/papers');
  expect(kept.watched).toEqual(['/books']);
  kept = { ...kept, watched: ['/books', '/theses'] };
  expect(notices.undo()).toBe(true);
  await vi.waitFor(() => expect(settings.chosen?.watched).toEqual(['/books', '/theses', '/papers']));

  writable = false;
  await settings.unwatch('/books');
  expect(settings.chosen?.watched).toEqual(['/books', '/theses', '/papers']);
  expect(notices.undo()).toBe(false);
});
