import { defineConfig } from 'vitest/config';

/** By how much the browser's processor is slowed down, to see what a busy machine does to a test (`tabs.ts`). */
const slow = Number(process.env.PAGEWING_SLOW ?? 1);

// these tests drive a browser from Node, without jsdom, one file after the other
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    environment: './tests/browser/environment.ts',
    // one process, so that the files share a browser: what a test opens has no past (`tabs.ts`), whichever file it is in
    isolate: false,
    fileParallelism: false,
    // of the tests that say that they may run beside others
    maxConcurrency: 2,
    // how long a test waits says nothing about the window: the machine may be slow, and others may work on it
    testTimeout: 120_000 * slow,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 * slow } },
  },
});
