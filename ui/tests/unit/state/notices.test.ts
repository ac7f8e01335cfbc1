import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Problem } from '../../../src/bridge';
import { Notices } from '../../../src/state/notices.svelte';

let notices: Notices;
const messages = (): string[] => notices.list.map(({ message }) => message);
beforeEach(() => {
  vi.useFakeTimers();
  notices = new Notices();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a message leaves by itself, but not while somebody is busy with it', () => {
  notices.show('Copied.');
  vi.advanceTimersByTime(7000);
  notices.hold(1);
  vi.advanceTimersByTime(60_000);
  expect(messages()).toEqual(['Copied.']);
  notices.release(1);
  vi.advanceTimersByTime(8000);
  expect(messages()).toEqual([]);
});

test('what the newest message is about can be undone once', () => {
  const undone: string[] = [];
  const undo = (name: string) => ({ label: 'Undo', run: () => undone.push(name) });
  expect(notices.undo()).toBe(false);
  notices.show('A mark was removed.', undo('mark'));
  notices.show('A document was removed.', undo('document'));
  notices.show('Copied.');
  expect([notices.undo(), notices.undo(), notices.undo()]).toEqual([true, true, false]);
  expect(undone).toEqual(['document', 'mark']);
  expect(messages()).toEqual(['Copied.']);
});

test('of what a person has to know the newest is shown, and the one before it once that is closed', () => {
  const shown = (): string[] => notices.shown.map(({ message }) => message);
  notices.keep('3 files are missing.');
  notices.keep('2 files are missing.');
  notices.show('Copied.');
  expect(shown()).toEqual(['2 files are missing.', 'Copied.']);
  notices.dismiss(notices.shown[0]!);
  expect(shown()).toEqual(['3 files are missing.', 'Copied.']);
});

test('a newer message takes the place of an older one, which can still be undone', () => {
  const undone: string[] = [];
  const undo = (name: string) => ({ label: 'Undo', run: () => undone.push(name) });
  const shown = (): string[] => notices.shown.map(({ message }) => message);
  notices.problem({ code: 'closing' });
  notices.show('1 document tagged “to read”.', undo('tag'));
  notices.show('The title was changed.', undo('title'));
  notices.show('The year was changed.', undo('year'));
  expect(shown()).toEqual(['Pagewing is closing.', 'The year was changed.']);
  notices.undo();
  expect(shown()).toEqual(['Pagewing is closing.', 'The title was changed.']);
  expect(undone).toEqual(['year']);
  // whoever closes it has done with those before it as well, but not with the problem
  notices.dismiss(notices.shown[1]!);
  expect(shown()).toEqual(['Pagewing is closing.']);
  // what was done last can be undone without a message, what was before it cannot
  expect([notices.undo(), notices.undo()]).toEqual([true, false]);
  expect(undone).toEqual(['year', 'title']);
});

test('the last thing that was done can be undone when its message has left, until something else was', () => {
  const undone: string[] = [];
  const undo = (name: string) => ({ label: 'Undo', run: () => undone.push(name) });
  notices.show('A mark was removed.', undo('mark'));
  notices.show('A document was removed.', undo('document'));
  vi.advanceTimersByTime(8000);
  notices.show('Copied.');
  expect(messages()).toEqual(['Copied.']);
  expect([notices.undo(), notices.undo()]).toEqual([true, false]);
  expect(undone).toEqual(['document']);
  // a later one takes its place
  notices.show('The title was changed.', undo('title'));
  vi.advanceTimersByTime(8000);
  const later = notices.show('The year was changed.', undo('year'));
  notices.close(later);
  expect(notices.undo()).toBe(false);
});

test('one that makes way while somebody is busy with it leaves by itself too', () => {
  notices.show('Exported to /home/ada/drift.docx.');
  notices.hold(1);
  notices.show('Exported to /home/ada/drift.html.');
  vi.advanceTimersByTime(8000);
  expect(messages()).toEqual([]);
});

test('a problem remains until somebody closes it, and is never there twice', () => {
  const error: Problem = { code: 'disk_full', path: '/library' };
  notices.problem(error);
  notices.problem(error);
  vi.advanceTimersByTime(600_000);
  expect(messages()).toEqual(['The disk is full: Pagewing can’t write /library.']);
  notices.close(1);
  expect(messages()).toEqual([]);
});

test('work that fails leaves a message; work that succeeds leaves none', async () => {
  await notices.attempt(async () => {});
  expect(messages()).toEqual([]);
  await notices.attempt(() => Promise.reject({ code: 'closing' }));
  expect(messages()).toEqual(['Pagewing is closing.']);
});

test('what was undone can be done again, until something else is done', async () => {
  const done: string[] = [];
  const remove = (name: string): void => {
    done.push(`-${name}`);
    notices.show(`${name} was removed.`, { label: 'Undo', run: () => done.push(`+${name}`), redo: () => remove(name) });
  };
  expect([notices.redo(), notices.redoable, notices.undoable]).toEqual([false, false, false]);
  remove('mark');
  remove('note');
  expect(notices.undoable).toBe(true);
  notices.undo();
  notices.undo();
  expect([notices.undoable, notices.redoable]).toEqual([false, true]);
  expect([notices.redo(), notices.redo(), notices.redo()]).toEqual([true, true, false]);
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual(['-mark', '-note', '+note', '+mark', '-mark', '-note']);
  // and undone again
  notices.undo();
  remove('document');
  expect([notices.redoable, notices.redo()]).toEqual([false, false]);
  expect(done.slice(-2)).toEqual(['+note', '-document']);
});

test('what is done again waits until it was undone, and a fault on the way is said', async () => {
  const done: string[] = [];
  let give: () => void = () => {};
  const run = async (): Promise<void> => {
    await new Promise<void>((resolve) => (give = resolve));
    done.push('undone');
  };
  const redo = async (): Promise<void> => {
    done.push('redone');
    throw { code: 'closing' };
  };
  notices.show('A mark was removed.', { label: 'Undo', run, redo });
  notices.undo();
  notices.redo();
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual([]);
  give();
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual(['undone', 'redone']);
  expect(messages()).toEqual(['Pagewing is closing.']);
});

test('what has no way back to it is undone for good', () => {
  notices.show('Text was removed.', { label: 'Undo', run: () => {} });
  notices.undo();
  expect([notices.redoable, notices.redo()]).toEqual([false, false]);
});
