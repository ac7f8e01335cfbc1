// The models of the mock window. A scene `models-...` chooses the state of the first writer.

import type {
  Fault,
  History,
  JobView,
  ModelCard,
  ModelId,
  ModelOffer,
  ModelRole,
  ModelShelf,
  ModelState,
  Stage,
  Transfer,
} from '../../src/bridge';

const GB = 1e9;

const card = (id: ModelId, role: ModelRole, more: Partial<ModelCard>): ModelCard => ({
  id,
  role,
  tasks: [],
  name: id.split('/').at(-1) ?? id,
  purpose: null,
  languages: ['en'],
  licence: 'Apache-2.0',
  origin: { kind: 'catalogue' },
  state: { kind: 'absent' },
  download_bytes: null,
  disk_bytes: 0,
  ready_bytes: null,
  memory: [],
  fast_copy: { kind: 'needless' },
  in_use: false,
  loaded_bytes: 0,
  seconds: null,
  folder: null,
  unused: [],
  ...more,
});

const WRITER = 'google/bigbird-pegasus-large-arxiv';
const writer = (id: string, name: string, purpose: string, more: Partial<ModelCard> = {}): ModelCard =>
  card(id, 'writes', {
    name,
    purpose,
    download_bytes: 2.31 * GB,
    ready_bytes: 0.62 * GB,
    fast_copy: { kind: 'possible', bytes: 0.62 * GB },
    memory: [
      { precision: 'int8', bytes: 1.3 * GB, fits: true },
      { precision: 'f32', bytes: 3.1 * GB, fits: true },
    ],
    ...more,
  });
const arxiv = (more: Partial<ModelCard> = {}): ModelCard =>
  writer(WRITER, 'Research papers', 'Writes the abstract of a research paper: physics, mathematics, computer science and neighbouring fields.', more);
const READY: Partial<ModelCard> = {
  state: { kind: 'ready' },
  disk_bytes: 0.62 * GB,
  fast_copy: { kind: 'made', bytes: 0.62 * GB, original_bytes: 0 },
  folder: '/home/ada/.local/share/pagewing/models/google--bigbird-pegasus-large-arxiv/int8',
};

const starter = (role: ModelRole): ModelCard =>
  card('starter', role, {
    name: 'starter model',
    licence: null,
    origin: { kind: 'included' },
    state: { kind: 'ready' },
    disk_bytes: 21e6,
    ready_bytes: 21e6,
    memory: [{ precision: 'f32', bytes: 64e6, fits: true }],
    in_use: true,
  });

const work = (kind: JobView['kind'], stage: Stage, more: Partial<JobView> = {}): JobView => ({
  id: 50,
  kind,
  name: 'Research papers',
  document: null,
  turn: 1,
  by_itself: false,
  to_show: false,
  state: { kind: 'running' },
  stage,
  done: 0,
  eta_s: null,
  model: WRITER,
  table: null,
  transfer: null,
  ...more,
});
const transfer = (more: Partial<Transfer> = {}): Transfer => ({
  bytes: 0.97 * GB,
  total: 2.31 * GB,
  per_second: 11.4e6,
  retry_in: null,
  ...more,
});
const DOWNLOADING = work('download', 'downloading', { done: 0.36, eta_s: 130, transfer: transfer() });
const failed = (reason: Fault): Partial<JobView> => ({ state: { kind: 'failed', reason } });

const PARTIAL: ModelState = { kind: 'partial', bytes: 0.97 * GB, total: 2.31 * GB };
const LARGE: Partial<ModelCard> = {
  ...READY,
  in_use: true,
  disk_bytes: 2.31 * GB,
  fast_copy: { kind: 'possible', bytes: 0.62 * GB },
  memory: [
    { precision: 'f32', bytes: 3.1 * GB, fits: false },
    { precision: 'int8', bytes: 1.3 * GB, fits: true },
  ],
};

