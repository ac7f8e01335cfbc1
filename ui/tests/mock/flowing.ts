// The paper as a document without pages.

import type { BlockView, DocumentView, SentenceView } from '../../src/bridge';

/** Words of the paper that lead outside where it has no pages: to a site, to another one than they name, and to a person. */
const LEADS: readonly [words: string, address: string][] = [
  ['harbour', 'mailto:keeper@example.org'],
  ['evening wind', 'https://example.org/wind?from=paper'],
  ['painted keel', 'https://pаint.example/'],
];

/** The most sentences of a block. */
const IN_BLOCK = 4;
/** What some of the blocks are; the others are paragraphs. */
const KINDS_OF_BLOCKS: Record<number, BlockView['kind']> = { 1: 'list_item', 2: 'list_item', 4: 'code', 5: 'footnote' };
/** Behind which block a formula stands. */
const FORMULA_BEHIND = 2;
const REFERENCES = ['[1] M. Okafor. On the wind over small harbours. Journal of Drift 4, 2019.', '[2] L. Lindqvist. Painted boats and who sees them. 2021.'];

/** The paper as a document without pages: blocks of a few sentences, a formula, and a list of references. */
export function flowing({ sections: printed, sentences }: Pick<DocumentView, 'sections' | 'sentences'>): Pick<DocumentView, 'pages' | 'sections' | 'sentences' | 'links' | 'blocks'> {
  const placed: SentenceView[] = [];
  const blocks: BlockView[] = [];
  let [block, inBlock, start] = [-1, 0, 0];
  for (const sentence of sentences) {
    const { section } = sentence;
    if (inBlock === IN_BLOCK || section !== placed.at(-1)?.section) {
      if (block === FORMULA_BEHIND) blocks.push({ id: ++block, kind: 'formula', section: placed.at(-1)?.section ?? null, text: 'd = a · t² + b' });
      [block, inBlock, start] = [block + 1, 0, 0];
      const kind = KINDS_OF_BLOCKS[block];
      if (kind) blocks.push({ id: block, kind, section, text: '' });
    }
    const end = start + [...sentence.text].length;
    placed.push({ ...sentence, places: [{ kind: 'flow', block, start, end }] });
    const last = blocks.at(-1);
    if (last?.id === block && last.kind === 'code') {
      // each line is indented further than the one before
      const gap = inBlock === 0 ? '' : `\n${'  '.repeat(inBlock)}`;
      last.text += gap + sentence.text;
      placed.at(-1)!.places = [{ kind: 'flow', block, start: start + gap.length, end: end + gap.length }];
      start = end + gap.length;
    } else start = end + 1;
    inBlock += 1;
  }
  const references = { id: printed.length, title: 'References', level: 1, parent: null, kind: 'references' as const, page: 0 };
  for (const text of REFERENCES) blocks.push({ id: ++block, kind: 'reference', section: references.id, text });
  const links = LEADS.flatMap(([words, address]) => {
    const found = placed.find(({ text }) => text.includes(words));
    const place = found?.places[0];
    if (!found || place?.kind !== 'flow') return [];
    const start = place.start + [...found.text.slice(0, found.text.indexOf(words))].length;
    return [{ block: place.block, start, end: start + [...words].length, address }];
  });
  return { pages: [], links, blocks, sections: [...printed.map((section) => ({ ...section, page: 0 })), references], sentences: placed };
}
