// What a person can do with a model, in each of its states.

import { describe, expect, test } from 'vitest';

import type { JobView, ModelCard, ModelState } from '../../../src/bridge';
import { actionsOf, fitOf, freedBy, modelJobOf, writerOffer } from '../../../src/state/model';
import { job, model, shelf } from './samples';

const PARTIAL: ModelState = { kind: 'partial', bytes: 1, total: 2 };
const DAMAGED: ModelState = { kind: 'damaged', damage: { kind: 'file_missing', file: 'config.json' } };
const ready = (more: Partial<ModelCard> = {}): ModelCard => model('a/b', { state: { kind: 'ready' }, disk_bytes: 3e9, seconds: 12, ...more });
const failed = (kind: JobView['kind']): JobView =>
  job(1, { kind, model: 'a/b', state: { kind: 'failed', reason: { code: 'disk_full', path: '/models' } } });

describe('the actions of a model', () => {
  test.each<[string, ModelCard, string | null, string[]]>([
    ['absent', model('a/b'), 'get', []],
    ['partial', model('a/b', { state: PARTIAL }), 'resume', ['remove']],
    ['verifying, but nobody works on it', model('a/b', { state: { kind: 'verifying' } }), 'resume', ['remove']],
    ['converting, but nobody works on it', model('a/b', { state: { kind: 'converting' } }), 'resume', ['remove']],
    ['ready', ready(), 'use', ['verify', 'remove']],
    ['ready and in use', ready({ in_use: true }), null, ['verify', 'remove']],
    ['ready, never measured', ready({ seconds: null }), 'use', ['measure', 'verify', 'remove']],
    ['ready, without its fast copy', ready({ fast_copy: { kind: 'possible', bytes: 1 } }), 'use', ['fast_copy', 'verify', 'remove']],
    ['ready, a part of the installation', ready({ origin: { kind: 'included' } }), 'use', []],
    ['damaged', model('a/b', { state: DAMAGED }), 'download_again', ['verify', 'remove']],
    ['in use, and only named in the settings', model('/x', { state: { kind: 'ready' }, in_use: true, origin: { kind: 'linked', folder: '/x' }, fast_copy: { kind: 'possible', bytes: 1 } }), null, ['fast_copy']],
    ['ready, and finds classes along sequences', ready({ role: 'classifies', tasks: ['classify_bases', 'encode'], seconds: null }), 'use', ['verify', 'remove']],
    ['ready, and does other work on sequences', ready({ role: 'classifies', tasks: ['predict', 'encode'], seconds: null }), null, ['verify', 'remove']],
    ['damaged, from a folder', model('a/b', { state: DAMAGED, origin: { kind: 'copied', from: '/x' } }), 'verify', ['remove']],
  ])('%s', (_state, card, main, others) => {
    expect(actionsOf(card, null, false)).toEqual({ main, others });
  });

  test('need no connection while downloads are forbidden', () => {
    const mains = [model('a/b'), model('a/b', { state: PARTIAL }), model('a/b', { state: DAMAGED })].map(
      (card) => actionsOf(card, null, true).main,
    );
    expect(mains).toEqual([null, null, 'verify']);
    expect(actionsOf(model('a/b', { state: PARTIAL }), failed('download'), true).main).toBeNull();
  });

  test('follow the work on it: a download pauses, other work is cancelled', () => {
    const during = (kind: JobView['kind']) => actionsOf(ready(), job(1, { kind, model: 'a/b' }), false);
    expect(during('download')).toEqual({ main: 'pause', others: [] });
    expect(during('verify')).toEqual({ main: 'cancel', others: [] });
    // a fast copy that is stopped is given up, also at the end of a download
    const converting = job(1, { kind: 'download', stage: 'converting', model: 'a/b' });
    expect(actionsOf(ready(), converting, false).main).toBe('cancel');
  });

  test('after a failure are to try again, to dismiss it, or to give up', () => {
    expect(actionsOf(model('a/b', { state: PARTIAL }), failed('download'), false)).toEqual({ main: 'retry', others: ['dismiss', 'remove'] });
    expect(actionsOf(ready(), failed('add_model'), false).main).toBeNull();
    // a verification that finds damage leads to the download that mends it
    const damaged = model('a/b', { state: DAMAGED });
    expect(actionsOf(damaged, failed('verify'), false)).toEqual({ main: 'download_again', others: ['verify', 'dismiss', 'remove'] });
  });
});

