// The desk joins its parts: what one of them does when something happens to another.

import { beforeEach, describe, expect, test } from 'vitest';

import type { AnswerView, AppEvent, DocumentView, PastQuestion } from '../../../src/bridge';
import { Desk } from '../../../src/state/desk.svelte';
import { beginsWithPdf } from '../../../src/state/reading.svelte';
import { annotation, answered, card, held, job, model, only, quotation, row, settle, shelf, summary, testBridge, view, type TestBridge } from './samples';

let bridge: TestBridge;
beforeEach(() => {
  localStorage.clear();
  bridge = testBridge();
});

async function started(): Promise<Desk> {
  const desk = new Desk(bridge);
  await desk.start();
  return desk;
}
async function opened(): Promise<Desk> {
  const desk = await started();
  await desk.reading.openDocument('a');
  return desk;
}
const past: PastQuestion = { id: 7, question: 'Which?', asked_at: 0, scope: 'documents', documents: [{ id: 'a', title: 'Title a', here: true }], outcome: 'found', words: 'Third', page: 1 };
const done = (id: number, document: string): AppEvent => ({ kind: 'job', job: job(id, { document, state: { kind: 'done' } }) });
const openId = (desk: Desk): string | undefined => desk.reading.open?.card.id;

describe('at the start', () => {
  test('the newest document is opened', async () => {
    bridge.library.mockResolvedValue([card('b'), card('a')]);
    expect(openId(await started())).toBe('b');
  });

  test('the document that was open last is opened again, and the newest if it is gone', async () => {
    bridge.library.mockResolvedValue([card('c'), card('b'), card('a')]);
    const before = await started();
    await before.reading.openDocument('b');
    await before.reading.openDocument('a');
    expect(openId(await started())).toBe('a');
    // removed meanwhile, by the command line
    bridge.library.mockResolvedValue([card('c'), card('b')]);
    expect(openId(await started())).toBe('c');
  });

  test('a document that could not be opened is not the one that was open last', async () => {
    bridge.library.mockResolvedValue([card('b'), card('a')]);
    const before = await started();
    bridge.document.mockRejectedValueOnce({ code: 'not_in_library' });
    await before.reading.openDocument('a');
    expect(openId(await started())).toBe('b');
  });

  test('a file with which the program begins goes before the document that was open last', async () => {
    bridge.library.mockResolvedValue([card('b'), card('a')]);
    await (await started()).reading.openDocument('a');
    bridge.jobs.mockResolvedValue([job(7, { document: 'b', to_show: true, state: { kind: 'done' } })]);
    expect(openId(await started())).toBe('b');
  });

  test('whether it is a PDF is known before anything is asked', async () => {
    bridge.library.mockResolvedValue([card('b'), card('a')]);
    expect(beginsWithPdf()).toBe(false);
    const desk = await started();
    expect(beginsWithPdf()).toBe(true);
    bridge.document.mockResolvedValueOnce({ ...view('a'), card: { ...card('a'), format: 'markdown' } });
    await desk.reading.openDocument('a');
    expect(beginsWithPdf()).toBe(false);
  });

  test('a slow answer about something else keeps no document from opening', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    let answer = (_files: number | null): void => {};
    bridge.manyFiles.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const desk = new Desk(bridge);
    const starting = desk.start();
    await settle();
    expect([openId(desk), desk.ready]).toEqual(['b', false]);
    answer(null);
    await starting;
    expect(desk.ready).toBe(true);
  });

  test('what was remembered wrongly is passed over', async () => {
    bridge.library.mockResolvedValue([card('b'), card('a')]);
    localStorage.setItem('pagewing.open', '{"id": 3}');
    expect(openId(await started())).toBe('b');
  });

  test('a document that is being read is waited for instead', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    bridge.jobs.mockResolvedValue([job(7, { to_show: true })]);
    const desk = await started();
    expect(desk.reading.open).toBeNull();
    bridge.send(done(7, 'c'));
    await settle();
    expect(openId(desk)).toBe('c');
  });

  test('what still waits from the last time keeps nobody from reading', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    bridge.jobs.mockResolvedValue([job(7)]);
    const desk = await started();
    expect(openId(desk)).toBe('b');
    bridge.send(done(7, 'c'));
    await settle();
    expect(openId(desk)).toBe('b');
  });

  test('a failure is shown, and the window is usable', async () => {
    bridge.library.mockRejectedValue({ code: 'disk_full', path: '/library' });
    const desk = await started();
    expect(desk.ready).toBe(true);
    expect(desk.notices.list.map(({ message, hint }) => [message, hint])).toEqual([['The disk is full: Pagewing can’t write /library.', 'Free some space and try again.']]);
  });
});

