// The paper that is open, as it is read first and as another version reads it; and its marks and notes.

import type { DocumentView, SentenceView } from '../../src/bridge';
import { annotations } from './annotations';
import { recognized } from './extract';
import { flowing } from './flowing';
import { called, listener } from './heard';
import { extraction, PAPER, query, scene, SHELF } from './scene';

let opened: Promise<DocumentView> | undefined;
export function paper(): Promise<DocumentView> {
  opened ??= extraction().then((read) => (query.has('recognized') ? recognized(read) : read)).then((extracted) => ({
    card: { ...SHELF[0]!, pages: extracted.pages.length, format: scene === 'flow' ? 'markdown' : 'pdf' },
    ...extracted,
    links: [],
    blocks: [],
    notes:
      scene === 'notes'
        ? [
            { kind: 'scanned_pages', pages: [3, 4, 5, 9] },
            { kind: 'truncated', cap: { kind: 'pages', limit: 5000 } },
          ]
        : [],
    ...(scene === 'flow' ? flowing(extracted) : {}),
  }));
  return opened;
}

export const { anchor, ...marks } = annotations((...call) => called(...call), paper, PAPER, query.has('marks'));

/** The paper as another version reads it: with a sentence before the others, whose numbers are greater by one. */
export async function readAgain(): Promise<void> {
  const open = await paper();
  const first: SentenceView = { ...open.sentences[0]!, text: 'The title page was read now.', places: [] };
  const others = open.sentences.map((sentence) => ({
    ...sentence,
    id: sentence.id + 1,
    places: sentence.places.map((place) => (place.kind === 'flow' ? { ...place, block: place.block + 1 } : place)),
  }));
  const links = open.links.map((link) => ({ ...link, block: link.block + 1 }));
  const blocks = open.blocks.map((block) => ({ ...block, id: block.id + 1 }));
  const now = { ...open, sentences: [first, ...others], links, blocks };
  opened = Promise.resolve(now);
  anchor(now);
  listener({ kind: 'library' });
  listener({ kind: 'read_again', document: PAPER });
}
