// Run by `./test lint`: node --test scripts/materials.test.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { hashes, materials } from './materials.mjs';

const CARGO = `version = 4

[[package]]
name = "ours"
version = "0.1.0"

[[package]]
name = "serde"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "ab12"
`;
const PAGE = { packages: { '': { version: '0.1.0' }, 'node_modules/a/node_modules/@b/c': { version: '2.0.0', integrity: 'sha512-AP8=' } } };

test('hashes of both locks are known by name and version', () => {
  const known = hashes(CARGO, PAGE);
  assert.deepEqual(known.get('serde 1.0.0'), { alg: 'SHA-256', content: 'ab12' });
  assert.deepEqual(known.get('@b/c 2.0.0'), { alg: 'SHA-512', content: '00ff' });
  assert.equal(known.size, 2);
});

test('each package is listed with address, hash and licence', () => {
  const packages = [
    { name: 'serde 1.0.0', url: 'pkg:cargo/serde@1.0.0', licence: 'MIT/Apache-2.0' },
    { name: '@b/c 2.0.0', url: 'pkg:npm/%40b/c@2.0.0', licence: 'a text of its own' },
  ];
  const list = materials('0.2.0', packages, hashes(CARGO, PAGE));
  assert.equal(list.metadata.component.version, '0.2.0');
  const [serde, other] = list.components;
  assert.deepEqual([serde.name, serde.version, serde.purl], ['serde', '1.0.0', 'pkg:cargo/serde@1.0.0']);
  assert.deepEqual(serde.licenses, [{ expression: 'MIT OR Apache-2.0' }]);
  assert.equal(serde.hashes[0].content, 'ab12');
  assert.deepEqual([other.name, other.version], ['@b/c', '2.0.0']);
  assert.deepEqual(list.dependencies[0].dependsOn, [serde.purl, other.purl]);
});

test('every crate of the lock that was fetched has a hash', () => {
  const lock = readFileSync(new URL('../Cargo.lock', import.meta.url), 'utf8');
  const page = JSON.parse(readFileSync(new URL('../ui/package-lock.json', import.meta.url), 'utf8'));
  const fetched = lock.split('\n').filter((line) => line.startsWith('checksum = ')).length;
  const of256 = Array.from(hashes(lock, page).values()).filter((hash) => hash.alg === 'SHA-256');
  assert.equal(of256.length, fetched);
});