test('a damaged settings file is reported at the start, in words and with its place', async () => {
  bridge.startupRemarks.mockResolvedValue([{ kind: 'settings_replaced', kept_as: '/home/ada/settings.broken-1.json' }]);
  const desk = await started();
  expect(desk.notices.list).toMatchObject([{ stays: true, action: null }]);
  expect(desk.notices.list[0]?.message).toContain('default settings');
  expect(desk.notices.list[0]?.hint).toContain('/home/ada/settings.broken-1.json');
});

test('a crash is reported at the next start, with the place of its report', async () => {
  bridge.startupRemarks.mockResolvedValue([{ kind: 'crashed', report: '/home/ada/logs/crash-1.seen.txt' }]);
  const desk = await started();
  expect(desk.notices.list).toMatchObject([{ stays: true, action: null }]);
  expect(desk.notices.list[0]?.message).toContain('a mistake');
  expect(desk.notices.list[0]?.hint).toContain('/home/ada/logs/crash-1.seen.txt');
});

describe('files', () => {
  test('that are dropped are read, and counted while they are over the window', async () => {
    const desk = await started();
    bridge.drag({ kind: 'over', count: 2 });
    expect(desk.intake.dragged).toBe(2);
    bridge.drag({ kind: 'dropped', paths: ['a.pdf', 'b.pdf'] });
    expect(desk.intake.dragged).toBeNull();
    await settle();
    expect(bridge.importFiles).toHaveBeenCalledWith(['a.pdf', 'b.pdf']);
  });

  test('that become ready after the first are only listed', async () => {
    const desk = await started();
    bridge.importFiles.mockResolvedValue([job(1), job(2)]);
    await desk.jobs.importFiles(['a.pdf', 'b.pdf']);
    bridge.send(done(2, 'b'));
    await settle();
    bridge.send(done(1, 'a'));
    await settle();
    expect(openId(desk)).toBe('b');
    // only what is shown is read
    expect(bridge.document.mock.calls).toEqual([['b']]);
  });

  test('that become ready at once open one document in an empty window', async () => {
    const desk = await started();
    bridge.importFiles.mockResolvedValue([job(1), job(2)]);
    await desk.jobs.importFiles(['a.pdf', 'b.pdf']);
    bridge.send(done(1, 'a'));
    bridge.send(done(2, 'b'));
    await settle();
    expect([openId(desk), bridge.document.mock.calls]).toEqual(['a', [['a']]]);
  });

  test('of a folder that is dropped leave the reader where they are, and stay unread', async () => {
    const desk = await opened();
    bridge.document.mockClear();
    const ids = Array.from({ length: 60 }, (_, nth) => 10 + nth);
    bridge.importFiles.mockImplementation(async () => {
      // events go before the answer
      for (const id of ids) bridge.send({ kind: 'job', job: job(id, { state: { kind: 'queued' } }) });
      bridge.send(done(10, 'f10'));
      await settle();
      return ids.map((id) => job(id, { state: { kind: 'queued' } }));
    });
    bridge.drag({ kind: 'dropped', paths: ['/letters'] });
    await settle();
    for (const id of ids.slice(1)) {
      bridge.send(done(id, `f${id}`));
      await settle();
    }
    expect([openId(desk), bridge.document.mock.calls]).toEqual(['a', []]);
  });

  test('that are dropped alone are opened', async () => {
    const desk = await opened();
    bridge.importFiles.mockResolvedValue([job(7, { to_show: true })]);
    bridge.drag({ kind: 'dropped', paths: ['b.pdf'] });
    await settle();
    bridge.send({ kind: 'job', job: job(7, { to_show: true, document: 'b', state: { kind: 'done' } }) });
    await settle();
    expect(openId(desk)).toBe('b');
  });

  test('that are unlocked are opened, and their passwords kept for their pages', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    const desk = await started();
    await desk.jobs.unlock(job(1), 'sesame');
    bridge.send(done(1, 'a'));
    await settle();
    expect(desk.reading.passwordOf('a')).toBe('sesame');
    expect(openId(desk)).toBe('a');
  });

  test('that a second start of the program brings are opened', async () => {
    bridge.library.mockResolvedValue([card('b')]);
    const desk = await started();
    bridge.send({ kind: 'job', job: job(9, { to_show: true }) });
    bridge.send(done(9, 'a'));
    await settle();
    expect(openId(desk)).toBe('a');
  });
});

