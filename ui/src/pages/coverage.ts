// Where in the document a summary's sources and the person's marks stand, as shares of the document's length, for the strip
// beside the pages. A short document has them where its lines are seen.

import type { Annotation, DocumentView, Place, SentenceId, SummaryView } from '../bridge';
import { passageOf } from '../state';
import type { Band } from './bands';
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

type Span = Band;

/** Where sentences, or words of them, stand in a document: in one stretch, or in several. */
interface Spans {
  sentence: (id: SentenceId) => Span[];
  words: (sentences: readonly SentenceId[], places: readonly Place[]) => Span[];
}

/** So many lines above the words before it, a line is in the next column. */
const FAR = 2;

/** The stretches from the first of some spans to the last. Words that go on far above, in the next column, begin another one. */
function around(spans: readonly Span[]): Span[] {
  const found: [number, number][] = [];
  for (const [top, height] of spans) {
    const last = found.at(-1);
    if (!last || last[0] - (top + height) > FAR * height) found.push([top, height]);
    else {
      const end = Math.max(last[0] + last[1], top + height);
      last[0] = Math.min(last[0], top);
      last[1] = end - last[0];
    }
  }
  return found;
}

/** Stretches one after the other, as shares of all of them; or where they are seen, if that is known of each. */
function bandsOf(lengths: readonly number[], seen: readonly Band[] | null): readonly Band[] {
  if (seen?.length === lengths.length) return seen;
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let before = 0;
  return lengths.map((length): Band => {
    const top = before;
    before += length;
    return [top / whole, length / whole];
  });
}

/** A column of pages, all of them turned by `turn` degrees. Gaps between many pages count for nothing. */
function onPages(open: DocumentView, turn: number, seen: readonly Band[] | null): Spans {
  const heights = open.pages.map(({ crop, rotate }) => shownSize(crop, rotate + turn, 1).height);
  const bands = bandsOf(heights, seen);
  const known = new Map(open.pages.map((page, at) => [page.number, { page, length: heights[at] ?? 1, band: bands[at] ?? ([0, 0] as const) }]));
  const span = (place: Place): Span[] => {
    const found = place.kind === 'page' ? known.get(place.page) : undefined;
    if (place.kind !== 'page' || !found) return [];
    const { page, length, band } = found;
    const { top, height } = toScreen(pageTransform(page.crop, page.rotate + turn, 1), place.rect);
    return [[band[0] + (top / length) * band[1], (height / length) * band[1]]];
  };
  const sentences = new Map(open.sentences.map(({ id, places }) => [id, places]));
  return {
    sentence: (id) => around((sentences.get(id) ?? []).flatMap(span)),
    // words of a figure are in no sentence
    words: (_, places) => around(places.flatMap(span)),
  };
}

/** Running text, with what is in no sentence: headings and paragraphs, in which letters count, or lines if each has its own. */
function inFlow(open: DocumentView, seen: readonly Band[] | null): Spans {
  const spans = new Map<SentenceId, Span>();
  const stretches = partsOf(open).flatMap(({ title, words }) => (title ? [[title], words] : [words]));
  const letters = stretches.map((words) => words.reduce((sum, { text }) => sum + text.length, 0));
  const bands = bandsOf(letters, seen);
  stretches.forEach((words, at) => {
    const [top, height] = bands[at] ?? [0, 0];
    const lined = bands === seen && words.every(({ row }) => row);
    const whole = lined ? words.length : (letters[at] ?? 0);
    let before = 0;
    for (const { sentence, text } of words) {
      const length = lined ? 1 : text.length;
      if (sentence !== null && whole > 0) spans.set(sentence, [top + (before / whole) * height, (length / whole) * height]);
      before += length;
    }
  });
  const sentence = (id: SentenceId): Span[] => (spans.has(id) ? [spans.get(id)!] : []);
  return { sentence, words: (ids) => around(ids.flatMap(sentence)) };
}

const spansOf = (open: DocumentView, turn: number, seen: readonly Band[] | null): Spans =>
  open.pages.length > 0 ? onPages(open, turn, seen) : inFlow(open, seen);

/**
 * The places that the summary draws on, from the first to the last. `turn` is how far the person turned the pages, in degrees;
 * `seen` is where the pages, or headings and paragraphs, of a short document are seen.
 */
export function marksOf(open: DocumentView, summary: SummaryView, turn = 0, seen: readonly Band[] | null = null): Mark[] {
  const spans = spansOf(open, turn, seen);
  return summary.sentences
    .flatMap(({ evidence }, sentence) =>
      evidence.flatMap(({ sentence: id }, source) => spans.sentence(id).map(([top, height]): Mark => ({ top, height, sentence, source }))),
    )
    .sort((one, other) => one.top - other.top);
}

/** What the person marked, in the order of the list. */
export function penMarksOf(open: DocumentView, annotations: readonly Annotation[], turn = 0, seen: readonly Band[] | null = null): PenMark[] {
  const spans = spansOf(open, turn, seen);
  return annotations.flatMap((annotation): PenMark[] => {
    const passage = annotation.colour === null ? null : passageOf(annotation);
    return passage ? spans.words(passage.sentences, passage.places).map(([top, height]) => ({ top, height, annotation })) : [];
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
