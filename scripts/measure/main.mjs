// See scripts/measure-window.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { screen } from '../tour/screen.mjs';
import { Window } from '../tour/window.mjs';
import { memoryBelow, memoryOfEach } from './memory.mjs';
import { COMMAND, FIRST, NOTE_PRESSES, OPEN, SCROLL, TYPED } from './page.mjs';
import { book, papers } from './papers.mjs';

/** Documents that are opened one after the other. */
const OPENED = 50;
/** How often they are. */
const ROUNDS = 4;
/** After so many seconds without work the memory is looked at once more. */
const LATER = 60;
/** Files that are imported while the pointer is pressed. */
const IMPORTED = 1_000;
/** Starts of a program that are measured. */
const STARTS = 5;
/** How often the pointer is pressed. */
const PRESSES = 30;
const EVERYTHING = { order: 'added', backwards: false, only: [], groups: [] };
/** What the middle of a pane shows while it is scrolled. A page that is not drawn yet may show its words. */
const ROW = { there: 'li', drawn: 'li' };
const PAGE = { there: '[data-testid="page"]:has(canvas, [data-testid="likeness"])', drawn: '[data-testid="page"]:has(canvas)' };
/** How often the book is opened and closed, and when the memory is looked at after the last time, in seconds. */
const TIMES = 5;
const LOOKS = [3, 30, 60];
/** A common word, the beginning of one, two words, and the name of a single paper. */
const QUERIES = ['fruit', 'st', 'storage temperature', 'number1x7'];

const [given, ...options] = process.argv.slice(2);
const program = resolve(given ?? '');
if (!given || !existsSync(program)) throw new Error(`${given ?? 'PROGRAM'} is missing`);
const option = (name, usual) => {
  const at = options.indexOf(name);
  return at < 0 ? usual : options[at + 1];
};
const sizes = option('--papers', '1000,10000').split(',').map(Number);
const pages = Number(option('--pages', '1200'));
const temporary = mkdtempSync(join(tmpdir(), 'pagewing-measure-'));

const sorted = (times) => [...times].sort((one, other) => one - other);
const share = (times, part) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
const ms = (time) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
const mb = (size) => `${Math.round(size)} MB`;
const both = (times) => `${ms(share(times, 0.5))}, ${ms(Math.max(0, ...times))}`;

