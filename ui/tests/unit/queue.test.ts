// @vitest-environment jsdom

// The list of the queue as a person uses it.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Fault, JobView } from '../../src/bridge';
import Jobs from '../../src/components/Jobs.svelte';
import Queue from '../../src/components/Queue.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { job, settle, testBridge, type TestBridge } from './state/samples';

const reason: Fault = { code: 'scanned', pages: 3 };
const queued = (id: number): JobView => job(id, { state: { kind: 'queued' } });

let bridge: TestBridge;
let desk: Desk;

async function show(of: typeof Jobs | typeof Queue, ...jobs: JobView[]): Promise<void> {
  bridge.jobs.mockResolvedValue(jobs);
  desk = new Desk(bridge);
  await desk.start();
  render(Around, { desk, of, takes: {} });
}
const lines = () => screen.queryAllByTestId('job').map((line) => line.querySelector('.name')!.textContent.trim());
const press = async (name: string): Promise<void> => {
  const button = screen.getByRole('button', { name });
  button.focus();
  await fireEvent.click(button);
  await settle();
};
const focused = () => document.activeElement?.getAttribute('aria-label');

afterEach(cleanup);
beforeEach(() => {
  localStorage.clear();
  bridge = testBridge();
});

describe('the list', () => {
  test('has what runs, then what needs the person, then what waits', async () => {
    await show(Jobs, queued(1), job(2, { state: { kind: 'refused', reason } }), job(3));
    expect(lines()).toEqual(['3.pdf', '2.pdf', '1.pdf']);
  });

  test('moves what waits, and the pressed button keeps the focus', async () => {
    await show(Jobs, job(1), queued(2), queued(3), queued(4));
    await press('4.pdf: earlier');
    expect([lines(), focused()]).toEqual([['1.pdf', '2.pdf', '4.pdf', '3.pdf'], '4.pdf: earlier']);
    await press('4.pdf: earlier');
    // at the front there is only the way back
    expect([lines(), focused()]).toEqual([['1.pdf', '4.pdf', '2.pdf', '3.pdf'], '4.pdf: later']);
    await press('3.pdf: next');
    expect(lines()).toEqual(['1.pdf', '3.pdf', '4.pdf', '2.pdf']);
    expect(bridge.moveJob.mock.calls).toEqual([[4, 3], [4, 2], [3, 4]]);
  });

  test('does not offer to move the only one that waits', async () => {
    await show(Jobs, job(1), queued(2));
    expect(screen.queryByTestId('job-up')).toBeNull();
  });

  test('rests and goes on', async () => {
    await show(Jobs, queued(1));
    await press('Pause');
    expect(bridge.setSettings).toHaveBeenLastCalledWith(expect.objectContaining({ paused: true }), expect.anything());
    expect(screen.getByTestId('job').textContent).toContain('Paused');
    // the one next step, which looks like it
    expect(screen.getByRole('button', { name: 'Go on' }).classList).toContain('primary');
    await press('Go on');
    expect(bridge.setSettings).toHaveBeenLastCalledWith(expect.objectContaining({ paused: false }), expect.anything());
    expect(screen.getByTestId('job').textContent).toContain('Waiting');
    expect(screen.getByRole('button', { name: 'Pause' }).classList).not.toContain('primary');
  });

  test('tries again what failed, skips it, and shows where it is', async () => {
    await show(Jobs, job(1, { state: { kind: 'failed', reason } }));
    await press('Retry 1.pdf');
    await press('Show in folder: 1.pdf');
    await press('Skip 1.pdf');
    expect([bridge.retryJob, bridge.showInFolder, bridge.dismissJob].map((called) => called.mock.calls)).toEqual([[[1]], [[1]], [[1]]]);
    expect(lines()).toEqual([]);
  });

  test('skips a locked file, which comes back', async () => {
    const locked = job(1, { state: { kind: 'needs_password', wrong: false } });
    await show(Jobs, locked);
    await press('Skip 1.pdf');
    expect([lines(), bridge.cancelJob.mock.calls.length]).toEqual([[], 0]);
    bridge.bringBackJob.mockResolvedValueOnce({ ...locked, id: 2 });
    desk.notices.undo();
    await settle();
    expect(lines()).toEqual(['1.pdf']);
  });

  test('has one line for one content with several names, and what is done there is done for all of them', async () => {
    const failed = (id: number, name: string) => job(id, { name, document: 'a', state: { kind: 'failed', reason } });
    const other = job(4, { document: 'b', state: { kind: 'failed', reason } });
    await show(Jobs, failed(1, 'drop_cap.docx'), failed(2, 'copy.docx'), failed(3, 'drop_cap.docx'), other);
    expect(lines()).toEqual(['drop_cap.docx, copy.docx', '4.pdf']);
    await press('Retry drop_cap.docx');
    expect(bridge.retryJob.mock.calls).toEqual([[1], [2], [3]]);
    await press('Skip drop_cap.docx');
    expect([lines(), bridge.dismissJob.mock.calls]).toEqual([['4.pdf'], [[1], [2], [3]]]);
    bridge.bringBackJob.mockImplementation(async (id) => failed(id + 10, `${id}.docx`));
    desk.notices.undo();
    await settle();
    expect(lines()).toEqual(['4.pdf', '1.docx, 2.docx, 3.docx']);
  });

  test('of very many is the first of them, and a number', async () => {
    await show(Jobs, ...Array.from({ length: 90 }, (_, at) => queued(at + 1)));
    expect(lines()).toHaveLength(60);
    expect(screen.getByTestId('more-jobs').textContent).toBe('30 more wait');
  });
});

