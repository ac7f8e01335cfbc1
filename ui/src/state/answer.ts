// What an answer shows: its quotations one by one, each with its places.

import type { AnswerView, DocumentId, FoundAnswer, Quotation } from '../bridge';

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

/** Whether a document that was read again does not have the words any more. A page keeps its places, since the file is the same. */
export const isLost = ({ text, sentences, places }: Quotation): boolean => text !== '' && sentences.length === 0 && places.length === 0;

/** Of several places, those that are lost are left out. */
const withoutLost = (found: Keyless): Keyless => {
  const [first, ...others] = found.places.filter((place) => !isLost(place));
  return first ? { ...found, places: [first, ...others] } : found;
};

/** What an answer shows, in its order. */
export function foundIn({ answers, passages }: AnswerView): Found[] {
  const seen = new Map<string, number>();
  return [...answers.flatMap(foundOf).map(withoutLost), ...passages.map(passage)].map((found) => {
    const [{ document, sentences }] = found.places;
    const name = found.answer ? `${found.asked ?? ''}=${found.words.toLowerCase()}` : `${document}:${sentences.join()}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { ...found, key: `${name}#${before}` };
  });
}

/** Every quotation of an answer: the same answer, set to another reading of its documents, has them in the same order. */
const quotationsOf = ({ answers, passages }: AnswerView): Quotation[] => [
  ...answers.flatMap(({ quotation, pieces, also }) => [quotation, ...pieces.map((piece) => piece.quotation), ...also]),
  ...passages,
];

/** Whether an answer quotes a document. */
export const quotes = (answer: AnswerView, document: DocumentId): boolean => quotationsOf(answer).some((quotation) => quotation.document === document);

/** What a quotation became when its document was read again. */
const later = new WeakMap<Quotation, Quotation>();

/** Remembers where the quotations of an answer stand, as the same answer has them in another reading of its documents. */
export function follow(before: AnswerView, now: AnswerView): void {
  const there = quotationsOf(now);
  quotationsOf(before).forEach((quotation, at) => {
    const same = there[at];
    if (same && same !== quotation) later.set(quotation, same);
  });
}

/** A quotation where it stands now. */
export function present(quotation: Quotation): Quotation {
  const now = later.get(quotation);
  return now ? present(now) : quotation;
}

/** A text in which a document's tabs between the cells of a row are visible. */
export const withCells = (text: string): string => text.replaceAll('\t', ' | ');

/** Whether two texts say the same but for capitals, spaces and the sign at their end. */
export function saysTheSame(one: string, other: string): boolean {
  const bare = (text: string): string => text.replace(/\s+/gu, ' ').trim().replace(/[\s.,;:!?…]+$/u, '').toLowerCase();
  return bare(one) === bare(other);
}

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
