// @vitest-environment jsdom

// The collections and tags of several documents: which have all, some or none of them, and how all are put in or taken out.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import GroupChoices from '../../src/components/GroupChoices.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { card, group, settle, testBridge } from './state/samples';

afterEach(cleanup);

test('several documents can be taken out of what all of them are in, and put into what has some of them', async () => {
  const bridge = testBridge();
  bridge.library.mockResolvedValue([card('a'), card('b'), card('c')]);
  bridge.groups.mockResolvedValue([group(4, 'Thesis'), group(5, 'Boats'), group(6, 'Birds')]);
  const members: Record<number, string[]> = { 4: ['a', 'b', 'c'], 5: ['b'], 6: ['c'] };
  bridge.libraryOrder.mockImplementation(async ({ groups: [id] }) => members[id ?? 0] ?? []);
  const desk = new Desk(bridge);
  await desk.start();
  await settle();
  render(Around, { desk, of: GroupChoices, takes: { ids: ['a', 'b'], within: null } });
  await settle();
  const boxes = screen.getAllByTestId<HTMLInputElement>('in-group');
  const states = (): string[] => boxes.map(({ checked, indeterminate }) => (indeterminate ? 'some' : checked ? 'all' : 'none'));
  expect(states()).toEqual(['all', 'some', 'none']);

  bridge.takeFromGroup.mockImplementationOnce(async () => ((members[4] = ['c']), ['a', 'b']));
  await fireEvent.click(boxes[0]!);
  await settle();
  expect(bridge.takeFromGroup).toHaveBeenCalledWith(4, ['a', 'b']);
  bridge.addToGroup.mockImplementationOnce(async () => ((members[5] = ['a', 'b']), ['a']));
  await fireEvent.click(boxes[1]!);
  await settle();
  expect(bridge.addToGroup).toHaveBeenCalledWith(5, ['a', 'b']);
  expect(states()).toEqual(['none', 'all', 'none']);
});
