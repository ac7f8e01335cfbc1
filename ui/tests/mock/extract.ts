// Extracts sentences with their places by pdf.js: good enough to look at the window without Rust. The build does it once, as
// Rust does when it reads a file, and each window gets what it found.

import type { PDFDocumentProxy } from 'pdfjs-dist';

import type { Page, Place, Rect, Section, SentenceView } from '../../src/bridge';

/** The most pages whose text is read. */
const MOST_READ = 60;

interface Letter {
  letter: string;
  page: number;
  rect: Rect;
  line: number;
}

export interface Extracted {
  pages: Page[];
  sections: Section[];
  sentences: SentenceView[];
}

function letters(item: { str: string; width: number; transform: number[] }, page: number, line: number): Letter[] {
  const [a = 1, b = 0, , , x = 0, y = 0] = item.transform;
  const size = Math.hypot(a, b) || 1;
  const along = [a / size, b / size] as const;
  const up = [-along[1], along[0]] as const;
  const all = [...item.str];
  return all.map((letter, at) => {
    const [from, to] = [(item.width * at) / all.length, (item.width * (at + 1)) / all.length];
    const xs = [x + along[0] * from - up[0] * 0.25 * size, x + along[0] * to + up[0] * 0.75 * size];
    const ys = [y + along[1] * from - up[1] * 0.25 * size, y + along[1] * to + up[1] * 0.75 * size];
    const rect = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
    return { letter, page, line, rect };
  });
}

/** One rectangle for each line of the letters. */
function places(run: readonly Letter[]): Place[] {
  const lines = new Map<number, Letter[]>();
  for (const one of run) {
    if (one.letter.trim() !== '') lines.set(one.line, [...(lines.get(one.line) ?? []), one]);
  }
  return [...lines.values()].map((line) => ({
    kind: 'page',
    page: line[0]?.page ?? 1,
    rect: {
      x0: Math.min(...line.map(({ rect }) => rect.x0)),
      y0: Math.min(...line.map(({ rect }) => rect.y0)),
      x1: Math.max(...line.map(({ rect }) => rect.x1)),
      y1: Math.max(...line.map(({ rect }) => rect.y1)),
    },
  }));
}

/** The same as if its pages were pictures whose text was recognized, with a wrong letter. */
export const recognized = ({ pages, sections, sentences }: Extracted): Extracted => ({
  pages: pages.map((page) => ({ ...page, verdict: { kind: 'recognized' } })),
  sections,
  sentences: sentences.map((sentence) => ({ ...sentence, text: sentence.text.replaceAll('boat', 'b0at') })),
});

export async function extract(pdf: PDFDocumentProxy): Promise<Extracted> {
  const pages: Page[] = [];
  const sections: Section[] = [];
  const sentences: SentenceView[] = [];
  let line = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
    pages.push({ number, crop: { x0, y0, x1, y1 }, rotate: page.rotate, verdict: { kind: 'good' } });

    // of a long book, the beginning is enough to look at
    if (number > MOST_READ) continue;
    const run: Letter[] = [];
    const { items } = await page.getTextContent();
    for (const item of items) {
      if (!('str' in item)) continue;
      const before = run.at(-1);
      const made = letters(item, number, line);
      const heading = /^(\d+\.?\s+[A-Z]|Abstract|Introduction|Conclusions?|References)/.test(item.str) && item.str.length < 60;
      if (heading) {
        sections.push({ id: sections.length, title: item.str, level: 1, parent: null, kind: 'body', page: number });
      }
      if (before && before.letter !== ' ' && before.line !== line) run.push({ ...before, letter: ' ' });
      run.push(...made);
      if (item.hasEOL || made.length > 30) line += 1;
    }
    const text = run.map(({ letter }) => letter).join('');
    for (const match of text.matchAll(/[^.!?]{30,}?[.!?](?=\s+[A-Z]|\s*$)/gu)) {
      const from = match.index + (match[0].length - match[0].trimStart().length);
      const part = run.slice(from, match.index + match[0].length);
      sentences.push({
        id: sentences.length,
        section: sections.at(-1)?.id ?? null,
        text: match[0].trim().replace(/\s+/g, ' '),
        places: places(part),
      });
    }
  }
  return { pages, sections, sentences };
}
