// The folders of `src/` are rooms: each uses only those below it, through their doors, and no files form a circle.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../src');

/** From the bottom up; what stands beside the rooms may use all of them. */
const ROOMS = ['bridge', 'text', 'state', 'components', 'pages'];
/** Rooms that others enter by `index.ts` alone. */
const DOORS = ['bridge', 'text', 'state'];

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|svelte)$/.test(file));
const roomOf = (file: string): string => file.split('/').slice(0, -1)[0] ?? '';

/** The relative imports of each file, as files. */
const imports = new Map(
  files.map((file) => {
    const source = readFileSync(join(SOURCE, file), 'utf8');
    const paths = [...source.matchAll(/(?:from|import\()\s*['"](\.[^'"]*)['"]/g)].map(([, path]) => join(dirname(file), path ?? ''));
    const found = paths.map((path) => {
      const candidates = [path, `${path}.ts`, join(path, 'index.ts')].map(normalize);
      return candidates.find((candidate) => files.includes(candidate)) ?? `unknown: ${path}`;
    });
    return [file, found] as const;
  }),
);

/** The first circle of files, in its order; empty if there is none. */
function circle(arrows: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const walk = (file: string, way: string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of arrows.get(file) ?? []) {
      const found = walk(next, [...way, file]);
      if (found.length > 0) return found;
    }
    done.add(file);
    return [];
  };
  for (const file of arrows.keys()) {
    const found = walk(file, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe('the files', () => {
  test('are all known', () => {
    expect([...imports.values()].flat().filter((file) => file.startsWith('unknown'))).toEqual([]);
    expect(imports.get('App.svelte')).toContain('state/index.ts');
  });

  test('form no circle', () => {
    expect(circle(imports)).toEqual([]);
    expect(circle(new Map([['a', ['b', 'c']], ['b', []], ['c', ['a']]]))).toEqual(['a', 'c', 'a']);
  });
});

test('a room uses only rooms below it, and enters them by their doors', () => {
  const wrong = [...imports].flatMap(([file, used]) =>
    used
      .filter((other) => roomOf(other) !== roomOf(file) && ROOMS.includes(roomOf(other)))
      .filter((other) => {
        const up = ROOMS.includes(roomOf(file)) && ROOMS.indexOf(roomOf(other)) > ROOMS.indexOf(roomOf(file));
        return up || (DOORS.includes(roomOf(other)) && other !== `${roomOf(other)}/index.ts`);
      })
      .map((other) => `${file} -> ${other}`),
  );
  expect(wrong).toEqual([]);
});
