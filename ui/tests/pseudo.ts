// A language that nobody speaks: every sentence of a catalogue half as long again, and from right to left. What does not go
// through the catalogue stays as it is and can be seen; what has no room or names a side of the window breaks.

import type { Catalogue } from '../src/text/catalogues';

/** Stands at both ends of a sentence, so that a cut is seen. */
export const OPENS = '\u2045';
export const CLOSES = '\u2046';

/** Letters of a script that runs from right to left, one for each of a to z. */
const LETTERS = 'אבגדהוזחטיכלמנסעפצקרשתםןףץ';
const FIRST = 'a'.charCodeAt(0);

/** How much longer a sentence becomes. German takes a third more than English, and other languages take more. */
const LONGER = 0.5;

const letter = (latin: string): string => LETTERS[latin.toLowerCase().charCodeAt(0) - FIRST] ?? latin;

/** What a sentence of the catalogue becomes. Numbers, names of keys and what has no letters stay: people look for them. */
export function pseudo(sentence: string): string {
  if (!/[a-z]{2}/i.test(sentence)) return sentence;
  const length = Math.ceil(sentence.length * LONGER);
  const more = LETTERS.repeat(Math.ceil(length / LETTERS.length)).slice(0, length).replace(/(.{5})/g, '$1 ');
  return `${OPENS}${sentence.replace(/[a-z]/gi, letter)} ${more.trim()}${CLOSES}`;
}

/** Everything below a place of the catalogue in the pseudo-language; what is no sentence stays as it is. */
function turned(value: unknown): unknown {
  if (typeof value === 'string') return pseudo(value);
  if (typeof value === 'function') return (...given: unknown[]) => turned((value as (...given: unknown[]) => unknown)(...given));
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, turned(part)]));
}

/** A catalogue in the pseudo-language. `tag` is that of a real language, so that fonts and screen readers know what to do. */
export const pseudoOf = ({ text }: Catalogue): Catalogue => ({ text: turned(text) as Catalogue['text'], tag: 'he', direction: 'rtl' });
