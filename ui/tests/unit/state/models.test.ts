import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { JobView, ModelOffer, ModelShelf } from '../../../src/bridge';
import { Models } from '../../../src/state/models.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { held, job, model, settle, shelf, testBridge, type TestBridge } from './samples';

const OFFER: ModelOffer = { folder: '/down/tiny', name: 'tiny', role: 'writes', bytes: 2e9, fast_copy_bytes: 6e8 };
const READY = { state: { kind: 'ready' as const } };

let bridge: TestBridge;
let notices: Notices;
let models: Models;
const work = { began: vi.fn<(jobs: JobView[]) => void>(), forget: vi.fn<(job: JobView) => void>() };
beforeEach(() => {
  vi.clearAllMocks();
  bridge = testBridge();
  notices = new Notices();
  models = new Models(bridge, notices, work);
});

describe('the models in use', () => {
  test('may be missing, which is different from not knowing', async () => {
    expect([models.reader, models.writer]).toEqual([undefined, null]);
    await models.refresh();
    expect([models.reader, models.writer]).toEqual([null, null]);
  });

  test('are those that the shelf says', async () => {
    const cards = [model('w1', READY), model('w2', { ...READY, in_use: true }), model('r', { ...READY, role: 'reads', in_use: true })];
    bridge.models.mockResolvedValue(shelf(cards));
    await models.refresh();
    expect([models.writer?.id, models.reader?.id]).toEqual(['w2', 'r']);
  });

  test('change with one call, and a screen reader learns it', async () => {
    const card = model('w', { ...READY, in_use: true });
    bridge.useModel.mockResolvedValue(shelf([card]));
    await models.act('use', card, null);
    expect(bridge.useModel).toHaveBeenCalledWith('writes', 'w');
    expect(models.writer?.id).toBe('w');
    expect(notices.announcement).toBe('In use now: w.');
  });

  test('go back to the starter model without its name', async () => {
    await models.act('use', model('starter', { role: 'reads', origin: { kind: 'included' } }), null);
    expect(bridge.useModel).toHaveBeenCalledWith('reads', null);
  });
});

describe('the shelf', () => {
  test('is read once more for all the news that arrives while it is read', async () => {
    const slow = held<ModelShelf>();
    bridge.models.mockReturnValueOnce(slow.promise);
    const first = models.refresh();
    void models.refresh();
    void models.refresh();
    slow.give(shelf());
    await first;
    expect(bridge.models).toHaveBeenCalledTimes(2);
    await models.refresh();
    expect(bridge.models).toHaveBeenCalledTimes(3);
  });

  test('that cannot be read is a message, and is read again later', async () => {
    bridge.models.mockRejectedValueOnce({ code: 'disk_full', path: '/models' });
    await models.refresh();
    expect(notices.list).toHaveLength(1);
    await models.refresh();
    expect(models.shelf).not.toBeNull();
  });
});

