// Reads the text of a page by pdf.js.

import type { PDFDocumentProxy, TextContent, TextItem, TextStyle } from 'pdfjs-dist/types/src/display/api';

import { textOfRuns, type PageText, type Run } from './runs';

/** Pages in sight are asked for again and again. */
const KEPT = 8;

/** How far a letter reaches, where a font says nothing or something impossible. */
const ASCENT = 0.8;
const DESCENT = -0.2;
const between = (low: number, value: number | undefined, high: number, otherwise: number): number =>
  value !== undefined && value >= low && value <= high ? value : otherwise;

/**
 * The widths of letters in the font that stands in for the one of the file, as in the layer of words for selection: the
 * share of a run that its first letters take is nearly the same in both.
 */
function measuring(): (text: string, family: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, family) => {
    if (!context) return text.length;
    context.font = `30px ${family}`;
    return context.measureText(text).width;
  };
}

function runOf(item: TextItem, style: TextStyle | undefined, measure: ReturnType<typeof measuring>): Run {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform as number[];
  const family = style?.fontFamily ?? 'sans-serif';
  return {
    text: item.str,
    transform: [a, b, c, d, e, f],
    width: item.width,
    ascent: between(0.3, style?.ascent, 1.2, ASCENT),
    descent: between(-0.6, style?.descent, -0.01, DESCENT),
    rightToLeft: item.dir === 'rtl',
    share: (letters) =>
      letters >= item.str.length ? 1 : letters <= 0 ? 0 : measure(item.str.slice(0, letters), family) / (measure(item.str, family) || 1),
    endsLine: item.hasEOL,
  };
}

const runsOf = ({ items, styles }: TextContent, measure: ReturnType<typeof measuring>): Run[] =>
  items.flatMap((item) => ('str' in item ? [runOf(item, styles[item.fontName], measure)] : []));

/** Returns a function that reads pages and keeps the latest few. */
export function textReader(pdf: PDFDocumentProxy): (number: number) => Promise<PageText> {
  const measure = measuring();
  const kept = new Map<number, Promise<PageText>>();
  const read = async (number: number): Promise<PageText> => {
    const page = await pdf.getPage(number);
    return textOfRuns(runsOf(await page.getTextContent(), measure));
  };
  return (number) => {
    const text = kept.get(number) ?? read(number);
    kept.delete(number);
    kept.set(number, text);
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
    return text;
  };
}
