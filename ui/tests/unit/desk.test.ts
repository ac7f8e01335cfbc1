// The desk against a bridge whose answers the test decides.

import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { AnswerView, AppEvent, Bridge, DocumentCard, DocumentView, JobView, Quotation, SummaryView } from '../../src/bridge';
import { Desk } from '../../src/state/desk.svelte';

const card = (id: string): DocumentCard => ({
  id,
  title: `Title ${id}`,
  authors: [],
  file_name: `${id}.pdf`,
  format: 'pdf',
  pages: 1,
  words: 10,
  added_at: 0,
  summarized: true,
});
const view = (id: string): DocumentView => ({
  card: card(id),
  pages: [],
  sections: [],
  sentences: [
    { id: 0, section: null, text: 'First.', places: [] },
    { id: 2, section: null, text: 'Third, the second was left out.', places: [] },
  ],
  notes: [],
});
const summary = (document: string): SummaryView => ({
  document,
  origin: { kind: 'key_sentences' },
  sentences: [{ text: 'Third.', evidence: [{ sentence: 2, page: 1, weight: 1 }], support: null, section: null }],
  draft: '',
  complete: true,
  remarks: [],
  coverage: [],
});
const job = (id: number, more: Partial<JobView> = {}): JobView => ({
  id,
  kind: 'import',
  name: 'a.pdf',
  document: null,
  state: { kind: 'running' },
  stage: 'reading_pages',
  done: 0,
  eta_s: null,
  ...more,
});

const quotation = (sentences: number[]): Quotation => ({
  document: 'a',
  title: 'Title a',
  text: 'Third, the second was left out.',
  start: 0,
  end: 5,
  sentences,
  page: null,
  places: [],
  section: null,
});
const answered = (question: string): AnswerView => ({
  question,
  status: { kind: 'found' },
  message: 'One answer was found.',
  reader: 'starter model',
  asked: 1,
  answers: [{ text: 'Third', probability: 0.8, quotation: quotation([0, 2]), also: [] }],
  passages: [],
  without: [],
  without_count: 0,
  gist: null,
  remarks: [],
});

let tell: (event: AppEvent) => void;
let bridge: { [Name in keyof Bridge]: ReturnType<typeof vi.fn<Bridge[Name]>> };
const settle = (): Promise<void> => new Promise((done) => setTimeout(done));

beforeEach(() => {
  bridge = {
    subscribe: vi.fn(async (listener) => void (tell = listener)),
    onDrag: vi.fn(async () => {}),
    library: vi.fn(async () => []),
    find: vi.fn(async () => []),
    jobs: vi.fn(async () => []),
    importFiles: vi.fn(async () => [job(1)]),
    chooseFiles: vi.fn(async () => []),
    importExample: vi.fn(async () => [job(1)]),
    cancelJob: vi.fn(async () => {}),
    dismissJob: vi.fn(async () => {}),
    unlock: vi.fn(async () => {}),
    document: vi.fn(async (id) => view(id)),
    documentBytes: vi.fn(async () => new ArrayBuffer(0)),
    removeDocument: vi.fn(async () => {}),
    restoreDocument: vi.fn(async () => {}),
    summarize: vi.fn(async () => job(2, { kind: 'summarize' })),
    summary: vi.fn(async (id) => summary(id)),
    ask: vi.fn(async (_id, question) => answered(question)),
    stopAsking: vi.fn(async () => {}),
    reader: vi.fn(async () => 'starter model'),
    model: vi.fn(async () => null),
    chooseModel: vi.fn(async () => null),
    forgetModel: vi.fn(async () => {}),
    settings: vi.fn(async () => ({ theme: 'system' as const, model: 'folder', threads: 2, precision: 'int8' as const })),
    setSettings: vi.fn(async () => {}),
  };
});

async function started(): Promise<Desk> {
  const desk = new Desk(bridge);
  await desk.start();
  return desk;
}
const done = (id: number, document: string): AppEvent => ({ kind: 'job', job: job(id, { document, state: { kind: 'done' } }) });

