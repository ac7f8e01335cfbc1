import { expect, test } from 'vitest';

import { Notices } from '../../../src/state/notices.svelte';
import { Settings } from '../../../src/state/settings.svelte';
import { testBridge } from './samples';

test('a theme is kept without touching the other settings', async () => {
  const bridge = testBridge();
  const settings = new Settings(bridge, new Notices());
  await settings.load();
  await settings.setTheme('dark');
  expect(settings.theme).toBe('dark');
  expect(bridge.setSettings).toHaveBeenCalledWith({ theme: 'dark', model: 'folder', threads: 2, precision: 'int8', device: 'automatic', reader: null, finder: null, keep_original: false, mirror: null, unload_after: null });
});
