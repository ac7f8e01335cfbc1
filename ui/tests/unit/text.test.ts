// The words of the window: all of them in `src/text/`, all of them in use.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

import { en } from '../../src/text/en';

const SOURCE = join(import.meta.dirname, '../../src');
const files = (ending: string): string[] =>
  readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
const read = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');

/** Attributes whose value a person sees, or a screen reader reads out. */
const SEEN = ['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext', 'label', 'placeholder', 'title'];
const isWord = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);

type Node = AST.SvelteNode | { type: string };

/** Everything below a node that a person would see, although it stands in the markup. */
function wordsIn(node: Node): string[] {
  switch (node.type) {
    case 'Text':
    case 'TemplateElement': {
      const { data, value } = node as { data?: string; value?: { raw: string } };
      return [data, value?.raw].filter(isWord).map((word) => word.trim());
    }
    case 'Literal':
      return [(node as { value: unknown }).value].filter(isWord);
    case 'Attribute':
      if (!SEEN.includes((node as AST.Attribute).name)) return [];
      break;
    // what is compared, declared or set is not shown
    case 'BinaryExpression':
    case 'ClassDirective':
    case 'ConstTag':
    case 'OnDirective':
    case 'RenderTag':
    case 'StyleDirective':
      return [];
    case 'IfBlock': {
      const { consequent, alternate } = node as AST.IfBlock;
      return [consequent, alternate].flatMap((part) => (part ? wordsIn(part) : []));
    }
  }
  return Object.entries(node)
    .filter(([key]) => key !== 'metadata' && key !== 'parent')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((child): child is Node => typeof child === 'object' && child !== null && typeof child.type === 'string')
    .flatMap(wordsIn);
}
const wordsOf = (source: string): string[] => wordsIn(parse(source, { modern: true }).fragment);

describe('a visible word', () => {
  test.each(files('.svelte'))('never stands in the markup: %s', (file) => {
    expect(wordsOf(read(file))).toEqual([]);
  });

  test('is found wherever it could stand', () => {
    const markup = `
      <h1 class="big">Heading</h1>
      {#if kind === 'failed'}<p>{wrong ? 'Again' : text.password}</p>{/if}
      <button aria-label="Close it" title={\`Page \${n}\`} data-testid="close" onclick={() => go('there')}></button>`;
    expect(wordsOf(markup)).toEqual(['Heading', 'Again', 'Close it', 'Page']);
  });

  test('is in use', () => {
    const sources = [...files('.svelte'), ...files('.ts')].map(read).join('\n');
    const names = Object.entries(en).flatMap(([place, words]) => Object.keys(words).map((name) => `${place}.${name}`));
    expect(names.filter((name) => !new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(sources))).toEqual([]);
  });
});

describe('the words', () => {
  test('count', () => {
    expect(en.library.pages(1)).toBe('1 page');
    expect(en.library.pages(1200)).toBe('1,200 pages');
    expect(en.drop.over(0)).toBe('Drop to read');
  });

  test('gather pages into runs', () => {
    expect(en.notes.of({ kind: 'scanned_pages', pages: [9, 3, 4, 5] })).toContain('Pages 3–5 and 9 are pictures');
    expect(en.notes.of({ kind: 'failed_pages', pages: [2] })).toContain('Page 2 could');
  });

  test('say roughly how long it takes', () => {
    expect(en.jobs.left(2)).toBe('a few seconds left');
    expect(en.jobs.left(18)).toBe('about 20 seconds left');
    expect(en.jobs.left(70)).toBe('about 1 minute left');
    expect(en.jobs.left(3599)).toBe('about 1 hour left');
  });
});
