// Small documents, jobs and answers, and a bridge whose answers the test decides.

import { vi } from 'vitest';

import type {
  Annotation,
  AnswerView,
  AppEvent,
  Bridge,
  DocumentCard,
  DocumentDetails,
  DocumentId,
  DocumentView,
  Drag,
  EvidenceCell,
  EvidenceTable,
  ExportReport,
  FollowUp,
  GivenAnswer,
  Group,
  JobView,
  ModelCard,
  ModelShelf,
  QuestionScope,
  Quotation,
  SummaryOptions,
  SummaryView,
  TrashedDocument,
} from '../../../src/bridge';
import type { Listed } from '../../../src/state';

export const card = (id: string): DocumentCard => ({
  id,
  title: `Title ${id}`,
  authors: [],
  year: null,
  file_name: `${id}.pdf`,
  format: 'pdf',
  pages: 1,
  words: 10,
  added_at: 0,
  opened_at: null,
  unread: false,
  summarized: true,
  noted: false,
  scanned: false,
  failed: false,
  yours: false,
});

/** A row of the list, with what it shows. */
export const row = (id: string): Pick<Listed, 'id' | 'card'> => ({ id, card: card(id) });

export const details = (id: string, more: Partial<DocumentDetails> = {}): DocumentDetails => ({
  card: card(id),
  read_title: `Title ${id}`,
  read_authors: [],
  read_year: null,
  own: { title: null, authors: null, year: null },
  names: [{ name: `${id}.pdf`, path: `/home/you/${id}.pdf`, added_at: 0 }],
  groups: [],
  bytes: 1_200_000,
  ...more,
});

export const group = (id: number, name: string, more: Partial<Group> = {}): Group => ({ id, kind: 'collection', name, documents: 0, ...more });

export const trashed = (id: string): TrashedDocument => ({ card: card(id), removed_at: 1_790_000_000, deleted_from: 1_792_592_000, bytes: 1_200_000 });

/** A document whose second sentence was left out on the way. */
export const view = (id: string): DocumentView => ({
  card: card(id),
  pages: [],
  sections: [],
  sentences: [
    { id: 0, section: null, text: 'First.', places: [] },
    { id: 2, section: null, text: 'Third, the second was left out.', places: [] },
  ],
  notes: [],
  links: [],
  blocks: [],
});

/** What a summary of the whole is asked for with. */
export const USUAL: SummaryOptions = {
  length: 'medium',
  sections: false,
  focus: { kind: 'whole' },
  text_profile: null,
  beams: null,
  max_tokens: null,
};

export const summary = (document: string, more: Partial<SummaryView> = {}): SummaryView => ({
  document,
  origin: { kind: 'key_sentences' },
  options: USUAL,
  sentences: [{ text: 'Third.', evidence: [{ sentence: 2, page: 1, weight: 1 }], support: null, section: null, yours: false, pinned: false }],
  draft: '',
  complete: true,
  remarks: [],
  coverage: [],
  version: { id: 1, made_at: 1_790_000_000, changed: false, undo: false, shown: true, others: 0 },
  ...more,
});

