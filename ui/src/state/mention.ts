// Documents that are named in a question: a title behind an `@`.

import type { DocumentCard, DocumentId } from '../bridge';

/** Most titles to choose from. */
const MOST = 8;

/** A name that is being typed. */
export interface Mention {
  /** Where its `@` stands, in UTF-16 units. */
  start: number;
  /** What was typed behind it. */
  words: string;
}

/** The name that ends at the caret. An `@` within a word begins none. */
export function mentionAt(question: string, caret: number): Mention | null {
  const found = /(?:^|\s)@([^@\n]*)$/.exec(question.slice(0, caret));
  return found && { start: caret - found[1]!.length - 1, words: found[1]! };
}

const wordsOf = (text: string): string[] => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Whether a text has words that begin with each of those that were typed. */
export function isCalled(text: string, typed: string): boolean {
  const there = wordsOf(text);
  return wordsOf(typed).every((word) => there.some((other) => other.startsWith(word)));
}

/** The documents whose title, authors or file name have words that begin with each of these; titles come first. */
export function called(cards: readonly DocumentCard[], words: string, except: readonly DocumentId[] = [], most = MOST): DocumentCard[] {
  const has = (text: string): boolean => isCalled(text, words);
  const free = cards.filter(({ id }) => !except.includes(id));
  const byTitle = free.filter(({ title }) => has(title));
  const otherwise = free.filter((card) => !byTitle.includes(card) && has(`${card.title} ${card.authors.join(' ')} ${card.file_name}`));
  return [...byTitle, ...otherwise].slice(0, most);
}
