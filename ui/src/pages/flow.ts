// A document without pages as parts to show and to search: its blocks, each with the sentences in it.

import type { Annotation, BlockId, DocumentView, Link, SectionId, SentenceId, SentenceView } from '../bridge';
import { passageOf, withCells } from '../state';
import type { Range } from './fold';

/** Words with their position in the text of their part. */
export interface FlowWords {
  text: string;
  start: number;
  /** The sentence that these words are; null for a heading. */
  sentence: number | null;
  /** Whether they are a row of a table. */
  row: boolean;
  /** What leads to addresses in them. */
  links: readonly Linked[];
}

/** A stretch of words as they are shown, and where it leads. */
export interface Linked {
  from: number;
  to: number;
  url: string;
  /** Its position among all of the document. */
  nth: number;
}

export interface FlowPart {
  section: SectionId | null;
  /** The block that its sentences stand in; null if they do not say. */
  block: BlockId | null;
  /** The heading over it; null where the section only goes on. */
  title: FlowWords | null;
  sentences: FlowWords[];
  /** Everything that is shown, for the search. */
  text: string;
}

/** What stands behind a sentence: nothing in scripts that write no spaces, Chinese and Japanese. */
export const gapAfter = (text: string): string => (/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}！-｠]$/u.test(text) ? '' : ' ');

/** An address as a browser reads it, so that letters of other alphabets show; null if nothing opens it. */
function addressOf(address: string): string | null {
  try {
    const { href, protocol } = new URL(address);
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** Returns a function that finds the links of the sentences, which it has to receive in their order. */
function linksIn({ links }: DocumentView): (sentence: SentenceView) => Linked[] {
  const byBlock = new Map<BlockId, Link[]>();
  for (const link of links) {
    const others = byBlock.get(link.block);
    if (others) others.push(link);
    else byBlock.set(link.block, [link]);
  }
  let count = 0;
  return ({ text, places: [place] }) => {
    if (place?.kind !== 'flow') return [];
    const here = (byBlock.get(place.block) ?? []).filter(({ start, end }) => end > place.start && start < place.end);
    const characters = here.length > 0 ? [...text] : [];
    const at = (character: number): number => shownAt(characters, Math.max(0, character - place.start));
    return here.flatMap(({ start, end, address }) => {
      const url = addressOf(address);
      return url === null ? [] : [{ from: at(start), to: at(end), url, nth: count++ }];
    });
  };
}

/** A part without sentences, under the heading of its section if that begins with it. */
function begun(section: SectionId | null, block: BlockId | null, title: string | undefined): FlowPart {
  const heading = title ? { text: title, start: 0, sentence: null, row: false, links: [] } : null;
  return { section, block, title: heading, sentences: [], text: title ? `${title}\n` : '' };
}

export function partsOf(open: DocumentView): FlowPart[] {
  const linksOf = linksIn(open);
  const titles = new Map(open.sections.map(({ id, title }) => [id, title]));
  const parts: FlowPart[] = [];
  for (const sentence of open.sentences) {
    const { id, section, text, places: [place] } = sentence;
    const block = place?.kind === 'flow' ? place.block : null;
    let part = parts.at(-1);
    if (!part || part.section !== section) {
      part = begun(section, block, section === null ? undefined : titles.get(section));
      parts.push(part);
    } else if (part.block !== block) {
      // the first block under a heading stands with it
      if (part.sentences.length > 0) parts.push((part = begun(section, block, undefined)));
      part.block = block;
    }
    const links = linksOf(sentence);
    if (part.sentences.length === 0 && text === part.title?.text) {
      part.title.links = links;
      continue;
    }
    const shown = withCells(text);
    part.sentences.push({ text: shown, start: part.text.length, sentence: id, row: shown !== text, links });
    part.text += `${shown}${gapAfter(shown)}`;
  }
  return parts;
}

/** A stretch of a sentence as it is shown, and the mark on it. */
export interface Stroke {
  from: number;
  to: number;
  mark: Annotation;
}

/** The first UTF-16 unit of a character of a sentence where it is shown: a tab between cells is three units there. */
const shownAt = (characters: readonly string[], at: number): number => withCells(characters.slice(0, at).join('')).length;

/** The marks on each sentence. */
export function strokesOf({ sentences }: DocumentView, annotations: readonly Annotation[]): Map<SentenceId, Stroke[]> {
  const texts = new Map(sentences.map(({ id, text }) => [id, text]));
  const strokes = new Map<SentenceId, Stroke[]>();
  for (const mark of annotations) {
    const passage = passageOf(mark);
    passage?.sentences.forEach((id, nth) => {
      const characters = [...(texts.get(id) ?? '')];
      const from = nth === 0 ? shownAt(characters, passage.start) : 0;
      const to = shownAt(characters, nth === passage.sentences.length - 1 ? passage.end : characters.length);
      if (to > from) strokes.set(id, [...(strokes.get(id) ?? []), { from, to, mark }]);
    });
  }
  return strokes;
}

/** A piece of words, which of the ranges it belongs to, and the mark on it; null outside of them. */
export interface Cut {
  text: string;
  nth: number | null;
  mark: Annotation | null;
}

/** Pieces of words that stand one after the other, and the link that they are; null outside of links. */
export interface LinkedPieces {
  link: Linked | null;
  pieces: Cut[];
}

/** Cuts words at the ranges in the text of their part, and at the ends of marks and links. */
export function cut({ text, start, links }: FlowWords, ranges: readonly Range[], strokes: readonly Stroke[] = []): LinkedPieces[] {
  const here = ranges.map(([from, to], nth) => ({ from: from - start, to: to - start, nth })).filter(({ from, to }) => from < text.length && to > 0);
  const ends = [...here, ...strokes, ...links].flatMap(({ from, to }) => [from, to]).filter((at) => at > 0 && at < text.length);
  const bounds = [...new Set([0, ...ends, text.length])].sort((one, other) => one - other);
  const linked: LinkedPieces[] = [];
  bounds.slice(1).forEach((to, at) => {
    const from = bounds[at] ?? 0;
    const over = (range: { from: number; to: number }): boolean => range.from <= from && range.to >= to;
    const piece = { text: text.slice(from, to), nth: here.find(over)?.nth ?? null, mark: strokes.findLast(over)?.mark ?? null };
    const link = links.find(over) ?? null;
    const last = linked.at(-1);
    if (last?.link === link) last.pieces.push(piece);
    else linked.push({ link, pieces: [piece] });
  });
  return linked;
}
