// Words of the document that a person picked: selected with the pointer, or chosen as the source of something.

import type { MarkedPassage, NewTarget, Place, SentenceId, SentenceView } from '../bridge';
import { withCells } from './answer';

export interface Picked {
  /** The words as the document has them. */
  text: string;
  /** The sentences that they touch, in order; none in a figure. */
  sentences: readonly SentenceId[];
  /** Where they stand, one place for each line. */
  places: readonly Place[];
  /** Whether they are these sentences as a whole. */
  whole: boolean;
}

/** Sentences of the document, or a block without sentences, as picked words. */
export function pickedSentences(sentences: readonly SentenceView[]): Picked | null {
  if (sentences.length === 0) return null;
  const whole = sentences.every(({ id }) => id >= 0);
  return {
    text: sentences.map(({ text }) => withCells(text)).join(' '),
    sentences: whole ? sentences.map(({ id }) => id) : [],
    places: sentences.flatMap(({ places }) => places),
    whole,
  };
}

/** What Rust is to mark. */
export const targetOf = ({ text, sentences, places, whole }: Picked): NewTarget =>
  whole ? { kind: 'sentences', sentences: [...sentences] } : { kind: 'selection', text, places: [...places] };

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether two places have something in common. */
function touch(one: Place, other: Place): boolean {
  if (one.kind === 'flow' || other.kind === 'flow') {
    return one.kind === 'flow' && other.kind === 'flow' && one.block === other.block && one.start < other.end && other.start < one.end;
  }
  const [a, b] = [one.rect, other.rect];
  return one.page === other.page && a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/** Whether a mark is on these words: the same words may stand in several places. */
export function samePlaces(passage: MarkedPassage, picked: Picked): boolean {
  const [one, other] = [passage.places[0], picked.places[0]];
  return one !== undefined && other !== undefined && touch(one, other) && letters(passage.text) === letters(picked.text);
}

/** The page on which picked words begin; null in a document without pages. */
export const pageOf = ({ places: [first] }: Pick<Picked, 'places'>): number | null => (first?.kind === 'page' ? first.page : null);
