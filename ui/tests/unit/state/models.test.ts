import { beforeEach, describe, expect, test } from 'vitest';

import type { ModelView } from '../../../src/bridge';
import { Models } from '../../../src/state/models.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { testBridge, type TestBridge } from './samples';

const MODEL: ModelView = { name: 'tiny', path: '/models/tiny', parameters: 1e6, max_tokens: 4096, memory: 2 ** 30 };

let bridge: TestBridge;
let notices: Notices;
let models: Models;
beforeEach(() => {
  bridge = testBridge();
  notices = new Notices();
  models = new Models(bridge, notices);
});

describe('the reader', () => {
  test('may be missing, which is different from not knowing', async () => {
    bridge.reader.mockResolvedValue(null);
    expect(models.reader).toBeUndefined();
    await models.loadReader();
    expect(models.reader).toBeNull();
  });

  test('is reported when it is damaged', async () => {
    bridge.reader.mockRejectedValue({ code: 'model_truncated', detail: 'it ends early', starter: true });
    await models.loadReader();
    expect(notices.list.map(({ hint }) => hint)).toEqual([expect.stringContaining('install it again')]);
  });
});

describe('the writer', () => {
  test('is chosen, with a message, and given up', async () => {
    bridge.chooseModel.mockResolvedValue(MODEL);
    await models.choose();
    expect(models.writer).toBe(MODEL);
    expect(notices.list.map(({ message }) => message)).toEqual(['tiny will write the next summary.']);
    await models.forget();
    expect(models.writer).toBeNull();
  });

  test('stays as it is when the dialog is closed or the folder is refused', async () => {
    models.writer = MODEL;
    await models.choose();
    bridge.chooseModel.mockRejectedValue({ code: 'model_missing', folder: '/models/gone', starter: false });
    await models.choose();
    expect(models.writer).toBe(MODEL);
    expect(notices.list.map(({ message }) => message)).toEqual(['Model folder not found: /models/gone.']);
  });
});
