// Where a track is drawn: what of a record is in view, and where its bases and numbers lie on the drawing. Bases count from 0
// here, and a range ends behind its last base; words count from 1.

import type { TrackKind, TrackLine, TrackPart } from '../bridge';

/** A range of bases of a record. */
export interface Span {
  from: number;
  to: number;
}

/** Nobody looks at fewer bases than these. */
const NARROWEST = 40;

export const whole = (length: number): Span => ({ from: 0, to: Math.max(1, length) });

export const isWhole = (span: Span, length: number): boolean => span.from === 0 && span.to >= length;

/** A range of this many bases, within the record and as near to `from` as it can be. */
function within(from: number, bases: number, length: number): Span {
  const wide = Math.min(Math.max(1, length), Math.max(NARROWEST, Math.round(bases)));
  const start = Math.min(Math.max(0, Math.round(from)), Math.max(0, length - wide));
  return { from: start, to: start + wide };
}

/** What is in view after a zoom, in which one base stays where it is. `factor` is 2 for half as many bases. */
export function zoomed(span: Span, factor: number, at: number, length: number): Span {
  const bases = (span.to - span.from) / factor;
  return within(at - (at - span.from) / factor, bases, length);
}

/** What is in view after a move by this number of bases. */
export const moved = (span: Span, by: number, length: number): Span => within(span.from + by, span.to - span.from, length);

/** The same range, moved if a base is outside of it. */
export function holding(span: Span, at: number, length: number): Span {
  if (at >= span.from && at < span.to) return span;
  return moved(span, at < span.from ? at - span.from : at - span.to + 1, length);
}

/** Round places within a range, at most the number asked for. */
export function ticks({ from, to }: Span, most: number): number[] {
  const least = (to - from) / Math.max(1, most);
  const tens = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = [1, 2, 5, 10].map((times) => times * tens).find((step) => step >= least) ?? 10 * tens;
  const found: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at);
  return found;
}

/** The piece that has a base; -1 if none has. */
export function pieceAt({ starts, ends }: TrackPart, base: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > base) high = middle;
    else low = middle + 1;
  }
  return low < ends.length && starts[low]! <= base ? low : -1;
}

/** The lowest and the highest number that a drawing has room for. */
export function room(part: TrackPart, kind: TrackKind): readonly [low: number, high: number] {
  if (kind !== 'numbers') return [0, 1];
  const low = Math.min(...part.lines.flatMap((line) => line.low), 0);
  const high = Math.max(...part.lines.flatMap((line) => line.high), 0);
  return low === high ? [low, low + 1] : [low, high];
}

/** Where things lie on a drawing, in its own units. */
export interface Scale {
  x: (base: number) => number;
  y: (value: number) => number;
}

export function scaleOf(span: Span, [low, high]: readonly [number, number], width: number, height: number): Scale {
  const rounded = (n: number): number => Math.round(n * 100) / 100;
  return {
    x: (base) => rounded(((base - span.from) / (span.to - span.from)) * width),
    y: (value) => rounded(height - ((value - low) / (high - low)) * height),
  };
}

/** The base at a place of a drawing. */
export function baseAt(span: Span, share: number): number {
  const at = span.from + Math.floor(share * (span.to - span.from));
  return Math.min(span.to - 1, Math.max(span.from, at));
}

/** The means of a class as steps. There is no line over a gap. */
export function stepsOf(part: TrackPart, line: TrackLine, { x, y }: Scale): string {
  return line.mean
    .map((mean, at) => {
      const joined = at > 0 && part.ends[at - 1] === part.starts[at];
      return `${joined ? `V${y(mean)}` : `M${x(part.starts[at]!)} ${y(mean)}`}H${x(part.ends[at]!)}`;
    })
    .join('');
}

/** From the lowest to the highest number of each piece that stands for several; empty if none does. */
export function bandOf(part: TrackPart, line: TrackLine, { x, y }: Scale): string {
  if (part.exact) return '';
  return line.mean
    .map((_, at) => `M${x(part.starts[at]!)} ${y(line.high[at]!)}H${x(part.ends[at]!)}V${y(line.low[at]!)}H${x(part.starts[at]!)}Z`)
    .join('');
}

/** How the lines of classes differ besides their colour, in the order in which they are chosen. */
export const DASHES = ['', '6 3', '2 3', '8 3 2 3'] as const;

/** Classes that are shown at the same time, at most. */
export const MOST_SHOWN = DASHES.length;

/** The classes to begin with: all if they are few, else the first. */
export const firstShown = (classes: number): number[] => (classes <= MOST_SHOWN ? Array.from({ length: classes }, (_, at) => at) : [0]);