test('the job of a model is the last one that goes on or failed', () => {
  const jobs = [failed('download'), job(2, { model: 'a/b' }), job(3, { model: 'a/b', state: { kind: 'done' } }), job(4, { model: 'c/d' })];
  expect(modelJobOf(jobs, 'a/b')?.id).toBe(2);
  expect(modelJobOf(jobs, 'e/f')).toBeNull();
});

describe('memory', () => {
  const memory = (f32: boolean, int8: boolean): ModelCard =>
    model('a/b', {
      memory: [
        { precision: 'f32', bytes: 3, fits: f32 },
        { precision: 'int8', bytes: 1, fits: int8 },
      ],
    });

  test('is that of the chosen precision, else of the best one', () => {
    expect(fitOf(memory(true, true), 'automatic')?.need.bytes).toBe(3);
    expect(fitOf(memory(true, true), 'int8')?.need.bytes).toBe(1);
    expect(fitOf(model('a/b'), 'automatic')).toBeNull();
  });

  test('names the precision that fits, if there is one', () => {
    expect(fitOf(memory(false, true), 'automatic')?.instead?.precision).toBe('int8');
    expect(fitOf(memory(false, false), 'automatic')?.instead).toBeNull();
  });
});

test('removing a folder of the person frees only what Pagewing made', () => {
  expect(freedBy(ready())).toBe(3e9);
  const linked = { origin: { kind: 'linked' as const, folder: '/x' } };
  expect(freedBy(ready({ ...linked, fast_copy: { kind: 'made', bytes: 6e8, original_bytes: 2e9 } }))).toBe(6e8);
  expect(freedBy(ready(linked))).toBe(0);
});

describe('the way to written summaries', () => {
  const [first, second] = [model('first'), model('second')];
  const offer = (models: ModelCard[], jobs: JobView[] = [], offline = false): string | null => {
    const found = writerOffer(shelf(models, { offline }), jobs);
    return found && `${found.kind} ${found.card.id}`;
  };

  test('is the first model of the catalogue', () => {
    expect(offer([model('reader', { role: 'reads' }), model('mine', { origin: { kind: 'named' } }), first, second])).toBe('absent first');
    expect(offer([])).toBeNull();
  });

  test('is a model that was begun, whichever it is', () => {
    const begun = { ...second, state: PARTIAL };
    expect(offer([first, begun])).toBe('paused second');
    expect(offer([first, begun], [job(1, { kind: 'download', model: 'second' })])).toBe('under_way second');
    expect(offer([first, begun], [{ ...failed('download'), model: 'second' }])).toBe('failed second');
  });

  test('is nothing when a model writes, and one that is ready before any download', () => {
    expect(offer([first, { ...second, state: { kind: 'ready' }, in_use: true }])).toBeNull();
    expect(offer([first, { ...second, state: { kind: 'ready' } }])).toBe('ready second');
    expect(offer([{ ...first, state: PARTIAL }, { ...second, state: { kind: 'ready' } }])).toBe('paused first');
  });

  test('is a folder while downloads are forbidden', () => {
    expect(offer([first], [], true)).toBe('offline first');
    expect(offer([{ ...first, state: PARTIAL }], [], true)).toBe('offline first');
    expect(offer([{ ...first, state: { kind: 'converting' } }], [], true)).toBe('paused first');
  });

  test('leaves a damaged model to its page', () => {
    expect(offer([{ ...first, state: DAMAGED }, second])).toBe('absent second');
    expect(offer([{ ...first, state: DAMAGED }])).toBeNull();
  });
});
