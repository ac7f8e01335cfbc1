#!/usr/bin/env node
// Walks through the real window and writes docs/tour.md with a picture of each stop: at two sizes, light and dark.
//
//   scripts/tour.mjs [PROGRAM] [WIDTH-THEME ...] [STOP ...]
//
// PROGRAM is target/debug/pagewing by default, built as `./test` builds it. WIDTH-THEME, such as 900-dark, chooses one of the
// four walks, and STOP the name of a stop whose pictures are made anew; without them, all are. It needs Xvfb, WebKitWebDriver,
// pandoc and ImageMagick, and no display.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { furnish, WITHOUT_PAGES } from './tour/desk.mjs';
import { page } from './tour/page.mjs';
import { screen } from './tour/screen.mjs';
import { EMPTY, FILLED, STOPS } from './tour/stops.mjs';
import { Window } from './tour/window.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PICTURES = join(ROOT, 'docs/images/tour');
const SIZES = [
  [1280, 800],
  [900, 600],
];
const THEMES = ['light', 'dark'];
/** The most that all pictures together may take, in bytes: they are part of every clone. */
const MOST = 7_500_000;

const [given, ...rest] = process.argv.slice(2);
const program = given?.includes('/') ? given : join(ROOT, 'target/debug/pagewing');
const wanted = given?.includes('/') ? rest : process.argv.slice(2);
const walks = SIZES.flatMap(([width, height]) => THEMES.map((theme) => ({ name: `${width}-${theme}`, width, height, theme })));
const isWalk = (name) => walks.some((walk) => walk.name === name);
const only = wanted.filter((name) => !isWalk(name));
for (const name of only) if (!STOPS.some((stop) => stop.name === name)) throw new Error(`no stop is called ${name}`);
const walked = wanted.some(isWalk) ? walks.filter(({ name }) => wanted.includes(name)) : walks;
if (!existsSync(program)) throw new Error(`${program} is missing: run ./test window`);

async function picture(window, name, theme, width) {
  const webp = join(PICTURES, `${name}-${width}-${theme}.webp`);
  execFileSync('convert', ['ppm:-', '-quality', '30', '-define', 'webp:method=6', webp], { input: await window.picture() });
}

/** A document without pages: the page about the design, as a Word document. */
function withoutPages() {
  const docx = join(temporary, 'design-language.docx');
  const title = ['--shift-heading-level-by=-1', '--metadata', `title=${WITHOUT_PAGES}`];
  execFileSync('pandoc', [join(ROOT, 'docs/design-language.md'), '-f', 'gfm', ...title, '-o', docx]);
  return docx;
}

/** Opens the window on a screen of its own, and closes both whatever happens. */
async function within(width, height, home, files, visit) {
  const display = await screen(width, height);
  try {
    const window = await Window.open({ program, home, display: display.name, starter: join(ROOT, 'assets/starter'), files });
    try {
      await visit(window);
    } finally {
      await window.close();
    }
  } finally {
    display.end();
  }
}

/** Visits some stops in an open window, and makes their pictures. */
async function visit(window, stops, { width, height, theme }, begin) {
  for (const stop of stops) {
    const isWanted = only.length === 0 || only.includes(stop.name);
    if (!isWanted && !stop.prepares) continue;
    const where = `${stop.name} at ${width} x ${height}, ${theme}`;
    try {
      await begin();
      await stop.walk(window, GIVEN);
      await window.still(stop.works);
      if (isWanted) await picture(window, stop.name, theme, width);
      await stop.after?.(window);
    } catch (error) {
      console.error(`${where}: failed`);
      throw error;
    }
    console.log(where);
  }
}

/** Walks from stop to stop, at one size and in one theme: first with nothing in the library, then with papers. */
async function walk(ready, of) {
  const { width, height, theme } = of;
  const home = join(temporary, of.name);
  const open = async (stops, then, begin) => {
    if (!stops.some(({ name, prepares }) => prepares || only.length === 0 || only.includes(name))) return;
    await within(width, height, home, [], async (window) => {
      await window.resize(width, height);
      await window.theme(theme, then);
      await visit(window, stops, of, () => begin(window));
    });
  };
  rmSync(home, { recursive: true, force: true });
  await open(EMPTY, 'empty', async () => {});
  rmSync(home, { recursive: true, force: true });
  cpSync(ready, home, { recursive: true });
  await open(FILLED, 'summary-sentence', (window) => window.reset());
}

/** The driver does not answer now and then; such a walk begins anew. */
async function patiently(walked) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await walked();
    } catch (error) {
      if (attempt === 3 || error.name !== 'TimeoutError') throw error;
      console.log('the driver does not answer: once more');
    }
  }
}

/** Files that are given to the window during the walk. */
function files() {
  const file = (name, text) => {
    const path = join(temporary, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    unreadable: [join(ROOT, 'tests/fixtures/pdf/locked.pdf'), file('holiday.pdf', 'Dear all, this is not a PDF.')],
    waiting: [file('harvest.md', '# Harvest\n\nBerries are picked early in the morning.\n'), file('cold-store.md', '# The cold store\n\nIt is kept at two degrees.\n')],
  };
}

const temporary = mkdtempSync(join(tmpdir(), 'pagewing-tour-'));
mkdirSync(PICTURES, { recursive: true });
const GIVEN = files();
try {
  // the papers are read and summarized once, and every walk begins with a copy of that library
  const ready = join(temporary, 'ready');
  const pdfs = ['tests/fixtures/pdf/dftk.pdf', 'tests/fixtures/papers/pmc-PMC4945999.pdf'];
  const papers = [withoutPages(), ...pdfs.map((path) => join(ROOT, path))];
  await within(1280, 800, ready, papers, async (window) => {
    await window.summarized(papers.length);
    // the newest one is that with which each walk begins
    await window.ask('import_files', { paths: [join(ROOT, 'assets/example/shelf-life-of-small-fruits.pdf')] });
    await window.summarized(papers.length + 1);
    await furnish(window);
  });
  for (const of of walked) await patiently(() => walk(ready, of));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

const names = STOPS.flatMap(({ name }) => walks.map((of) => `${name}-${of.name}.webp`));
for (const file of readdirSync(PICTURES)) if (!names.includes(file)) rmSync(join(PICTURES, file));
const made = names.filter((name) => existsSync(join(PICTURES, name)));
const bytes = made.reduce((sum, name) => sum + statSync(join(PICTURES, name)).size, 0);
if (bytes > MOST) throw new Error(`the pictures take ${bytes} bytes, and ${MOST} is the most`);
// after a part of the walks, others may not have been made yet
if (made.length < names.length && wanted.length === 0) throw new Error(`${names.length - made.length} pictures are missing`);

writeFileSync(join(ROOT, 'docs/tour.md'), page(STOPS, SIZES.map(([width]) => width), THEMES));
console.log(`${made.length} of ${names.length} pictures, ${bytes} bytes`);
