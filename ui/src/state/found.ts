// Words that a search means, in a text that it brought or in the whole document.

export interface Part {
  text: string;
  hit: boolean;
}

/** Scripts that write no spaces: their words stand anywhere in a line. */
const JOINED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]`;
const LETTER = String.raw`(?!${JOINED})[\p{L}\p{N}]`;

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isJoined = (word: string): boolean => new RegExp(JOINED, 'u').test(word);

/** A pattern for some words as whole words, or as the beginnings of words; null if there are none. */
function patternOf(words: readonly string[], rest: string): RegExp | null {
  // of two words the longer one says more
  const wanted = words.filter((word) => word !== '').sort((a, b) => b.length - a.length);
  const one = (word: string): string => (isJoined(word) ? escaped(word) : `(?<!${LETTER})${escaped(word)}${rest}`);
  return wanted.length === 0 ? null : new RegExp(`(${wanted.map(one).join('|')})`, 'gu');
}

/** Matches every word that begins with one of these. */
export const wordsLike = (words: readonly string[]): RegExp | null => patternOf(words, `(?:${LETTER})*`);

/** Cuts a text into parts; a part is a hit where it is one of the words that a search means. */
export function marked(text: string, hits: readonly string[]): Part[] {
  const pattern = patternOf(hits, `(?!${LETTER})`);
  if (!pattern) return [{ text, hit: false }];
  // split with one group alternates: text, hit, text, hit, ...
  return text
    .split(pattern)
    .map((text, at) => ({ text, hit: at % 2 === 1 }))
    .filter((part) => part.text !== '');
}
