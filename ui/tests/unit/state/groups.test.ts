import { beforeEach, expect, test } from 'vitest';

import { Groups } from '../../../src/state/groups.svelte';
import { Library } from '../../../src/state/library.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { group, settle, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let notices: Notices;
let library: Library;
let groups: Groups;
const THESIS = group(4, 'Thesis');
const messages = (): string[] => notices.list.map(({ message }) => message);
const undo = async (): Promise<void> => {
  expect(notices.undo()).toBe(true);
  await settle();
};

beforeEach(() => {
  localStorage.clear();
  bridge = testBridge();
  notices = new Notices();
  library = new Library(bridge, notices);
  groups = new Groups(bridge, notices, library);
  bridge.groups.mockResolvedValue([THESIS, group(5, 'to read', { kind: 'tag' })]);
});

test('collections and tags are listed apart', async () => {
  await groups.refresh();
  expect([groups.of('collection'), groups.of('tag')].map((listed) => listed.map(({ name }) => name))).toEqual([['Thesis'], ['to read']]);
});

test('undoing takes out what was new, and nothing else', async () => {
  bridge.addToGroup.mockResolvedValueOnce(['b']);
  await groups.add(THESIS, ['a', 'b']);
  expect(messages()).toEqual(['1 document added to “Thesis”.']);
  await undo();
  expect(bridge.takeFromGroup.mock.calls).toEqual([[4, ['b']]]);
});

test('what is in a collection already is said, and there is nothing to undo', async () => {
  bridge.addToGroup.mockResolvedValueOnce([]);
  await groups.add(THESIS, ['a']);
  expect(messages()).toEqual(['The document is already in “Thesis”.']);
  expect(notices.undo()).toBe(false);
});

test('a new name makes a collection with the documents in it', async () => {
  await groups.addNamed('tag', 'birds', ['a']);
  expect(bridge.makeGroup).toHaveBeenCalledWith('tag', 'birds');
  expect(bridge.addToGroup).toHaveBeenCalledWith(9, ['a']);
  expect(messages()).toEqual(['1 document tagged “birds”.']);
});

test('documents are taken out, and back by undoing', async () => {
  bridge.takeFromGroup.mockResolvedValueOnce(['a']);
  await groups.take(THESIS, ['a', 'b']);
  expect(messages()).toEqual(['1 document taken out of “Thesis”.']);
  await undo();
  expect(bridge.addToGroup.mock.calls).toEqual([[4, ['a']]]);
});

test('the list is read again if it is limited to the collection that changed', async () => {
  await library.toggleGroup(4);
  const before = bridge.library.mock.calls.length;
  await groups.add(group(5, 'to read', { kind: 'tag' }), ['a']);
  expect(bridge.library.mock.calls.length).toBe(before);
  await groups.add(THESIS, ['a']);
  expect(bridge.library.mock.calls.length).toBeGreaterThan(before);
});

test('a removed collection limits the list no more, and comes back by undoing', async () => {
  await library.toggleGroup(4);
  bridge.groups.mockResolvedValue([]);
  await groups.remove(THESIS);
  expect(library.arrangement.groups).toEqual([]);
  expect(messages()).toEqual(['“Thesis” was removed. Its documents stay.']);
  bridge.groups.mockResolvedValue([THESIS]);
  await undo();
  expect(bridge.restoreGroup).toHaveBeenCalledWith(4);
  expect(groups.list).toEqual([THESIS]);
});

test('a name that is taken is refused, and the notice says so', async () => {
  bridge.renameGroup.mockRejectedValueOnce({ code: 'name_taken', name: 'Birds' });
  expect(await groups.rename(THESIS, 'Birds')).toBe(false);
  expect(messages()).toEqual(['There is another “Birds” already.']);
  expect(await groups.rename(THESIS, 'Wings')).toBe(true);
});

test('another name is taken back by undoing', async () => {
  expect(await groups.rename(THESIS, 'Wings')).toBe(true);
  expect(messages()).toEqual(['“Thesis” is now called “Wings”.']);
  bridge.groups.mockResolvedValue([THESIS]);
  await undo();
  expect(bridge.renameGroup.mock.calls).toEqual([
    [4, 'Wings'],
    [4, 'Thesis'],
  ]);
  expect(groups.list).toEqual([THESIS]);
  // undoing offers no undoing
  expect(messages()).toEqual([]);
});
