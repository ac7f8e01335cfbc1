// Where words run from right to left, the window is the other way round: styles name starts and ends, not lefts and rights.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../src');

/** The rules of a component or a style sheet, without comments. */
function rules(file: string): string {
  const source = readFileSync(join(SOURCE, file), 'utf8');
  const styles = file.endsWith('.css') ? source : (source.match(/<style>[^]*<\/style>/)?.[0] ?? '');
  return styles.replace(/\/\*[^]*?\*\//g, '');
}

const SIDED = /^(left|right|float|(margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-\w+)*)$/;
/** Shorthands with a value for each side: top, right, bottom, left. */
const SHORTHAND = /^(margin|padding|inset|border-(width|color|style))$/;

/** The values of a shorthand, of which those in parentheses are one. */
const valuesOf = (values: string): string[] => values.trim().match(/(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? [];

/** The declarations that name a side. */
function sidesIn(css: string): string[] {
  const declarations = css.match(/(?<=[{;]\s*)[\w-]+:[^;{}]*(?=;)/g) ?? [];
  return declarations.filter((declaration) => {
    const [name = '', values = ''] = declaration.split(/:([^]*)/);
    const [, right, , left] = valuesOf(values);
    const uneven = left !== undefined && right !== left && SHORTHAND.test(name);
    return uneven || SIDED.test(name) || (name === 'text-align' && /left|right/.test(values));
  });
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(svelte|css)$/.test(file));

test.each(files)('%s names starts and ends', (file) => {
  expect(sidesIn(rules(file))).toEqual([]);
});

test('what names a side is found', () => {
  const found = 'a { margin-left: 2px; padding: 0 1px 2px 3px; right: 0; text-align: left; inset: 0 calc(1px + (2px)) 0 auto; }';
  expect(sidesIn(found)).toHaveLength(5);
  const fine = 'a { margin-inline-start: 2px; padding: 0 1px 2px 1px; inset-inline-end: 0; text-align: start; margin: 0 calc(1px + 2px); color: var(--right); }';
  expect(sidesIn(fine)).toEqual([]);
});
