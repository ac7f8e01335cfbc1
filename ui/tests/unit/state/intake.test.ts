import { beforeEach, describe, expect, test, vi } from 'vitest';

import { Desk } from '../../../src/state';
import { pathsIn } from '../../../src/state/intake.svelte';
import { text } from '../../../src/text';
import { job, settle, testBridge, type TestBridge } from './samples';

describe('pasted text', () => {
  test.each([
    ['/home/you/a.pdf', ['/home/you/a.pdf']],
    ['  "/home/you/a paper.pdf"\n', ['/home/you/a paper.pdf']],
    ['file:///home/you/a%20paper.pdf\r\nfile:///home/you/b.pdf\r\n', ['/home/you/a paper.pdf', '/home/you/b.pdf']],
    ['# copied\nfile:///home/you/a.pdf', ['/home/you/a.pdf']],
    ['C:\\Papers\\a.pdf', ['C:\\Papers\\a.pdf']],
    ['\\\\server\\papers\\a.pdf', ['\\\\server\\papers\\a.pdf']],
    ['file:///C:/Papers/a.pdf', ['C:/Papers/a.pdf']],
  ])('of paths is these paths: %j', (pasted, paths) => {
    expect(pathsIn(pasted)).toEqual(paths);
  });

  test.each([[''], ['\n'], ['Boats drift.'], ['https://example.org/a.pdf'], ['//server/a.pdf'], ['/home/you/a.pdf\nand a word'], ['file://%zz'], ['C: is a drive']])(
    'of anything else is none: %j',
    (pasted) => {
      expect(pathsIn(pasted)).toEqual([]);
    },
  );
});

describe('a folder that is chosen', () => {
  const chosen = async (folder: string | null, bridge: TestBridge): Promise<Desk> => {
    localStorage.clear();
    const desk = new Desk(bridge);
    await desk.start();
    bridge.chooseFolder.mockResolvedValue(folder);
    desk.places.go('settings');
    await desk.intake.chooseFolder();
    await settle();
    return desk;
  };

  test('is taken as a dropped one: it may be a model, and is read if it is none', async () => {
    const bridge = testBridge();
    const desk = await chosen('/home/you/papers', bridge);
    expect(bridge.offerModel).toHaveBeenCalledWith('/home/you/papers');
    expect(bridge.importFiles).toHaveBeenCalledWith(['/home/you/papers']);
    expect(desk.places.now).toBe('reading');
  });

  test('is none if the person closes the dialog', async () => {
    const bridge = testBridge();
    const desk = await chosen(null, bridge);
    expect([bridge.importFiles.mock.calls, desk.places.now]).toEqual([[], 'settings']);
  });
});

describe('very many files', () => {
  let bridge: TestBridge;
  const started = async (): Promise<Desk> => {
    const desk = new Desk(bridge);
    await desk.start();
    await settle();
    return desk;
  };
  beforeEach(() => {
    localStorage.clear();
    bridge = testBridge();
  });

  test('are asked about, and read if the person says so', async () => {
    const desk = await started();
    bridge.send({ kind: 'many_files', files: 1234 });
    expect(desk.intake.many).toBe(1234);
    bridge.takeMany.mockResolvedValue([job(7), job(8)]);
    await desk.intake.answer(true);
    expect(bridge.takeMany).toHaveBeenCalledWith(true);
    expect(desk.intake.many).toBeNull();
    expect(desk.jobs.queue.map(({ id }) => id)).toEqual([7, 8]);
  });

  test('are left if the person says so', async () => {
    const desk = await started();
    bridge.send({ kind: 'many_files', files: 201 });
    await desk.intake.answer(false);
    expect(bridge.takeMany).toHaveBeenCalledWith(false);
    expect(desk.jobs.queue).toEqual([]);
  });

  test('with which the program began are asked about, too', async () => {
    bridge.manyFiles.mockResolvedValue(300);
    const desk = await started();
    expect(desk.intake.many).toBe(300);
  });
});

describe('a folder that takes a while', () => {
  test('is counted as it is looked through, and can be left', async () => {
    const bridge = testBridge();
    const desk = new Desk(bridge);
    await desk.start();
    expect(desk.intake.looking).toBeNull();
    bridge.send({ kind: 'looking', found: { entries: 12_000, documents: 340 } });
    expect(desk.intake.looking).toEqual({ entries: 12_000, documents: 340 });
    await desk.intake.stopLooking();
    expect(bridge.stopLooking).toHaveBeenCalledOnce();
    bridge.send({ kind: 'looking', found: null });
    expect(desk.intake.looking).toBeNull();
  });
});

