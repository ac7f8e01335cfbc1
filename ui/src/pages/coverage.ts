// Where in the document a summary's sources stand, as shares of the document's length, for the strip beside the pages.

import type { DocumentView, Place, SentenceId, SummaryView } from '../bridge';
import { pageTransform, shownSize, toScreen } from './geometry';

/** A place that the summary draws on. */
export interface Mark {
  /** Its upper edge and its height, as shares of the document's length. */
  top: number;
  height: number;
  /** Positions in the summary, and in the sentence's evidence. */
  sentence: number;
  source: number;
}

/** Marks that stand closer than this touch each other. */
const CLOSE = 0.004;

type Span = readonly [top: number, height: number];

/** Returns where a sentence stands in a column of pages, all of them turned by `turn` degrees. Gaps between pages count for nothing. */
function onPages(open: DocumentView, turn: number): (id: SentenceId) => Span | null {
  const tops = new Map<number, number>();
  let length = 0;
  for (const { number, crop, rotate } of open.pages) {
    tops.set(number, length);
    length += shownSize(crop, rotate + turn, 1).height;
  }
  const known = new Map(open.pages.map((page) => [page.number, page]));
  const span = (place: Place): Span | null => {
    const page = place.kind === 'page' ? known.get(place.page) : undefined;
    if (place.kind !== 'page' || !page) return null;
    const { top, height } = toScreen(pageTransform(page.crop, page.rotate + turn, 1), place.rect);
    return [((tops.get(page.number) ?? 0) + top) / length, height / length];
  };
  const sentences = new Map(open.sentences.map(({ id, places }) => [id, places]));
  return (id) => {
    const spans = (sentences.get(id) ?? []).map(span).filter((one) => one !== null);
    if (spans.length === 0) return null;
    const top = Math.min(...spans.map(([top]) => top));
    return [top, Math.max(...spans.map(([top, height]) => top + height)) - top];
  };
}

/** Returns where a sentence stands in running text. */
function inFlow({ sentences }: DocumentView): (id: SentenceId) => Span | null {
  const spans = new Map<SentenceId, Span>();
  const length = sentences.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  for (const { id, text } of sentences) {
    spans.set(id, [before / length, text.length / length]);
    before += text.length;
  }
  return (id) => spans.get(id) ?? null;
}

/** The places that the summary draws on, from the first to the last. `turn` is how far the person turned the pages, in degrees. */
export function marksOf(open: DocumentView, summary: SummaryView, turn = 0): Mark[] {
  const spanOf = open.pages.length > 0 ? onPages(open, turn) : inFlow(open);
  return summary.sentences
    .flatMap(({ evidence }, sentence) =>
      evidence.flatMap(({ sentence: id }, source): Mark[] => {
        const span = spanOf(id);
        return span ? [{ top: span[0], height: span[1], sentence, source }] : [];
      }),
    )
    .sort((one, other) => one.top - other.top);
}

/** The stretches that the marks cover; those that touch are one. */
export function stretches(marks: readonly Mark[]): Span[] {
  const runs: [number, number][] = [];
  for (const { top, height } of marks) {
    const last = runs.at(-1);
    if (last && top <= last[0] + last[1] + CLOSE) last[1] = Math.max(last[1], top + height - last[0]);
    else runs.push([top, height]);
  }
  return runs;
}

/** The mark nearest to a height in the strip. */
export function nearest(marks: readonly Mark[], at: number): Mark | null {
  const away = ({ top, height }: Mark): number => Math.max(0, top - at, at - top - height);
  return marks.reduce<Mark | null>((best, mark) => (best === null || away(mark) < away(best) ? mark : best), null);
}
