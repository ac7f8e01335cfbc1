// @vitest-environment jsdom

// The menu of exports: for one document, and for several that a person chose.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import ExportMenu from '../../src/components/ExportMenu.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { settle, testBridge } from './state/samples';

afterEach(cleanup);

async function chosen(from: string | string[], format: string) {
  const bridge = testBridge();
  const desk = new Desk(bridge);
  render(Around, { desk, of: ExportMenu, takes: { from } });
  await fireEvent.click(screen.getByTestId(typeof from === 'string' ? 'export' : 'export-chosen'));
  const prints = screen.queryByTestId('export-print') !== null;
  await fireEvent.click(screen.getByTestId(`export-${format}`));
  await settle();
  return { bridge, prints };
}

test('one document becomes a file, and can be printed', async () => {
  const { bridge, prints } = await chosen('a', 'docx');
  expect([bridge.exportDocument.mock.calls.map(([id]) => id), bridge.exportDocuments.mock.calls, prints]).toEqual([['a'], [], true]);
});

test('several become files or a list, and cannot be printed', async () => {
  const { bridge, prints } = await chosen(['a', 'b'], 'ris');
  expect(bridge.exportDocument).not.toHaveBeenCalled();
  expect([bridge.exportDocuments.mock.calls.map(([ids, { format }]) => [ids, format]), prints]).toEqual([[[['a', 'b'], 'ris']], false]);
});
