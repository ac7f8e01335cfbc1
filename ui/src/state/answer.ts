// What an answer shows: its quotations one by one, each with its places.

import type { AnswerView, FoundAnswer, Quotation } from '../bridge';

/** The most places to offer for one answer: repetition does not make it more certain. */
const MOST_PLACES = 5;

/** An answer with the places that support it, or a passage that only comes near. */
export interface Found {
  /** Null when no model judged these words to be an answer. */
  answer: FoundAnswer | null;
  /** The first is quoted. */
  places: readonly [Quotation, ...Quotation[]];
}

/** What an answer shows, in its order. */
export const foundIn = (answer: AnswerView): Found[] => [
  ...answer.answers.map((found): Found => ({ answer: found, places: [found.quotation, ...found.also.slice(0, MOST_PLACES - 1)] })),
  ...answer.passages.map((passage): Found => ({ answer: null, places: [passage] })),
];

/** A quotation's text before, in and after the words that answer. Rust counts characters, not UTF-16. */
export function around({ text, start, end }: Quotation): [before: string, words: string, after: string] {
  const letters = [...text];
  const part = (from: number, to?: number): string => letters.slice(from, to).join('');
  return [part(0, start), part(start, end), part(end)];
}
