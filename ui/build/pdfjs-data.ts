// The data that pdf.js fetches while it draws: character maps, the fourteen standard fonts, image decoders and
// colour profiles. The build copies them from the npm package, so none of them is committed.

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Plugin } from 'vite';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];
/** QuickJS would run scripts from inside a PDF, which Pagewing never does. */
const LEFT_OUT = /quickjs/i;

const TYPES: Record<string, string> = { wasm: 'application/wasm', js: 'text/javascript' };

function files(): { name: string; path: string }[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(PACKAGE, folder))
      .filter((file) => !LEFT_OUT.test(file))
      .map((file) => ({ name: `pdfjs/${folder}/${file}`, path: join(PACKAGE, folder, file) })),
  );
}

/** Serves pdf.js's data under `/pdfjs/` during development, and copies it there for a build. */
export function pdfjsData(): Plugin {
  return {
    name: 'pdfjs-data',
    configureServer(server) {
      const known = new Map(files().map(({ name, path }) => [`/${name}`, path]));
      server.middlewares.use((request, response, next) => {
        const path = known.get((request.url ?? '').split('?')[0] ?? '');
        if (path === undefined) return next();
        const ending = path.slice(path.lastIndexOf('.') + 1);
        response.setHeader('Content-Type', TYPES[ending] ?? 'application/octet-stream');
        response.end(readFileSync(path));
      });
    },
    generateBundle() {
      for (const { name, path } of files()) {
        this.emitFile({ type: 'asset', fileName: name, source: readFileSync(path) });
      }
    },
  };
}
