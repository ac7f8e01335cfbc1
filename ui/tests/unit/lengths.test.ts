// A component is read at one go: one that grows beyond this is taken apart.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../src');
const MOST_LINES = 250;

test('no component is longer than 250 lines, and the desk does not grow', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte') || file.endsWith('desk.svelte.ts'));
  const lengths = files.map((file) => [file, readFileSync(join(SOURCE, file), 'utf8').trimEnd().split('\n').length] as const);
  expect(lengths.length).toBeGreaterThan(50);
  expect(lengths.filter(([, lines]) => lines > MOST_LINES)).toEqual([]);
});
