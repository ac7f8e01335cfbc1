// The real window, driven through WebDriver (W3C) as a person drives it: by pointer and keys.

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** How long anything may take, in milliseconds. */
const PATIENCE = 60_000;
/** How long one call of the driver may take, in milliseconds. */
const CALL = 30_000;

/** The keys that have no letter, as WebDriver names them. */
export const KEY = {
  enter: '\ue007',
  escape: '\ue00c',
  control: '\ue009',
  shift: '\ue008',
  f2: '\ue032',
};

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

  constructor(base, driver) {
    this.#base = base;
    this.#driver = driver;
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
    const began = Date.now();
    for (;;) {
      try {
        const { sessionId } = await call(`${root}/session`, 'POST', { capabilities });
        return new Window(`${root}/session/${sessionId}`, driver);
      } catch (error) {
        if (error.answered || Date.now() - began > PATIENCE) {
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

  /** Chooses the theme, and begins anew in it. */
  async theme(theme) {
    await this.ask('set_settings', { settings: { ...(await this.ask('settings')), theme } });
    await this.script('localStorage.clear(); location.reload()');
    await this.until('the theme', `return document.documentElement.dataset.theme === '${theme}'`);
    await this.element('summary-sentence');
  }

  /** Waits until as many documents have their summaries. */
  async summarized(documents) {
    await this.waited(`${documents} summaries`, async () => {
      const cards = await this.ask('library');
      return cards.length === documents && cards.every(({ summarized }) => summarized);
    });
  }

  /** The window as at the beginning of each stop: the summary of the first page of the example paper. */
  async reset() {
    for (let step = 0; step < 4; step += 1) await this.press(KEY.escape);
    await this.script("for (const close of document.querySelectorAll('[data-testid=notice] .icon')) close.click()");
    await this.script("document.activeElement?.blur(); for (const pane of document.querySelectorAll('[role=tabpanel]')) pane.scrollTop = 0");
    await this.hover('bar', { by: '.bar' });
    if (!(await this.there('tab-summary'))) await this.press(KEY.control, 'j');
    await this.click('tab-summary');
  }

  /** Waits until nothing moves: pages are drawn, and no work is under way. */
  async still() {
    await this.until('drawn pages', "return !document.querySelector('[data-testid=job]') && document.querySelector('[data-testid=page] canvas, [data-testid=flow]') !== null");
    await pause(900);
  }

  async screenshot() {
    return Buffer.from(await call(`${this.#base}/screenshot`, 'GET'), 'base64');
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

  /** Calls the menu of a place by the other mouse button. */
  async menuAt(testid, where) {
    const origin = { [ELEMENT]: await this.inView(testid, where) };
    const move = { type: 'pointerMove', duration: 0, x: 0, y: 0, origin };
    await this.#act({ type: 'pointer', id: 'pointer', actions: [move, { type: 'pointerDown', button: 2 }, { type: 'pointerUp', button: 2 }] });
  }

  /** Presses keys together. */
  press(...keys) {
    const downs = keys.map((value) => ({ type: 'keyDown', value }));
    const ups = keys.toReversed().map((value) => ({ type: 'keyUp', value }));
    return this.#act({ type: 'key', id: 'keys', actions: [...downs, ...ups] });
  }

  /** Types a text into what has the focus. The driver presses keys, and capital letters are those of others. */
  async type(text) {
    for (const letter of text) await this.press(...(/[A-Z?]/.test(letter) ? [KEY.shift, letter] : [letter]));
  }

  async choose(testid, value) {
    await this.click(testid, { by: `[data-testid="${testid}"] option[value="${value}"]` });
  }

  until(what, body) {
    return this.waited(what, () => this.script(body));
  }

  async waited(what, look) {
    const began = Date.now();
    while (!(await look())) {
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
