// Where in the document a summary's sources and the person's marks stand, as shares of the document's length, for the strip
// beside the pages.

import type { Annotation, DocumentView, Place, SentenceId, SummaryView } from '../bridge';
import { passageOf } from '../state';
import { partsOf } from './flow';
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

/** Words that the person marked. */
export interface PenMark {
  top: number;
  height: number;
  annotation: Annotation;
}

/** Marks that stand closer than this touch each other. */
const CLOSE = 0.004;

type Span = readonly [top: number, height: number];

/** Where sentences, or words of them, stand in a document. */
interface Spans {
  sentence: (id: SentenceId) => Span | null;
  words: (sentences: readonly SentenceId[], places: readonly Place[]) => Span | null;
}

/** The stretch from the first of some spans to the last; null if there are none. */
function around(spans: readonly (Span | null)[]): Span | null {
  const known = spans.filter((span) => span !== null);
  if (known.length === 0) return null;
  const top = Math.min(...known.map(([top]) => top));
  return [top, Math.max(...known.map(([top, height]) => top + height)) - top];
}

/** A column of pages, all of them turned by `turn` degrees. Gaps between pages count for nothing. */
function onPages(open: DocumentView, turn: number): Spans {
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
  return {
    sentence: (id) => around((sentences.get(id) ?? []).map(span)),
    // words of a figure are in no sentence
    words: (_, places) => around(places.map(span)),
  };
}

/** Running text, with what is in no sentence. */
function inFlow(open: DocumentView): Spans {
  const spans = new Map<SentenceId, Span>();
  const all = partsOf(open).flatMap(({ title, words }) => (title ? [title, ...words] : words));
  const length = all.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  for (const { sentence, text } of all) {
    if (sentence !== null) spans.set(sentence, [before / length, text.length / length]);
    before += text.length;
  }
  const sentence = (id: SentenceId): Span | null => spans.get(id) ?? null;
  return { sentence, words: (ids) => around(ids.map(sentence)) };
}

const spansOf = (open: DocumentView, turn: number): Spans => (open.pages.length > 0 ? onPages(open, turn) : inFlow(open));

/** The places that the summary draws on, from the first to the last. `turn` is how far the person turned the pages, in degrees. */
export function marksOf(open: DocumentView, summary: SummaryView, turn = 0): Mark[] {
  const spans = spansOf(open, turn);
  return summary.sentences
    .flatMap(({ evidence }, sentence) =>
      evidence.flatMap(({ sentence: id }, source): Mark[] => {
        const span = spans.sentence(id);
        return span ? [{ top: span[0], height: span[1], sentence, source }] : [];
      }),
    )
    .sort((one, other) => one.top - other.top);
}

/** What the person marked, in the order of the list. */
export function penMarksOf(open: DocumentView, annotations: readonly Annotation[], turn = 0): PenMark[] {
  const spans = spansOf(open, turn);
  return annotations.flatMap((annotation): PenMark[] => {
    const passage = annotation.colour === null ? null : passageOf(annotation);
    const span = passage && spans.words(passage.sentences, passage.places);
    return span ? [{ top: span[0], height: span[1], annotation }] : [];
  });
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

/** The one nearest to a height in the strip. */
export function nearest<One extends { top: number; height: number }>(marks: readonly One[], at: number): One | null {
  const away = ({ top, height }: One): number => Math.max(0, top - at, at - top - height);
  return marks.reduce<One | null>((best, mark) => (best === null || away(mark) < away(best) ? mark : best), null);
}
