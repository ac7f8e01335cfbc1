// Opens the built mock window in Chromium, behind the content security policy that the program sends.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';

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

/** The errors of each page; every test expects none. */
export const complaints = new WeakMap<Page, string[]>();

/** Slows the page down by the factor in `PAGEWING_SLOW`: what a test forgets to wait for comes too late then. */
async function slowDown(page: Page): Promise<void> {
  const rate = Number(process.env.PAGEWING_SLOW ?? 1);
  if (rate === 1) return;
  page.setDefaultTimeout(30_000 * rate);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

/**
 * Makes what the page does after seconds come later: a message that leaves by itself must not leave before a test that waits
 * for the processor has looked at it.
 */
const unhurried = (): void => {
  const soon = window.setTimeout.bind(window);
  window.setTimeout = ((work: TimerHandler, after = 0, ...rest: unknown[]) => soon(work, after < 5000 ? after : after * 100, ...rest)) as typeof setTimeout;
};

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
}

export async function startLane({ arguments: more = [], variables = {} }: Starting = {}): Promise<Lane> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = join(BUILT, path === '/' ? 'index.html' : path);
    const ending = extname(file);
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

  const browser: Browser = await chromium.launch({
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

  return {
    async open(scene, { width = 1280, height = 800, theme = 'light', density = 1, locale = 'en-US', parameters = {} } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: density,
        locale,
        colorScheme: theme,
        reducedMotion: 'reduce',
        timezoneId: 'UTC',
      });
      const page = await context.newPage();
      await slowDown(page);
      await page.addInitScript(unhurried);
      const errors: string[] = [];
      complaints.set(page, errors);
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      const query = new URLSearchParams({ scene, ...parameters });
      await page.goto(`http://127.0.0.1:${port}/?${query}`);
      await page.locator('[data-testid="theme"]').waitFor({ state: 'attached' });
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
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

/** Opens pages for the tests of a file. The page of a test closes with it and must have had no errors. */
export function openingPages(starting: Starting = {}): Lane['open'] {
  let lane: Lane;
  let page: Page | null = null;
  beforeAll(async () => {
    lane = await startLane(starting);
  });
  afterAll(() => lane.close());
  beforeEach(() => {
    page = null;
  });
  afterEach(async () => {
    // a test that opened no window has nothing to answer for
    if (!page) return;
    try {
      expect(complaints.get(page)).toEqual([]);
    } finally {
      await page.context().close();
    }
  });
  return async (scene, view) => (page = await lane.open(scene, view));
}