describe('at the start', () => {
  test('the newest document is opened', async () => {
    bridge.library.mockResolvedValue([card('b'), card('a')]);
    expect((await started()).open?.card.id).toBe('b');
  });

  test('a document that is being read is waited for instead', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    bridge.jobs.mockResolvedValue([job(7)]);
    const desk = await started();
    expect(desk.open).toBeNull();
    tell(done(7, 'c'));
    await settle();
    expect(desk.open?.card.id).toBe('c');
  });

  test('trouble is said, and the window is usable', async () => {
    bridge.library.mockRejectedValue({ code: 'library', message: 'The library cannot be opened.', hint: 'Free some space.' });
    const desk = await started();
    expect(desk.ready).toBe(true);
    expect(desk.notices.list.map(({ message, hint }) => [message, hint])).toEqual([['The library cannot be opened.', 'Free some space.']]);
  });
});

describe('imports', () => {
  test('the first of several to be ready is opened, the others only listed', async () => {
    const desk = await started();
    bridge.importFiles.mockResolvedValue([job(1), job(2)]);
    await desk.importFiles(['a.pdf', 'b.pdf']);
    tell(done(2, 'b'));
    await settle();
    tell(done(1, 'a'));
    await settle();
    expect(desk.open?.card.id).toBe('b');
  });

  test('an event that overtakes the answer is not undone by it', async () => {
    const desk = await started();
    bridge.importFiles.mockImplementation(async () => {
      tell(done(1, 'a'));
      return [job(1, { state: { kind: 'queued' } })];
    });
    await desk.importFiles(['a.pdf']);
    await settle();
    expect(desk.listedJobs).toEqual([]);
    expect(desk.open?.card.id).toBe('a');
  });

  test('a slow answer for one document does not replace a later choice', async () => {
    const desk = await started();
    let answer: (view: DocumentView) => void = () => {};
    bridge.document.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const slow = desk.openDocument('a');
    await desk.openDocument('b');
    answer(view('a'));
    await slow;
    expect(desk.open?.card.id).toBe('b');
  });

  test('a file that is unlocked is opened, and its password kept for its pages', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    const desk = await started();
    await desk.unlock(job(1), 'sesame');
    tell(done(1, 'a'));
    await settle();
    expect(desk.passwordOf('a')).toBe('sesame');
    expect(desk.open?.card.id).toBe('a');
  });

  test('a file that a second start of the program brings is opened', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    const desk = await started();
    tell({ kind: 'job', job: job(9) });
    tell(done(9, 'a'));
    await settle();
    expect(desk.open?.card.id).toBe('a');
  });
});

describe('reading', () => {
  test('a chosen sentence points to its source by id, not by position', async () => {
    const desk = await started();
    await desk.openDocument('a');
    desk.choose({ sentence: 0, source: 0 });
    expect(desk.sources.map(({ id }) => id)).toEqual([2]);
    expect(desk.looks).toBe(1);
  });

  test('news about another summary changes nothing', async () => {
    const desk = await started();
    await desk.openDocument('a');
    tell({ kind: 'summary', summary: { ...summary('b'), draft: 'x' } });
    expect(desk.summary?.document).toBe('a');
  });

  test('removing the open document closes it, and undoing opens it again', async () => {
    bridge.library.mockResolvedValue([card('a')]);
    const desk = await started();
    await desk.removeDocument(card('a'));
    expect([desk.open, desk.documents]).toEqual([null, []]);
    desk.notices.list[0]?.action?.run();
    await settle();
    expect(bridge.restoreDocument).toHaveBeenCalledWith('a');
    expect(desk.open?.card.id).toBe('a');
  });
});