/** A library with the papers of a bibliography, made as a person at the command line makes it. */
function filled(name, bibliography) {
  const home = join(temporary, name);
  mkdirSync(home, { recursive: true });
  const env = { ...process.env, PAGEWING_HOME: home, PAGEWING_STARTER: 'none', PAGEWING_TESSERACT: '' };
  execFileSync(program, ['library', 'import', '--quiet', bibliography], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return home;
}

/** Opens the window with a library, and closes both whatever happens. Without models, nothing works in the background. */
async function within(home, visit, opened = program, files = []) {
  const display = await screen(1400, 900);
  try {
    const window = await Window.open({ program: opened, home, display: display.name, starter: 'none', files });
    try {
      return await visit(window);
    } finally {
      await window.close();
    }
  } finally {
    display.end();
  }
}

/** Waits for a page and for what it has to show; returns how long both took since the start of the program. */
async function first(window, protocol, selectors) {
  // the page that the window has before its own would take the script with it
  const there = () => window.script('return location.protocol === arguments[0] && document.readyState !== "loading"', protocol).catch(() => false);
  while (!(await there())) await pause(10);
  const { began, shown } = await window.measured(FIRST, selectors);
  return { page: began - window.began, all: shown - window.began };
}

/** Waits until the list has rows and a document has its first page. */
const usable = (window) => first(window, 'tauri:', ['[data-testid="library-item"]', '[data-testid="page"] canvas, [data-testid="flow"]']);

/** The browser that comes with the web view, if it is there. Of `/usr/lib/x86_64-linux-gnu`, the name of the processor differs. */
function plainBrowser() {
  const folders = readdirSync('/usr/lib').map((folder) => join('/usr/lib', folder, 'webkit2gtk-4.1/MiniBrowser'));
  return [...folders, '/usr/libexec/webkit2gtk-4.1/MiniBrowser'].find((file) => existsSync(file));
}

/** How long the same web view takes for a page with nothing on it: no window of it can begin sooner. */
async function ofBlank() {
  const browser = plainBrowser();
  if (!browser) return 'not measured';
  const open = () => within(join(temporary, 'home-blank'), (window) => first(window, 'about:', []), browser, ['--automation']);
  await open();
  return both(await several(async () => (await open()).all));
}

/** What some starts give. */
async function several(look) {
  const found = [];
  for (let time = 0; time < STARTS; time += 1) found.push(await look());
  return found;
}

/** What a person waits for in a library of some size. */
async function ofLibrary(count) {
  console.error(`${count} papers are made`);
  const { bibliography } = papers(join(temporary, `papers-${count}`), count, { pdfs: Math.min(OPENED, count) });
  const home = filled(`home-${count}`, bibliography);
  console.error(`${count} papers are measured`);
  const more = papers(join(temporary, `more-${count}`), IMPORTED, { seed: 2 });
  const rows = {};
  // the second start finds the files of the program in the system's memory, as most starts do
  await within(home, usable);
  rows['start of a blank page in the same web view, median and slowest'] = await ofBlank();
  const starts = await several(() => within(home, usable));
  rows['start to usable'] = both(starts.map(({ all }) => all));
  rows['of it, until the page begins'] = both(starts.map(({ page }) => page));
  await within(home, async (window) => {
    await usable(window);
    const find = async (queries, times) => window.measured(COMMAND, 'find', queries.map((query) => ({ query, among: EVERYTHING })), times);
    rows['the first search after the start'] = both(await find(QUERIES.slice(0, 1), 1));
    await find(QUERIES, 1);
    rows['search, median and slowest'] = both(await find(QUERIES, 10));
    for (const query of QUERIES) rows[`of it, “${query}”`] = both(await find([query], 10));
    rows['search, from the last letter to the list'] = both(await window.measured(TYPED, QUERIES));
    rows['the list at the start of the window'] = both(await window.measured(COMMAND, 'library', [{ arrangement: EVERYTHING }], 5));
    const { frames, blanks } = await window.measured(SCROLL, '[data-testid="library-list"]', ROW, 4_000, 8);
    rows['scrolling the list: frame, median and longest'] = both(frames);
    rows['scrolling the list: longest blank'] = ms(Math.max(0, ...blanks));
    rows['scrolling the list: rows that exist'] = await window.script('return document.querySelectorAll(\'[data-testid="library-item"]\').length');
    await window.script('document.querySelector(\'[data-testid="library-list"]\').scrollTop = 0');
    Object.assign(rows, await memoryOf(window));
    const idle = await pressed(window);
    const loaded = await pressedWhileReading(window, more.files);
    for (const [what, presses] of [['nothing else happens', idle], [`${IMPORTED.toLocaleString('en')} files are read`, loaded]]) {
      rows[`a press while ${what}: the page hears of it`] = both(presses.map(({ heard }) => heard));
      rows[`a press while ${what}: the page has answered`] = both(presses.map(({ answered }) => answered));
      rows[`a press while ${what}: the second picture`] = both(presses.map(({ shown }) => shown));
    }
  });
  return rows;
}

/** The memory while documents are opened one after the other, each in the place of the one before. */
async function memoryOf(window) {
  const open = async (place) => {
    await window.measured(OPEN, place);
    await pause(200);
  };
  const at = async () => {
    // what is free is given back a little later
    await pause(3_000);
    return memoryOfEach(window.driver);
  };
  const sum = (sizes) => [...sizes.values()].reduce((all, size) => all + size, 0);
  const before = await at();
  const after = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let place = 0; place < OPENED; place += 1) await open(place);
    after.push(await at());
  }
  await pause(LATER * 1_000);
  const later = await at();
  const counts = after.map((_, round) => (round + 1) * OPENED).join(', ');
  const growth = ((sum(after[1]) - sum(after[0])) / sum(after[0])) * 100;
  const rows = {
    'memory at the start': mb(sum(before)),
    [`memory after ${counts} documents`]: after.map((sizes) => mb(sum(sizes))).join(', '),
    [`of it, from ${OPENED} to ${2 * OPENED} documents`]: `${growth.toFixed(1)} %`,
    [`memory ${LATER} seconds later`]: mb(sum(later)),
  };
  for (const [what, name] of [['the program', basename(program)], ['the process of its page', 'WebKitWebProcess']]) {
    rows[`memory of ${what}: at the start, after ${counts}, later`] = [before, ...after, later].map((sizes) => mb(sizes.get(name) ?? 0)).join(', ');
  }
  return rows;
}

