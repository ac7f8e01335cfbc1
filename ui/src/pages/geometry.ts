// From PDF user space (points, y upwards, not rotated) to the screen (CSS pixels, y downwards), the way
// pdf.js does it, so that highlights match the words on its canvas.

import type { Place, Rect } from '../bridge';

/** [a, b, c, d, e, f] maps a point (x, y) to (a·x + c·y + e, b·x + d·y + f). */
export type Matrix = readonly [number, number, number, number, number, number];

/** A box on the page, in CSS pixels from the page's upper left corner. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

/** CSS pixels per point at 100%. */
export const ACTUAL_SIZE = 96 / 72;

/** The size of a page on the screen, in CSS pixels: a quarter turn swaps its sides. */
export function shownSize(crop: Rect, rotate: number, scale: number): Size {
  const width = (crop.x1 - crop.x0) * scale;
  const height = (crop.y1 - crop.y0) * scale;
  return rotate % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** The transform that pdf.js will use for a page that it has not opened yet. */
export function pageTransform(crop: Rect, rotate: number, scale: number): Matrix {
  const [x0, y0, x1, y1] = [crop.x0 * scale, crop.y0 * scale, crop.x1 * scale, crop.y1 * scale];
  switch (((rotate % 360) + 360) % 360) {
    case 90:
      return [0, scale, scale, 0, -y0, -x0];
    case 180:
      return [-scale, 0, 0, scale, x1, -y0];
    case 270:
      return [0, -scale, -scale, 0, y1, x1];
    default:
      return [scale, 0, 0, -scale, -x0, y1];
  }
}

/** Maps a rectangle to the screen. A rotation swaps its corners, so they are sorted again. */
export function toScreen([a, b, c, d, e, f]: Matrix, rect: Rect): Box {
  const x = [a * rect.x0 + c * rect.y0 + e, a * rect.x1 + c * rect.y1 + e] as const;
  const y = [b * rect.x0 + d * rect.y0 + f, b * rect.x1 + d * rect.y1 + f] as const;
  const left = Math.min(...x);
  const top = Math.min(...y);
  return { left, top, width: Math.max(...x) - left, height: Math.max(...y) - top };
}

/** Maps a box on the screen back to the page. */
export function toPage([a, b, c, d, e, f]: Matrix, { left, top, width, height }: Box): Rect {
  const area = a * d - b * c;
  const at = (x: number, y: number): [number, number] => [(d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area];
  const [[x, y], [otherX, otherY]] = [at(left, top), at(left + width, top + height)];
  return { x0: Math.min(x, otherX), y0: Math.min(y, otherY), x1: Math.max(x, otherX), y1: Math.max(y, otherY) };
}

/** The rectangles of a sentence, by page. */
export function rectsByPage(places: readonly Place[]): Map<number, Rect[]> {
  const pages = new Map<number, Rect[]>();
  for (const place of places) {
    if (place.kind !== 'page') continue;
    const rects = pages.get(place.page);
    if (rects) rects.push(place.rect);
    else pages.set(place.page, [place.rect]);
  }
  return pages;
}
