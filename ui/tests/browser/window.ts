// Opens the built mock window in Chromium, behind the content security policy that the program sends.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, type ExpectStatic } from 'vitest';

import { complaints, Tabs } from './tabs';

export { complaints };

const BUILT = fileURLToPath(new URL('../../test-results/mock/', import.meta.url));

/** The policy that the program sends. What leads to Rust is left out: a browser must not need it. */
function pagePolicy(): string {
  const file = new URL('../../../src-tauri/tauri.conf.json', import.meta.url);
  const { app } = JSON.parse(readFileSync(file, 'utf8')) as { app: { security: { csp: Record<string, string> } } };
  const withoutRust = (sources: string): string => sources.split(' ').filter((source) => !/^(ipc:|http:\/\/ipc\.)/.test(source)).join(' ');
  return Object.entries(app.security.csp).map(([directive, sources]) => `${directive} ${withoutRust(sources)}`).join('; ');
}
const PAGE_POLICY = pagePolicy();
const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** An empty page. */
const BLANK = '/blank';
/** The program that looks for what is in somebody's way. Served, a browser compiles it once for all windows; sent, anew for each. */
export const AXE = '/axe.js';
const AXE_FILE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
};

export interface Lane {
  open: (scene: string, view?: View) => Promise<Page>;
  /** Every page that was opened is left, also by a test that failed. */
  leave: (page: Page, failed?: boolean) => Promise<void>;
  close: () => Promise<void>;
}

export interface View {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  density?: number;
  /** The system's language. */
  locale?: string;
  parameters?: Record<string, string>;
}

/**
 * Waits until the window is at rest: the pages of the document are drawn at their present size and have their words, the
 * letters have their fonts, and what the window learns by drawing, such as that it was scrolled, it knows.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-testid="page"]')].every((sheet) => {
      const picture = sheet.querySelector('canvas');
      return picture && Math.abs(picture.width - picture.clientWidth * devicePixelRatio) < 2 && sheet.querySelector('.words span');
    }),
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** How a browser is started besides the usual way. */
export interface Starting {
  arguments?: readonly string[];
  /** Variables of its environment. */
  variables?: Record<string, string>;
  /** No other file uses it. */
  own?: boolean;
}

interface Started {
  browser: Browser;
  tabs: Tabs;
  /** The address of the window. */
  address: string;
  close: () => Promise<void>;
}

async function start({ arguments: more = [], variables = {} }: Starting): Promise<Started> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    if (path === BLANK) {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title></title>');
      return;
    }
    const file = path === AXE ? AXE_FILE : join(BUILT, path === '/' ? 'index.html' : path);
    const ending = extname(file);
    // their names change with what is in them
    if (path === AXE || path.startsWith('/assets/')) response.setHeader('Cache-Control', 'max-age=3600');
    response.setHeader('Content-Type', TYPES[ending] ?? 'application/octet-stream');
    response.setHeader('Content-Security-Policy', ending === '.html' ? PAGE_POLICY : SCRIPT_POLICY);
    readFile(file).then(
      (bytes) => response.end(bytes),
      // browsers ask for an icon by themselves
      () => response.writeHead(path === '/favicon.ico' ? 204 : 404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
    env: { ...process.env, ...variables } as Record<string, string>,
  });

  const address = `http://127.0.0.1:${port}`;
  return {
    browser,
    tabs: new Tabs(browser, `${address}${BLANK}`),
    address: `${address}/`,
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The browser that files share, once one has asked for it. */
let shared: Started | null = null;

async function startShared(): Promise<Started> {
  // one that has crashed is of no use for the next file
  if (shared?.browser.isConnected()) return shared;
  const started = await start({});
  endings.push(started.close);
  shared = started;
  return started;
}

export async function startLane(starting: Starting = {}): Promise<Lane> {
  const own = Object.keys(starting).length > 0;
  const { tabs, address, close } = own ? await start(starting) : await startShared();

  return {
    async open(scene, { width = 1280, height = 800, theme = 'light', density = 1, locale = 'en-US', parameters = {} } = {}) {
      const page = await tabs.take({ locale, density }, { width, height, theme });
      const query = new URLSearchParams({ scene, ...parameters });
      await page.goto(`${address}?${query}`);
      await page.locator('[data-testid="theme"]').waitFor({ state: 'attached' });
      return page;
    },
    leave: (page, failed = false) => tabs.leave(page, failed),
    close: own ? close : async () => {},
  };
}

/**
 * The letters of pdf.js's own text layer whose middle lies in a mark, or at most `slack` CSS pixels beside it: an
 * independent way to the same place. The letters are those of a stand-in font, so the last of a line lies a little off.
 */
export const lettersUnder = (page: Page, name: string, slack = 0): Promise<string> =>
  page.evaluate(([name, slack]) => {
    const boxes = [...document.querySelectorAll(`[data-testid="${name}"]`)].map((mark) => mark.getBoundingClientRect());
    let found = '';
    for (const sheet of document.querySelectorAll('[data-testid="page"]')) {
      const walk = document.createTreeWalker(sheet.querySelector('.words')!, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        for (let at = 0; at < (node.textContent ?? '').length; at += 1) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const letter = range.getBoundingClientRect();
          const [x, y] = [letter.x + letter.width / 2, letter.y + letter.height / 2];
          if (boxes.some((box) => x > box.left - slack && x < box.right + slack && y > box.top - slack && y < box.bottom + slack)) found += node.textContent![at];
        }
      }
    }
    return found;
  }, [name, slack] as const);

/** A text without its spaces, which every way to it sets differently. */
export const squeezed = (text: string | null): string => (text ?? '').replace(/\s+/g, '');

/** Opens pages for the tests of a file. The pages of a test end with it and must have had no errors. */
export function openingPages(starting: Starting = {}): Lane['open'] {
  let lane: Lane;
  let opened: Page[] = [];
  beforeAll(async () => {
    lane = await startLane(starting);
  });
  afterAll(() => lane.close());
  afterEach(async ({ task }) => {
    const pages = opened;
    opened = [];
    const errors = pages.flatMap((page) => complaints.get(page));
    for (const page of pages) await lane.leave(page, task.result?.state === 'fail');
    expect(errors).toEqual([]);
  });
  return async (scene, view) => {
    const page = await lane.open(scene, view);
    opened.push(page);
    return page;
  };
}

/** Opens a page for a part of a test, also of one that runs beside others. The page ends with it and must have had no errors. */
export async function withPage(lane: Lane, expect: ExpectStatic, [scene, view]: Parameters<Lane['open']>, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await lane.open(scene, view);
  let failed = true;
  try {
    await look(page);
    expect(complaints.get(page)).toEqual([]);
    failed = false;
  } finally {
    await lane.leave(page, failed);
  }
}