/** How long presses of the pointer on rows of the list wait. */
async function pressed(window) {
  // rows above what is in sight go away while the driver scrolls to them
  await window.script('document.querySelector(\'[data-testid="library-list"]\').scrollTop = 0');
  await window.script(NOTE_PRESSES);
  for (let press = 0; press < PRESSES; press += 1) {
    await window.click('library-item', { nth: press % 5 });
    await pause(150);
  }
  await window.until('the last picture', 'return window.presses.every(({ answered, shown }) => answered !== null && shown !== null)');
  return window.script('return window.presses');
}

/** The same while files are read. */
async function pressedWhileReading(window, files) {
  await window.ask('import_files', { paths: files });
  // so many are asked about
  await window.click('read-many');
  const presses = await pressed(window);
  const waiting = (await window.ask('jobs')).filter(({ kind, state }) => kind === 'import' && ['queued', 'running'].includes(state.kind)).length;
  console.error(`${waiting} of ${files.length} files were still waiting at the last press`);
  return presses;
}

/** What a person waits for in a long book. */
async function ofBook() {
  const folder = join(temporary, 'book');
  const { bibliography, files } = papers(folder, 1, { pdfs: 1 });
  const long = join(folder, 'book.pdf');
  writeFileSync(long, book(pages));
  writeFileSync(bibliography, `@book{b, title = {The long book}, file = {book.pdf}}\n@article{s, title = {The short paper}, file = {${files[0]}}}`);
  const began = Date.now();
  const home = filled('home-book', bibliography);
  const rows = { 'reading both files, with the start of the program': ms(Date.now() - began) };
  await within(home, async (window) => {
    await usable(window);
    const at = async () => {
      await pause(3_000);
      return memoryBelow(window.driver);
    };
    const before = await at();
    rows['time to the first page'] = ms(await window.measured(OPEN, 1));
    await pause(1_000);
    for (const [what, speed] of [['slowly', 1_500], ['fast', 12_000]]) {
      const { frames, blanks, undrawn, after } = await window.measured(SCROLL, '[data-testid="pages"]', PAGE, speed, 10);
      rows[`scrolling ${what}: frame, median and longest`] = both(frames);
      rows[`scrolling ${what}: longest blank`] = ms(Math.max(0, ...blanks));
      rows[`scrolling ${what}: longest time with words, but no picture`] = ms(Math.max(0, ...undrawn));
      rows[`scrolling ${what}: from the end to the picture`] = ms(after);
    }
    rows['memory before, and with the book open'] = `${mb(before)}, ${mb(await at())}`;
    await window.measured(OPEN, 0);
    rows['memory after it is closed'] = mb(await at());
    for (let time = 1; time < TIMES; time += 1) {
      await window.measured(OPEN, 1);
      await pause(1_000);
      await window.measured(OPEN, 0);
    }
    const later = [];
    for (const [nth, seconds] of LOOKS.entries()) {
      await pause((seconds - (LOOKS[nth - 1] ?? 0)) * 1_000);
      later.push(mb(memoryBelow(window.driver)));
    }
    rows[`memory after ${TIMES} times, ${LOOKS.join(', ')} s later`] = later.join(', ');
  });
  return rows;
}

function table(head, columns) {
  console.log(`| ${['', ...head].join(' | ')} |`);
  console.log(`| --- |${head.map(() => ' --- |').join('')}`);
  for (const row of Object.keys(columns[0])) console.log(`| ${[row, ...columns.map((column) => column[row] ?? '')].join(' | ')} |`);
  console.log('');
}

try {
  console.log(`${cpus().length} cores, ${cpus()[0]?.model.trim()}\n`);
  const columns = [];
  for (const count of sizes) columns.push(await ofLibrary(count));
  table(sizes.map((count) => `${count.toLocaleString('en')} papers`), columns);
  if (pages > 0) table([`${pages.toLocaleString('en')} pages`], [await ofBook()]);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