describe('folders that take a while', () => {
  const found = { entries: 12_345, documents: 67 };
  const line = 'Looking through folders: 12,345 files and folders, 67 documents among them';

  test('are counted in the list, and can be left', async () => {
    await show(Jobs);
    expect(screen.queryByTestId('looking')).toBeNull();
    bridge.send({ kind: 'looking', found });
    await settle();
    expect(screen.getByTestId('looking').textContent).toContain(line);
    await press('Stop looking through folders');
    expect(bridge.stopLooking).toHaveBeenCalledOnce();
    bridge.send({ kind: 'looking', found: null });
    await settle();
    expect(screen.queryByTestId('looking')).toBeNull();
  });

  test('are found behind the button, which has no number then', async () => {
    await show(Queue);
    bridge.send({ kind: 'looking', found });
    await settle();
    const button = screen.getByTestId('queue');
    expect([button.getAttribute('aria-label'), button.textContent?.trim()]).toEqual([line, '']);
    await fireEvent.click(button);
    expect(screen.getByTestId('looking')).toBeTruthy();
  });
});

describe('the button', () => {
  test('is there while there is something, and says whether it needs the person', async () => {
    await show(Queue);
    expect(screen.queryByTestId('queue')).toBeNull();
    bridge.send({ kind: 'job', job: queued(1) });
    bridge.send({ kind: 'job', job: job(2, { state: { kind: 'needs_password', wrong: false } }) });
    await settle();
    expect(screen.getByTestId('queue').getAttribute('aria-label')).toBe('2 jobs, of which 1 needs you');
    // in a number, which is no dot of what is unread
    expect(screen.getByTestId('queue-waits').dataset.count).toBe('1');
    await fireEvent.click(screen.getByTestId('queue'));
    expect(lines()).toEqual(['2.pdf', '1.pdf']);
  });

  test('looks otherwise while the queue rests', async () => {
    const drawn = () => screen.getByTestId('queue').querySelector('path')?.getAttribute('d');
    await show(Queue, queued(1));
    const before = drawn();
    await desk.settings.change({ paused: true });
    await settle();
    expect(before).toBeTruthy();
    expect(drawn()).not.toBe(before);
  });

  test('is there while the queue rests, so that it can go on', async () => {
    const settings = await bridge.settings();
    bridge.settings.mockResolvedValue({ ...settings, paused: true });
    await show(Queue);
    expect(screen.getByTestId('queue').getAttribute('aria-label')).toBe('Paused');
  });
});
