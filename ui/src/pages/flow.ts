// A document without pages as parts to show and to search: the neighbouring sentences of each section.

import type { DocumentView, SectionId } from '../bridge';
import { withCells } from '../state';
import type { Range } from './fold';

/** Words with their position in the text of their part. */
export interface FlowWords {
  text: string;
  start: number;
  /** The sentence that these words are; null for a heading. */
  sentence: number | null;
  /** Whether they are a row of a table. */
  row: boolean;
}

export interface FlowPart {
  section: SectionId | null;
  /** The heading; null where the section only goes on. */
  title: FlowWords | null;
  sentences: FlowWords[];
  /** Everything that is shown, for the search. */
  text: string;
}

export function partsOf(open: DocumentView): FlowPart[] {
  const titles = new Map(open.sections.map(({ id, title }) => [id, title]));
  const parts: FlowPart[] = [];
  for (const { id, section, text } of open.sentences) {
    let part = parts.at(-1);
    if (!part || part.section !== section) {
      const title = section === null ? undefined : titles.get(section);
      part = { section, title: title ? { text: title, start: 0, sentence: null, row: false } : null, sentences: [], text: title ? `${title}\n` : '' };
      parts.push(part);
    }
    if (text === part.title?.text) continue;
    const shown = withCells(text);
    part.sentences.push({ text: shown, start: part.text.length, sentence: id, row: shown !== text });
    part.text += `${shown} `;
  }
  return parts;
}

/** A piece of words, and which of the ranges it belongs to; null outside of them. */
export interface Cut {
  text: string;
  nth: number | null;
}

/** Cuts words at the ranges in the text of their part, which are in order. */
export function cut({ text, start }: FlowWords, ranges: readonly Range[]): Cut[] {
  const cuts: Cut[] = [];
  let at = 0;
  ranges.forEach(([from, to], nth) => {
    const [first, end] = [Math.max(at, from - start), Math.min(text.length, to - start)];
    if (end <= first) return;
    if (first > at) cuts.push({ text: text.slice(at, first), nth: null });
    cuts.push({ text: text.slice(first, end), nth });
    at = end;
  });
  if (at < text.length) cuts.push({ text: text.slice(at), nth: null });
  return cuts;
}