export const job = (id: number, more: Partial<JobView> = {}): JobView => ({
  id,
  kind: 'import',
  name: `${id}.pdf`,
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

export const quotation = (text: string, more: Partial<Quotation> = {}): Quotation => ({
  document: 'a',
  title: 'Title a',
  text,
  start: 0,
  end: 0,
  sentences: [0],
  page: 1,
  places: [],
  section: null,
  recognized: false,
  ...more,
});

export const answered = (question: string, more: Partial<AnswerView> = {}): AnswerView => ({
  question,
  asks_for: 'words',
  status: { kind: 'found' },
  provisional: false,
  reader: 'starter model',
  asked: 1,
  answers: [
    { text: 'Third', probability: 0.8, quotation: quotation('Third.', { end: 5, sentences: [0, 2] }), also: [], pieces: [] },
  ],
  passages: [],
  without: [],
  without_count: 0,
  gist: null,
  remarks: [],
  ...more,
});

/** An answer as the bridge gives it. */
export const given = (answer: AnswerView, follow_ups: FollowUp[] = []): GivenAnswer => ({ id: 1, answer, follow_ups });

export const only = (...ids: DocumentId[]): QuestionScope => ({ to: 'documents', ids });

export const model = (id: string, more: Partial<ModelCard> = {}): ModelCard => ({
  id,
  role: 'writes',
  tasks: [],
  name: id,
  purpose: null,
  languages: [],
  licence: null,
  origin: { kind: 'catalogue' },
  state: { kind: 'absent' },
  download_bytes: 2.3e9,
  disk_bytes: 0,
  ready_bytes: 0.6e9,
  memory: [],
  fast_copy: { kind: 'needless' },
  in_use: false,
  loaded_bytes: 0,
  seconds: null,
  folder: null,
  unused: [],
  ...more,
});

export const shelf = (models: ModelCard[] = [], more: Partial<ModelShelf> = {}): ModelShelf => ({
  models,
  cached: [],
  folder: '/models',
  free_bytes: null,
  fallback: null,
  devices: [],
  precisions: [],
  cores: 4,
  server: 'huggingface.co:443',
  offline: false,
  ...more,
});

export const annotation = (id: number, document: DocumentId, more: Partial<Annotation> = {}): Annotation => ({
  id,
  document,
  target: { kind: 'document' },
  colour: null,
  note: '',
  made_at: 1_790_000_000,
  changed_at: 1_790_000_000,
  ...more,
});

/** A table of two documents, `a` and `b`, and two questions, 1 and 2, of which nothing is filled. */
export const table = (id: number, more: Partial<EvidenceTable> = {}): EvidenceTable => {
  const cell: EvidenceCell = { outcome: null, found: null, yours: null };
  const row = (document: DocumentId): EvidenceTable['rows'][number] => ({ document, title: `Title ${document}`, cells: [cell, cell] });
  return {
    id,
    title: 'Birds',
    follows: { kind: 'nothing' },
    paused: false,
    made_at: 0,
    changed_at: 0,
    columns: [
      { id: 1, question: 'How many?' },
      { id: 2, question: 'How long?' },
    ],
    rows: [row('a'), row('b')],
    ...more,
  };
};

export type TestBridge = { [Name in keyof Bridge]: ReturnType<typeof vi.fn<Bridge[Name]>> } & {
  /** Sends an event to the window. */
  send: (event: AppEvent) => void;
  drag: (drag: Drag) => void;
};

/** A bridge to an empty library, where everything succeeds. */
export function testBridge(): TestBridge {
  const bridge: TestBridge = {
    send: () => {},
    drag: () => {},
    subscribe: vi.fn(async (listener) => void (bridge.send = listener)),
    onDrag: vi.fn(async (listener) => void (bridge.drag = listener)),
    library: vi.fn(async () => []),
    libraryOrder: vi.fn(async () => []),
    cards: vi.fn(async (ids) => ids.map(card)),
    excerpts: vi.fn(async (_, ids) => ids.map((id) => ({ snippet: `Words of ${id}`, hits: ['Words'] }))),
    find: vi.fn(async () => []),
    jobs: vi.fn(async () => []),
    importFiles: vi.fn(async () => [job(1)]),
    watchFolder: vi.fn(async () => []),
    stopLooking: vi.fn(async () => {}),
    manyFiles: vi.fn(async () => null),
    takeMany: vi.fn(async () => []),
    chooseFiles: vi.fn(async () => []),
    chooseFolder: vi.fn(async (): Promise<string | null> => null),
    chooseBibliography: vi.fn(async () => {}),
    importExample: vi.fn(async () => [job(1)]),
    cancelJob: vi.fn(async () => {}),
    dismissJob: vi.fn(async () => {}),
    bringBackJob: vi.fn(async (): Promise<JobView | null> => null),
    retryJob: vi.fn(async () => {}),
    moveJob: vi.fn(async () => {}),
    showInFolder: vi.fn(async () => null),
    unlock: vi.fn(async () => {}),
    document: vi.fn(async (id) => view(id)),
    documentAgain: vi.fn(async (id) => view(id)),
    documentBytes: vi.fn(async () => new ArrayBuffer(0)),
    leftAt: vi.fn(async () => null),
    leave: vi.fn(async () => {}),
    documentDetails: vi.fn(async (id) => details(id)),
    editDocument: vi.fn(async (id) => ({ ...card(id), yours: true })),
    markUnread: vi.fn(async (ids) => ids),
    removeDocuments: vi.fn(async () => {}),
    restoreDocuments: vi.fn(async () => {}),
    trash: vi.fn(async () => []),
    deleteDocuments: vi.fn(async () => {}),
    showDocumentInFolder: vi.fn(async (): Promise<string | null> => null),
    librarySize: vi.fn(async () => ({ documents: 0, files: 0, database: 0, recognized: 0, removed: 0, of_removed: 0 })),
    groups: vi.fn(async () => []),
    makeGroup: vi.fn(async (kind, name) => group(9, name, { kind })),
    renameGroup: vi.fn(async (id, name) => group(id, name)),
    deleteGroup: vi.fn(async () => {}),
    restoreGroup: vi.fn(async (id) => group(id, 'Thesis')),
    addToGroup: vi.fn(async (_id, documents) => documents),
    takeFromGroup: vi.fn(async (_id, documents) => documents),
    recognize: vi.fn(async (id) => job(3, { kind: 'recognize', document: id })),
    summarize: vi.fn(async (id) => job(2, { kind: 'summarize', document: id })),
    summary: vi.fn(async (id) => summary(id)),
    summaryVersions: vi.fn(async (id) => [summary(id)]),
    changeSummary: vi.fn(async (id) => summary(id)),
    undoSummary: vi.fn(async (id) => summary(id)),
    showSummary: vi.fn(async (id) => summary(id)),
    ask: vi.fn(async (_scope, question) => given(answered(question))),
    stopAsking: vi.fn(async () => {}),
    inShort: vi.fn(async () => answered('Who?')),
    questions: vi.fn(async () => ({ questions: [], more: false })),
    pastAnswer: vi.fn(async () => answered('Who?')),
    deleteQuestion: vi.fn(async () => {}),
    deleteQuestions: vi.fn(async () => []),
    restoreQuestions: vi.fn(async () => {}),
    exportedPage: vi.fn(async () => '<!doctype html><html lang="eng"><head><title>On Wings</title></head><body><h1>On Wings</h1></body></html>'),
    annotations: vi.fn(async () => []),
    annotate: vi.fn(async (document, { colour, note }) => annotation(1, document, { colour, note })),
    changeAnnotation: vi.fn(async (id, colour, note) => annotation(id, 'a', { colour, note })),
    deleteAnnotation: vi.fn(async () => {}),
    restoreAnnotation: vi.fn(async (id) => annotation(id, 'a')),
    exportDocument: vi.fn(async () => null),
    exportDocuments: vi.fn(async (): Promise<ExportReport | null> => null),
    exportQuestions: vi.fn(async () => null),
    tables: vi.fn(async () => []),
    table: vi.fn(async (id) => table(id)),
    makeTable: vi.fn(async (made) => table(1, { title: made.title })),
    changeTable: vi.fn(async (id) => table(id)),
    deleteTable: vi.fn(async () => {}),
    restoreTable: vi.fn(async (id) => table(id)),
    fillTable: vi.fn(async () => null),
    askAgain: vi.fn(async (id) => table(id)),
    writeCell: vi.fn(async (_id, _column, _document, yours) => ({ outcome: null, found: null, yours })),
    cellAnswer: vi.fn(async () => answered('Who?')),
    tableTemplates: vi.fn(async () => []),
    keepTemplate: vi.fn(async (template) => [template]),
    deleteTemplate: vi.fn(async () => []),
    restoreTemplate: vi.fn(async () => []),
    exportTable: vi.fn(async () => null),
    relatedPassages: vi.fn(async () => ({ by: 'meaning' as const, passages: [], unseen: 0 })),
    sequence: vi.fn(async () => ({ records: 0, bases: 0, track: null, model: null, unusable: null })),
    sequenceRecords: vi.fn(async () => []),
    sequenceTrack: vi.fn(async () => ({ exact: true, starts: [], ends: [], lines: [] })),
    classifySequence: vi.fn(async (id) => job(60, { kind: 'classify', document: id })),
    chooseSequenceModel: vi.fn(async () => null),
    exportTrack: vi.fn(async () => null),
    exportDrawing: vi.fn(async () => null),
    models: vi.fn(async () => shelf()),
    downloadModel: vi.fn(async (id) => job(50, { kind: 'download', model: id })),
    downloadNamed: vi.fn(async (reference) => job(50, { kind: 'download', model: reference })),
    verifyModel: vi.fn(async (id) => job(51, { kind: 'verify', model: id })),
    makeFastCopy: vi.fn(async (id) => job(51, { kind: 'convert', model: id })),
    measureModel: vi.fn(async (id) => job(51, { kind: 'measure', model: id })),
    chooseModelFolder: vi.fn(async () => null),
    offerModel: vi.fn(async () => null),
    addModel: vi.fn(async () => job(52, { kind: 'add_model', model: 'imported/tiny' })),
    useModel: vi.fn(async () => shelf()),
    removeModel: vi.fn(async () => shelf()),
    freeMemory: vi.fn(async () => {}),
    network: vi.fn(async () => ({ entries: [], connections: 0, bytes: 0 })),
    openAddress: vi.fn(async () => {}),
    startupRemarks: vi.fn(async () => []),
    settings: vi.fn(async () => ({ theme: 'system' as const, language: 'system' as const, text_size: null, after_reading: 'summary' as const, recognize_scans: false, model: 'folder', threads: 2, precision: 'int8' as const, device: 'automatic' as const, reader: null, finder: null, sequence_model: null, keep_original: false, mirror: null, proxy: null, unload_after: null, paused: false, watched: [] as string[], notifications: 'without_titles' as const, shortcuts: {} as Record<string, string> })),
    usualSettings: vi.fn(async () => ({ theme: 'system' as const, language: 'system' as const, text_size: null, after_reading: 'summary' as const, recognize_scans: false, model: null, threads: null, precision: 'automatic' as const, device: 'automatic' as const, reader: null, finder: null, sequence_model: null, keep_original: false, mirror: null, proxy: null, unload_after: null, paused: false, watched: [] as string[], notifications: 'without_titles' as const, shortcuts: {} as Record<string, string> })),
    setSettings: vi.fn(async () => {}),
    about: vi.fn(async () => ({ version: '1.2.3', data: '/home/ada/.local/share/pagewing', settings: '/home/ada/.config/pagewing/settings.json', logs: '/home/ada/.local/share/pagewing/logs' })),
    licences: vi.fn(async () => ({ own: 'License: Apache-2.0 or Expat', libraries: null })),
    chooseDataFolder: vi.fn(async (): Promise<string | null> => '/home/ada/.local/share/pagewing'),
    moveDataBack: vi.fn(async () => '/media/disk/Pagewing'),
    stopMoving: vi.fn(async () => {}),
    diagnostics: vi.fn(async () => 'ok  version   Pagewing 1.2.3, with a window\n'),
    speak: vi.fn(async () => {}),
  };
  return bridge;
}

/** Lets everything that waits for an answer of the bridge go on. */
export const settle = (): Promise<void> => new Promise((done) => setTimeout(done));

/** A promise that the test resolves. */
export function held<T>(): { promise: Promise<T>; give: (value: T) => void } {
  let give: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (give = resolve));
  return { promise, give };
}
