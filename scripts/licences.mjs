#!/usr/bin/env node
// Collects the licences of everything that is compiled into Pagewing or shipped beside it: the crates, and the packages that
// the window's page is built from.
//
//   scripts/licences.mjs FILE      writes all of them to FILE, each text once, with the packages that it belongs to
//   scripts/licences.mjs --check   only checks that each package has a licence that deny.toml allows
//
// It fails if a package names no licence, one that is not allowed, or has no text. Crates must have been fetched, and the
// page's packages installed.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isText = (name) => /^(licen[cs]e|copying|notice|unlicense|copyright)/i.test(name) && !/\.(rs|js|ts|json|html)$/i.test(name);

/** What an expression names that `allowed` lacks; empty if it can be met. `(A OR B) AND C WITH D`, and the older `A/B`. */
export function unmet(expression, allowed) {
  const words = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const single = () => {
    if (words[at] === '(') {
      at += 1;
      const inner = either();
      at += 1;
      return inner;
    }
    let name = words[at++] ?? 'nothing';
    if (words[at] === 'WITH') name += ` WITH ${words[(at += 2) - 1]}`;
    return allowed.has(name) ? [] : [name];
  };
  const both = () => {
    let missing = single();
    while (words[at] === 'AND') {
      at += 1;
      missing = [...missing, ...single()];
    }
    return missing;
  };
  const either = () => {
    let missing = both();
    while (words[at] === 'OR') {
      at += 1;
      const other = both();
      if (missing.length > 0) missing = other.length === 0 ? [] : [...missing, ...other];
    }
    return missing;
  };
  return either();
}

function allowedLicences() {
  const list = /^allow = \[([^\]]*)\]/m.exec(readFileSync(join(root, 'deny.toml'), 'utf8'));
  return new Set(Array.from(list[1].matchAll(/"([^"]+)"/g), (match) => match[1]));
}

/** What names a package everywhere: `pkg:cargo/serde@1.0.0`. */
const packageUrl = (kind, { name, version }) => `pkg:${kind}/${name.replace('@', '%40')}@${version.replace('+', '%2B')}`;

/** The crates of the program with its window, on every system, without what only builds and tests need. */
export function crates() {
  const command = ['metadata', '--locked', '--format-version', '1'];
  const metadata = JSON.parse(execFileSync('cargo', command, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }));
  const packages = new Map(metadata.packages.map((one) => [one.id, one]));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const open = metadata.packages.filter((one) => one.name === 'pagewing' && one.source === null).map((one) => one.id);
  const reached = new Set(open);
  while (open.length > 0) {
    for (const dependency of nodes.get(open.pop()).deps) {
      const compiledIn = dependency.dep_kinds.some(({ kind }) => kind === null);
      if (compiledIn && !reached.has(dependency.pkg)) {
        reached.add(dependency.pkg);
        open.push(dependency.pkg);
      }
    }
  }
  return Array.from(reached, (id) => packages.get(id))
    .filter((one) => one.source !== null)
    .map((one) => {
      const folder = dirname(one.manifest_path);
      const texts = textsIn(folder, 1);
      if (one.license_file !== null) texts.push(readFileSync(join(folder, one.license_file), 'utf8'));
      return { name: `${one.name} ${one.version}`, url: packageUrl('cargo', one), licence: one.license ?? (one.license_file === null ? null : 'a text of its own'), by: one.authors, texts };
    });
}

/** The packages of which something is in the page. */
export function pagePackages() {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'ui/package.json'), 'utf8'));
  const names = [...Object.keys(dependencies).filter((name) => !dependencies[name].startsWith('file:')), 'svelte'];
  return names.map((name) => {
    const folder = join(root, 'ui/node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { name: `${name} ${version}`, url: packageUrl('npm', { name, version }), licence: license ?? null, by: [], texts: textsIn(folder, 3) };
  });
}

function textsIn(folder, depth) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return depth > 0 && name !== 'node_modules' ? textsIn(path, depth - 1) : [];
      return isText(name) ? [readFileSync(path, 'utf8')] : [];
    });
}

/** The general text of a licence, for a package that names it and has no file. */
function generalText(one) {
  const apache = readFileSync(join(root, 'LICENSE-APACHE'), 'utf8');
  const holders = one.by.length > 0 ? one.by.map((name) => name.replace(/\s*<.*>/, '')).join(', ') : `the authors of ${one.name}`;
  const mit = readFileSync(join(root, 'LICENSE-MIT'), 'utf8').replace(/^Copyright.*$/m, `Copyright (c) ${holders}`);
  const texts = [];
  if (/\bMIT\b(?!-)/.test(one.licence)) texts.push(mit);
  if (/\bApache-2\.0\b/.test(one.licence)) texts.push(apache);
  return texts.length > 0 ? texts : [`${one.licence}: https://spdx.org/licenses/${one.licence.replace(/[^\w.-].*/, '')}.html`];
}

function document(packages) {
  const texts = new Map();
  for (const one of packages) {
    for (const text of new Set(one.texts.length > 0 ? one.texts : generalText(one))) {
      const plain = text.replaceAll('\r\n', '\n').trim();
      const key = plain.replace(/\s+/g, ' ');
      const entry = texts.get(key) ?? { plain, names: new Set() };
      entry.names.add(one.name);
      texts.set(key, entry);
    }
  }
  const list = packages.map((one) => `${one.name}: ${one.licence}`);
  const parts = Array.from(texts.values(), ({ plain, names }) => `${'='.repeat(78)}\n${Array.from(names).join(', ')}\n${'='.repeat(78)}\n\n${plain}\n`);
  return `Pagewing contains the following libraries. Their licences stand below the list.\n\n${list.join('\n')}\n\n${parts.join('\n')}`;
}

function main([target]) {
  if (target === undefined) {
    console.error('usage: scripts/licences.mjs FILE | --check');
    return 2;
  }
  if (!existsSync(join(root, 'ui/node_modules'))) {
    console.error("The window's packages are missing: run npm --prefix ui ci.");
    return 1;
  }
  const allowed = allowedLicences().add('a text of its own');
  const packages = [...crates(), ...pagePackages()].sort((a, b) => a.name.localeCompare(b.name));
  const faults = packages.flatMap((one) => {
    if (one.licence === null) return [`${one.name} names no licence.`];
    return unmet(one.licence, allowed).map((name) => `${one.name}: deny.toml does not allow ${name}.`);
  });
  if (faults.length > 0) {
    console.error(faults.join('\n'));
    return 1;
  }
  if (target !== '--check') {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, document(packages));
  }
  const bare = packages.filter((one) => one.texts.length === 0);
  console.log(`${packages.length} packages with licences that are allowed; ${bare.length} have no text of their own, and the general one stands for them.`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(main(process.argv.slice(2)));