describe('a person who reads', () => {
  let bridge: TestBridge;
  let desk: Desk;
  const said = () => desk.notices.list.map(({ message }) => message);
  const waits = (id: number, more = {}) => job(id, { state: { kind: 'queued' }, ...more });
  const given = async (...files: number[]) => {
    bridge.importFiles.mockResolvedValueOnce(files.map((id) => waits(id)));
    bridge.drag({ kind: 'dropped', paths: files.map((id) => `${id}.pdf`) });
    await settle();
  };
  beforeEach(async () => {
    localStorage.clear();
    bridge = testBridge();
    desk = new Desk(bridge);
    await desk.start();
    await desk.reading.openDocument('a');
  });

  test('hears that several files are read', async () => {
    await given(7, 8, 9);
    expect(said()).toEqual(['3 files are being read and will be in the library.']);
  });

  test('hears what became of several files when all of them have ended', async () => {
    desk.library.ids = ['old'];
    const ended = (id: number, document: string | null) =>
      bridge.send({ kind: 'job', job: job(id, { document, state: document ? { kind: 'done' } : { kind: 'needs_password', wrong: false } }) });
    const last = () => said().at(-1);
    await given(7, 8, 9);
    ended(7, 'new');
    ended(8, 'old');
    expect(last()).toBe('3 files are being read and will be in the library.');
    ended(9, null);
    expect(last()).toBe('1 was added; 1 was in the library already; 1 needs you.');
    // the way to the queue is there while it is offered
    const queue = vi.fn();
    desk.actions.offer({ queue });
    desk.notices.list.at(-1)!.way!.run();
    expect(queue).toHaveBeenCalledOnce();
    desk.library.ids = ['old', 'new'];
    await given(10, 11);
    ended(10, 'new');
    ended(11, 'old');
    expect(last()).toBe('Both are in the library already.');
    expect(desk.notices.list.at(-1)!.way).toBeNull();
  });

  test('hears nothing more of a file that was given alone', async () => {
    await given(7);
    bridge.send({ kind: 'job', job: job(7, { document: 'new', state: { kind: 'done' } }) });
    expect(said()).toEqual([]);
  });

  test('hears that what was given waits while reading is paused', async () => {
    await desk.settings.change({ paused: true });
    await given(7);
    expect(said()).toEqual(['1 file waits, because reading is paused.']);
  });

  test('hears why a file that was given alone is not read, and nothing about one of many', async () => {
    const refused = { state: { kind: 'refused', reason: { code: 'scanned', pages: 3 } } } as const;
    bridge.send({ kind: 'job', job: job(7, { to_show: true, name: 'gone.pdf' }) });
    bridge.send({ kind: 'job', job: job(7, { to_show: true, name: 'gone.pdf', ...refused }) });
    bridge.send({ kind: 'job', job: job(8, refused) });
    bridge.send({ kind: 'job', job: job(9, { to_show: true, name: 'locked.pdf', state: { kind: 'needs_password', wrong: false } }) });
    expect(said()).toEqual([`gone.pdf: ${text.faults.message(refused.state.reason)}`, 'locked.pdf: This file is protected by a password.']);
  });

  test('is not told what an empty window lists', async () => {
    desk.reading.close();
    await given(7, 8);
    expect(said()).toEqual([]);
  });
});

describe('a watched folder', () => {
  test('is chosen by the person, and stands in the settings then', async () => {
    const bridge = testBridge();
    const desk = new Desk(bridge);
    await desk.start();
    const settings = await bridge.settings();
    bridge.settings.mockResolvedValue({ ...settings, watched: ['/papers'] });
    bridge.watchFolder.mockResolvedValue([job(5)]);
    await desk.intake.watch();
    expect(desk.settings.chosen?.watched).toEqual(['/papers']);
    expect(desk.jobs.queue.map(({ id }) => id)).toEqual([5]);
  });

  test('does not open what appears in it', async () => {
    const bridge = testBridge();
    const desk = new Desk(bridge);
    await desk.start();
    await settle();
    const found = job(7, { by_itself: true });
    bridge.send({ kind: 'job', job: found });
    bridge.send({ kind: 'job', job: { ...found, document: 'a', state: { kind: 'done' } } });
    await settle();
    expect(bridge.document).not.toHaveBeenCalled();
  });
});
