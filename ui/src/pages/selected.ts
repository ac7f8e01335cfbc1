// Which words and sentences a person selected, from what the browser selected on the screen.

import type { DocumentView, Place, Section, SentenceId, SentenceView } from '../bridge';
import type { Picked } from '../state';
import { partsOf, type FlowWords } from './flow';
import { rectsByPage, toPage, toScreen, type Box, type Matrix } from './geometry';

/** Less of a line than this, in CSS pixels, is a slip and not a selection. */
const SLIP = 12;

const overlap = (a: number, aEnd: number, b: number, bEnd: number): number => Math.min(aEnd, bEnd) - Math.max(a, b);

/** Whether a selected rectangle covers a line of a sentence, or some of its words. */
export function covers(selected: Box, line: Box): boolean {
  const down = overlap(selected.top, selected.top + selected.height, line.top, line.top + line.height);
  const along = overlap(selected.left, selected.left + selected.width, line.left, line.left + line.width);
  return down > Math.min(selected.height, line.height) / 2 && along > Math.min(SLIP, line.width / 2);
}

/** Selected letters of one run, or the end of a line. */
type Part = Range | 'break';

/** What is selected of the words on the pages, in order. */
function partsOnPages(range: Range): Part[] {
  const parts: Part[] = [];
  const walk = document.createTreeWalker(range.commonAncestorContainer);
  let page: Element | null = null;
  for (let node: Node | null = walk.currentNode; node; node = walk.nextNode()) {
    const words = range.intersectsNode(node) ? (node.parentElement?.closest('.words') ?? null) : null;
    if (!words || (node.nodeType !== Node.TEXT_NODE && node.nodeName !== 'BR')) continue;
    if (node.nodeName === 'BR' || (page && page !== words)) parts.push('break');
    page = words;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const part = document.createRange();
    part.selectNodeContents(node);
    if (node === range.startContainer) part.setStart(node, range.startOffset);
    if (node === range.endContainer) part.setEnd(node, range.endOffset);
    parts.push(part);
  }
  return parts;
}

/** The rectangles of the selected words, in CSS pixels of the window. */
const boxesOf = (parts: readonly Part[]): Box[] =>
  parts.flatMap((one) => (one === 'break' ? [] : [...one.getClientRects()].filter(({ width }) => width > 0)));

const textOf = (parts: readonly Part[]): string => parts.map((one) => (one === 'break' ? '\n' : one.toString())).join('');

/** The way from a page's user space to its place in the window, in CSS pixels; null if it cannot be seen. */
function matrixOf(sheet: HTMLElement): Matrix | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = (sheet.dataset.matrix ?? '').split(' ').map(Number);
  const { left, top } = sheet.getBoundingClientRect();
  return a * d - b * c === 0 ? null : [a, b, c, d, e + left, f + top];
}

/** One box for the words of each line. `turned` is whether lines go up or down. */
export function linesOf(boxes: readonly Box[], turned: boolean): Box[] {
  const ends = ({ left, top, width, height }: Box) => (turned ? [top, top + height, left, left + width] : [left, left + width, top, top + height]) as [number, number, number, number];
  const lines: Box[] = [];
  for (const box of boxes) {
    const last = lines.at(-1);
    const [from, to, upper, lower] = ends(box);
    const [lastFrom, lastTo, lastUpper, lastLower] = last ? ends(last) : [0, 0, 0, 0];
    const high = Math.min(lower - upper, lastLower - lastUpper);
    // further apart stand the columns of a page
    const near = -overlap(from, to, lastFrom, lastTo) < 2 * high;
    if (!last || !near || overlap(upper, lower, lastUpper, lastLower) <= high / 2) lines.push({ ...box });
    else {
      const [left, top] = [Math.min(box.left, last.left), Math.min(box.top, last.top)];
      const [right, bottom] = [Math.max(box.left + box.width, last.left + last.width), Math.max(box.top + box.height, last.top + last.height)];
      lines[lines.length - 1] = { left, top, width: right - left, height: bottom - top };
    }
  }
  return lines;
}

/** The letters and digits of a text, each with its place in it. */
function lettersOf(text: string): { letters: string; at: number[] } {
  const at: number[] = [];
  let letters = '';
  for (let nth = 0; nth < text.length; nth += 1) {
    const letter = text.charAt(nth).toLowerCase();
    if (!/[\p{L}\p{N}\ud800-\udfff]/u.test(letter)) continue;
    letters += letter;
    for (let more = 0; more < letter.length; more += 1) at.push(nth);
  }
  return { letters, at };
}

/**
 * Selected words as their sentences have them: the text of a page breaks words at the ends of lines. Words that are not in
 * the sentences stay as they are.
 */
export function asRead(selected: string, sentences: readonly Pick<SentenceView, 'text'>[]): { text: string; whole: boolean } {
  const plain = selected.replace(/\s+/g, ' ').trim();
  const read = sentences.map(({ text }) => text).join(' ');
  const { letters, at } = lettersOf(read);
  const wanted = lettersOf(plain).letters;
  const from = wanted === '' ? -1 : letters.indexOf(wanted);
  if (from < 0) return { text: plain, whole: false };
  if (wanted === letters) return { text: read, whole: true };
  return { text: read.slice(at[from], (at[from + wanted.length - 1] ?? 0) + 1), whole: false };
}