describe('the open document', () => {
  test('is closed when it is removed, and undoing opens it again', async () => {
    bridge.library.mockResolvedValue([card('a')]);
    const desk = await started();
    await desk.trash.remove([row('a')]);
    expect([desk.reading.open, desk.summary.view, desk.library.documents]).toEqual([null, null, []]);
    desk.notices.list[0]?.action?.run();
    await settle();
    expect(bridge.restoreDocuments).toHaveBeenCalledWith(['a']);
    expect(openId(desk)).toBe('a');
  });

  test('takes its title from the library', async () => {
    const desk = await opened();
    bridge.library.mockResolvedValue([{ ...card('a'), title: 'A better title' }]);
    bridge.send({ kind: 'library' });
    await settle();
    expect(desk.reading.open?.card.title).toBe('A better title');
  });

  test('goes over to its new sentences when it is read again, with its summary and its notes at once', async () => {
    const mark = (sentence: number) =>
      annotation(1, 'a', { colour: 'green', target: { kind: 'passage', passage: { text: 'Third.', before: '', after: '', sentences: [sentence], start: 0, end: 6, page: null, places: [] } } });
    bridge.annotations.mockResolvedValue([mark(2)]);
    const desk = await opened();
    await settle();
    desk.notes.chosen = 1;
    const late = held<DocumentView>();
    bridge.documentAgain.mockReturnValueOnce(late.promise);
    bridge.annotations.mockResolvedValue([mark(5)]);
    bridge.summary.mockResolvedValue(summary('a', { sentences: [] }));
    bridge.send({ kind: 'library' });
    bridge.send({ kind: 'read_again', document: 'a' });
    await settle();
    const now = () => [desk.reading.open?.sentences.length, desk.summary.view?.sentences.length, desk.notes.drawn.map(({ target }) => target)];
    // a mark at its new sentence would lie on other words of the old text
    expect(now()).toEqual([2, 1, [mark(2).target]]);
    late.give({ ...view('a'), sentences: [...view('a').sentences, { id: 5, section: null, text: 'Third.', places: [] }] });
    await settle();
    expect(now()).toEqual([3, 0, [mark(5).target]]);
    expect(desk.notes.looked).toBe(1);
  });

  test('has its answer in the new sentences too, unless another question was asked meanwhile', async () => {
    const desk = await opened();
    await desk.questions.ask('Which?', only('a'));
    const moved = answered('Which?', { answers: [{ text: 'Third', probability: 0.8, quotation: quotation('Third.', { sentences: [5] }), also: [], pieces: [] }] });
    bridge.pastAnswer.mockResolvedValue(moved);
    bridge.send({ kind: 'read_again', document: 'a' });
    await settle();
    expect(desk.asking.found[0]?.places[0]?.sentences).toEqual([5]);
    bridge.pastAnswer.mockRejectedValue({ code: 'not_kept' });
    bridge.send({ kind: 'read_again', document: 'a' });
    await settle();
    expect([desk.asking.answer, desk.notices.list]).toEqual([moved, []]);
    const late = held<AnswerView>();
    bridge.pastAnswer.mockReturnValueOnce(late.promise);
    bridge.send({ kind: 'read_again', document: 'a' });
    await desk.questions.ask('When?', only('a'));
    late.give(moved);
    await settle();
    expect(desk.asking.answer?.question).toBe('When?');
  });

  describe('that is read again', () => {
    const saying = (...sentences: number[]) =>
      answered('Which?', { answers: [{ text: 'Third', probability: 0.8, quotation: quotation('Third.', { sentences }), also: [], pieces: [] }] });

    test('has the unfolded answer of its history in the new sentences, unfolded and shown as it was', async () => {
      bridge.questions.mockResolvedValue({ questions: [past], more: false });
      bridge.pastAnswer.mockResolvedValue(saying(0, 2));
      const desk = await opened();
      await desk.history.fold(past.id);
      const { key, places: [before] } = desk.history.unfolded!.found[0]!;
      desk.reading.show({ kind: 'quotation', quotation: before });
      const { looks } = desk.reading;
      const late = held<DocumentView>();
      bridge.documentAgain.mockReturnValueOnce(late.promise);
      bridge.pastAnswer.mockResolvedValue(saying(5));
      bridge.send({ kind: 'read_again', document: 'a' });
      await settle();
      // the new number would name other words of the old text
      expect(desk.history.unfolded?.found[0]?.places[0].sentences).toEqual([0, 2]);
      late.give(view('a'));
      await settle();
      const { found: [now] } = desk.history.unfolded!;
      // the same item of the list, with its new sentences, and the pages stay where they are
      expect([desk.history.unfolded?.id, now?.key, now?.places[0].sentences]).toEqual([past.id, key, [5]]);
      expect([desk.reading.shown, desk.reading.looks]).toEqual([{ kind: 'quotation', quotation: now?.places[0] }, looks]);
    });

    test('folds nothing when the answer was deleted or written about meanwhile', async () => {
      bridge.questions.mockResolvedValue({ questions: [past], more: false });
      bridge.pastAnswer.mockResolvedValue(saying(0, 2));
      const desk = await opened();
      await desk.history.fold(past.id);
      bridge.pastAnswer.mockRejectedValueOnce({ code: 'not_kept' });
      bridge.send({ kind: 'read_again', document: 'a' });
      await settle();
      expect(desk.history.unfolded?.found[0]?.places[0].sentences).toEqual([0, 2]);
      const late = held<AnswerView>();
      bridge.pastAnswer.mockReturnValueOnce(late.promise);
      bridge.send({ kind: 'read_again', document: 'a' });
      const gist = { model: 'tiny', sentences: [] };
      desk.history.addGist(past.id, gist);
      late.give(saying(5));
      await settle();
      expect([desk.history.unfolded?.answer.gist, desk.history.unfolded?.found[0]?.places[0].sentences]).toEqual([gist, [5]]);
      expect(desk.notices.list).toEqual([]);
    });

    test('while it is opened for a quotation shows that where it stands by then', async () => {
      bridge.pastAnswer.mockResolvedValue(saying(0, 2));
      bridge.questions.mockResolvedValue({ questions: [past], more: false });
      bridge.library.mockResolvedValue([card('b'), card('a')]);
      const desk = await started();
      desk.history.everywhere = true;
      await desk.history.refresh();
      await desk.history.fold(past.id);
      const old = desk.history.unfolded!.found[0]!.places[0];
      const late = held<AnswerView>();
      bridge.pastAnswer.mockReturnValueOnce(late.promise);
      // the library reads it again because it is opened
      bridge.send({ kind: 'read_again', document: 'a' });
      await desk.questions.openFor('a');
      desk.reading.show({ kind: 'quotation', quotation: old });
      const { looks } = desk.reading;
      late.give(saying(5));
      await settle();
      const now = desk.history.unfolded!.found[0]!.places[0];
      expect([desk.reading.shown, desk.reading.looks]).toEqual([{ kind: 'quotation', quotation: now }, looks + 1]);
      // whoever still holds the old one is led to the new one
      desk.reading.show({ kind: 'quotation', quotation: old });
      expect(desk.reading.shown).toEqual({ kind: 'quotation', quotation: now });
      expect(now.sentences).toEqual([5]);
    });
  });

  test('stays when another one is read again, and takes no notes of a document that was left', async () => {
    const desk = await opened();
    bridge.send({ kind: 'read_again', document: 'b' });
    await settle();
    expect(bridge.document).toHaveBeenCalledTimes(1);
    expect(bridge.documentAgain).not.toHaveBeenCalled();
    const late = held<DocumentView>();
    bridge.documentAgain.mockReturnValueOnce(late.promise);
    bridge.annotations.mockResolvedValueOnce([annotation(1, 'a')]);
    bridge.send({ kind: 'read_again', document: 'a' });
    await desk.reading.openDocument('b');
    late.give(view('a'));
    await settle();
    expect([openId(desk), desk.notes.list]).toEqual(['b', []]);
  });

  test('has its summary job beside it, not among the others', async () => {
    const desk = await opened();
    desk.reading.show({ kind: 'summary', sentence: 0, source: 0 });
    desk.panes.showSide(false);
    await desk.summarize({ length: 'long' });
    // it would have nowhere to appear
    expect(desk.panes.sideShown).toBe(true);
    expect(bridge.summarize.mock.calls[0]?.[1]).toMatchObject({ length: 'long', focus: { kind: 'whole' } });
    expect([desk.summaryJob?.id, desk.listedJobs]).toEqual([2, []]);
    expect(desk.reading.shown.kind).toBe('none');
  });

  test('shows its new summary when the job is done', async () => {
    const desk = await opened();
    bridge.summary.mockResolvedValue(summary('a', { origin: { kind: 'model', name: 'tiny' } }));
    bridge.send({ kind: 'job', job: job(2, { kind: 'summarize', document: 'a', state: { kind: 'done' } }) });
    await settle();
    expect(desk.summary.view?.origin).toEqual({ kind: 'model', name: 'tiny' });
  });
});

