// The form in which a text is searched: without case and accents, with ligatures taken apart and words mended that
// a line end divides. Both the text and what the person types are folded, so the two only have to be equal.

import { wordsLike } from '../state';

/** A folded text, and for each of its UTF-16 units the unit of the text from which it comes. */
export interface Folded {
  text: string;
  /** One longer than `text`: the last entry is the length of the text that was folded. */
  from: readonly number[];
}

/** Letters that Unicode does not take apart, although people type them in two or without a stroke. */
const APART: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' };
const PLAIN: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '–': '-', '—': '-', '−': '-' };

/** Accents of Latin, Greek and Cyrillic letters, and the vowel points of Hebrew and Arabic. */
const ACCENT = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/;
const ACCENTS = new RegExp(ACCENT, 'g');
/** Characters without width that only say where a line may break. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
const HYPHEN = /[-\u2010\u2011]/;
const LETTER = /\p{L}/u;
const SPACE = /\s/;

function foldedLetter(letter: string): string {
  const plain = PLAIN[letter];
  if (plain !== undefined) return plain;
  const lower = letter.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase();
  return APART[lower] ?? lower;
}

/** The index after the spaces that begin at `at`, and whether a line ends among them. */
function spaces(letters: readonly string[], at: number): { end: number; newLine: boolean } {
  let end = at;
  let newLine = false;
  for (; end < letters.length && SPACE.test(letters[end] ?? ''); end += 1) newLine ||= letters[end] === '\n';
  return { end, newLine };
}

/**
 * Folds a text. A hyphen between letters does not count, so a word that a line end divides and a compound that is
 * written in two ways are found in each form. `\n` ends a line.
 */
export function folded(text: string): Folded {
  const letters = [...text];
  const parts: string[] = [];
  const from: number[] = [];
  let unit = 0;
  const add = (part: string): void => {
    parts.push(part);
    for (let n = 0; n < part.length; n += 1) from.push(unit);
  };
  for (let at = 0; at < letters.length; ) {
    const letter = letters[at] ?? '';
    let next = at + 1;
    if (SPACE.test(letter)) {
      next = spaces(letters, at).end;
      add(' ');
    } else if (HYPHEN.test(letter)) {
      const after = spaces(letters, next);
      if (after.newLine) next = after.end;
      const inWord = LETTER.test(letters[at - 1] ?? '') && LETTER.test(letters[next] ?? '');
      if (!inWord) add('-');
    } else if (!UNSEEN.test(letter)) add(letter >= ' ' && letter <= '~' ? letter.toLowerCase() : foldedLetter(letter));
    for (; at < next; at += 1) unit += letters[at]?.length ?? 0;
  }
  from.push(unit);
  return { text: parts.join(''), from };
}

/** What the person types, folded. A hyphen at its end may be inside the word that is still being typed. */
export const foldedQuery = (query: string): string => folded(query.trim().replace(/(?<=\p{L})[-\u2010\u2011]$/u, '')).text;

/** A range of UTF-16 units, its end excluded. */
export type Range = readonly [start: number, end: number];

/** What is looked for: these words as they stand, or every word that begins with one of them. */
export type Pattern = { kind: 'exact'; text: string } | { kind: 'words'; words: RegExp };

/** The pattern for what the person typed; null if that contains nothing to look for. */
export function exactly(query: string): Pattern | null {
  const text = foldedQuery(query);
  return text === '' ? null : { kind: 'exact', text };
}

/**
 * The pattern for the words of a search in the library, which knows the beginnings of words. It knows their other forms too: the
 * words that it meant where it found some are looked for beside what was typed.
 */
export function anyWordOf(query: string, meant: readonly string[] = []): Pattern | null {
  const words = wordsLike([query, ...meant].flatMap((typed) => foldedQuery(typed).split(/[^\p{L}\p{N}]+/u)));
  return words && { kind: 'words', words };
}

/** The places of a pattern in a folded text, in order; they do not overlap. */
export function placesOf(pattern: Pattern, text: string): Range[] {
  if (pattern.kind === 'words') return [...text.matchAll(pattern.words)].map((hit) => [hit.index, hit.index + hit[0].length]);
  const places: Range[] = [];
  for (let at = text.indexOf(pattern.text); at >= 0; at = text.indexOf(pattern.text, at + pattern.text.length)) {
    places.push([at, at + pattern.text.length]);
  }
  return places;
}

/** A place in the folded text as a range of the text that was folded. */
export function unfolded({ from }: Folded, text: string, [start, end]: Range): Range {
  const last = from[end - 1] ?? 0;
  let after = last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
  while (ACCENT.test(text[after] ?? '')) after += 1;
  return [from[start] ?? 0, after];
}