/** What a person selected on pages; null if there is no word in it. */
export function pickedOnPages(open: DocumentView, pane: HTMLElement, range: Range, turned: boolean): Picked | null {
  const parts = partsOnPages(range);
  const boxes = boxesOf(parts);
  const found = new Set<SentenceId>();
  const picked: Place[] = [];
  for (const sheet of pane.querySelectorAll<HTMLElement>('[data-testid="page"]')) {
    const { left, top, right, bottom } = sheet.getBoundingClientRect();
    const on = (box: Box): boolean => overlap(box.top, box.top + box.height, top, bottom) > 0 && overlap(box.left, box.left + box.width, left, right) > 0;
    const here = boxes.filter(on).map(({ left, top, width, height }) => ({ left, top, width, height }));
    const page = Number(sheet.dataset.page);
    const matrix = matrixOf(sheet);
    if (here.length === 0 || !matrix) continue;
    for (const box of linesOf(here, turned)) picked.push({ kind: 'page', page, rect: toPage(matrix, box) });
    for (const { id, places } of open.sentences) {
      const lines = rectsByPage(places).get(page) ?? [];
      if (lines.some((rect) => here.some((box) => covers(box, toScreen(matrix, rect))))) found.add(id);
    }
  }
  const sentences = [...found].sort((one, other) => one - other);
  const { text, whole } = asRead(textOf(parts), open.sentences.filter(({ id }) => found.has(id)));
  return picked.length > 0 && /[\p{L}\p{N}]/u.test(text) ? { text, sentences, places: picked, whole } : null;
}

const squeezed = (text: string): string => text.replace(/\s/g, '');

/** A sentence and the stretch of its letters that was selected. */
interface Stretch {
  sentence: SentenceId;
  from: number;
  to: number;
}

/** The sentences in which a stretch of a text lies. Only letters count, since white space depends on the layout. */
export function sentencesBetween(sentences: readonly Pick<FlowWords, 'sentence' | 'text'>[], start: number, end: number): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (const { sentence, text } of sentences) {
    const to = from + squeezed(text).length;
    if (sentence !== null && overlap(from, to, start, end) > 0) found.push({ sentence, from: Math.max(0, start - from), to: Math.min(to, end) - from });
    from = to;
  }
  return found;
}

/** A stretch of a sentence's letters as a range of its characters. A tab is shown as one letter, `|`. */
export function charactersOf(text: string, from: number, to: number): [start: number, end: number] {
  let [start, end, letters] = [-1, 0, 0];
  for (const [nth, character] of [...text].entries()) {
    if (character !== '\t' && /\s/.test(character)) continue;
    if (start < 0 && letters >= from) start = nth;
    letters += character.length;
    if (letters <= to) end = nth + 1;
  }
  return [Math.max(0, start), end];
}

/** The place of a part of a sentence in running text. On a page that is not shown, it is that of the sentence. */
function placesOf({ places }: SentenceView, start: number, end: number): Place[] {
  const [first] = places;
  return first?.kind === 'flow' ? [{ ...first, start: first.start + start, end: first.start + end }] : [...places];
}

/** What a person selected in running text; null if there is no word in it. */
export function pickedInFlow(open: DocumentView, pane: HTMLElement, range: Range): Picked | null {
  /** The letters of a paragraph before a place in it. */
  const before = (paragraph: Element, container: Node, offset: number): number => {
    const part = document.createRange();
    part.selectNodeContents(paragraph);
    part.setEnd(container, offset);
    return squeezed(part.toString()).length;
  };
  const parts = partsOf(open);
  const stretches = [...pane.querySelectorAll('article p')].flatMap((paragraph, nth) => {
    if (!range.intersectsNode(paragraph)) return [];
    const start = paragraph.contains(range.startContainer) ? before(paragraph, range.startContainer, range.startOffset) : 0;
    const end = paragraph.contains(range.endContainer) ? before(paragraph, range.endContainer, range.endOffset) : Infinity;
    return sentencesBetween(parts[nth]?.words ?? [], start, end);
  });
  const known = new Map(open.sentences.map((sentence) => [sentence.id, sentence]));
  const pieces = stretches.flatMap(({ sentence: id, from, to }) => {
    const sentence = known.get(id);
    if (!sentence) return [];
    const characters = [...sentence.text];
    const [start, end] = charactersOf(sentence.text, from, to);
    return [{ id, text: characters.slice(start, end).join(''), places: placesOf(sentence, start, end), whole: start === 0 && end === characters.length }];
  });
  const text = pieces.map((piece) => piece.text).join(' ');
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  return { text, sentences: pieces.map(({ id }) => id), places: pieces.flatMap(({ places }) => places), whole: pieces.every(({ whole }) => whole) };
}

/** The section at a height of the window: the last one that begins above it on this page, or on a page before. */
export function sectionAt(open: DocumentView, pane: HTMLElement, page: number, y: number): Section | null {
  if (open.pages.length === 0) {
    const headings = [...pane.querySelectorAll<HTMLElement>('h2[id^="section-"]')];
    const last = headings.findLast((heading) => heading.getBoundingClientRect().top <= y);
    return open.sections.find(({ id }) => last?.id === `section-${id}`) ?? null;
  }
  const sheet = pane.querySelector<HTMLElement>(`[data-testid="page"][data-page="${page}"]`);
  const matrix = sheet && matrixOf(sheet);
  if (!matrix) return null;
  const above = open.sentences.findLast(({ places }) => {
    const [first] = places;
    if (first?.kind !== 'page') return false;
    return first.page < page || (first.page === page && toScreen(matrix, first.rect).top <= y);
  });
  return open.sections.find(({ id }) => id === above?.section) ?? null;
}
