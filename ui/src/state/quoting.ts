// Words of a document as they are taken elsewhere: between quotation marks, with where they stand.

import type { DocumentView, SummarySentence } from '../bridge';
import { text } from '../text';
import { withCells } from './answer';

export interface Words {
  text: string;
  /** The title of their document. */
  title: string;
  /** Null in a document without pages. */
  page: number | null;
}

/** The words of the document that a sentence of the summary comes from; null if it has no such source. */
export function sourceOf({ card, sentences }: DocumentView, { evidence }: SummarySentence, nth: number): Words | null {
  const { sentence: id, page } = evidence[nth] ?? {};
  const source = sentences.find((sentence) => sentence.id === id);
  return source ? { text: source.text, title: card.title, page: page ?? null } : null;
}

const parts = ({ text: words, title, page }: Words): [string, string] => [withCells(words).trim(), text.out.place(title, page)];

/** “Boats drift.” (On Wings, p. 4) */
export function asQuotation(words: Words): string {
  const [said, place] = parts(words);
  return place === '' ? `“${said}”` : `“${said}” (${place})`;
}

const escaped = (plain: string): string => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The same for programs that take formatted text. */
export function asHtml(words: Words): string {
  const [said, place] = parts(words);
  return `<p>“${escaped(said)}”${place === '' ? '' : ` (<cite>${escaped(place)}</cite>)`}</p>`;
}
