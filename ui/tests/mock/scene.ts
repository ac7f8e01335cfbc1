// What `?scene=` and the other parameters choose: the files, and the documents of the library.

import type { DocumentCard } from '../../src/bridge';
import type { Extracted } from './extract';
import { SEQUENCES } from './sequences';

export const query = new URLSearchParams(location.search);
export const scene = query.get('scene') ?? 'empty';
export const empty = scene === 'empty' || scene === 'working' || scene === 'queue';
const FILE = scene === 'book' ? '/book' : '/mock';
export const bytes = async (): Promise<ArrayBuffer> => (await fetch(`${FILE}.pdf`)).arrayBuffer();
export const extraction = async (): Promise<Extracted> => (await fetch(`${FILE}.json`)).json() as Promise<Extracted>;

export const PAPER = 'a'.repeat(64);
const card = (id: string, title: string, authors: string[], pages: number): DocumentCard => ({
  id,
  title,
  authors,
  year: null,
  file_name: `${title.toLowerCase().replaceAll(' ', '-')}.pdf`,
  format: 'pdf',
  pages,
  words: pages * 412,
  added_at: 1_790_000_000,
  opened_at: 1_790_000_000,
  unread: false,
  summarized: true,
  noted: false,
  scanned: false,
  failed: false,
  yours: false,
});
export const SHELF: DocumentCard[] = [
  card(PAPER, query.get('title') ?? 'How far small boats drift', (query.get('authors') ?? 'M. Okafor;L. Lindqvist').split(';'), 4),
  card('b'.repeat(64), 'Big Bird: Transformers for Longer Sequences', ['Manzil Zaheer', 'Guru Guruganesh', 'Avinava Dubey', 'Joshua Ainslie'], 42),
  card('c'.repeat(64), 'A Discourse-Aware Attention Model for Abstractive Summarization of Long Documents', ['Arman Cohan', 'Franck Dernoncourt'], 7),
  card('d'.repeat(64), 'minutes-2026-09-14.pdf', [], 1),
];
// as many as a test asks for, with titles of one line and of two
for (let nth = SHELF.length; nth < Number(query.get('papers') ?? 0); nth += 1) {
  const about = nth % 3 === 0 ? ', its keels, its sails, and the winds that carried it far over the sea' : '';
  SHELF.push(card(nth.toString(16).padStart(64, '0'), `The voyage of boat ${nth}${about}`, ['M. Okafor'], 12));
}
// a file of sequences, for the scene of them: it is the newest, and so the one that is open
if (scene === 'sequences') SHELF.unshift(SEQUENCES);
export const WRITER = 'bigbird-pegasus-large-arxiv';
