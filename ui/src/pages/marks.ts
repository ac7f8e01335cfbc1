// Where marks stand on the pages.

import type { Annotation, Rect } from '../bridge';
import { passageOf } from '../state';
import { rectsByPage } from './geometry';

export interface PageMark {
  mark: Annotation;
  rects: readonly Rect[];
}

/** The marks of each page, by its number. */
export function marksByPage(annotations: readonly Annotation[]): Map<number, PageMark[]> {
  const pages = new Map<number, PageMark[]>();
  for (const mark of annotations) {
    for (const [page, rects] of rectsByPage(passageOf(mark)?.places ?? [])) {
      pages.set(page, [...(pages.get(page) ?? []), { mark, rects }]);
    }
  }
  return pages;
}
