// Where the tests of the browser run: Node.js. One process runs all files, one after the other, and they share a browser, whose
// pages are worth keeping (`tabs.ts`). What it leaves running ends here, with the last file.

import type { Environment } from 'vitest/runtime';

declare global {
  /** How to end what outlives a file. */
  var endings: (() => Promise<void>)[];
}

const environment: Environment = {
  name: 'browser-tests',
  viteEnvironment: 'ssr',
  setup(scope: typeof globalThis) {
    scope.endings = [];
    return {
      async teardown() {
        await Promise.all(scope.endings.map((end) => end()));
      },
    };
  },
};

export default environment;
