// Reading an answer: its quotations one by one, and which of their places is shown.

import type { AnswerView, FoundAnswer, Quotation } from '../bridge';

/** Places that are offered of one answer; what is said more often is not surer for it. */
const MOST_PLACES = 5;

/** An answer with the places that say it, or a passage that only comes near. */
export interface Found {
  /** Null where nothing was judged to be an answer. */
  answer: FoundAnswer | null;
  /** The first is quoted. */
  places: readonly [Quotation, ...Quotation[]];
}

/** What an answer shows, in its order. */
export const foundIn = (answer: AnswerView): Found[] => [
  ...answer.answers.map((found): Found => ({ answer: found, places: [found.quotation, ...found.also.slice(0, MOST_PLACES - 1)] })),
  ...answer.passages.map((passage): Found => ({ answer: null, places: [passage] })),
];

const within = (last: number, at: number): number => Math.min(last, Math.max(0, at));

/** The quotation one further, at its first place; stays at both ends. */
export function stepFound(found: readonly Found[], shown: Quotation | null, by: 1 | -1): Quotation | null {
  const at = found.findIndex(({ places }) => shown !== null && places.includes(shown));
  const from = at >= 0 ? at : by === 1 ? -1 : found.length;
  return found[within(found.length - 1, from + by)]?.places[0] ?? null;
}

/** The place one further of the same answer; stays at both ends. */
export function stepPlace(found: readonly Found[], shown: Quotation, by: 1 | -1): Quotation {
  const places = found.find(({ places }) => places.includes(shown))?.places ?? [shown];
  return places[within(places.length - 1, places.indexOf(shown) + by)] ?? shown;
}

/** A quotation's text before, in and after the words that answer. Rust counts characters, not UTF-16. */
export function around({ text, start, end }: Quotation): [before: string, words: string, after: string] {
  const letters = [...text];
  const part = (from: number, to?: number): string => letters.slice(from, to).join('');
  return [part(0, start), part(start, end), part(end)];
}
