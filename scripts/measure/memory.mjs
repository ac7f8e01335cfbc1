// The memory of the window: of its program and of all processes that the web view started.

import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

function parents() {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // the name of a program may have spaces and brackets
      const after = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1).split(' ');
      parents.set(Number(name), Number(after[1]));
    } catch {
      // it has ended meanwhile
    }
  }
  return parents;
}

/** A process and all that it started. */
function family(first) {
  const all = new Set([first]);
  const known = parents();
  for (let before = 0; before < all.size; ) {
    before = all.size;
    for (const [process, parent] of known) if (all.has(parent)) all.add(process);
  }
  return all;
}

/** The memory of each program that a process started, by its name, in megabytes. What several share is counted once. */
export function memoryOfEach(first) {
  const sizes = new Map();
  for (const process of family(first)) {
    if (process === first) continue;
    try {
      const name = basename(readFileSync(`/proc/${process}/cmdline`, 'utf8').split('\0')[0]);
      const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${process}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      sizes.set(name, (sizes.get(name) ?? 0) + kilobytes / 1024);
    } catch {
      // it has ended meanwhile
    }
  }
  return sizes;
}

/** The memory of what a process started, in megabytes. What several share is counted once. */
export const memoryBelow = (first) => [...memoryOfEach(first).values()].reduce((sum, size) => sum + size, 0);
