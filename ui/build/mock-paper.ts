// The PDFs that the mock bridge opens: the file in `PAGEWING_MOCK_PDF`, or else a small made-up paper; and a book. Beside each
// lies what was extracted from it.

import { readFileSync } from 'node:fs';

import type { Plugin } from 'vite';

import { madeUpBook } from '../tests/mock/book.ts';
import { extract } from '../tests/mock/extract.ts';
import { madeUpPaper } from '../tests/mock/paper.ts';
import { openByPdfjs } from '../tests/pdfjs.ts';

/** What a pdf of the mock bridge consists of, by the names of its files. */
async function filesOf(name: string, pdf: Uint8Array): Promise<[name: string, type: string, source: Uint8Array | string][]> {
  // pdf.js takes the bytes that it gets
  const opened = await openByPdfjs(pdf.slice());
  const extracted = JSON.stringify(await extract(opened));
  await opened.loadingTask.destroy();
  return [
    [`${name}.pdf`, 'application/pdf', pdf],
    [`${name}.json`, 'application/json', extracted],
  ];
}

export function mockPaper(): Plugin {
  const made = async () => {
    const path = process.env.PAGEWING_MOCK_PDF;
    const paper = path ? new Uint8Array(readFileSync(path)) : madeUpPaper();
    return [...(await filesOf('mock', paper)), ...(await filesOf('book', madeUpBook()))];
  };
  return {
    name: 'mock-paper',
    async configureServer(server) {
      for (const [name, type, source] of await made()) {
        server.middlewares.use(`/${name}`, (_request, response) => {
          response.setHeader('Content-Type', type);
          response.end(source);
        });
      }
    },
    async generateBundle() {
      for (const [fileName, , source] of await made()) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
