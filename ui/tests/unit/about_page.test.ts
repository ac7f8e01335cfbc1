// @vitest-environment jsdom

// The page about this installation: its licences, and diagnostics that are seen before they are copied.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';

import About from '../../src/about/About.svelte';
import { componentsIn, Desk, librariesIn } from '../../src/state';
import Around from './Around.svelte';
import { settle, testBridge } from './state/samples';

afterEach(cleanup);

const FILE = `Pagewing contains the following libraries. Their licences stand below the list.

hayro 0.7.1: MIT OR Apache-2.0
serde 1.0.228: MIT OR Apache-2.0

${'='.repeat(78)}
serde 1.0.228: a name in a heading
${'='.repeat(78)}

Permission is hereby granted.
`;

test('the file of licences is a list and texts', () => {
  const { list, texts } = librariesIn(FILE);
  expect(list).toEqual([
    { name: 'hayro 0.7.1', licence: 'MIT OR Apache-2.0' },
    { name: 'serde 1.0.228', licence: 'MIT OR Apache-2.0' },
  ]);
  expect(texts.startsWith('====')).toBe(true);
  expect(texts).toContain('Permission');
  expect(librariesIn('')).toEqual({ list: [], texts: '' });
});

/** The file that is shipped. */
const OWN = readFileSync(join(import.meta.dirname, '../../../packaging/copyright'), 'utf8');

test('the file of our own licences is parts', () => {
  const parts = componentsIn(OWN);
  expect(parts.map(({ files, licence }) => [files, licence])).toEqual([
    ['*', 'Apache-2.0 or MIT'],
    ['usr/lib/Pagewing/starter/*', 'CC-BY-SA-4.0 and Apache-2.0'],
    ['usr/bin/pagewing', 'CC-BY-4.0'],
  ]);
  expect(parts[1]!.by).toMatch(/^2026 .*; 2021 /);
  // a field that goes on in the next line
  expect(parts[2]!.note).toContain('Extending Shelf Life');
  expect(componentsIn('no fields')).toEqual([]);
});

test('our own licences are shown in words, and the file itself when it is asked for', async () => {
  await open(null, OWN);
  const shown = screen.getAllByTestId('own-licence').map((part) => part.textContent!);
  expect(shown.map((part) => /^(Pagewing 1\.2\.3|Starter model|Example paper)/.exec(part.trim())?.[0])).toEqual(['Pagewing 1.2.3', 'Starter model', 'Example paper']);
  expect(document.body.textContent).not.toContain('Upstream-Name');
  const button = screen.getByTestId('own-file');
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await fireEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByTestId('own-licences').textContent).toBe(OWN);
});

async function open(libraries: string | null, own = 'License: Apache-2.0'): Promise<ReturnType<typeof testBridge>> {
  const bridge = testBridge();
  bridge.licences.mockResolvedValue({ own, libraries });
  const desk = new Desk(bridge);
  desk.places.go('about');
  render(Around, { desk, of: About, takes: {} });
  await settle();
  return bridge;
}

test('names the version and every library, and finds one', async () => {
  await open(FILE);
  expect(screen.getByTestId('version').textContent).toBe('Version 1.2.3');
  expect(screen.getAllByTestId('library-licence')).toHaveLength(2);
  await fireEvent.input(screen.getByTestId('find-library'), { target: { value: 'serde' } });
  expect(screen.getByTestId('library-licence').textContent).toContain('serde 1.0.228');
  expect(screen.queryByText(/Permission/)).toBeNull();
  await fireEvent.click(screen.getByTestId('licence-texts'));
  expect(screen.getByText(/Permission/)).toBeTruthy();
});

test('says so where there is no list', async () => {
  await open(null);
  expect(screen.getByTestId('no-licences')).toBeTruthy();
});

test('diagnostics are copied as they are shown, and not before', async () => {
  const copied = vi.fn(async () => {});
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: copied }, configurable: true });
  const bridge = await open(null);
  expect(bridge.diagnostics).not.toHaveBeenCalled();
  expect(screen.queryByTestId('copy-diagnostics')).toBeNull();
  await fireEvent.click(screen.getByTestId('show-diagnostics'));
  await settle();
  const shown = screen.getByTestId('diagnostics').textContent;
  expect(shown).toContain('Pagewing 1.2.3');
  await fireEvent.click(screen.getByTestId('copy-diagnostics'));
  expect(copied.mock.calls).toEqual([[shown]]);
});
