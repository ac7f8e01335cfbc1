// The desk against a bridge whose answers the test decides.

import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { AppEvent, Bridge, DocumentCard, DocumentView, JobView, SummaryView } from '../../src/bridge';
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
    expect(desk.source?.id).toBe(2);
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