describe('an action', () => {
  const card = model('a/b');
  const failed = (kind: JobView['kind']): JobView =>
    job(9, { kind, model: 'a/b', document: 'd', state: { kind: 'failed', reason: { code: 'disk_full', path: '/models' } } });

  test.each([
    ['get', 'downloadModel', ['a/b', null]],
    ['download_again', 'downloadModel', ['a/b', null]],
    ['resume', 'downloadModel', ['a/b', null]],
    ['verify', 'verifyModel', ['a/b']],
    ['fast_copy', 'makeFastCopy', ['a/b']],
    ['measure', 'measureModel', ['a/b']],
  ] as const)('begins a job: %s', async (action, method, takes) => {
    await models.act(action, card, null);
    expect(bridge[method]).toHaveBeenCalledWith(...takes);
    expect(work.began).toHaveBeenCalledWith([expect.objectContaining({ model: 'a/b' })]);
  });

  test.each(['pause', 'cancel'] as const)('stops a job: %s', async (action) => {
    await models.act(action, card, job(9));
    expect(bridge.cancelJob).toHaveBeenCalledWith(9);
  });

  test('on a folder that is only named in the settings asks about it first', async () => {
    bridge.offerModel.mockResolvedValue(OFFER);
    await models.act('fast_copy', model('/x', { ...READY, origin: { kind: 'linked', folder: '/x' } }), null);
    expect([bridge.offerModel.mock.calls, models.offers, bridge.makeFastCopy.mock.calls]).toEqual([[['/x']], [OFFER], []]);
  });

  test('goes on with a conversion by converting, with an imported folder by verifying it', async () => {
    await models.act('resume', { ...card, state: { kind: 'converting' } }, null);
    expect(bridge.makeFastCopy).toHaveBeenCalledWith('a/b');
    await models.act('resume', { ...card, state: { kind: 'verifying' }, origin: { kind: 'linked', folder: '/x' } }, null);
    expect(bridge.verifyModel).toHaveBeenCalledWith('a/b');
  });

  test('tries the same work again, for the same document, and removes the failure', async () => {
    await models.act('retry', card, failed('download'));
    expect(work.forget).toHaveBeenCalledWith(expect.objectContaining({ id: 9 }));
    expect(bridge.dismissJob).toHaveBeenCalledWith(9);
    expect(bridge.downloadModel).toHaveBeenCalledWith('a/b', 'd');
    await models.act('retry', card, failed('convert'));
    expect(bridge.makeFastCopy).toHaveBeenCalledOnce();
    await models.act('retry', card, failed('verify'));
    expect(bridge.verifyModel).toHaveBeenCalledOnce();
    await models.act('retry', card, failed('measure'));
    expect(bridge.measureModel).toHaveBeenCalledOnce();
  });

  test('removes only after a second answer', async () => {
    await models.act('remove', card, null);
    expect(models.removing).toBe('a/b');
    expect(bridge.removeModel).not.toHaveBeenCalled();
    await models.remove(card);
    expect(bridge.removeModel).toHaveBeenCalledWith('a/b');
    expect(models.removing).toBeNull();
  });

  test('that is refused is a message', async () => {
    bridge.downloadModel.mockRejectedValue({ code: 'disk_full', path: '/models' });
    await models.act('get', card, null);
    expect(notices.list).toHaveLength(1);
    expect(work.began).not.toHaveBeenCalled();
  });
});

describe('a folder', () => {
  test('among dropped files is offered, and the files remain to be read', async () => {
    bridge.offerModel.mockImplementation(async (path) => (path === '/down/tiny' ? OFFER : null));
    expect(await models.takeDropped(['/a.pdf', '/down/tiny', '/b.pdf'])).toEqual(['/a.pdf', '/b.pdf']);
    expect(models.offers).toEqual([OFFER]);
    await models.takeDropped(['/down/tiny']);
    expect(models.offers).toEqual([OFFER]);
  });

  test('that is a model which Pagewing cannot use is reported, and not read as a document', async () => {
    bridge.offerModel.mockRejectedValue({ code: 'model_incomplete', part: 'weights', starter: false });
    expect(await models.takeDropped(['/down/broken'])).toEqual([]);
    expect(notices.list.map(({ message }) => message)).toEqual([expect.stringContaining('it has no weights')]);
  });

  test('is added as the person wants it, or left alone', async () => {
    bridge.chooseModelFolder.mockResolvedValue(OFFER);
    await models.chooseFolder();
    await models.add(models.offers[0]!, false, true);
    expect(bridge.addModel).toHaveBeenCalledWith('/down/tiny', false, true);
    expect(models.offers).toEqual([]);
    await models.chooseFolder();
    models.decline(models.offers[0]!);
    expect([models.offers, bridge.addModel.mock.calls.length]).toEqual([[], 1]);
  });

  test('of a closed dialog is nothing', async () => {
    await models.chooseFolder();
    expect(models.offers).toEqual([]);
  });
});

test('a repository that is refused stays in its field', async () => {
  expect(await models.getNamed('a/b')).toBe(true);
  bridge.downloadNamed.mockRejectedValue({ code: 'not_found', path: 'x' });
  expect(await models.getNamed('x')).toBe(false);
});

test('freed memory is visible at once', async () => {
  await models.freeMemory();
  await settle();
  expect(bridge.freeMemory).toHaveBeenCalledOnce();
  expect(bridge.models).toHaveBeenCalledOnce();
});