describe('models', () => {
  const withWriter = async (): Promise<Desk> => {
    bridge.models.mockResolvedValue(shelf([model('first'), model('second')]));
    const desk = await opened();
    await settle();
    return desk;
  };

  test('are got with one click, and the open document is summarized afterwards', async () => {
    const desk = await withWriter();
    await desk.getWriter();
    expect(bridge.downloadModel.mock.calls).toEqual([['first', 'a']]);
    expect(desk.writerOffer?.kind).toBe('under_way');
  });

  test('that are ready write with one click, and the document is summarized', async () => {
    const desk = await withWriter();
    const ready = model('first', { state: { kind: 'ready' } });
    bridge.useModel.mockResolvedValue(shelf([{ ...ready, in_use: true }]));
    await desk.writeWith(ready);
    expect(bridge.useModel).toHaveBeenCalledWith('writes', 'first');
    expect(bridge.summarize).toHaveBeenCalledWith('a', expect.anything());
    bridge.useModel.mockRejectedValue({ code: 'disk_full', path: '/settings' });
    await desk.writeWith(model('second', { state: { kind: 'ready' } }));
    expect(bridge.summarize).toHaveBeenCalledOnce();
  });

  test('do not lie in the tray, but in the menu and in the line', async () => {
    const desk = await withWriter();
    bridge.send({ kind: 'job', job: job(5, { kind: 'download', model: 'first' }) });
    expect(desk.listedJobs).toEqual([]);
    expect([desk.modelJob?.id, desk.writerOffer?.job?.id]).toEqual([5, 5]);
  });

  test('are tried again after a failure, which disappears', async () => {
    const desk = await withWriter();
    const reason = { code: 'disk_full' as const, path: '/models' };
    bridge.send({ kind: 'job', job: job(5, { kind: 'download', model: 'first', state: { kind: 'failed', reason } }) });
    expect(desk.writerOffer?.kind).toBe('failed');
    await desk.getWriter();
    expect(bridge.dismissJob).toHaveBeenCalledWith(5);
    expect(bridge.downloadModel).toHaveBeenCalledWith('first', 'a');
  });

  test('are looked at again after news about them and after a change of the settings', async () => {
    const desk = await withWriter();
    bridge.models.mockResolvedValue(shelf([model('first', { state: { kind: 'ready' }, in_use: true })]));
    bridge.send({ kind: 'models' });
    await settle();
    expect([desk.models.writer?.id, desk.writerOffer]).toEqual(['first', null]);
    const before = bridge.models.mock.calls.length;
    await desk.changeSettings({ precision: 'f32' });
    expect(bridge.setSettings).toHaveBeenCalledWith(expect.objectContaining({ precision: 'f32', threads: 2 }), expect.anything());
    expect(bridge.models.mock.calls.length).toBe(before + 1);
  });

  test('that are too large for the memory become a fast copy, or run in another precision', async () => {
    const desk = await withWriter();
    const failed = job(6, { kind: 'summarize', document: 'a' });
    const writes = { state: { kind: 'ready' as const }, in_use: true };
    bridge.models.mockResolvedValue(shelf([model('first', { ...writes, fast_copy: { kind: 'possible', bytes: 1 } })]));
    await desk.models.refresh();
    await desk.makeFit(failed, 'int8');
    expect([bridge.dismissJob.mock.calls, bridge.makeFastCopy.mock.calls]).toEqual([[[6]], [['first']]]);
    await desk.makeFit(failed, 'bf16');
    expect(bridge.setSettings).toHaveBeenCalledWith(expect.objectContaining({ precision: 'bf16' }), expect.anything());
  });

  test('have a page that Escape leaves, after the question on it', async () => {
    const desk = await withWriter();
    desk.reading.show({ kind: 'summary', sentence: 0, source: 0 });
    desk.places.go('models');
    desk.models.removing = 'first';
    desk.back();
    expect([desk.models.removing, desk.places.now]).toEqual([null, 'models']);
    desk.back();
    expect([desk.places.now, desk.reading.shown.kind]).toEqual(['reading', 'summary']);
  });
});
