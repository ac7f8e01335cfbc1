// The PDFs that the mock bridge opens: the file in `PAGEWING_MOCK_PDF`, or else a small made-up paper; and a book.

import { readFileSync } from 'node:fs';

import type { Plugin } from 'vite';

import { madeUpBook } from '../tests/mock/book.ts';
import { madeUpPaper } from '../tests/mock/paper.ts';

export function mockPaper(): Plugin {
  const paper = (): Uint8Array => {
    const path = process.env.PAGEWING_MOCK_PDF;
    return path ? readFileSync(path) : madeUpPaper();
  };
  const files = { 'mock.pdf': paper, 'book.pdf': madeUpBook };
  return {
    name: 'mock-paper',
    configureServer(server) {
      for (const [name, bytes] of Object.entries(files)) {
        server.middlewares.use(`/${name}`, (_request, response) => {
          response.setHeader('Content-Type', 'application/pdf');
          response.end(bytes());
        });
      }
    },
    generateBundle() {
      for (const [fileName, bytes] of Object.entries(files)) this.emitFile({ type: 'asset', fileName, source: bytes() });
    },
  };
}