interface Scene {
  card: ModelCard;
  job?: JobView;
}
const SCENES: Record<string, Scene> = {
  absent: { card: arxiv() },
  downloading: { card: arxiv({ state: PARTIAL }), job: DOWNLOADING },
  retrying: {
    card: arxiv({ state: PARTIAL }),
    job: work('download', 'retrying', { done: 0.36, transfer: transfer({ per_second: 0, retry_in: 17 }) }),
  },
  paused: { card: arxiv({ state: PARTIAL, disk_bytes: 0.97 * GB }) },
  failed: {
    card: arxiv({ state: PARTIAL, disk_bytes: 0.97 * GB }),
    job: work('download', 'downloading', failed({ code: 'disk_full', path: '/home/ada/.local/share/pagewing/models' })),
  },
  verifying: {
    card: arxiv({ state: { kind: 'verifying' }, disk_bytes: 2.31 * GB }),
    job: work('download', 'verifying', { done: 0.66, eta_s: 9 }),
  },
  converting: {
    card: arxiv({ state: { kind: 'converting' }, disk_bytes: 2.31 * GB }),
    job: work('download', 'converting', { done: 0.81, eta_s: 44 }),
  },
  ready: { card: arxiv(READY) },
  used: { card: arxiv({ ...READY, in_use: true, loaded_bytes: 0.9 * GB, seconds: 174, unused: ['model.encoder.embed_positions.position_ids'] }) },
  large: { card: arxiv(LARGE) },
  crowded: { card: arxiv({ ...LARGE, memory: LARGE.memory!.map((need) => ({ ...need, fits: false })) }) },
  damaged: {
    card: arxiv({ state: { kind: 'damaged', damage: { kind: 'other_hash', file: 'pytorch_model.bin' } }, disk_bytes: 2.31 * GB }),
  },
  unmeasured: { card: arxiv({ ...READY, in_use: true }), job: work('measure', 'measuring', { done: 0.3, eta_s: 20 }) },
  offline: { card: arxiv() },
};

const query = new URLSearchParams(location.search);
const chosen = /^models-(.*)$/.exec(query.get('scene') ?? '')?.[1] ?? (query.get('scene')?.startsWith('writ') ? 'used' : 'absent');
const scene = SCENES[chosen] ?? SCENES.absent!;
const more = query.get('more-models') !== null;

export const modelJobs: JobView[] = scene.job ? [scene.job] : [];

const readers = (): ModelCard[] => [
  ...(query.get('reader') === 'none' ? [] : [starter('reads')]),
  card('google/bigbird-base-trivia-itc', 'reads', {
    name: 'Trivia',
    purpose: 'Finds longer answers in long passages; larger and slower than the starter model.',
    download_bytes: 0.51 * GB,
    ready_bytes: 0.14 * GB,
    memory: [{ precision: 'int8', bytes: 0.4 * GB, fits: true }],
  }),
];
const finders = (): ModelCard[] => [
  ...(query.get('reader') === 'none' ? [] : [starter('finds')]),
  card('sentence-transformers/all-MiniLM-L6-v2', 'finds', {
    name: 'MiniLM',
    purpose: 'Finds passages by meaning, with more knowledge of the world.',
    download_bytes: 91e6,
    ready_bytes: 91e6,
    memory: [{ precision: 'f32', bytes: 0.2 * GB, fits: true }],
  }),
  card('BAAI/bge-small-en-v1.5', 'finds', {
    name: 'BGE small',
    purpose: 'Finds passages by meaning, and is good at questions.',
    licence: 'MIT',
    download_bytes: 134e6,
    ready_bytes: 134e6,
    memory: [{ precision: 'f32', bytes: 0.26 * GB, fits: true }],
  }),
];

/** Models over bases: one that finds classes, and one that does not. */
const classifiers = (): ModelCard[] => {
  const kept = (id: string, tasks: ModelCard['tasks']): ModelCard =>
    card(id, 'classifies', {
      tasks,
      languages: [],
      licence: null,
      origin: { kind: 'named' },
      state: { kind: 'ready' },
      disk_bytes: 0.11 * GB,
      folder: `/home/ada/.local/share/pagewing/models/${id.replace('/', '--')}/int8`,
      memory: [{ precision: 'int8', bytes: 0.4 * GB, fits: true }],
    });
  return [kept('tester/promoters', ['classify_bases', 'classify_text', 'encode']), kept('tester/bases', ['predict', 'encode'])];
};

