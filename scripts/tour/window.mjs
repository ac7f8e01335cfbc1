// The real window, driven through WebDriver (W3C) as a person drives it: by pointer and keys.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** How long anything may take, in milliseconds. */
const PATIENCE = 180_000;
/** How long one call of the driver may take, in milliseconds. */
const CALL = 120_000;

/** The keys that have no letter, as WebDriver names them. */
export const KEY = {
  enter: '\ue007',
  escape: '\ue00c',
  control: '\ue009',
  shift: '\ue008',
  f2: '\ue032',
};

/** Where a selection begins and ends that goes from the line with some words over three more; null until they lie in sight. */
const LINES = `
  const pane = document.querySelector('[data-testid="pages"]').getBoundingClientRect();
  const lines = [...document.querySelectorAll('.words span')].filter((line) => line.getBoundingClientRect().width > 200);
  const nth = lines.findIndex((line) => line.textContent.includes(arguments[0]));
  if (!lines[nth + 3]) return null;
  const [first, last] = [lines[nth], lines[nth + 3]].map((line) => line.getBoundingClientRect());
  if (first.top < pane.top + 40 || last.bottom > pane.bottom - 190) {
    lines[nth].scrollIntoView({ block: 'center' });
    return null;
  }
  return [[first.left + 2, (first.top + first.bottom) / 2], [last.right - 2, (last.top + last.bottom) / 2]].map((place) => place.map(Math.round));
`;

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

export class Window {
  #base;
  #driver;
  #display;
  /** When the program was started, as `Date.now()` counts. */
  began;

  constructor(base, driver, display, began) {
    this.#base = base;
    this.#driver = driver;
    this.#display = display;
    this.began = began;
  }

  /** The process of the driver, which starts the program. */
  get driver() {
    return this.#driver.pid;
  }

