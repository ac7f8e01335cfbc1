// Run by `./test lint`: node --test scripts/licences.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { unmet } from './licences.mjs';

const allowed = new Set(['MIT', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'Zlib']);

test('an expression is met by what is allowed', () => {
  for (const met of [
    'MIT',
    'MIT OR Apache-2.0',
    'MIT/Apache-2.0',
    'GPL-3.0-only OR MIT',
    'MIT OR GPL-3.0-only',
    '(MIT OR GPL-3.0-only) AND Zlib',
    'Apache-2.0 WITH LLVM-exception OR GPL-2.0-only',
  ]) {
    assert.deepEqual(unmet(met, allowed), [], met);
  }
});

test('what is not allowed is named', () => {
  for (const [expression, missing] of [
    ['GPL-3.0-only', ['GPL-3.0-only']],
    ['MIT AND GPL-3.0-only', ['GPL-3.0-only']],
    ['GPL-2.0-only OR GPL-3.0-only', ['GPL-2.0-only', 'GPL-3.0-only']],
    ['Zlib AND (GPL-3.0-only OR GPL-2.0-only)', ['GPL-3.0-only', 'GPL-2.0-only']],
    ['MIT WITH strange-exception', ['MIT WITH strange-exception']],
    ['', ['nothing']],
  ]) {
    assert.deepEqual(unmet(expression, allowed), missing, expression);
  }
});
