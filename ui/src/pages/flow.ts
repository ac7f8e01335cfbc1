// A document without pages as parts to show and to search: its blocks, each with the sentences in it. One whose pages cannot be
// shown is read like that too.

import type { Annotation, BlockId, BlockKind, BlockView, DocumentView, Link, SectionId, SentenceId, SentenceView } from '../bridge';
import { passageOf, withCells } from '../state';
import type { Range } from './fold';

/** Words with their position in the text of their part. */
export interface FlowWords {
  text: string;
  start: number;
  /** What stands behind them. */
  after: string;
  /** The sentence that these words are; null where they are in none. */
  sentence: SentenceId | null;
  /** Whether they are a line of their own, as the rows of a table are. */
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
  /** The block that its words are; null if they do not say. */
  block: BlockId | null;
  kind: BlockKind;
  /** The heading over it; null where the section only goes on. */
  title: FlowWords | null;
  /** The words of the block, in order: its sentences, and what stands between them. */
  words: FlowWords[];
  /** Everything that is shown, for the search. */
  text: string;
}

/** A document with pages as one without: its text stands in their place. */
export const asRunningText = (open: DocumentView): DocumentView => ({ ...open, pages: [], sections: open.sections.map((section) => ({ ...section, page: 0 })) });

/** What stands behind a sentence: nothing in scripts that write no spaces, Chinese and Japanese. */
export const gapAfter = (text: string): string => (/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}！-｠]$/u.test(text) ? '' : ' ');

/** An item of a list without a number or a sign of its own gets a bullet. */
export const wantsBullet = ({ kind, words: [first] }: FlowPart): boolean =>
  kind === 'list_item' && !/^(?:[-–—•‣◦▪*·☐☑☒✓✗]|[(\[]?(?:\p{N}+|\p{L})[.)\]:])/u.test(first?.text ?? '');

/** An address as a browser reads it, so that letters of other alphabets show; null if nothing opens it. */
function addressOf(address: string): string | null {
  try {
    const { href, protocol } = new URL(address);
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** Returns a function that finds the links of words of a block, which it has to receive in their order. */
function linksIn({ links }: DocumentView): (words: Words, block: BlockId | null) => Linked[] {
  const byBlock = new Map<BlockId, Link[]>();
  for (const link of links) {
    const others = byBlock.get(link.block);
    if (others) others.push(link);
    else byBlock.set(link.block, [link]);
  }
  let count = 0;
  return ({ text, from, to }, block) => {
    const here = block === null ? [] : (byBlock.get(block) ?? []).filter(({ start, end }) => end > from && start < to);
    const characters = here.length > 0 ? [...text] : [];
    const at = (character: number): number => shownAt(characters, Math.max(0, character - from));
    return here.flatMap(({ start, end, address }) => {
      const url = addressOf(address);
      return url === null ? [] : [{ from: at(start), to: at(end), url, nth: count++ }];
    });
  };
}

/** Words of a block as the document has them, with their characters in it. */
interface Words {
  sentence: SentenceId | null;
  text: string;
  from: number;
  to: number;
}

/** A block with its sentences. */
interface Piece {
  section: SectionId | null;
  block: BlockId | null;
  /** The page whose text this is; null in a document without pages. */
  page: number | null;
  view: BlockView | undefined;
  sentences: SentenceView[];
}

/** The blocks of a document in their order. A sentence that does not say where it stands is in none, and a page ends a block. */
function piecesOf({ sentences, blocks }: DocumentView): Piece[] {
  const pieces: Piece[] = [];
  let next = 0;
  /** Goes on to a block; those before it have no sentences. Returns it, if the window knows more of it than these. */
  const upTo = (block: BlockId): BlockView | undefined => {
    for (let view = blocks[next]; view && view.id < block; view = blocks[++next]) {
      pieces.push({ section: view.section, block: view.id, page: null, view, sentences: [] });
    }
    return blocks[next]?.id === block ? blocks[next++] : undefined;
  };
  for (const sentence of sentences) {
    const [place] = sentence.places;
    const block = place?.kind === 'flow' ? place.block : null;
    const page = place?.kind === 'page' ? place.page : null;
    const last = pieces.at(-1);
    if (last && last.block === block && last.page === page && last.section === sentence.section) last.sentences.push(sentence);
    else {
      const view = block === null ? undefined : upTo(block);
      pieces.push({ section: sentence.section, block, page, view, sentences: [sentence] });
    }
  }
  upTo(Infinity);
  return pieces;
}

/** Kinds of blocks whose sentences are lines. */
const LINED: readonly BlockKind[] = ['table', 'field', 'figure'];

const charactersIn = (text: string): number => [...text].length;

/** The words of a block: its sentences and, where these leave out some of its text, what stands between them. */
function wordsOf({ view, sentences }: Piece): Words[] {
  const told = sentences.map(({ id, text, places: [place] }): Words => {
    const from = place?.kind === 'flow' ? place.start : 0;
    return { sentence: id, text, from, to: from + charactersIn(text) };
  });
  if (!view?.text) return told;
  const characters = [...view.text];
  const lined = LINED.includes(view.kind);
  const words: Words[] = [];
  let from = 0;
  const between = (end: number): void => {
    const gap = characters.slice(from, end).join('');
    for (const text of lined ? gap.split('\n') : [gap]) {
      const to = from + charactersIn(text);
      if (lined ? text.trim() !== '' : text !== '') words.push({ sentence: null, text, from, to });
      from = to + 1;
    }
  };
  for (const sentence of told) {
    between(sentence.from);
    words.push(sentence);
    from = sentence.to;
  }
  between(characters.length);
  return words;
}

/** A part without words, under the heading of its section if that begins with it. */
function begun({ section, block }: Piece, title: string | undefined): FlowPart {
  const heading = title ? { text: title, start: 0, after: '\n', sentence: null, row: false, links: [] } : null;
  return { section, block, kind: 'paragraph', title: heading, words: [], text: title ? `${title}\n` : '' };
}

/** What was cut already: several things look at the parts of a document. */
const known = new WeakMap<DocumentView, readonly FlowPart[]>();

export function partsOf(open: DocumentView): readonly FlowPart[] {
  const parts = known.get(open) ?? cutIntoParts(open);
  known.set(open, parts);
  return parts;
}

function cutIntoParts(open: DocumentView): FlowPart[] {
  const linksOf = linksIn(open);
  const titles = new Map(open.sections.map(({ id, title }) => [id, title]));
  const parts: FlowPart[] = [];
  for (const piece of piecesOf(open)) {
    const { section, block, view } = piece;
    let part = parts.at(-1);
    if (!part || part.section !== section) parts.push((part = begun(piece, section === null ? undefined : titles.get(section))));
    // the first block under a heading stands with it
    else if (!part.title || part.words.length > 0) parts.push((part = begun(piece, undefined)));
    part.block = block;
    part.kind = view?.kind ?? 'paragraph';
    const exact = view !== undefined && view.text !== '' && !LINED.includes(view.kind);
    for (const words of wordsOf(piece)) {
      const { sentence } = words;
      const links = linksOf(words, block);
      if (part.words.length === 0 && part.title?.sentence === null && words.text === part.title.text) {
        part.title = { ...part.title, sentence, links };
        continue;
      }
      // what stands between the lines of a program are their ends and how far they are indented
      const text = part.kind === 'code' && sentence === null ? words.text : withCells(words.text);
      const row = LINED.includes(part.kind) || (part.kind !== 'code' && text !== words.text);
      const after = exact ? '' : gapAfter(text);
      part.words.push({ text, start: part.text.length, after, sentence, row, links });
      part.text += text + after;
    }
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
