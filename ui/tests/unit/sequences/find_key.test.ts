// @vitest-environment jsdom

// A document of sequences has nothing to find words in: the palette does not offer it, and its key goes to the library's field.

import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';

import WindowKeys from '../../../src/components/WindowKeys.svelte';
import { Desk } from '../../../src/state';
import Around from '../Around.svelte';
import { card, settle, testBridge, view } from '../state/samples';

afterEach(cleanup);

test('words are found in the library alone while sequences are open', async () => {
  const sequences = { ...card('a'), format: 'fasta' as const };
  const bridge = testBridge();
  bridge.library.mockResolvedValue([sequences]);
  const desk = new Desk(bridge);
  await desk.start();
  desk.reading.open = { ...view('a'), card: sequences };
  render(Around, { desk, of: WindowKeys, takes: {} });
  await tick();
  expect([desk.actions.can('find'), desk.actions.can('findInLibrary')]).toEqual([false, true]);
  const field = document.body.appendChild(document.createElement('input'));
  field.id = 'find';
  await fireEvent.keyDown(window, { key: 'f', ctrlKey: true });
  await settle();
  expect(document.activeElement).toBe(field);
  field.remove();
});
