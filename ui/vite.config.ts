import { fileURLToPath } from 'node:url';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

import { mockPaper } from './build/mock-paper.ts';
import { pdfjsData } from './build/pdfjs-data.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// `--mode mock` puts a bridge without Rust behind the window, for a look at it in a browser. The product's build
// never contains that file: `#bridge` is a different module there.
export default defineConfig(({ mode }) => {
  const mock = mode === 'mock';
  return {
    plugins: [svelte(), pdfjsData(), ...(mock ? [mockPaper()] : [])],
    resolve: {
      alias: { '#bridge': here(mock ? 'tests/mock/bridge.ts' : 'src/bridge/tauri.ts') },
      // unit tests need Svelte's build for browsers
      conditions: process.env.VITEST ? ['browser'] : ['module', 'browser', 'development|production'],
    },
    build: {
      target: ['es2022', 'safari16', 'chrome111'],
      outDir: mock ? 'test-results/mock' : 'dist',
      emptyOutDir: true,
      // an inlined asset would be a data: URL, which the content security policy refuses for scripts
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
    },
    server: { port: 5173, strictPort: true },
    clearScreen: false,
    test: {
      // a file that needs a DOM begins with `@vitest-environment jsdom`
      environment: './tests/unit/without_dom.ts',
      include: ['tests/unit/**/*.test.ts'],
      setupFiles: ['tests/unit/setup.ts'],
      // no test checks a time: the machine may be slow, and others may work on it
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 20_000 } },
    },
  };
});
