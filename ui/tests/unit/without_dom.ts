// Where a unit test runs that does not ask for jsdom: Node.js, and the few interfaces of a browser that state and pages use
// without a DOM. To start jsdom takes longer than most files of tests, so only those begin with `@vitest-environment jsdom`
// that touch elements or events.

import type { Environment } from 'vitest/runtime';

/** What is kept from one start of the window to the next. */
class Kept {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }
  key(at: number): string | null {
    return [...this.#items.keys()][at] ?? null;
  }
  getItem(name: string): string | null {
    return this.#items.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.#items.set(name, String(value));
  }
  removeItem(name: string): void {
    this.#items.delete(name);
  }
  clear(): void {
    this.#items.clear();
  }
}

const environment: Environment = {
  name: 'without-dom',
  // modules are compiled as for the window: Svelte's state would not react in what a server gets
  viteEnvironment: 'client',
  setup(scope: typeof globalThis) {
    // newer versions of Node.js have a navigator, which speaks the language of the machine, and a storage
    const interfaces = { navigator: { languages: ['en-US'], platform: '', userAgent: '' }, localStorage: new Kept(), innerWidth: 1024 };
    for (const [name, value] of Object.entries(interfaces)) {
      Object.defineProperty(scope, name, { value, configurable: true, writable: true });
    }
    return {
      teardown() {
        for (const name of Object.keys(interfaces)) Reflect.deleteProperty(scope, name);
      },
    };
  },
};

export default environment;
