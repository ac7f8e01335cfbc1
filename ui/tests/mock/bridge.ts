// A bridge without Rust: `?scene=` chooses what the window finds. It serves tests and a look at the window in a
// browser; the product's build does not contain it.

import type {
  AnswerView,
  AppEvent,
  Bridge,
  DocumentCard,
  DocumentView,
  Drag,
  Fault,
  FollowUp,
  JobView,
  LeftAt,
  ModelId,
  Problem,
  QuestionScope,
  Quotation,
  SentenceView,
  Settings,
  SummarySentence,
  SummaryView,
} from '../../src/bridge';
import { CATALOGUES } from '../../src/text/catalogues';
import { pseudoOf } from '../pseudo';
import { annotations } from './annotations';
import { EXPORTED } from './exported';
import { recognized, type Extracted } from './extract';
import { flowing } from './flowing';
import { history } from './history';
import { KINDS } from './kinds';
import * as models from './models';
import { fromSeveral, inShort } from './several';
import { SEQUENCES, sequences } from './sequences';
import { shelf } from './shelf';
import { tables } from './tables';
import { versions } from './versions';

declare global {
  interface Window {
    /** What tests use. */
    mock: { calls: [string, ...unknown[]][]; send: (event: AppEvent) => void; drag: (drag: Drag) => void; finish: () => void; again: () => void; readAgain: () => Promise<void>; paper: () => Promise<DocumentView>; moved: () => void };
  }
}

const query = new URLSearchParams(location.search);
const scene = query.get('scene') ?? 'empty';
// a long language that runs from right to left, in place of English
if (query.get('words') === 'pseudo') CATALOGUES.en = pseudoOf(CATALOGUES.en);
const FILE = scene === 'book' ? '/book' : '/mock';
const bytes = async (): Promise<ArrayBuffer> => (await fetch(`${FILE}.pdf`)).arrayBuffer();
const extraction = async (): Promise<Extracted> => (await fetch(`${FILE}.json`)).json() as Promise<Extracted>;

const PAPER = 'a'.repeat(64);
const card = (id: string, title: string, authors: string[], pages: number): DocumentCard => ({
  id,
  title,
  authors,
  year: null,
  file_name: `${title.toLowerCase().replaceAll(' ', '-')}.pdf`,
  format: 'pdf',
  pages,
  words: pages * 412,
  added_at: 1_790_000_000,
  opened_at: 1_790_000_000,
  unread: false,
  summarized: true,
  noted: false,
  scanned: false,
  failed: false,
  yours: false,
});
const SHELF: DocumentCard[] = [
  card(PAPER, query.get('title') ?? 'How far small boats drift', (query.get('authors') ?? 'M. Okafor;L. Lindqvist').split(';'), 4),
  card('b'.repeat(64), 'Big Bird: Transformers for Longer Sequences', ['Manzil Zaheer', 'Guru Guruganesh', 'Avinava Dubey', 'Joshua Ainslie'], 42),
  card('c'.repeat(64), 'A Discourse-Aware Attention Model for Abstractive Summarization of Long Documents', ['Arman Cohan', 'Franck Dernoncourt'], 7),
  card('d'.repeat(64), 'minutes-2026-09-14.pdf', [], 1),
];
// as many as a test asks for, with titles of one line and of two
for (let nth = SHELF.length; nth < Number(query.get('papers') ?? 0); nth += 1) {
  const about = nth % 3 === 0 ? ', its keels, its sails, and the winds that carried it far over the sea' : '';
  SHELF.push(card(nth.toString(16).padStart(64, '0'), `The voyage of boat ${nth}${about}`, ['M. Okafor'], 12));
}
// a file of sequences, for the scene of them: it is the newest, and so the one that is open
if (scene === 'sequences') SHELF.unshift(SEQUENCES);
const WRITER = 'bigbird-pegasus-large-arxiv';

