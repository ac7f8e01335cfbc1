// A selection that begins or ends within a word means the whole word. What is copied stays as it is selected.

import type { Range as Span } from './fold';

/** Scripts that write no spaces between words, and the letters of words in all others. */
const UNSPACED = '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
const SPACED = `(?:(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}\\p{Pc}\\u200c\\u200d])`;
/** What stands within a word: an apostrophe, the point of a number, a hyphen that breaks the word at the end of a line. */
const WITHIN = "(?:['’](?=\\p{L})|[.,](?=\\p{N})|\\u00ad\\s*|[-‐]\\n\\s*(?=\\p{Ll}))";
const WORD = new RegExp(`(?<spaced>${SPACED}+(?:${WITHIN}${SPACED}+)*)|${UNSPACED}+(?:\\n${UNSPACED}+)*`, 'gu');

/** The words of letters without spaces; none where the web view does not know them. A line may end within a word. */
function wordsIn(letters: string): Span[] {
  if (!('Segmenter' in Intl)) return [];
  const at = [...Array(letters.length).keys()].filter((nth) => letters[nth] !== '\n');
  const words = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(letters.replaceAll('\n', ''));
  return [...words].map(({ index, segment }) => [at[index] ?? 0, (at[index + segment.length - 1] ?? 0) + 1]);
}

/** A part of a text with the words that its ends cut. */
export function widened(text: string, [from, to]: Span): Span {
  let [first, last] = [from, to];
  for (const { 0: match, index, groups } of text.matchAll(WORD)) {
    if (index >= to) break;
    const inside = index + match.length > from ? (groups?.spaced === undefined ? wordsIn(match) : [[0, match.length]] as Span[]) : [];
    for (const [start, end] of inside.map(([start, end]) => [index + start, index + end] as const)) {
      if (start < from && from < end) first = start;
      if (start < to && to < end) last = end;
    }
  }
  return [first, last];
}

/** What a text consists of, and where in it each node begins. */
interface Text {
  text: string;
  nodes: readonly (readonly [node: globalThis.Text, start: number])[];
}

/** No word has more pieces than this on either side of the node in which it is cut. */
const MOST_PIECES = 40;

/** How far two neighbouring letters of a word may be apart, as a share of their size. */
const APART = 0.15;
/** Digits that are smaller than this share of the letters before them are the number of a note. */
const SMALL = 0.8;

function letterAt(node: globalThis.Text, at: number): DOMRect {
  const letter = document.createRange();
  letter.setStart(node, at);
  letter.setEnd(node, at + 1);
  return letter.getBoundingClientRect();
}

const sizeOf = ({ width, height }: DOMRect): number => Math.max(width, height);

/** Whether what one node ends with and the next begins with may belong to one word: they stand side by side. */
function joined(one: globalThis.Text, next: globalThis.Text): boolean {
  if (one.length === 0 || next.length === 0) return true;
  const [a, b] = [letterAt(one, one.length - 1), letterAt(next, 0)];
  const gap = Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
  return gap <= APART * sizeOf(a) && !(/^\p{N}/u.test(next.data) && sizeOf(b) < SMALL * sizeOf(a));
}

const isText = (node: Node | null): node is globalThis.Text => node?.nodeType === Node.TEXT_NODE;

/** The text around a node, as far as it stands in the same page or paragraph. */
function textAround(node: globalThis.Text, root: Element): Text {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (at) =>
    isText(at) || at.nodeName === 'BR' ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
  );
  const along = (step: () => Node | null): Node[] => {
    walk.currentNode = node;
    const found: Node[] = [];
    for (let at = step(); at && found.length < MOST_PIECES; at = step()) found.push(at);
    return found;
  };
  const around = [...along(() => walk.previousNode()).reverse(), node, ...along(() => walk.nextNode())];
  const nodes: [globalThis.Text, number][] = [];
  let text = '';
  let before: Node | null = null;
  for (const at of around) {
    if (!isText(at)) text += '\n';
    else {
      // columns and cells stand beside each other without a space
      if (isText(before) && !joined(before, at)) text += '\t';
      nodes.push([at, text.length]);
      text += at.data;
    }
    before = at;
  }
  return { text, nodes };
}

/** The selected words as whole words. `rootOf` finds the page or paragraph in which a node stands. */
export function wholeWords(selected: Range, rootOf: (node: Node) => Element | null): Range {
  const whole = selected.cloneRange();
  for (const end of ['start', 'end'] as const) {
    const node = selected[`${end}Container`];
    const root = rootOf(node);
    if (!isText(node) || !root) continue;
    const { text, nodes } = textAround(node, root);
    const begins = nodes.find(([at]) => at === node)?.[1] ?? 0;
    const at = begins + selected[`${end}Offset`];
    // the other end is elsewhere, so this one alone may grow
    const [from, to] = widened(text, end === 'start' ? [at, text.length] : [0, at]);
    if (end === 'start') {
      const into = nodes.findLast(([, start]) => start <= from);
      if (into) whole.setStart(into[0], from - into[1]);
    } else {
      const into = nodes.findLast(([, start]) => start < to);
      if (into) whole.setEnd(into[0], to - into[1]);
    }
  }
  return whole;
}
