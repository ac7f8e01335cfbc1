// What an answer shows: its quotations one by one, each with its places.

import type { AnswerView, FoundAnswer, Quotation } from '../bridge';

/** The most places to offer for one answer: repetition does not make it more certain. */
const MOST_PLACES = 5;

/** An answer or one of its pieces with the places that support it, or a passage that only comes near. */
export interface Found {
  /** Stays the same when a later result for the same question contains the same words again. */
  key: string;
  /** The answer to which this belongs; null when no model judged these words to be an answer. */
  answer: FoundAnswer | null;
  /** The answering words; empty in a passage. */
  words: string;
  /** How likely the words are right, 0 to 1; null in a passage. */
  probability: number | null;
  /** Null unless the answer has pieces and this is one: then the part of the question that it answers, or an empty text. */
  asked: string | null;
  /** The first is quoted. */
  places: readonly [Quotation, ...Quotation[]];
}

type Keyless = Omit<Found, 'key'>;

const foundOf = (answer: FoundAnswer): Keyless[] =>
  answer.pieces.length === 0
    ? [
        {
          answer,
          words: answer.text,
          probability: answer.probability,
          asked: null,
          places: [answer.quotation, ...answer.also.slice(0, MOST_PLACES - 1)],
        },
      ]
    : answer.pieces.map(({ asked, text, probability, quotation }) => ({ answer, words: text, probability, asked, places: [quotation] }));

const passage = (quotation: Quotation): Keyless => ({ answer: null, words: '', probability: null, asked: null, places: [quotation] });

/** What an answer shows, in its order. */
export function foundIn({ answers, passages }: AnswerView): Found[] {
  const seen = new Map<string, number>();
  return [...answers.flatMap(foundOf), ...passages.map(passage)].map((found) => {
    const [{ document, sentences }] = found.places;
    const name = found.answer ? `${found.asked ?? ''}=${found.words.toLowerCase()}` : `${document}:${sentences.join()}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { ...found, key: `${name}#${before}` };
  });
}

/** A text in which a document's tabs between the cells of a row are visible. */
export const withCells = (text: string): string => text.replaceAll('\t', ' | ');

/** A quotation's text before, in and after the words that answer. Rust counts characters, not UTF-16. */
export function around({ text, start, end }: Quotation): [before: string, words: string, after: string] {
  const letters = [...text];
  const part = (from: number, to?: number): string => withCells(letters.slice(from, to).join(''));
  return [part(0, start), part(start, end), part(end)];
}

const squeezed = (words: string): string => words.replace(/[\s|]+/g, '').toLowerCase();

/** Whether the quotation itself marks the answering words, so that they need not stand above it. */
export const isMarked = ({ words, places }: Found): boolean => squeezed(around(places[0])[1]) === squeezed(words);

/** The sentences of the other pieces of an answer, one of which is shown. */
export function besides(found: readonly Found[], shown: Quotation): Quotation[] {
  const chosen = found.find(({ places }) => places.includes(shown));
  if (!chosen || chosen.asked === null) return [];
  return found.filter((other) => other !== chosen && other.answer === chosen.answer).flatMap(({ places }) => places);
}
