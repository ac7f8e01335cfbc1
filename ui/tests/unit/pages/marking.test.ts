// @vitest-environment jsdom

// What a key or the palette marks: the selected words, also when the field of the palette took the selection, or the chosen sentence.

import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import WindowKeys from '../../../src/components/WindowKeys.svelte';
import { Marking } from '../../../src/pages/marking.svelte';
import PlaceMenu from '../../../src/pages/PlaceMenu.svelte';
import type { View } from '../../../src/pages/view.svelte';
import { Desk } from '../../../src/state';
import Around from '../Around.svelte';
import { card, testBridge } from '../state/samples';

let desk: Desk;
let pane: HTMLElement;
let marking: Marking;
beforeEach(async () => {
  desk = new Desk(testBridge());
  await desk.start();
  pane = document.body.appendChild(document.createElement('div'));
  pane.innerHTML = '<article><p>Otters sleep in rafts.</p></article>';
  marking = new Marking(desk, () => ({ open: desk.reading.open!, pane, view: { turn: 0 } as View }));
});
afterEach(() => {
  document.getSelection()?.removeAllRanges();
  pane.remove();
  vi.restoreAllMocks();
});

test('words that were selected before the palette came can be marked from it', () => {
  expect(marking.offer.mark).toBeUndefined();
  document.getSelection()?.selectAllChildren(pane.querySelector('p')!);
  marking.follow();
  desk.actions.listed = true;
  document.getSelection()?.removeAllRanges();
  marking.follow();
  const picked = vi.spyOn(marking, 'picked').mockReturnValue({ text: 'Otters sleep in rafts.', sentences: [], places: [] } as never);
  const markAgain = vi.spyOn(desk.notes, 'markAgain').mockResolvedValue(null);
  marking.offer.mark?.();
  expect(picked.mock.lastCall?.[1]?.toString()).toBe('Otters sleep in rafts.');
  expect(markAgain).toHaveBeenCalledWith(expect.objectContaining({ text: 'Otters sleep in rafts.' }));
  desk.actions.listed = false;
  marking.follow();
  expect(marking.offer.mark).toBeUndefined();
});

test('related passages are found for the selection, if there are other documents to find them in', async () => {
  desk.library.documents = [card('a'), card('b')];
  document.getSelection()?.selectAllChildren(pane.querySelector('p')!);
  marking.follow();
  expect(marking.offer.related).toBeDefined();
  vi.spyOn(marking, 'picked').mockReturnValue({ text: ' Otters  sleep in rafts. ', sentences: [], places: [] } as never);
  const found = vi.spyOn(desk, 'findRelated').mockResolvedValue();
  marking.offer.related?.();
  expect(found).toHaveBeenCalledWith('Otters sleep in rafts.');
  desk.library.documents = [card('a')];
  expect(marking.offer.related).toBeUndefined();
});

test('the keys that a person chose mark, write a note and find related passages', async () => {
  const bridge = testBridge();
  const settings = await bridge.settings();
  bridge.settings.mockResolvedValue({ ...settings, shortcuts: { mark: 'mod+shift+e', markWithNote: 'mod+e', related: 'mod+shift+l' } });
  desk = new Desk(bridge);
  await desk.start();
  desk.library.documents = [card('a'), card('b')];
  vi.spyOn(Marking.prototype, 'picked').mockReturnValue({ text: 'Otters sleep in rafts.', sentences: [], places: [] } as never);
  const [marked, written, found] = [
    vi.spyOn(desk.notes, 'markAgain').mockResolvedValue(null),
    vi.spyOn(desk.notes, 'writeTo').mockResolvedValue(),
    vi.spyOn(desk, 'findRelated').mockResolvedValue(),
  ];
  render(Around, { desk, of: WindowKeys, takes: {} });
  render(Around, { desk, of: PlaceMenu, takes: { open: desk.reading.open!, pane, view: { turn: 0 } as View } });
  const press = (key: string, shiftKey: boolean) => fireEvent.keyDown(window, { key, ctrlKey: true, shiftKey });
  const done = (): number[] => [marked, written, found].map(({ mock }) => mock.calls.length);
  await press('E', true);
  expect(done()).toEqual([1, 0, 0]);
  await press('e', false);
  expect(done()).toEqual([1, 1, 0]);
  await press('L', true);
  expect(done()).toEqual([1, 1, 1]);
  desk.library.documents = [card('a')];
  await press('L', true);
  expect(done()).toEqual([1, 1, 1]);
  cleanup();
});
