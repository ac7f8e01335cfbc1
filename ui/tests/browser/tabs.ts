// The browser's pages, which tests use one after the other. A new page starts a process that compiles all programs of the window
// again, which takes longer than most tests. So a page that a test has left is cleared and kept for the next one.

import type { Browser, CDPSession, Page } from 'playwright-core';

/** What a page cannot change later. */
export interface Kind {
  /** The system's language. */
  locale: string;
  density: number;
}

/** What each opening sets anew. */
export interface Look {
  width: number;
  height: number;
  theme: 'light' | 'dark';
}

/** The errors of each page since it was taken; every test expects none. */
export const complaints = new WeakMap<Page, string[]>();

/**
 * Makes what the page does after seconds come later: a message that leaves by itself must not leave before a test that waits
 * for the processor has looked at it.
 */
const unhurried = (): void => {
  const soon = window.setTimeout.bind(window);
  window.setTimeout = ((work: TimerHandler, after = 0, ...rest: unknown[]) => soon(work, after < 5000 ? after : after * 100, ...rest)) as typeof setTimeout;
};

/** Slows the page down by the factor in `PAGEWING_SLOW`: what a test forgets to wait for comes too late then. */
async function slowDown(page: Page, devtools: CDPSession): Promise<void> {
  const rate = Number(process.env.PAGEWING_SLOW ?? 1);
  if (rate === 1) return;
  page.setDefaultTimeout(30_000 * rate);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

interface Tab {
  page: Page;
  kind: string;
  devtools: CDPSession;
}

export class Tabs {
  private readonly kept: Tab[] = [];
  private readonly taken = new Map<Page, Tab>();

  /** `blank` is the address of an empty page that has the window's origin. */
  constructor(
    private readonly browser: Browser,
    private readonly blank: string,
  ) {}

  /** A page without a past. */
  async take({ locale, density }: Kind, { width, height, theme }: Look): Promise<Page> {
    const kind = `${locale} ${density}`;
    const at = this.kept.findLastIndex((tab) => tab.kind === kind);
    const tab = at < 0 ? await this.make(kind, { locale, density }) : this.kept.splice(at, 1)[0]!;
    const { page } = tab;
    this.taken.set(page, tab);
    complaints.set(page, []);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ media: null, colorScheme: theme, forcedColors: 'none', contrast: 'no-preference', reducedMotion: 'reduce' });
    return page;
  }

  /** Ends what the page does. It is kept for another test, unless the one that it was taken for failed. */
  async leave(page: Page, failed: boolean): Promise<void> {
    const tab = this.taken.get(page);
    this.taken.delete(page);
    if (!tab || page.isClosed()) return;
    // nobody knows in which state a test has left it that did not come to its end
    if (failed || complaints.get(page)!.length > 0) return page.context().close();
    await page.goto(this.blank);
    // only now: a window also writes when it ends
    await page.evaluate(() => localStorage.clear());
    await page.context().clearPermissions();
    await tab.devtools.send('Page.resetNavigationHistory');
    this.kept.push(tab);
  }

  private async make(kind: string, { locale, density }: Kind): Promise<Tab> {
    const context = await this.browser.newContext({ deviceScaleFactor: density, locale, timezoneId: 'UTC' });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await slowDown(page, devtools);
    await page.addInitScript(unhurried);
    page.on('pageerror', (error) => complaints.get(page)!.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.get(page)!.push(message.text());
    });
    return { page, kind, devtools };
  }
}
