import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { Fault } from '../../../src/bridge';
import { Jobs, summaryJobOf, withJob, withoutJob } from '../../../src/state/jobs.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { listed } from '../../../src/state/queue';
import { text } from '../../../src/text';
import { job, settle, testBridge, type TestBridge } from './samples';

const reason: Fault = { code: 'scanned', pages: 3 };
const said = text.faults.message(reason);

describe('a list of jobs', () => {
  test('takes news in place and keeps the order', () => {
    const jobs = withJob(withJob(withJob([], job(1)), job(2)), job(1, { done: 0.5 }));
    expect(jobs.map(({ id, done }) => [id, done])).toEqual([
      [1, 0.5],
      [2, 0],
    ]);
    expect(withoutJob(jobs, 1).map(({ id }) => id)).toEqual([2]);
  });

  test('shows only work under way and problems that nobody has answered', () => {
    const jobs = [
      job(1, { state: { kind: 'done' } }),
      job(2, { state: { kind: 'queued' } }),
      job(3, { state: { kind: 'cancelled' } }),
      job(4, { state: { kind: 'refused', reason } }),
      job(5, { state: { kind: 'needs_password', wrong: false } }),
      job(6),
    ];
    expect(listed(jobs, [jobs[5]!, null]).map(({ id }) => id)).toEqual([4, 5, 2]);
    expect(listed(jobs, []).map(({ id }) => id)).toEqual([6, 4, 5, 2]);
  });

  test('has the job of a summary: the last one for that document that is not over', () => {
    const jobs = [
      job(1, { kind: 'summarize', document: 'a', state: { kind: 'done' } }),
      job(2, { kind: 'summarize', document: 'a' }),
      job(3, { kind: 'summarize', document: 'b' }),
      job(4, { kind: 'import', document: 'a' }),
    ];
    expect(summaryJobOf(jobs, 'a')?.id).toBe(2);
    expect(summaryJobOf(jobs, 'c')).toBeNull();
  });
});

