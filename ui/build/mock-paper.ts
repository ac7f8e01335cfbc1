// The PDF that the mock bridge opens: the file in `PAGEWING_MOCK_PDF`, or else a small made-up paper.

import { readFileSync } from 'node:fs';

import type { Plugin } from 'vite';

import { madeUpPaper } from '../tests/mock/paper.ts';

export function mockPaper(): Plugin {
  const bytes = (): Uint8Array => {
    const path = process.env.PAGEWING_MOCK_PDF;
    return path ? readFileSync(path) : madeUpPaper();
  };
  return {
    name: 'mock-paper',
    configureServer(server) {
      server.middlewares.use('/mock.pdf', (_request, response) => {
        response.setHeader('Content-Type', 'application/pdf');
        response.end(bytes());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'mock.pdf', source: bytes() });
    },
  };
}
