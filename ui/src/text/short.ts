// Words that are too long for the sentence in which they stand, such as the title of a report or what a driver says. Where they have a line of their
// own, the style sheet shortens them instead.

/** How much of a title stands in a sentence, in letters as people count them. */
const MOST = 60;
/** Less than this share of it is not given up to end with a whole word: scripts without spaces, and long file names. */
const LEAST_SHARE = 0.5;

/** The letters of a text one by one: an accent belongs to its letter, and an emoji is one. */
function* lettersOf(words: string): Generator<string> {
  if (!('Segmenter' in Intl)) return yield* words;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(words)) yield segment;
}

/** The beginning of words in whole words, with an ellipsis if there is more. */
export function shortened(words: string, most = MOST): string {
  if (words.length <= most) return words;
  const letters: string[] = [];
  for (const letter of lettersOf(words)) {
    letters.push(letter);
    if (letters.length > most) break;
  }
  if (letters.length <= most) return words;
  // the ellipsis takes the place of a letter, and what stands there may end a word
  const space = letters.slice(0, most).findLastIndex((letter) => /^\s/.test(letter));
  const end = space >= most * LEAST_SHARE ? space : most - 1;
  // an opened bracket, a dash or a comma ends nothing
  return `${letters.slice(0, end).join('').replace(/[\s\p{Pd}\p{Ps}\p{Pi},;:.]+$/u, '')}…`;
}

/** The first line of a program's report, without its full stop: it stands within a sentence. */
export const clause = (report: string): string => (report.split('\n')[0] ?? '').trim().replace(/\.+$/, '');

/** Words with what belongs to them in brackets behind, as far as there is something. */
export function inBrackets(words: string, facts: readonly (string | undefined)[]): string {
  const known = facts.filter((fact) => fact !== undefined);
  return known.length === 0 ? words : `${words} (${known.join(', ')})`;
}
