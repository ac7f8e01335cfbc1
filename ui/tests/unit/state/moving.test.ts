import { expect, test, vi } from 'vitest';

import { Moving } from '../../../src/state/moving.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { testBridge } from './samples';

const OLD = '/home/ada/.local/share/pagewing';

function begun() {
  const bridge = testBridge();
  const notices = new Notices();
  const moved = vi.fn(async () => {});
  return { bridge, notices, moved, moving: new Moving(bridge, notices, moved) };
}

test('a move shows how far it is, and goes back by undoing', async () => {
  const { bridge, notices, moved, moving } = begun();
  bridge.chooseDataFolder.mockImplementation(async () => {
    moving.receive({ kind: 'moving', done: 1, total: 4 });
    expect(moving.progress).toEqual({ done: 1, total: 4 });
    return OLD;
  });
  await moving.choose();
  expect(moving.progress).toBeNull();
  expect(moved).toHaveBeenCalledTimes(1);
  expect(notices.undo()).toBe(true);
  await vi.waitFor(() => expect(moved).toHaveBeenCalledTimes(2));
  expect(bridge.moveDataBack).toHaveBeenCalledWith(OLD);
  // that can be undone too
  await vi.waitFor(() => expect(notices.undo()).toBe(true));
  expect(bridge.moveDataBack).toHaveBeenLastCalledWith('/media/disk/Pagewing');
});

test('what is closed or stopped says nothing, and what went wrong is said', async () => {
  const { bridge, notices, moved, moving } = begun();
  bridge.chooseDataFolder.mockResolvedValueOnce(null);
  await moving.choose();
  bridge.chooseDataFolder.mockRejectedValueOnce({ code: 'cancelled' });
  await moving.choose();
  expect(notices.list).toEqual([]);
  bridge.chooseDataFolder.mockImplementationOnce(async () => {
    moving.receive({ kind: 'moving', done: 1, total: 4 });
    throw { code: 'disk_full', path: '/media/disk/Pagewing' };
  });
  await moving.choose();
  expect(moving.progress).toBeNull();
  expect(notices.list).toHaveLength(1);
  expect(notices.undo()).toBe(false);
  expect(moved).not.toHaveBeenCalled();
});