const job = (id: number, name: string, more: Partial<JobView>): JobView => ({
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
const WRITING = job(2, 'How far small boats drift', { kind: 'summarize', document: PAPER, stage: 'writing', done: 0.63, eta_s: 140 });
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

const empty = scene === 'empty' || scene === 'working' || scene === 'queue';
let jobs: JobView[] = [];
if (scene === 'working') jobs = [READING];
if (scene === 'queue' || scene === 'busy') jobs = QUEUE;
if (scene === 'writing' || scene === 'begun') jobs = [WRITING];
jobs = [...jobs, ...models.modelJobs];
if (scene === 'models-large' && query.get('failure') !== 'none') {
  jobs = [job(7, 'How far small boats drift', { kind: 'summarize', document: PAPER, state: { kind: 'failed', reason: TOO_LARGE } })];
}
const reader = query.get('reader') === 'none' ? null : 'starter model';
const theme = query.get('theme');
const language = query.get('language');
/** The licences of libraries, as `scripts/licences.mjs` writes them. */
const LIBRARIES = `Pagewing contains the following libraries. Their licences stand below the list.

hayro 0.7.1: MIT OR Apache-2.0
pdfjs-dist 5.4.149: Apache-2.0
serde 1.0.228: MIT OR Apache-2.0

${'='.repeat(78)}
serde 1.0.228, hayro 0.7.1
${'='.repeat(78)}

Permission is hereby granted, free of charge, to any person obtaining a copy.
`;
const USUAL: Settings = {
  theme: 'system', language: 'system', text_size: null, after_reading: 'summary', recognize_scans: false,
  model: null, threads: null, precision: 'automatic', device: 'automatic', reader: null, finder: null, sequence_model: null, keep_original: false, mirror: null, proxy: null, unload_after: null,
  paused: false, watched: [], notifications: 'without_titles', shortcuts: {},
};
let settings: Settings = {
  ...USUAL,
  theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  language: language === 'english' || language === 'german' ? language : 'system',
  paused: query.has('paused'),
  watched: query.has('watched') ? ['/home/you/papers'] : [],
};

let listener: (event: AppEvent) => void = () => {};
let dragged: (drag: Drag) => void = () => {};
window.mock = { calls: [], send: (event) => listener(event), drag: (drag) => dragged(drag), finish: () => finish(), again: () => again(), readAgain: () => readAgain(), paper: () => paper(), moved: () => moved() };
const called = (...call: [string, ...unknown[]]): void => void window.mock.calls.push(call);
const { documents, among, bridge: shelved } = shelf((...call) => called(...call), empty ? [] : SHELF, query.has('groups') && !empty);
/** Work on a model: the answer, and the first news about it. */
const began = (kind: JobView['kind'], id: ModelId): JobView => {
  const job = models.begun(kind, id);
  jobs = [...jobs.filter((known) => known.id !== job.id), job];
  return job;
};

/** The number of files that are asked about. */
let many: number | null = null;
/** Where the library and the models are, and how a move of them ends. */
let data = '/home/ada/.local/share/pagewing';
let moved = (): void => {};
let stays = (): void => {};

/** Whether the summary of the scene is not written any further: what was kept before is there again. */
let stopped = false;

let opened: Promise<DocumentView> | undefined;
function paper(): Promise<DocumentView> {
  opened ??= extraction().then((read) => (query.has('recognized') ? recognized(read) : read)).then((extracted) => ({
    card: { ...SHELF[0]!, pages: extracted.pages.length, format: scene === 'flow' ? 'markdown' : 'pdf' },
    ...extracted,
    links: [],
    blocks: [],
    notes:
      scene === 'notes'
        ? [
            { kind: 'scanned_pages', pages: [3, 4, 5, 9] },
            { kind: 'truncated', cap: { kind: 'pages', limit: 5000 } },
          ]
        : [],
    ...(scene === 'flow' ? flowing(extracted) : {}),
  }));
  return opened;
}

const { anchor, ...marks } = annotations((...call) => called(...call), paper, PAPER, query.has('marks'));

/** The paper as another version reads it: with a sentence before the others, whose numbers are greater by one. */
async function readAgain(): Promise<void> {
  const open = await paper();
  const first: SentenceView = { ...open.sentences[0]!, text: 'The title page was read now.', places: [] };
  const others = open.sentences.map((sentence) => ({
    ...sentence,
    id: sentence.id + 1,
    places: sentence.places.map((place) => (place.kind === 'flow' ? { ...place, block: place.block + 1 } : place)),
  }));
  const links = open.links.map((link) => ({ ...link, block: link.block + 1 }));
  const blocks = open.blocks.map((block) => ({ ...block, id: block.id + 1 }));
  const now = { ...open, sentences: [first, ...others], links, blocks };
  opened = Promise.resolve(now);
  anchor(now);
  listener({ kind: 'library' });
  listener({ kind: 'read_again', document: PAPER });
}

/** The sentences of a summary section by section: up to three of each section, and of what stands before the first. */
async function bySection(chosen: (sentence: SentenceView) => SummarySentence): Promise<SummarySentence[]> {
  const { sections, sentences } = await paper();
  return [null, ...sections.map(({ id }) => id)].flatMap((section) =>
    sentences
      .filter((sentence) => sentence.section === section)
      .slice(0, 3)
      .map((sentence) => ({ ...chosen(sentence), section })),
  );
}

async function summaryOf(): Promise<SummaryView | null> {
  if (scene === 'none' || scene === 'begun' || (stopped && query.get('kept') === 'none')) return null;
  const { sentences } = await paper();
  const long = sentences.filter(({ text }) => text.length > 60 && text.length < 260 && /^[A-Z]/.test(text));
  const pageOf = (id: number): number | null => {
    const place = sentences[id]?.places[0];
    return place?.kind === 'page' ? place.page : null;
  };
  const evidence = (id: number, weight: number) => ({ sentence: id, page: scene === 'flow' ? null : pageOf(id), weight });
  const chosen = [0, 0.2, 0.42, 0.63, 0.84].map((share) => long[Math.floor(share * long.length)]!);
  const sectioned = scene === 'sections' || query.has('sections');
  const writing = scene === 'writing' && !stopped;
  const written = scene === 'written' || writing || sectioned;
  const made: SummarySentence[] = chosen.map((sentence, at) => ({
    text: sentence.text,
    evidence: written
      ? [evidence(sentence.id, 0.6), evidence(chosen[(at + 1) % 5]!.id, 0.3), evidence(chosen[(at + 3) % 5]!.id, 0.1)].slice(0, 1 + (at % 3))
      : [evidence(sentence.id, 1)],
    support: written ? [0.91, 0.78, 0.31, 0.84, 0.66][at]! : null,
    section: null,
    yours: false,
    pinned: false,
  }));
  const parts = await bySection(({ id, text }) => ({ text, evidence: [evidence(id, 1)], support: 0.87, section: null, yours: false, pinned: false }));
  const all = sectioned ? parts : made;
  const covered = new Set(all.flatMap((sentence) => sentence.evidence.map(({ page }) => page)));
  const { pages } = await paper();
  return {
    document: PAPER,
    origin: written ? { kind: 'model', name: WRITER } : { kind: 'key_sentences' },
    options: {
      length: sectioned ? 'long' : 'medium',
      sections: sectioned,
      focus: query.get('focus') === 'pages' ? { kind: 'pages', first: 2, last: 3 } : { kind: 'whole' },
      text_profile: written ? 'arxiv' : null,
      beams: null,
      max_tokens: null,
    },
    sentences: writing ? all.slice(0, 2) : all,
    draft: writing ? 'The distance grew with the square of the hours, and' : '',
    complete: !writing,
    remarks: query.get('focus') === 'pages' ? [{ kind: 'about_pages', first: 2, last: 3 }] : [],
    coverage: writing ? [] : pages.map(({ number }) => ({ page: number, share: covered.has(number) ? 0.3 : 0 })),
    version: null,
  };
}

/** The number of every question that is asked. */
const ASKED = 9;
/** What is suggested after each answer. */
const FOLLOW_UPS: FollowUp[] = [{ kind: 'abbreviation', short: 'GPS' }, { kind: 'section', subject: 'limitations' }, { kind: 'library' }];

/** Where each document was left. */
const left = new Map<string, LeftAt>();

/** Ends the question in progress. */
let stopAsking = (): void => {};
/** Lets a question that was answered provisionally come to its end. */
let finish = (): void => {};
/** Sends the provisional answer once more, too late. */
let again = (): void => {};

/** Quotes the sentences of the paper that contain the words. */
async function quoting(id: string): Promise<(words: RegExp) => Quotation[]> {
  const { sentences } = await paper();
  return (words) =>
    sentences.flatMap((sentence): Quotation[] => {
      const hit = words.exec(sentence.text);
      const place = sentence.places[0];
      if (!hit) return [];
      return [
        {
          document: id,
          title: SHELF[0]!.title,
          text: sentence.text,
          start: hit.index,
          end: reader ? hit.index + hit[0].length : hit.index,
          sentences: [sentence.id],
          page: scene === 'flow' || place?.kind !== 'page' ? null : place.page,
          places: sentence.places,
          section: null,
          recognized: false,
        },
      ];
    });
}

/** A word of the question chooses the outcome; without one of these words it is an answer, or those of `KINDS`. */
async function answerTo(scope: QuestionScope, question: string): Promise<AnswerView> {
  const asked = documents().filter(({ id }) => scope.to === 'library' || scope.ids.includes(id));
  const quoted = await quoting(asked[0]?.id ?? PAPER);
  const view: AnswerView = {
    question,
    asks_for: 'words',
    provisional: false,
    status: { kind: 'passages_only', because: 'no_reader' },
    reader,
    asked: 1,
    answers: [],
    passages: [],
    without: [],
    without_count: 0,
    gist: null,
    remarks: [],
  };
  if (question.includes('summarize')) {
    return { ...view, status: { kind: 'routed', to: 'summary', scope: 'document' } };
  }
  if (asked.length > 1) return fromSeveral(view, asked, quoted);
  if (!reader) return { ...view, passages: quoted(/^/).slice(0, 3) };
  if (question.includes('football')) {
    return { ...view, status: { kind: 'not_found' }, passages: quoted(/(?=two days|painted)/).slice(0, 3) };
  }
  if (question.includes('漂')) {
    return { ...view, status: { kind: 'passages_only', because: 'other_language' }, passages: quoted(/(?=two days|painted)/).slice(0, 3) };
  }
  const kind = KINDS.find(({ word }) => question.includes(word));
  if (kind) return { ...view, status: { kind: 'found' }, asks_for: kind.asks_for, answers: kind.answers(quoted) };
  const [first, ...also] = quoted(/two days/);
  const [second] = quoted(/a year/);
  const answers = [
    ...(first ? [{ text: 'two days', probability: 0.83, quotation: first, also, pieces: [] }] : []),
    ...(second ? [{ text: 'a year', probability: 0.34, quotation: second, also: [], pieces: [] }] : []),
  ];
  return { ...view, status: { kind: 'found' }, answers };
}

/** What is found first, before all is read. */
async function firstTo(scope: QuestionScope, question: string): Promise<AnswerView> {
  const view = await answerTo(scope, question);
  const answers = view.answers.slice(-1).map((answer) => ({ ...answer, probability: 0.21, also: [] }));
  return { ...view, provisional: true, answers };
}

/** The words of a text that begin with what was typed, as they stand there. */
const wordsLikeIn = (text: string, typed: string): string[] =>
  [...new Set(text.match(/[\p{L}\p{N}]+/gu))].filter((word) => typed.toLowerCase().split(/\s+/).some((one) => one !== '' && word.toLowerCase().startsWith(one)));

/** Jobs that were cancelled and not brought back. */
const cancelled = new Set<number>();

export const bridge: Bridge = {
  subscribe: async (receive) => void (listener = receive),
  onDrag: async (receive) => void (dragged = receive),
  ...shelved,
  ...sequences((...call) => called(...call), query, (job) => listener({ kind: 'job', job })),
  excerpts: async (words, ids) => ids.map((id) => ({ snippet: `A boat ${words} ${id.slice(-4)}`, hits: [words] })),
  find: async (words, arrangement) => {
    called('find', words);
    const { sentences } = await paper();
    const hit = sentences.find(({ text }) => text.toLowerCase().includes(words.toLowerCase()));
    const found = documents()
      .filter((card) => card.title.toLowerCase().includes(words.toLowerCase()) || (card.id === PAPER && hit))
      .map((card) => ({ card, snippet: card.id === PAPER && hit ? hit.text : '', hits: wordsLikeIn(`${card.title} ${hit?.text ?? ''}`, words) }));
    return among(found, arrangement);
  },
  jobs: async () => jobs,
  showDocumentInFolder: async (id) => {
    called('showDocumentInFolder', id);
    return query.get('opener') === 'none' ? '/home/you/papers' : null;
  },
  importFiles: async (paths) => {
    called('importFiles', paths);
    if (paths.some((path) => path.endsWith('/many'))) {
      many = 1234;
      listener({ kind: 'many_files', files: many });
      return [];
    }
    return paths.map((path, at) => job(100 + at, path.split('/').at(-1) ?? path, { to_show: paths.length === 1, state: { kind: 'queued' }, stage: 'waiting' }));
  },
  watchFolder: async () => {
    called('watchFolder');
    settings = { ...settings, watched: [...settings.watched, '/home/you/new papers'] };
    return [];
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
  document: async (id) => {
    const open = await paper();
    if (id === SEQUENCES.id) return { card: documents().find((card) => card.id === id) ?? SEQUENCES, pages: [], sections: [], sentences: [], notes: [], links: [], blocks: [] };
    const known = documents().find((card) => card.id === id) ?? SHELF.find((card) => card.id === id)!;
    const { pages, format } = open.card;
    return { ...open, card: id === PAPER ? { ...known, pages, format } : known };
  },
  documentAgain: (id) => bridge.document(id),
  // a file that is cut off
  documentBytes: async () => (query.has('cut') ? (await bytes()).slice(0, 400) : bytes()),
  leftAt: async (id) => left.get(id) ?? null,
  leave: async (id, at) => {
    called('leave', id, at);
    left.set(id, at);
  },
  recognize: async (id) => {
    called('recognize', id);
    return job(9, SHELF[0]!.title, { kind: 'recognize', document: id, stage: 'recognizing', done: 0.25, eta_s: 30 });
  },
  summarize: async (id, options) => {
    called('summarize', id, options);
    return WRITING;
  },
  ...versions(called, summaryOf, query.has('changed')),
  ask: async (scope, question) => {
    called('ask', scope, question);
    stopAsking();
    if (question.includes('broken')) throw { code: 'model_failed', detail: 'it made a mistake of its own' } satisfies Problem;
    if (question.includes('slow')) {
      listener({ kind: 'asking', scope, stage: 'encoding', done: 0.61 });
      await new Promise<void>((_, stopped) => (stopAsking = () => stopped({ code: 'cancelled' } satisfies Problem)));
    }
    if (question.includes('first')) {
      const answer = await firstTo(scope, question);
      listener({ kind: 'asking', scope, stage: 'encoding', done: 0.34 });
      again = () => listener({ kind: 'first_answer', scope, answer });
      again();
      await new Promise<void>((ended, stopped) => {
        finish = ended;
        stopAsking = () => stopped({ code: 'cancelled' } satisfies Problem);
      });
    }
    const next = query.has('follow-ups') ? FOLLOW_UPS : [];
    return { id: ASKED, answer: await answerTo(scope, question), follow_ups: next };
  },
  inShort: async (id) => {
    called('inShort', id);
    if (query.get('gist') === 'slow') {
      listener({ kind: 'in_short', question: id, stage: 'writing', done: 0.4 });
      await new Promise<void>((_, stopped) => (stopAsking = () => stopped({ code: 'cancelled' } satisfies Problem)));
    }
    const answer = await answerTo({ to: 'library' }, 'How long were boats lost?');
    return { ...answer, gist: inShort(WRITER, answer) };
  },
  stopAsking: async () => {
    called('stopAsking');
    stopAsking();
  },
  ...history(PAPER, called, answerTo),
  ...tables(called, new Map(SHELF.map(({ id, title }) => [id, title])), answerTo),
  ...marks,
  exportDocument: async (id, options) => {
    called('exportDocument', id, options);
    return `/home/you/How far small boats drift.${options.format}`;
  },
  exportDocuments: async (ids, options) => {
    called('exportDocuments', ids, options);
    return { path: '/home/you/papers', exported: ids.length, failed: [] };
  },
  exportQuestions: async (question, format) => {
    called('exportQuestions', question, format);
    return `/home/you/Questions and answers.${format}`;
  },
  exportedPage: async (id, options) => {
    called('exportedPage', id, options);
    // the export of a document whose words run from right to left
    return query.has('rtl') ? EXPORTED.replace('lang="eng"', 'lang="heb" dir="rtl"') : EXPORTED;
  },
  models: async () => models.shelf,
  downloadModel: async (id, then) => {
    called('downloadModel', id, then);
    return began('download', id);
  },
  downloadNamed: async (reference) => {
    called('downloadNamed', reference);
    if (!/^[\w.-]+\/[\w.-]+$|^https?:/.test(reference)) throw { code: 'not_found', path: reference } satisfies Problem;
    return began('download', reference);
  },
  verifyModel: async (id) => {
    called('verifyModel', id);
    return began('verify', id);
  },
  makeFastCopy: async (id) => {
    called('makeFastCopy', id);
    return began('convert', id);
  },
  measureModel: async (id) => {
    called('measureModel', id);
    return began('measure', id);
  },
  chooseModelFolder: async () => {
    called('chooseModelFolder');
    return models.OFFER;
  },
  offerModel: async (path) => {
    called('offerModel', path);
    return path.includes('bigbird') || path.includes('hub') ? { ...models.OFFER, folder: path } : null;
  },
  addModel: async (folder, copy, fastCopy) => {
    called('addModel', folder, copy, fastCopy);
    return began('add_model', `imported/${folder.split('/').at(-1)}`);
  },
  useModel: async (role, id) => {
    called('useModel', role, id);
    return models.use(role, id);
  },
  removeModel: async (id) => {
    called('removeModel', id);
    return models.remove(id);
  },
  freeMemory: async () => {
    called('freeMemory');
    models.freed();
  },
  network: async () => models.history(),
  openAddress: async (address) => {
    called('openAddress', address);
    if (query.get('opener') === 'none') throw { code: 'nothing_opens' } satisfies Problem;
  },
  startupRemarks: async () =>
    query.get('settings') === 'damaged'
      ? [{ kind: 'settings_replaced', kept_as: '/home/ada/.config/pagewing/settings.broken-1.json' }]
      : [],
  about: async () => ({
    version: '1.2.3',
    data,
    settings: '/home/ada/.config/pagewing/settings.json',
    logs: '/home/ada/.local/share/pagewing/logs',
  }),
  chooseDataFolder: () => {
    called('chooseDataFolder');
    listener({ kind: 'moving', done: 1_500_000_000, total: 6_000_000_000 });
    return new Promise((resolve, reject) => {
      moved = () => {
        const before = data;
        data = '/media/disk/Pagewing';
        resolve(before);
      };
      stays = () => reject({ code: 'cancelled' } satisfies Problem);
    });
  },
  moveDataBack: async (folder) => {
    called('moveDataBack', folder);
    const before = data;
    data = folder;
    return before;
  },
  stopMoving: async () => {
    called('stopMoving');
    stays();
  },
  licences: async () => ({ own: 'Files: *\nLicense: Apache-2.0 or Expat\n', libraries: query.get('licences') === 'none' ? null : LIBRARIES }),
  diagnostics: async () => 'ok  version   Pagewing 1.2.3, with a window\nok  machine   linux x86_64, 8 threads, 11.2 of 16.0 GB of memory free\nok  library   4 documents in ~/.local/share/pagewing/library.sqlite\n',
  settings: async () => settings,
  usualSettings: async () => USUAL,
  setSettings: async (chosen) => {
    called('setSettings', chosen);
    settings = chosen;
  },
  speak: async () => {},
};
