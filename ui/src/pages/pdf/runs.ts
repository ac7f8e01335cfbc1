// The text of a page with its places, as pdf.js reads it from the file: runs of letters, each on one line.
//
// Search uses this text and not the one that Pagewing extracts, because the extraction leaves out what is not prose
// (running heads, tables, formulas), and people look for what they see. A page whose text was recognized in a
// picture has no runs; its sentences take their place.

import type { Rect, SentenceView } from '../../bridge';
import type { Range } from '../fold';
import type { Matrix } from '../geometry';

/** Letters that the file draws at one place. */
export interface Run {
  text: string;
  /** From the run's own space, in which its letters are 1 high, to user space. */
  transform: Matrix;
  /** Points along the line. */
  width: number;
  /** How far letters reach above and below the baseline, in letter heights; the second is negative. */
  ascent: number;
  descent: number;
  rightToLeft: boolean;
  /** The share of the width that the first letters take. */
  share: (letters: number) => number;
  endsLine: boolean;
}

export interface PageText {
  text: string;
  /** The rectangles of a range, one for each line, in user space. */
  rects: (range: Range) => Rect[];
}

interface Piece {
  start: number;
  end: number;
  rect: (from: number, to: number) => Rect;
}

/** One text of pieces; a range of it has one rectangle in each piece that it touches. */
function textOf(parts: readonly { text: string; after: string; rect: Piece['rect'] }[]): PageText {
  const pieces: Piece[] = [];
  let text = '';
  for (const part of parts) {
    pieces.push({ start: text.length, end: text.length + part.text.length, rect: part.rect });
    text += part.text + part.after;
  }
  return {
    text,
    rects: ([from, to]) =>
      pieces
        .filter(({ start, end }) => start < to && end > from && start < end)
        .map(({ start, end, rect }) => rect(Math.max(from, start) - start, Math.min(to, end) - start)),
  };
}

function boxOf(run: Run, from: number, to: number): Rect {
  const [a, b, c, d, e, f] = run.transform;
  const size = Math.hypot(a, b) || 1;
  const [near, far] = [run.share(from), run.share(to)];
  const [left, right] = run.rightToLeft ? [1 - far, 1 - near] : [near, far];
  const xs: number[] = [];
  const ys: number[] = [];
  for (const along of [(left * run.width) / size, (right * run.width) / size]) {
    for (const up of [run.descent, run.ascent]) {
      xs.push(e + a * along + c * up);
      ys.push(f + b * along + d * up);
    }
  }
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

/** The text of a page that the file draws. */
export const textOfRuns = (runs: readonly Run[]): PageText =>
  textOf(runs.map((run) => ({ text: run.text, after: run.endsLine ? '\n' : '', rect: (from, to) => boxOf(run, from, to) })));

/** Words of a recognized sentence on one line. */
export interface Line {
  text: string;
  rect: Rect;
  /** What stands between them and the next words. */
  after: string;
}

/** The end of a word that is nearest to a place in a text; the place itself in scripts without spaces. */
function wordEnd(text: string, at: number): number {
  const [before, behind] = [text.lastIndexOf(' ', at), text.indexOf(' ', at)];
  const near = [before, behind].filter((space) => space > 0 && Math.abs(space - at) < LONG_WORD);
  return near.sort((one, other) => Math.abs(one - at) - Math.abs(other - at))[0] ?? at;
}
/** A line hardly ends further than this from the end of a word, in letters. */
const LONG_WORD = 12;

/**
 * The lines of a page as its sentences have them, where the file does not say them. The letters of a sentence are spread evenly
 * over its rectangles, also over those on another page, and the words of each are whole.
 */
export function linesOfSentences(sentences: readonly SentenceView[], page: number): Line[] {
  return sentences.flatMap(({ text, places }) => {
    const rects = places.flatMap((place) => (place.kind === 'page' ? [place] : []));
    const whole = rects.reduce((sum, { rect: { x0, x1 } }) => sum + x1 - x0, 0) || 1;
    let [used, start] = [0, 0];
    const lines = rects.map(({ page, rect }, nth) => {
      used += rect.x1 - rect.x0;
      const last = nth === rects.length - 1;
      const end = last ? text.length : Math.max(start, wordEnd(text, Math.round((used / whole) * text.length)));
      const line = { page, text: text.slice(start, end), rect, after: last ? ' ' : '' };
      start = end;
      return line;
    });
    return lines.flatMap(({ page: its, ...line }) => (its === page ? [line] : []));
  });
}

/** The text of a recognized page. */
export const textOfSentences = (sentences: readonly SentenceView[], page: number): PageText =>
  textOf(
    linesOfSentences(sentences, page).map(({ text, rect, after }) => {
      const at = (letters: number): number => rect.x0 + ((rect.x1 - rect.x0) * letters) / Math.max(1, text.length);
      return { text, after, rect: (from, to) => ({ ...rect, x0: at(from), x1: at(to) }) };
    }),
  );
