#!/usr/bin/env node
// Lists what Pagewing is made of, as CycloneDX: the crates of all systems and the packages in the window's page, each with its
// licence and the hash of what was fetched.
//
//   scripts/materials.mjs FILE
//
// Crates must have been fetched, and the page's packages installed. It needs no network.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { crates, pagePackages } from './licences.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The hash of each package that a lock names, by the package's name and version. */
export function hashes(cargoLock, pageLock) {
  const known = new Map();
  for (const part of cargoLock.split('[[package]]').slice(1)) {
    const field = (name) => new RegExp(`^${name} = "([^"]*)"`, 'm').exec(part)?.[1];
    const sum = field('checksum');
    if (sum !== undefined) known.set(`${field('name')} ${field('version')}`, { alg: 'SHA-256', content: sum });
  }
  for (const [path, { version, integrity }] of Object.entries(pageLock.packages)) {
    const name = path.split('node_modules/').at(-1);
    const sum = /^sha512-(.*)/.exec(integrity ?? '')?.[1];
    if (sum !== undefined) known.set(`${name} ${version}`, { alg: 'SHA-512', content: Buffer.from(sum, 'base64').toString('hex') });
  }
  return known;
}

/** The list. It has no time and no random number, so that the same source gives the same list. */
export function materials(version, packages, known) {
  const components = packages.map(({ name, url, licence }) => {
    const space = name.lastIndexOf(' ');
    const hash = known.get(name);
    return {
      type: 'library',
      'bom-ref': url,
      name: name.slice(0, space),
      version: name.slice(space + 1),
      purl: url,
      ...(hash === undefined ? {} : { hashes: [hash] }),
      ...expressed(licence),
    };
  });
  const self = { type: 'application', 'bom-ref': 'pagewing', name: 'Pagewing', version, licenses: [{ expression: 'Apache-2.0 OR MIT' }] };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: self },
    components,
    dependencies: [{ ref: 'pagewing', dependsOn: components.map((one) => one.purl) }],
  };
}

/** The older form `MIT/Apache-2.0` is no expression of SPDX. */
function expressed(licence) {
  if (licence === null) return {};
  if (licence === 'a text of its own') return { licenses: [{ license: { name: licence } }] };
  return { licenses: [{ expression: licence.replaceAll('/', ' OR ') }] };
}

function main([target]) {
  if (target === undefined) {
    console.error('usage: scripts/materials.mjs FILE');
    return 2;
  }
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const version = /^version = "(.*)"/m.exec(read('Cargo.toml'))[1];
  const known = hashes(read('Cargo.lock'), JSON.parse(read('ui/package-lock.json')));
  const packages = [...crates(), ...pagePackages()].sort((a, b) => (a.url < b.url ? -1 : 1));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(materials(version, packages, known), null, 2)}\n`);
  console.log(`${packages.length} packages.`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(main(process.argv.slice(2)));
