#!/usr/bin/env node
// Walks through the real window and writes docs/tour.md with a picture of each stop: at two sizes, light and dark.
//
//   scripts/tour.mjs [PROGRAM] [STOP ...]
//
// PROGRAM is target/debug/pagewing by default, built as `./test` builds it, and STOP the name of a stop whose pictures are
// made anew; without one, all are. It needs Xvfb, WebKitWebDriver, pandoc and ImageMagick, and no display.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { screen } from './tour/screen.mjs';
import { STOPS, WITHOUT_PAGES } from './tour/stops.mjs';
import { Window } from './tour/window.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PICTURES = join(ROOT, 'docs/images/tour');
const SIZES = [
  [1280, 800],
  [900, 600],
];
const THEMES = ['light', 'dark'];
/** The most that all pictures together may take, in bytes: they are part of every clone. */
const MOST = 4_000_000;

const [given, ...rest] = process.argv.slice(2);
const isStop = (name) => STOPS.some((stop) => stop.name === name);
const program = given?.includes('/') ? given : join(ROOT, 'target/debug/pagewing');
const only = given?.includes('/') ? rest : process.argv.slice(2);
for (const name of only) if (!isStop(name)) throw new Error(`no stop is called ${name}`);
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

/** Walks from stop to stop, at one size and in one theme. */
async function walk(ready, width, height, theme) {
  const home = join(temporary, `${width}-${theme}`);
  rmSync(home, { recursive: true, force: true });
  cpSync(ready, home, { recursive: true });
  await within(width, height, home, [], async (window) => {
    await window.resize(width, height);
    await window.theme(theme);
    for (const stop of STOPS) {
      if (only.length > 0 && !only.includes(stop.name) && !stop.prepares) continue;
      const where = `${stop.name} at ${width} x ${height}, ${theme}`;
      try {
        await window.reset();
        await stop.walk(window);
        await window.still();
        if (only.length === 0 || only.includes(stop.name)) await picture(window, stop.name, theme, width);
      } catch (error) {
        console.error(`${where}: failed`);
        throw error;
      }
      console.log(where);
    }
  });
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

const temporary = mkdtempSync(join(tmpdir(), 'pagewing-tour-'));
mkdirSync(PICTURES, { recursive: true });
try {
  // the papers are read and summarized once, and every walk begins with a copy of that library
  const ready = join(temporary, 'ready');
  const pdfs = ['tests/fixtures/pdf/dftk.pdf', 'assets/example/shelf-life-of-small-fruits.pdf'].map((path) => join(ROOT, path));
  // the last one is the newest, with which each walk begins
  const papers = [withoutPages(), ...pdfs];
  await within(1280, 800, ready, papers, (window) => window.summarized(papers.length));
  for (const [width, height] of SIZES) for (const theme of THEMES) await patiently(() => walk(ready, width, height, theme));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

const names = STOPS.flatMap(({ name }) => SIZES.flatMap(([width]) => THEMES.map((theme) => `${name}-${width}-${theme}.webp`)));
for (const file of readdirSync(PICTURES)) if (!names.includes(file)) rmSync(join(PICTURES, file));
const bytes = names.reduce((sum, name) => sum + statSync(join(PICTURES, name)).size, 0);
if (bytes > MOST) throw new Error(`the pictures take ${bytes} bytes, and ${MOST} is the most`);

const shown = (name, title, width, theme) => `![${title}, ${width} pixels wide, ${theme}](images/tour/${name}-${width}-${theme}.webp)`;
const chapters = STOPS.map(({ name, title, says }) => {
  const rows = SIZES.map(([width]) => `| ${THEMES.map((theme) => shown(name, title, width, theme)).join(' | ')} |`);
  return `## ${title}\n\n${says}\n\n| light | dark |\n| --- | --- |\n${rows.join('\n')}\n`;
});
writeFileSync(
  join(ROOT, 'docs/tour.md'),
  `# A tour of the window

\`scripts/tour.mjs\` walks through the real window with the example paper and makes these pictures: at 1280 by 800 and at 900 by
600 pixels, light and dark. [development.md](development.md#the-tour) says how to add a stop.

${chapters.join('\n')}`,
);
console.log(`${names.length} pictures, ${bytes} bytes`);
