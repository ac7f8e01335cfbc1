// The jobs of the bridge without Rust: those of the scene, and what comes of files that are added.

import type { Bridge, Fault, JobView, ModelId } from '../../src/bridge';
import { called, listener } from './heard';
import * as models from './models';
import { PAPER, query, scene } from './scene';

export const job = (id: number, name: string, more: Partial<JobView>): JobView => ({
  id,
  kind: 'import',
  name,
  document: null,
  turn: id,
  by_itself: false,
  to_show: false,
  state: { kind: 'running' },
  stage: 'reading_pages',
  done: 0,
  eta_s: null, model: null, table: null, transfer: null,
  ...more,
});
const READING = job(1, 'How far small boats drift.pdf', { to_show: true, done: 0.42, eta_s: 18 });
export const WRITING = job(2, 'How far small boats drift', { kind: 'summarize', document: PAPER, stage: 'writing', done: 0.63, eta_s: 140 });
const QUEUE: JobView[] = [
  READING,
  job(3, 'thesis-final-final.pdf', { state: { kind: 'queued' }, stage: 'waiting' }),
  job(4, 'contract.pdf', { state: { kind: 'needs_password', wrong: true } }),
  job(5, 'scan-0001.pdf', {
    state: {
      kind: 'refused',
      reason: { code: 'scanned', pages: 12 },
    },
  }),
  job(6, 'broken.pdf', {
    state: { kind: 'failed', reason: { code: 'disk_full', path: '/home/you/library' } },
  }),
];

const TOO_LARGE: Fault = { code: 'model_too_large', needed: 3.1e9, available: 2.4e9, fits_in: 'int8' };

let jobs: JobView[] = [];
if (scene === 'working') jobs = [READING];
if (scene === 'queue' || scene === 'busy') jobs = QUEUE;
if (scene === 'writing' || scene === 'begun') jobs = [WRITING];
jobs = [...jobs, ...models.modelJobs];
if (scene === 'models-large' && query.get('failure') !== 'none') {
  jobs = [job(7, 'How far small boats drift', { kind: 'summarize', document: PAPER, state: { kind: 'failed', reason: TOO_LARGE } })];
}

/** Work on a model: the answer, and the first news about it. */
export const began = (kind: JobView['kind'], id: ModelId): JobView => {
  const job = models.begun(kind, id);
  jobs = [...jobs.filter((known) => known.id !== job.id), job];
  return job;
};

/** The number of files that are asked about. */
let many: number | null = null;
/** Whether the summary of the scene is not written any further: what was kept before is there again. */
export let stopped = false;
/** Jobs that were cancelled and not brought back. */
const cancelled = new Set<number>();

type Part = Pick<
  Bridge,
  | 'jobs'
  | 'importFiles'
  | 'stopLooking'
  | 'manyFiles'
  | 'takeMany'
  | 'chooseBibliography'
  | 'chooseFolder'
  | 'chooseFiles'
  | 'importExample'
  | 'cancelJob'
  | 'dismissJob'
  | 'bringBackJob'
  | 'retryJob'
  | 'moveJob'
  | 'showInFolder'
  | 'unlock'
>;

export const bridge: Part = {
  jobs: async () => jobs,
  importFiles: async (paths) => {
    called('importFiles', paths);
    if (paths.some((path) => path.endsWith('/many'))) {
      many = 1234;
      listener({ kind: 'many_files', files: many });
      return [];
    }
    return paths.map((path, at) => job(100 + at, path.split('/').at(-1) ?? path, { to_show: paths.length === 1, state: { kind: 'queued' }, stage: 'waiting' }));
  },
  stopLooking: async () => {
    called('stopLooking');
    listener({ kind: 'looking', found: null });
  },
  manyFiles: async () => many,
  takeMany: async (read) => {
    called('takeMany', read);
    many = null;
    return read ? [1, 2, 3].map((at) => job(200 + at, `paper-${at}.pdf`, { state: { kind: 'queued' }, stage: 'waiting' })) : [];
  },
  chooseBibliography: async () => {
    called('chooseBibliography');
    const report = { name: 'zotero.sqlite', papers: 312, files: 320, without_file: 4, missing: 3, missing_names: ['keels.pdf', 'sails.pdf', 'wings.pdf'], unreadable: 0 };
    listener({ kind: 'bibliography', report });
  },
  chooseFolder: async () => {
    called('chooseFolder');
    return '/home/you/new papers';
  },
  chooseFiles: async () => {
    called('chooseFiles');
    return [];
  },
  importExample: async () => {
    called('importExample');
    return [READING];
  },
  cancelJob: async (id) => {
    called('cancelJob', id);
    const found = [...jobs, READING].find((known) => known.id === id);
    if (found?.kind === 'download') models.pause(found.model);
    if (found?.kind === 'summarize') stopped = true;
    if (found) listener({ kind: 'job', job: { ...found, state: { kind: 'cancelled' } } });
    if (found?.model) listener({ kind: 'models' });
    cancelled.add(id);
  },
  dismissJob: async (id) => called('dismissJob', id),
  bringBackJob: async (id) => {
    called('bringBackJob', id);
    const found = jobs.find((known) => known.id === id);
    if (found && cancelled.delete(id)) {
      listener({ kind: 'job', job: found });
      return found;
    }
    return found ? { ...found, id: id + 1000 } : null;
  },
  retryJob: async (id) => {
    called('retryJob', id);
    const failed = jobs.find((known) => known.id === id);
    if (failed) listener({ kind: 'job', job: { ...failed, turn: 1000 + id, state: { kind: 'queued' }, stage: 'waiting' } });
  },
  moveJob: async (id, before) => called('moveJob', id, before),
  showInFolder: async (id) => {
    called('showInFolder', id);
    return query.get('opener') === 'none' ? '/home/you/papers' : null;
  },
  unlock: async (id, password) => called('unlock', id, password),
};