describe('a question', () => {
  /** The bridge's answers, given when the test wants them. */
  function held(): ((answer: AnswerView) => void)[] {
    const give: ((answer: AnswerView) => void)[] = [];
    bridge.ask.mockImplementation(() => new Promise((resolve) => give.push(resolve)));
    return give;
  }
  async function opened(): Promise<Desk> {
    const desk = await started();
    await desk.openDocument('a');
    return desk;
  }

  test('is asked of the open document, and its quotation shown with every sentence of it', async () => {
    const desk = await opened();
    desk.choose({ sentence: 0, source: 0 });
    await desk.ask('Which?');
    expect(bridge.ask).toHaveBeenCalledWith('a', 'Which?');
    expect(desk.spoken).toBe('One answer was found.');
    desk.stepQuotation(1);
    expect(desk.sources.map(({ id }) => id)).toEqual([0, 2]);
    expect(desk.choice).toBeNull();
    desk.choose({ sentence: 0, source: 0 });
    expect(desk.quoted).toBeNull();
  });

  test('tells how far it is, for its own document', async () => {
    const desk = await opened();
    held();
    void desk.ask('Which?');
    tell({ kind: 'asking', document: 'b', stage: 'encoding', done: 0.9 });
    tell({ kind: 'asking', document: 'a', stage: 'choosing', done: 0.2 });
    expect(desk.asking.asked).toEqual({ kind: 'asking', question: 'Which?', stage: 'choosing', done: 0.2 });
  });

  test('takes the place of the one before, whose answer comes too late', async () => {
    const desk = await opened();
    const give = held();
    const [first, second] = [desk.ask('First?'), desk.ask('Second?')];
    give[0]!(answered('First?'));
    await first;
    expect(desk.asking.asked).toMatchObject({ kind: 'asking', question: 'Second?' });
    give[1]!(answered('Second?'));
    await second;
    expect(desk.asking.asked).toMatchObject({ kind: 'answered', question: 'Second?' });
  });

  test('is stopped by Escape, then its highlight taken away, then its answer', async () => {
    const desk = await opened();
    const give = held();
    const asked = desk.ask('Which?');
    desk.back();
    expect(desk.asking.asked).toBeNull();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
    give[0]!(answered('Which?'));
    await asked;
    expect(desk.asking.asked).toBeNull();

    bridge.ask.mockResolvedValue(answered('Which?'));
    await desk.ask('Which?');
    desk.stepQuotation(1);
    desk.back();
    expect([desk.quoted, desk.asking.asked?.kind]).toEqual([null, 'answered']);
    desk.back();
    expect(desk.asking.asked).toBeNull();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
  });

  test('that cannot be answered says why in its place, not as a message', async () => {
    const desk = await opened();
    const reason = { code: 'long_question', message: 'The question is too long.', hint: 'Ask one thing.' };
    bridge.ask.mockRejectedValue(reason);
    await desk.ask('Which?');
    expect(desk.asking.asked).toEqual({ kind: 'refused', question: 'Which?', reason });
    expect(desk.notices.list).toEqual([]);
  });

  test('for a summary has one written only where there is none', async () => {
    const desk = await opened();
    bridge.ask.mockResolvedValue({ ...answered('Summarize this'), answers: [], status: { kind: 'routed', to: 'summary' } });
    await desk.ask('Summarize this');
    expect(bridge.summarize).not.toHaveBeenCalled();
    bridge.summary.mockResolvedValue(null);
    await desk.openDocument('b');
    await desk.ask('Summarize this');
    expect(bridge.summarize).toHaveBeenCalledOnce();
  });

  test('does not outlive its document', async () => {
    const desk = await opened();
    await desk.ask('Which?');
    await desk.openDocument('b');
    expect(desk.asking.asked).toBeNull();
  });

  test('is known to have no reader, and a damaged one is said', async () => {
    bridge.reader.mockResolvedValue(null);
    expect((await started()).reader).toBeNull();
    bridge.reader.mockRejectedValue({ code: 'model_truncated', message: 'The weights are truncated.', hint: 'Install it again.' });
    const desk = await started();
    expect(desk.notices.list.map(({ hint }) => hint)).toEqual(['Install it again.']);
  });
});

test('a theme is kept without touching the other settings', async () => {
  const desk = await started();
  await desk.setTheme('dark');
  expect(bridge.setSettings).toHaveBeenCalledWith({ theme: 'dark', model: 'folder', threads: 2, precision: 'int8' });
});

test('a search waits for a pause, and an old answer does not win', async () => {
  vi.useFakeTimers();
  try {
    const desk = new Desk(bridge);
    desk.find('ke');
    desk.find('keel');
    await vi.advanceTimersByTimeAsync(200);
    expect(bridge.find.mock.calls).toEqual([['keel']]);
    expect(desk.found).toEqual([]);
    desk.find('');
    expect(desk.found).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});
