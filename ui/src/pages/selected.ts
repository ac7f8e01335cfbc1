// Which sentences a person selected, from what the browser selected on the screen.

import type { DocumentView, Section, SentenceId } from '../bridge';
import { partsOf, type FlowWords } from './flow';
import { pageTransform, rectsByPage, shownSize, toScreen, type Box } from './geometry';

/** Less of a line than this, in CSS pixels, is a slip and not a selection. */
const SLIP = 12;

const overlap = (a: number, aEnd: number, b: number, bEnd: number): number => Math.min(aEnd, bEnd) - Math.max(a, b);

/** Whether a selected rectangle covers a line of a sentence, or some of its words. */
export function covers(selected: Box, line: Box): boolean {
  const down = overlap(selected.top, selected.top + selected.height, line.top, line.top + line.height);
  const along = overlap(selected.left, selected.left + selected.width, line.left, line.left + line.width);
  return down > Math.min(selected.height, line.height) / 2 && along > Math.min(SLIP, line.width / 2);
}

/** The rectangles of the selected words, in CSS pixels of the window. */
function selectedBoxes(selection: Selection): Box[] {
  const boxes: Box[] = [];
  for (let nth = 0; nth < selection.rangeCount; nth += 1) {
    const range = selection.getRangeAt(nth);
    const walk = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walk.currentNode; node; node = walk.nextNode()) {
      if (node.nodeType !== Node.TEXT_NODE || !range.intersectsNode(node)) continue;
      const part = document.createRange();
      part.selectNodeContents(node);
      if (node === range.startContainer) part.setStart(node, range.startOffset);
      if (node === range.endContainer) part.setEnd(node, range.endOffset);
      boxes.push(...[...part.getClientRects()].filter(({ width }) => width > 0));
    }
  }
  return boxes;
}

/** The selected sentences of a document with pages. `turn` is how far the person turned the pages, in degrees. */
export function selectedOnPages(open: DocumentView, pane: HTMLElement, selection: Selection, turn: number): SentenceId[] {
  const boxes = selectedBoxes(selection);
  const found = new Set<SentenceId>();
  for (const sheet of pane.querySelectorAll<HTMLElement>('[data-testid="page"]')) {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    const here = boxes
      .filter((box) => overlap(box.top, box.top + box.height, top, top + height) > 0)
      .map((box) => ({ ...box, left: box.left - left, top: box.top - top, width: box.width, height: box.height }));
    const page = open.pages.find(({ number }) => number === Number(sheet.dataset.page));
    if (here.length === 0 || !page) continue;
    const rotate = (page.rotate + turn) % 360;
    const matrix = pageTransform(page.crop, rotate, width / shownSize(page.crop, rotate, 1).width);
    for (const { id, places } of open.sentences) {
      const lines = rectsByPage(places).get(page.number) ?? [];
      if (lines.some((rect) => here.some((box) => covers(box, toScreen(matrix, rect))))) found.add(id);
    }
  }
  return [...found].sort((one, other) => one - other);
}

const squeezed = (text: string): string => text.replace(/\s/g, '');

/** The sentences in which a stretch of a text lies. Only letters count, since white space depends on the layout. */
export function sentencesBetween(sentences: readonly Pick<FlowWords, 'sentence' | 'text'>[], start: number, end: number): SentenceId[] {
  const found: SentenceId[] = [];
  let from = 0;
  for (const { sentence, text } of sentences) {
    const to = from + squeezed(text).length;
    if (sentence !== null && overlap(from, to, start, end) > 0) found.push(sentence);
    from = to;
  }
  return found;
}

/** The selected sentences of running text. */
export function selectedInFlow(open: DocumentView, pane: HTMLElement, selection: Selection): SentenceId[] {
  const range = selection.getRangeAt(0);
  /** The letters of a paragraph before a place in it. */
  const before = (paragraph: Element, container: Node, offset: number): number => {
    const part = document.createRange();
    part.selectNodeContents(paragraph);
    part.setEnd(container, offset);
    return squeezed(part.toString()).length;
  };
  const parts = partsOf(open);
  return [...pane.querySelectorAll('article p')].flatMap((paragraph, nth) => {
    if (!range.intersectsNode(paragraph)) return [];
    const start = paragraph.contains(range.startContainer) ? before(paragraph, range.startContainer, range.startOffset) : 0;
    const end = paragraph.contains(range.endContainer) ? before(paragraph, range.endContainer, range.endOffset) : Infinity;
    return sentencesBetween(parts[nth]?.sentences ?? [], start, end);
  });
}

/** The section at a height of the window: the last one that begins above it on this page, or on a page before. */
export function sectionAt(open: DocumentView, pane: HTMLElement, page: number, y: number, turn: number): Section | null {
  if (open.pages.length === 0) {
    const headings = [...pane.querySelectorAll<HTMLElement>('h2[id^="section-"]')];
    const last = headings.findLast((heading) => heading.getBoundingClientRect().top <= y);
    return open.sections.find(({ id }) => last?.id === `section-${id}`) ?? null;
  }
  const sheet = pane.querySelector<HTMLElement>(`[data-testid="page"][data-page="${page}"]`);
  const known = open.pages.find(({ number }) => number === page);
  if (!sheet || !known) return null;
  const { top, width } = sheet.getBoundingClientRect();
  const rotate = (known.rotate + turn) % 360;
  const matrix = pageTransform(known.crop, rotate, width / shownSize(known.crop, rotate, 1).width);
  const above = open.sentences.findLast(({ places }) => {
    const [first] = places;
    if (first?.kind !== 'page') return false;
    return first.page < page || (first.page === page && toScreen(matrix, first.rect).top + top <= y);
  });
  return open.sections.find(({ id }) => id === above?.section) ?? null;
}