describe('jobs', () => {
  let bridge: TestBridge;
  let notices: Notices;
  let jobs: Jobs;
  const outcomes = { unlocked: vi.fn(), imported: vi.fn(), heard: vi.fn(), summarized: vi.fn(), classified: vi.fn() };
  beforeEach(() => {
    vi.clearAllMocks();
    bridge = testBridge();
    notices = new Notices();
    jobs = new Jobs(bridge, notices, outcomes);
  });

  test('have a file once that was given twice', () => {
    jobs.began([5, 6, 5].map((id) => job(id, { state: { kind: 'queued' } })));
    expect(outcomes.heard.mock.calls).toEqual([[{ files: 2 }]]);
    jobs.list = [];
    jobs.began([job(1), job(2), job(1, { name: 'again.pdf' })]);
    expect(jobs.list.map(({ id, name }) => [id, name])).toEqual([
      [1, 'again.pdf'],
      [2, job(2).name],
    ]);
  });

  test('keep an event that arrives before the answer that it belongs to', async () => {
    bridge.importFiles.mockImplementation(async () => {
      jobs.receive(job(1, { document: 'a', state: { kind: 'done' } }));
      return [job(1, { state: { kind: 'queued' } })];
    });
    await jobs.importFiles(['a.pdf']);
    expect(jobs.list.map(({ state }) => state.kind)).toEqual(['done']);
    expect(outcomes.imported.mock.calls).toEqual([['a', false]]);
  });

  test('keep events that are newer than the list', async () => {
    bridge.jobs.mockImplementation(async () => {
      jobs.receive(job(1, { done: 0.5 }));
      return [job(1), job(2)];
    });
    await jobs.load();
    expect(jobs.list.map(({ id, done }) => [id, done])).toEqual([
      [1, 0.5],
      [2, 0],
    ]);
  });

  test('know the document that came in alone before the window was ready', async () => {
    expect(jobs.cameIn).toBeNull();
    bridge.jobs.mockResolvedValue([
      job(1, { kind: 'import', state: { kind: 'refused', reason } }),
      job(2, { kind: 'import', document: 'a', state: { kind: 'done' } }),
      job(3, { kind: 'import', document: 'b', to_show: true, state: { kind: 'done' } }),
    ]);
    await jobs.load();
    expect(jobs.cameIn).toBe('b');
  });

  test('hand on an imported document only while somebody waits for it', () => {
    jobs.stopAwaiting();
    // known from before: no new file
    jobs.list = [job(1)];
    jobs.receive(job(1, { document: 'a', state: { kind: 'done' } }));
    expect(outcomes.imported).not.toHaveBeenCalled();
  });

  test('open a file at once that the library already holds', async () => {
    bridge.importFiles.mockResolvedValue([job(1, { document: 'a', to_show: true, state: { kind: 'done' } })]);
    await jobs.importFiles(['a.pdf']);
    expect(outcomes.imported.mock.calls).toEqual([['a', true]]);
  });

  test('that were given together take the place of nothing, whichever way they come', async () => {
    jobs.stopAwaiting();
    bridge.importFiles.mockImplementation(async () => {
      jobs.receive(job(1, { state: { kind: 'queued' } }));
      jobs.receive(job(1, { document: 'a', state: { kind: 'done' } }));
      return [job(1, { state: { kind: 'queued' } }), job(2, { state: { kind: 'queued' } })];
    });
    await jobs.importFiles(['a.pdf', 'b.pdf']);
    jobs.receive(job(2, { document: 'b', state: { kind: 'done' } }));
    // a bibliography, or a second start of the program with several names
    jobs.receive(job(3));
    jobs.receive(job(3, { document: 'c', state: { kind: 'done' } }));
    expect(outcomes.imported.mock.calls).toEqual([['a', false], ['b', false], ['c', false]]);
  });

  test('that were given alone are shown, unless the person opens something meanwhile', () => {
    const alone = (id: number) => job(id, { to_show: true });
    const done = (id: number) => job(id, { to_show: true, document: 'a', state: { kind: 'done' } });
    jobs.stopAwaiting();
    jobs.receive(alone(1));
    jobs.receive(done(1));
    expect(outcomes.imported.mock.calls).toEqual([['a', true]]);
    jobs.receive(alone(2));
    jobs.stopAwaiting();
    jobs.receive(done(2));
    expect(outcomes.imported.mock.calls).toHaveLength(1);
    // who has it tried again, or drops it again, waits again
    jobs.receive(job(3, { to_show: true, state: { kind: 'failed', reason } }));
    jobs.receive(alone(3));
    jobs.receive(done(3));
    jobs.receive(job(4));
    jobs.receive(alone(4));
    jobs.receive(done(4));
    expect(outcomes.imported.mock.calls.slice(1)).toEqual([['a', true], ['a', true]]);
  });

  test('that a password opens: the one for which it was typed is meant, and the list stays while another is locked', async () => {
    const locked = { kind: 'needs_password', wrong: false } as const;
    const opened = (id: number, document: string) => job(id, { document, state: { kind: 'done' } });
    jobs.list = [job(2, { state: locked }), job(4, { state: locked }), job(5, { state: locked })];
    await jobs.unlock(job(2, { state: locked }), 'sesame');
    jobs.receive(job(4));
    jobs.receive(opened(4, 'r4'));
    jobs.receive(opened(2, 'r2'));
    expect(outcomes.imported.mock.calls).toEqual([['r2', false]]);
    await jobs.unlock(job(5, { state: locked }), 'open');
    jobs.receive(opened(5, 'r5'));
    expect(outcomes.imported.mock.calls.slice(1)).toEqual([['r5', true]]);
  });

  test('hand a password on before the document that it opens', async () => {
    await jobs.unlock(job(1), 'sesame');
    jobs.receive(job(1, { document: 'a', state: { kind: 'done' } }));
    expect(outcomes.unlocked).toHaveBeenCalledWith('a', 'sesame');
    expect(outcomes.unlocked.mock.invocationCallOrder[0]).toBeLessThan(outcomes.imported.mock.invocationCallOrder[0]!);
  });

  test('announce each stage once, and how they end', () => {
    jobs.receive(job(1));
    expect(notices.announcement).toBe('1.pdf: Reading the pages');
    notices.announce('');
    jobs.receive(job(1, { done: 0.4 }));
    expect(notices.announcement).toBe('');
    jobs.receive(job(1, { state: { kind: 'failed', reason } }));
    expect(notices.announcement).toBe(said);
  });

  test('of a summary say how they end, whichever way it is, and nothing before', () => {
    const writing = job(1, { kind: 'summarize', document: 'a' });
    for (const state of [{ kind: 'cancelled' }, { kind: 'failed', reason }, { kind: 'refused', reason }, { kind: 'done' }] as const) {
      jobs.list = [];
      outcomes.summarized.mockClear();
      jobs.receive({ ...writing, state: { kind: 'queued' } });
      jobs.receive(writing);
      expect(outcomes.summarized).not.toHaveBeenCalled();
      jobs.receive({ ...writing, state });
      expect(outcomes.summarized.mock.calls).toEqual([['a', state.kind === 'done']]);
    }
  });

  test('that are skipped disappear, come back, and go again', async () => {
    const failed = job(1, { state: { kind: 'failed', reason } });
    const ids = () => jobs.list.map(({ id }) => id);
    jobs.list = [failed, job(2)];
    await jobs.skip(failed);
    expect([ids(), notices.list.map(({ message }) => message)]).toEqual([[2], ['1.pdf was skipped.']]);
    bridge.bringBackJob.mockResolvedValueOnce({ ...failed, id: 9 });
    expect(notices.undo()).toBe(true);
    await settle();
    expect(ids()).toEqual([2, 9]);
    expect(jobs.queue.map(({ id }) => id)).toEqual([2, 9]);
    expect(notices.redo()).toBe(true);
    await settle();
    expect([ids(), bridge.dismissJob.mock.calls, bridge.bringBackJob.mock.calls]).toEqual([[2], [[1], [9]], [[1]]]);
  });

  test('that wait and are cancelled wait again, and no others do', async () => {
    const queued = job(1, { state: { kind: 'queued' } });
    const others = [job(2), job(3, { kind: 'fill_table', state: { kind: 'queued' } }), job(4, { kind: 'verify', state: { kind: 'queued' } })];
    jobs.list = [queued, ...others];
    for (const other of others) await jobs.cancel(other);
    expect(notices.list).toEqual([]);
    await jobs.cancel(queued);
    jobs.receive({ ...queued, state: { kind: 'cancelled' } });
    expect([jobs.waiting.map(({ id }) => id), notices.list.map(({ message }) => message)]).toEqual([[3], ['1.pdf was cancelled.']]);
    bridge.bringBackJob.mockResolvedValueOnce(queued);
    expect(notices.undo()).toBe(true);
    await settle();
    jobs.receive(queued);
    expect(jobs.waiting.map(({ id }) => id)).toEqual([1, 3]);
    expect(notices.redo()).toBe(true);
    await settle();
    expect([bridge.cancelJob.mock.calls, bridge.bringBackJob.mock.calls]).toEqual([[[2], [3], [4], [1], [1]], [[1]]]);
  });

  test('that failed are tried again', async () => {
    await jobs.retry(job(1, { state: { kind: 'failed', reason } }));
    expect(bridge.retryJob).toHaveBeenCalledWith(1);
  });

  test('that read one content under several names need the person once, and are cancelled together', async () => {
    const queued = (id: number) => job(id, { state: { kind: 'queued' } });
    jobs.began([queued(1), queued(2), queued(3)]);
    for (const id of [1, 2, 3]) jobs.receive(job(id, { document: id === 3 ? 'b' : 'a', state: { kind: 'needs_password', wrong: false } }));
    expect(outcomes.heard.mock.lastCall).toEqual([{ ended: [], need: 2 }]);
    expect(jobs.queue.map(({ id }) => id)).toEqual([1, 3]);
    for (const id of [1, 2]) jobs.receive({ ...queued(id), document: 'a' });
    expect(jobs.waiting.map(({ id }) => id)).toEqual([1]);
    await jobs.cancel(jobs.waiting[0]!);
    expect(bridge.cancelJob.mock.calls).toEqual([[1], [2]]);
  });

  test('that wait are moved by one place, and at once', async () => {
    const queued = (id: number) => job(id, { state: { kind: 'queued' } });
    jobs.list = [job(1), queued(2), queued(3), queued(4)];
    const order = () => jobs.waiting.map(({ id }) => id);
    const moving = jobs.move(queued(4), 'up');
    expect(order()).toEqual([2, 4, 3]);
    await moving;
    await jobs.move(queued(2), 'down');
    expect(order()).toEqual([4, 2, 3]);
    await jobs.move(queued(2), 'down');
    expect(order()).toEqual([4, 3, 2]);
    // what is at an end already, or does not wait, stays where it is
    await jobs.move(queued(2), 'down');
    await jobs.move(queued(4), 'up');
    await jobs.move(job(1), 'up');
    await jobs.move(queued(2), 'front');
    expect(order()).toEqual([2, 4, 3]);
    expect(bridge.moveJob.mock.calls).toEqual([[4, 3], [2, 3], [2, null], [2, 4]]);
  });

  test('that read one content are moved together', async () => {
    const queued = (id: number, document: string) => job(id, { document, state: { kind: 'queued' } });
    jobs.list = [queued(1, 'a'), queued(2, 'a'), queued(3, 'b'), queued(4, 'c')];
    const order = () => jobs.waiting.map(({ id }) => id);
    expect(order()).toEqual([1, 3, 4]);
    await jobs.move(jobs.waiting[0]!, 'down');
    expect(order()).toEqual([3, 1, 4]);
    await jobs.move(jobs.waiting[1]!, 'up');
    expect(order()).toEqual([1, 3, 4]);
    expect(bridge.moveJob.mock.calls).toEqual([[1, 4], [2, 4], [1, 3], [2, 3]]);
  });

  test('show their file in its folder, or say where it is', async () => {
    await jobs.showInFolder(job(1));
    expect(bridge.showInFolder).toHaveBeenCalledWith(1);
    expect(notices.list).toEqual([]);
    bridge.showInFolder.mockResolvedValue('/home/you/papers');
    await jobs.showInFolder(job(1));
    expect(notices.list.map(({ message }) => message)).toEqual(['The file is in /home/you/papers.']);
  });

  test('that cannot be cancelled leave a message', async () => {
    bridge.cancelJob.mockRejectedValue(reason);
    await jobs.cancel(job(1));
    expect(notices.list.map(({ message }) => message)).toEqual([said]);
  });
});
