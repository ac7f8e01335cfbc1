// What is shown at its source in the document: a sentence of the summary or a quotation, never both. Arrow keys
// go from one to the next.

import type { Quotation, SentenceId, SentenceView, SummaryView } from '../bridge';
import type { Found } from './answer';

export type Shown =
  | { kind: 'none' }
  /** Positions in the summary, and in the sentence's evidence. */
  | { kind: 'summary'; sentence: number; source: number }
  | { kind: 'quotation'; quotation: Quotation };

export const NOTHING: Shown = { kind: 'none' };

/** The sentences of the document to highlight. */
export function sentencesOf(shown: Shown, summary: SummaryView | null): readonly SentenceId[] {
  switch (shown.kind) {
    case 'none':
      return [];
    case 'summary': {
      const id = summary?.sentences[shown.sentence]?.evidence[shown.source]?.sentence;
      return id === undefined ? [] : [id];
    }
    case 'quotation':
      return shown.quotation.sentences;
  }
}

/** The quoted block that has no sentences, such as a title or a running head, to highlight in their place. */
export const blockOf = ({ sentences, text, places }: Quotation): SentenceView | null =>
  sentences.length > 0 ? null : { id: -1, section: null, text, places };

const within = (last: number, at: number): number => Math.min(last, Math.max(0, at));

/** The next or previous of the sentences that can be seen, given by their positions in order; stays at both ends. */
export function stepSentence(visible: readonly number[], shown: Shown, by: 1 | -1): Shown {
  const from = shown.kind === 'summary' ? shown.sentence : by === 1 ? -1 : Infinity;
  const sentence = by === 1 ? visible.find((at) => at > from) : visible.findLast((at) => at < from);
  if (sentence !== undefined) return { kind: 'summary', sentence, source: 0 };
  const end = visible.at(by === 1 ? -1 : 0);
  return end === undefined ? NOTHING : { kind: 'summary', sentence: end, source: 0 };
}

/** The same sentence, or none if it is gone, in a summary that a person changed. */
export function followed(shown: Shown, before: SummaryView, now: SummaryView): Shown {
  if (shown.kind !== 'summary') return shown;
  const words = before.sentences[shown.sentence]?.text;
  if (now.sentences[shown.sentence]?.text === words) return shown;
  const sentence = now.sentences.findIndex(({ text }) => text === words);
  if (sentence >= 0) return { ...shown, sentence };
  // other words in the same place
  return now.sentences.length === before.sentences.length ? shown : NOTHING;
}

/** The next or previous source of the same sentence; stays at both ends. */
export function stepSource(summary: SummaryView, shown: Shown, by: 1 | -1): Shown {
  if (shown.kind !== 'summary') return shown;
  const last = Math.max(0, (summary.sentences[shown.sentence]?.evidence.length ?? 1) - 1);
  return { ...shown, source: within(last, shown.source + by) };
}

/** The next or previous quotation of the answer, at its first place; stays at both ends. */
export function stepQuotation(found: readonly Found[], shown: Shown, by: 1 | -1): Shown {
  const at = found.findIndex(({ places }) => shown.kind === 'quotation' && places.includes(shown.quotation));
  const from = at >= 0 ? at : by === 1 ? -1 : found.length;
  const quotation = found[within(found.length - 1, from + by)]?.places[0];
  return quotation ? { kind: 'quotation', quotation } : NOTHING;
}

/**
 * What is shown when a better answer has replaced the one before: the same place, if the new one quotes it too, and
 * best among the same words.
 */
export function stillShown(before: readonly Found[], now: readonly Found[], shown: Shown): Shown {
  if (shown.kind !== 'quotation') return shown;
  const { document, sentences, text, page } = shown.quotation;
  const key = before.find(({ places }) => places.includes(shown.quotation))?.key;
  const same = now.filter((found) => found.key === key);
  const quotation = [...same, ...now]
    .flatMap(({ places }) => places)
    .filter((place) => place.document === document)
    .find((place) =>
      sentences.length > 0 ? place.sentences.some((id) => sentences.includes(id)) : place.text === text && place.page === page,
    );
  return quotation ? { kind: 'quotation', quotation } : NOTHING;
}

/** The next or previous place of the same answer; stays at both ends. */
export function stepPlace(found: readonly Found[], shown: Shown, by: 1 | -1): Shown {
  if (shown.kind !== 'quotation') return shown;
  const places = found.find(({ places }) => places.includes(shown.quotation))?.places ?? [shown.quotation];
  const quotation = places[within(places.length - 1, places.indexOf(shown.quotation) + by)];
  return quotation ? { kind: 'quotation', quotation } : shown;
}