  /** Opens the window with some files. It keeps everything under `home`. */
  static async open({ program, home, display, starter, files }) {
    mkdirSync(home, { recursive: true });
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: {
        ...process.env,
        TAURI_WEBVIEW_AUTOMATION: 'true',
        PAGEWING_HOME: home,
        PAGEWING_STARTER: starter,
        PAGEWING_SAVE_AS: join(home, 'saved'),
        HF_HOME: join(home, 'no-cache'),
        DISPLAY: display,
        GDK_BACKEND: 'x11',
        WAYLAND_DISPLAY: '',
        // the message bus of the person who makes the tour may have a Pagewing of theirs
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
      },
    });
    const root = `http://127.0.0.1:${port}`;
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary: program, args: files } } };
    const first = Date.now();
    for (;;) {
      const began = Date.now();
      try {
        const { sessionId } = await call(`${root}/session`, 'POST', { capabilities });
        return new Window(`${root}/session/${sessionId}`, driver, display, began);
      } catch (error) {
        if (error.answered || Date.now() - first > PATIENCE) {
          driver.kill();
          throw error;
        }
        await pause(100);
      }
    }
  }

  /** Closes the window, also one that does not answer any more. */
  async close() {
    await call(this.#base, 'DELETE').catch(() => {});
    this.#driver.kill();
  }

  async resize(width, height) {
    await call(`${this.#base}/window/rect`, 'POST', { x: 0, y: 0, width, height });
    await this.until(`the width ${width}`, `return innerWidth === ${width} && innerHeight === ${height}`);
  }

  /** Chooses the theme, and begins anew in it, in English; `then` is what the window shows. */
  async theme(theme, then = 'summary-sentence') {
    const before = await this.ask('settings');
    await this.ask('set_settings', { settings: { ...before, theme, language: 'english' }, before });
    await this.script('localStorage.clear(); location.reload()');
    await this.until('the theme', `return document.documentElement.dataset.theme === '${theme}' && document.documentElement.lang === 'en'`);
    await this.element(then);
  }

  /** Waits until as many documents have their summaries. What a busy machine had no time to read is tried again. */
  async summarized(documents) {
    await this.waited(`${documents} summaries`, async () => {
      for (const { id, name, state } of await this.ask('jobs')) {
        if (!['failed', 'refused'].includes(state.kind)) continue;
        if (state.reason.code !== 'timed_out') throw new Error(`${name}: ${state.reason.code}`);
        await this.ask('retry_job', { id });
      }
      const cards = await this.ask('library', { arrangement: { order: 'added', backwards: false, only: [], groups: [] } });
      return cards.length === documents && cards.every(({ summarized }) => summarized);
    });
  }

  /** The window as at the beginning of each stop: the summary of the first page of the example paper. */
  async reset() {
    for (let step = 0; step < 4; step += 1) await this.press(KEY.escape);
    await this.#withoutNotices();
    await this.script("document.activeElement?.blur(); for (const pane of document.querySelectorAll('[role=tabpanel]')) pane.scrollTop = 0");
    // neither a selection nor half a question, and no page that a link led to
    await this.script(`getSelection().removeAllRanges();
      const ask = document.getElementById('ask');
      if (ask) ask.value = '';
      ask?.dispatchEvent(new Event('input', { bubbles: true }))`);
    while (await this.there('back-to-place')) await this.click('back-to-place');
    await this.hover('bar', { by: '.bar' });
    if (!(await this.there('tab-summary'))) await this.press(KEY.control, 'j');
    await this.click('tab-summary');
  }

  /** Waits until no work is under way, unless the work is what is looked at, and until the pages in sight are drawn. */
  async still(works = false) {
    await this.#withoutNotices();
    const testids = ['job', 'queue', 'stop-asking'].map((testid) => `[data-testid="${testid}"]`).join(', ');
    if (!works) await this.until('the end of all work', `return !document.querySelector('${testids}')`);
    await this.until(
      'drawn pages',
      `const pages = [...document.querySelectorAll('[data-testid=page]')];
      return pages.length === 0 || pages.some((page) => page.querySelector('canvas'))`,
    );
    await pause(900);
  }

  /** Closes what only says that something was done. */
  #withoutNotices() {
    return this.script("for (const close of document.querySelectorAll('[data-testid=notice] .icon')) close.click()");
  }

  /**
   * What the screen shows once it shows the same twice, as a PPM. It is taken from the screen: the driver's own picture waits
   * for the page, and on a busy machine it did not always come.
   */
  async picture() {
    const look = () => execFileSync('import', ['-display', this.#display, '-window', 'root', 'ppm:-'], { maxBuffer: 1 << 26 });
    let seen = look();
    // a cursor blinks: at some time that is enough
    for (let times = 0; times < 20; times += 1) {
      await pause(300);
      const before = seen;
      seen = look();
      if (seen.equals(before)) break;
    }
    return seen;
  }

  /** Runs the body of a function in the page. */
  script(body, ...args) {
    return call(`${this.#base}/execute/sync`, 'POST', { script: body, args });
  }

  /** Calls one of the page's commands. */
  async ask(command, takes = {}) {
    const script =
      'const [command, takes, done] = arguments; window.__TAURI_INTERNALS__.invoke(command, takes).then((value) => done({ value }), (error) => done({ error }))';
    const { value, error } = await call(`${this.#base}/execute/async`, 'POST', { script, args: [command, takes] });
    if (error) throw new Error(`${command}: ${JSON.stringify(error)}`);
    return value;
  }

  /** Runs the body of a function in the page, whose last argument receives `{ value }` or `{ error }`. */
  async measured(body, ...args) {
    await call(`${this.#base}/timeouts`, 'POST', { script: CALL });
    const { value, error } = await call(`${this.#base}/execute/async`, 'POST', { script: body, args });
    if (error) throw new Error(error);
    return value;
  }

  /** Whether an element is in sight. */
  there(testid) {
    return this.script(`return document.querySelector('[data-testid="${testid}"]')?.checkVisibility() ?? false`);
  }

  /** Waits for an element by its `data-testid`; `nth` counts from 0. */
  async element(testid, { nth = 0, by = `[data-testid="${testid}"]` } = {}) {
    let found = null;
    await this.waited(testid, async () => {
      found = (await call(`${this.#base}/elements`, 'POST', { using: 'css selector', value: by }))[nth] ?? null;
      return found;
    });
    return found[ELEMENT];
  }

  async click(testid, where) {
    // what moves, or is drawn anew, takes no click yet
    await this.waited(`a click on ${testid}`, async () => {
      const element = await this.element(testid, where);
      return call(`${this.#base}/element/${element}/click`, 'POST', {}).then(
        () => true,
        (error) => {
          if (!error.answered) throw error;
          return false;
        },
      );
    });
  }

  /** An element, scrolled into view: the pointer does not go elsewhere. */
  async inView(testid, where) {
    const element = await this.element(testid, where);
    await this.script("arguments[0].scrollIntoView({ block: 'nearest' })", { [ELEMENT]: element });
    return element;
  }

  async hover(testid, where) {
    const origin = { [ELEMENT]: await this.inView(testid, where) };
    await this.#act({ type: 'pointer', id: 'pointer', actions: [{ type: 'pointerMove', duration: 0, x: 0, y: 0, origin }] });
  }

  /**
   * Calls the menu in the middle of an element, as the other mouse button does. It is not pressed: the driver of WebKitGTK
   * never lets it go, and what is pressed afterwards is no `pointerdown` then.
   */
  async menuAt(testid, where) {
    const element = await this.inView(testid, where);
    await this.script(
      `const { left, top, width, height } = arguments[0].getBoundingClientRect();
      const at = { clientX: left + width / 2, clientY: top + height / 2 };
      document.elementFromPoint(at.clientX, at.clientY).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2, ...at }))`,
      { [ELEMENT]: element },
    );
  }

  /** Selects with the pointer, from the line of a page with some words over three lines more. */
  async select(words) {
    const ends = await this.waited(`${words} in sight`, () => this.script(LINES, words));
    const [from, to] = ends.map(([x, y]) => ({ type: 'pointerMove', duration: 0, x, y, origin: 'viewport' }));
    await this.#act({ type: 'pointer', id: 'pointer', actions: [from, { type: 'pointerDown', button: 0 }, to, { type: 'pointerUp', button: 0 }] });
  }

  /** Clicks the first element of a selector that lies in sight in the pages, or below, which is brought into sight. */
  async clickInSight(by) {
    const script = `const pane = document.querySelector('[data-testid="pages"]').getBoundingClientRect();
      const next = [...document.querySelectorAll(arguments[0])].find((one) => one.getBoundingClientRect().top > pane.top + 40);
      if (!next || next.getBoundingClientRect().bottom < pane.bottom - 40) return next ?? null;
      next.scrollIntoView({ block: 'center' });
      return null;`;
    const found = await this.waited(`${by} in sight`, () => this.script(script, by));
    await call(`${this.#base}/element/${found[ELEMENT]}/click`, 'POST', {});
  }

  /** Presses on the middle of an element in sight, also of one that leaves the pointer to what it lies on. */
  async pressOn(testid, where) {
    const element = { [ELEMENT]: await this.element(testid, where) };
    const middle = `const { left, top, width, height } = arguments[0].getBoundingClientRect();
      return [left + width / 2, top + height / 2].map(Math.round);`;
    const [x, y] = await this.script(middle, element);
    const move = { type: 'pointerMove', duration: 0, x, y, origin: 'viewport' };
    await this.#act({ type: 'pointer', id: 'pointer', actions: [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }] });
  }

  /** Presses keys together. */
  press(...keys) {
    const downs = keys.map((value) => ({ type: 'keyDown', value }));
    const ups = keys.toReversed().map((value) => ({ type: 'keyUp', value }));
    return this.#act({ type: 'key', id: 'keys', actions: [...downs, ...ups] });
  }

  /** Types a text into what has the focus. The driver presses keys, and some letters are those of others. */
  async type(text) {
    for (const letter of text) await this.press(...(/[A-Z?@]/.test(letter) ? [KEY.shift, letter] : [letter]));
  }

  async choose(testid, value) {
    await this.click(testid, { by: `[data-testid="${testid}"] option[value="${value}"]` });
  }

  until(what, body) {
    return this.waited(what, () => this.script(body));
  }

  /** What a look returns, once it is something. */
  async waited(what, look) {
    const began = Date.now();
    for (;;) {
      const seen = await look();
      if (seen) return seen;
      if (Date.now() - began > PATIENCE) throw new Error(`waited in vain for ${what}`);
      await pause(100);
    }
  }

  async #act(source) {
    await call(`${this.#base}/actions`, 'POST', { actions: [source] });
  }
}

async function call(url, method, body) {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(CALL),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = await response.json();
  if (response.ok) return value;
  throw Object.assign(new Error(`${url}: ${value?.message ?? response.status}`), { answered: true });
}
