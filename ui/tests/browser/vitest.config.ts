import { defineConfig } from 'vitest/config';

// these tests drive a browser from Node, without jsdom, one file after the other
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
