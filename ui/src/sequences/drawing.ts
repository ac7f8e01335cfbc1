// A track as a file in SVG, which needs nothing of the window: its own colours, which are those of paper, and its own words.

import type { TrackKind, TrackPart } from '../bridge';
import { bandOf, DASHES, room, scaleOf, stepsOf, ticks, type Span } from './plot';

/** What a drawing is of, in words that are ready. */
export interface Drawn {
  title: string;
  labels: readonly string[];
  kind: TrackKind;
  span: Span;
  part: TrackPart;
  /** The words at a base, and at a number. */
  base: (at: number) => string;
  value: (value: number) => string;
}

const [WIDTH, HEIGHT] = [900, 240];
const [LEFT, TOP, LINE] = [64, 40, 18];
const COLOURS = ['#2a5a72', '#20262a', '#7a4a12', '#555d63'];

const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

const write = (x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end' = 'start'): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(words)}</text>`;

export function svgOf({ title, labels, kind, span, part, base, value }: Drawn): string {
  const [low, high] = room(part, kind);
  const scale = scaleOf(span, [low, high], WIDTH, HEIGHT);
  const total = TOP + HEIGHT + 36 + part.lines.length * LINE;
  const numbers = [low, (low + high) / 2, high].map(
    (n) => `<path d="M${LEFT} ${TOP + scale.y(n)}h${WIDTH}" stroke="#d9d6cd"/>${write(LEFT - 8, TOP + scale.y(n) + 4, value(n), 'end')}`,
  );
  const bases = ticks(span, 6).map(
    (at) => `<path d="M${LEFT + scale.x(at)} ${TOP + HEIGHT}v5" stroke="#555d63"/>${write(LEFT + scale.x(at), TOP + HEIGHT + 20, base(at), 'middle')}`,
  );
  const lines = part.lines.map((line, nth) => {
    const [colour, dash] = [COLOURS[nth % COLOURS.length]!, DASHES[nth % DASHES.length]!];
    const band = bandOf(part, line, scale);
    return [
      band === '' ? '' : `<path d="${band}" fill="${colour}" fill-opacity="0.15"/>`,
      `<path d="${stepsOf(part, line, scale)}" fill="none" stroke="${colour}" stroke-width="1.5" stroke-dasharray="${dash || 'none'}"/>`,
    ].join('');
  });
  const legend = part.lines.map((line, nth) => {
    const y = TOP + HEIGHT + 40 + nth * LINE;
    const [colour, dash] = [COLOURS[nth % COLOURS.length]!, DASHES[nth % DASHES.length]!];
    return `<path d="M${LEFT} ${y}h28" stroke="${colour}" stroke-width="1.5" stroke-dasharray="${dash || 'none'}"/>${write(LEFT + 36, y + 4, labels[line.class] ?? '')}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 24} ${total}" font-family="sans-serif" font-size="12" fill="#20262a">`,
    `<title>${escaped(title)}</title>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    write(LEFT, 22, title),
    ...numbers,
    ...bases,
    `<svg x="${LEFT}" y="${TOP}" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${lines.join('')}</svg>`,
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}
