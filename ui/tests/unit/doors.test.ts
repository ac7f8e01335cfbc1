// Other folders of `src/` enter these rooms by their `index.ts` alone, so that what lies behind it can change freely.
// `tests/house` compares which room uses which.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|svelte)$/.test(file));

/** What a file imports by relative paths, as paths below `src/`. */
const imports = (file: string): string[] =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/(?:from|import\()\s*['"](\.[^'"]*)['"]/g)].map(([, path]) =>
    join(dirname(file), path ?? ''),
  );

test.each(['bridge', 'text', 'state'])('%s is entered by its door', (room) => {
  const outside = files.filter((file) => !file.startsWith(`${room}/`));
  const entered = outside.flatMap((file) => imports(file).filter((path) => `${path}/`.startsWith(`${room}/`)));
  expect(entered).not.toEqual([]);
  expect(entered.filter((path) => path !== room)).toEqual([]);
});
