// The tokens, and what `docs/design-language.md` promises about them: it names each one, and edges and text stand out.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const css = readFileSync(join(ROOT, 'ui/src/style/tokens.css'), 'utf8');
const page = readFileSync(join(ROOT, 'docs/design-language.md'), 'utf8');

/** Where the rules for more contrast begin. */
const MORE = css.indexOf('@media (prefers-contrast: more)');

/** The tokens that a rule sets, by name: the first one with this selector from a place on. */
function tokens(selector: string, after = 0): Map<string, string> {
  const from = css.indexOf(`${selector} {`, after);
  const rule = css.slice(from, css.indexOf('}', from));
  return new Map([...rule.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', value ?? '']));
}
const light = tokens(':root');
const dark = new Map([...light, ...tokens(":root[data-theme='dark']")]);

/** The relative luminance of a colour written as #rrggbb, after WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

/** A colour written as `rgb(r g b / a%)` over a ground. */
function blend(wash: string, ground: string): string {
  const [r = 0, g = 0, b = 0, percent = 0] = (wash.match(/\d+/g) ?? []).map(Number);
  const mixed = [r, g, b].map((part, at) => {
    const under = Number.parseInt(ground.slice(1 + 2 * at, 3 + 2 * at), 16);
    return Math.round(under + ((part - under) * percent) / 100);
  });
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

test('a colour lies over its ground', () => {
  expect(blend('rgb(255 0 0 / 50%)', '#ffffff')).toBe('#ff8080');
});

test('a low window has lower bars, in which a button still has its height', () => {
  const low = css.indexOf('@media (max-height: 25rem)');
  expect(low).toBeGreaterThan(0);
  const height = Number.parseInt(tokens(':root', low).get('--bar') ?? '', 10);
  expect(height).toBeLessThan(Number.parseInt(light.get('--bar') ?? '', 10));
  expect(height).toBeGreaterThanOrEqual(36);
});

test('contrast is measured as the standard says', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 6);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each([
  ['light', light],
  ['dark', dark],
])('the edge of a page has no blur in the %s theme', (_, theme) => {
  const layers = [...(theme.get('--shadow') ?? '').matchAll(/(?:^|, )([^ ]+) ([^ ]+) ([^ ]+) [^ ]+ rgb\(/g)];
  expect(layers.length).toBe(2);
  expect(layers.map(([, , , blur]) => blur)).toEqual(['0', '0']);
});

describe('the page', () => {
  // `--space-1` to `--space-7` are named as a range
  const named = [...page.matchAll(/`(--[\w-]+)`/g)].map(([, name]) => name);

  test('names every token', () => {
    const steps = [2, 3, 4, 5, 6].map((step) => `--space-${step}`);
    expect([...light.keys()].filter((name) => !named.includes(name) && !steps.includes(name))).toEqual([]);
  });

  test('names no token that does not exist', () => {
    expect(named.filter((name) => !light.has(name ?? ''))).toEqual([]);
  });
});

const SURFACES = ['--shelf', '--desk', '--sheet', '--raised', '--chosen', '--mark-wash'];
const PENS = ['--pen-yellow', '--pen-green', '--pen-blue', '--pen-pink'];
test('more contrast changes the same colours in both themes, since the rule of a theme counts more', () => {
  const [inLight, inDark] = [tokens(':root', MORE), tokens(":root[data-theme='dark']", MORE)];
  expect([...inDark.keys()]).toEqual([...inLight.keys()]);
  expect(inLight.size).toBeGreaterThan(0);
});

describe.each([
  ['light', new Map([...light, ...tokens(':root', MORE)])],
  ['dark', new Map([...dark, ...tokens(":root[data-theme='dark']", MORE)])],
])('with more contrast in the %s theme', (_name, theme) => {
  test.each([
    ['--ink', 10],
    ['--ink-soft', 7],
    ['--line', 3],
    ['--line-strong', 4.5],
    ['--mark-edge', 4.5],
    ['--accent', 7],
  ])('%s stands out by %d to 1 on every surface', (name, least) => {
    const weak = SURFACES.filter((surface) => contrast(theme.get(name)!, theme.get(surface)!) < least);
    expect(weak).toEqual([]);
  });

  test('the text of a primary button can be read', () => {
    expect(contrast(theme.get('--on-accent')!, theme.get('--accent')!)).toBeGreaterThanOrEqual(7);
  });
});

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_name, theme) => {
  test.each([
    ['--ink', 9],
    ['--ink-soft', 5],
    ['--line-strong', 3],
    ['--mark-edge', 3],
    ['--accent', 4.5],
  ])('%s stands out by %d to 1 on every surface', (name, least) => {
    const weak = SURFACES.filter((surface) => contrast(theme.get(name)!, theme.get(surface)!) < least);
    expect(weak).toEqual([]);
  });

  // a mark is seen by its line, which is the same on pages, in both themes and on our own surfaces
  test.each(PENS)('%s stands out on every surface and on paper', (name) => {
    const line = theme.get(name)!;
    const weak = [...SURFACES.map((surface) => theme.get(surface)!), '#ffffff'].filter((ground) => contrast(line, ground) < 3);
    expect(weak).toEqual([]);
  });

  test.each(PENS)('text in %s can be read', (name) => {
    const marked = blend(theme.get(`${name}-wash-ours`)!, theme.get('--sheet')!);
    expect(contrast(theme.get('--ink')!, marked)).toBeGreaterThanOrEqual(7);
    expect(contrast('#000000', blend(theme.get(`${name}-wash`)!, '#ffffff'))).toBeGreaterThanOrEqual(9);
  });

  test('text can be read, and its edge seen, where an answer in short and its quotations mark each other', () => {
    const ground = blend(theme.get('--mark-faint')!, theme.get('--sheet')!);
    expect(contrast(theme.get('--ink')!, ground)).toBeGreaterThanOrEqual(9);
    expect(contrast(theme.get('--ink-soft')!, ground)).toBeGreaterThanOrEqual(5);
    expect(contrast(theme.get('--mark-edge')!, ground)).toBeGreaterThanOrEqual(3);
  });

  test('the text of a primary button can be read', () => {
    expect(contrast(theme.get('--on-accent')!, theme.get('--accent')!)).toBeGreaterThanOrEqual(4.5);
  });
});