export let shelf: ModelShelf = {
  models: [
    scene.card,
    writer('google/bigbird-pegasus-large-pubmed', 'Medicine and biology', 'Writes the abstract of an article in medicine or biology.'),
    writer('google/bigbird-pegasus-large-bigpatent', 'Patents', 'Writes the abstract of a patent.'),
    ...(more
      ? [
          writer('imported/field-notes-model', 'field-notes-model', '', {
            purpose: null,
            languages: [],
            licence: null,
            origin: { kind: 'linked', folder: '/home/ada/models/field-notes-model' },
            state: { kind: 'ready' },
            disk_bytes: 0.62 * GB,
            fast_copy: { kind: 'made', bytes: 0.62 * GB, original_bytes: 2.31 * GB },
            seconds: 171,
          }),
        ]
      : []),
    ...readers(),
    ...finders(),
    ...(query.get('sequence-models') === null ? [] : classifiers()),
  ],
  cached: more ? [{ name: 'google/bigbird-pegasus-large-bigpatent', role: 'writes', folder: '/home/ada/.cache/huggingface/hub/snapshots/1', bytes: 2.31 * GB }] : [],
  folder: '/home/ada/.local/share/pagewing/models',
  free_bytes: 118.4 * GB,
  fallback: null,
  devices: [
    { choice: 'processor', name: 'AMD Ryzen 7 7840U', memory: 16.6 * GB, in_use: true },
    ...(more ? [{ choice: 'graphics_card' as const, name: 'NVIDIA RTX 4060', memory: 8 * GB, in_use: false }] : []),
  ],
  precisions: ['int8', 'f32'],
  cores: 8,
  server: 'huggingface.co:443',
  offline: chosen === 'offline',
};

/** Changes one model of the shelf. */
const change = (changed: (card: ModelCard) => ModelCard): ModelShelf => {
  shelf = { ...shelf, models: shelf.models.map(changed) };
  return shelf;
};

export const use = (role: ModelRole, id: ModelId | null): ModelShelf =>
  change((card) => (card.role === role ? { ...card, in_use: id === null ? card.origin.kind === 'included' : card.id === id } : card));
export const remove = (id: ModelId): ModelShelf =>
  change((card) => (card.id === id ? { ...card, state: { kind: 'absent' }, in_use: false, disk_bytes: 0, fast_copy: { kind: 'needless' } } : card));
export const pause = (id: ModelId | null): ModelShelf => change((card) => (card.id === id ? { ...card, state: PARTIAL } : card));
export const freed = (): ModelShelf => change((card) => ({ ...card, loaded_bytes: 0 }));
let next = 60;
export const begun = (kind: JobView['kind'], id: ModelId): JobView => {
  if (kind === 'download') return { ...DOWNLOADING, id: next++, model: id, name: id.split('/').at(-1) ?? id };
  const stages: Partial<Record<JobView['kind'], Stage>> = { convert: 'converting', verify: 'verifying', measure: 'measuring', add_model: 'copying' };
  return work(kind, stages[kind] ?? 'waiting', { id: next++, model: id, name: id.split('/').at(-1) ?? id, done: 0.1 });
};

export const OFFER: ModelOffer = {
  folder: '/home/ada/Downloads/bigbird-pegasus-large-pubmed',
  name: 'bigbird-pegasus-large-pubmed',
  role: 'writes',
  bytes: 2.31 * GB,
  fast_copy_bytes: 0.62 * GB,
};

export const history = (): History => {
  if (query.get('ledger') === 'empty') return { entries: [], connections: 0, bytes: 0 };
  const file = (name: string) => ({ kind: 'file' as const, repository: WRITER, file: name });
  const at = 1_790_512_000;
  return {
    entries: [
      { time: at + 340, host: 'cdn-lfs.huggingface.co', via: null, why: file('pytorch_model.bin'), status: 206, bytes: 1.34 * GB, end: 'complete' },
      { time: at + 90, host: 'cdn-lfs.huggingface.co', via: null, why: file('pytorch_model.bin'), status: 200, bytes: 0.97 * GB, end: 'broken' },
      { time: at + 89, host: 'huggingface.co', via: 'proxy.example.org:3128', why: file('pytorch_model.bin'), status: 302, bytes: 0, end: 'complete' },
      { time: at + 3, host: 'huggingface.co', via: null, why: file('spiece.model'), status: 200, bytes: 1.9e6, end: 'complete' },
      { time: at + 2, host: 'huggingface.co', via: null, why: file('config.json'), status: 429, bytes: 0, end: 'complete' },
      { time: at, host: 'huggingface.co', via: null, why: { kind: 'description', repository: WRITER }, status: null, bytes: 0, end: 'no_answer' },
    ],
    connections: 6,
    bytes: 2.3119 * GB,
  };
};
