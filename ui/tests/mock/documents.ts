// A document as the window opens it, and where it was left.

import type { Bridge, LeftAt } from '../../src/bridge';
import { called } from './heard';
import { job } from './jobs';
import { documents } from './library';
import { paper } from './opened';
import { bytes, PAPER, query, SHELF } from './scene';
import { SEQUENCES } from './sequences';

/** Where each document was left. */
const left = new Map<string, LeftAt>();

type Part = Pick<
  Bridge,
  | 'document'
  | 'documentAgain'
  | 'documentBytes'
  | 'leftAt'
  | 'leave'
  | 'recognize'
  | 'showDocumentInFolder'
>;

export const bridge: Part = {
  document: async (id) => {
    const open = await paper();
    if (id === SEQUENCES.id) return { card: documents().find((card) => card.id === id) ?? SEQUENCES, pages: [], sections: [], sentences: [], notes: [], links: [], blocks: [] };
    const known = documents().find((card) => card.id === id) ?? SHELF.find((card) => card.id === id)!;
    const { pages, format } = open.card;
    return { ...open, card: id === PAPER ? { ...known, pages, format } : known };
  },
  documentAgain: (id) => bridge.document(id),
  // a file that is cut off
  documentBytes: async () => (query.has('cut') ? (await bytes()).slice(0, 400) : bytes()),
  leftAt: async (id) => left.get(id) ?? null,
  leave: async (id, at) => {
    called('leave', id, at);
    left.set(id, at);
  },
  recognize: async (id) => {
    called('recognize', id);
    return job(9, SHELF[0]!.title, { kind: 'recognize', document: id, stage: 'recognizing', done: 0.25, eta_s: 30 });
  },
  showDocumentInFolder: async (id) => {
    called('showDocumentInFolder', id);
    return query.get('opener') === 'none' ? '/home/you/papers' : null;
  },
};
