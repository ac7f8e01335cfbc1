// Pages as a person types them: "3", "3-5", "3 to 5", "pp. 3–5", "3-", "3, 4 and 5", in every language of the window: "S. 3 bis 5".

/** Pages that follow one another; both ends belong to them. */
export interface PageRange {
  first: number;
  last: number;
}

/** Pages, or what is wrong with what was typed: no pages, pages with others between them, or none of the document's. */
export type TypedPages = ({ kind: 'pages' } & PageRange) | { kind: 'unclear' } | { kind: 'apart' } | ({ kind: 'elsewhere' } & PageRange);

/** Words before a number that say nothing more. */
const PAGE = /\b(?:pages?|pp?\.?|from|seiten?|s\.?|von)(?=[\s\d])/g;
/** What stands between two ends. */
const TO = /\s*(?:[-‐-―−~〜]|\.{2,}|\b(?:to|till|until|through|thru|bis)\b)\s*/g;
/** What stands between pages that are listed. */
const AND = /\s*(?:[,;、&+]|\b(?:and|und)\b)\s*/;

/** One entry of a list. An end that is left open is that of the document. */
function rangeOf(entry: string, pages: number): PageRange | null {
  const found = /^(\d{0,9})(-?)(\d{0,9})$/.exec(entry);
  const [, from = '', dash = '', to = ''] = found ?? [];
  if (from === '' && to === '') return null;
  const [one, other] = dash === '' ? [Number(from), Number(from)] : [from === '' ? 1 : Number(from), to === '' ? Math.max(pages, Number(from)) : Number(to)];
  return { first: Math.min(one, other), last: Math.max(one, other) };
}

/** What was typed, as pages of a document that has `pages` of them. A range may reach beyond them, as far as it begins or ends within. */
export function typedPages(typed: string, pages: number): TypedPages {
  // wide digits and other forms of the same letters
  const plain = typed.normalize('NFKC').toLowerCase().replace(PAGE, ' ').replace(TO, '-').trim();
  const entries = plain.split(AND).map((entry) => rangeOf(entry.trim(), pages));
  const ranges = entries.filter((entry) => entry !== null).sort((one, other) => one.first - other.first);
  if (ranges.length < entries.length) return { kind: 'unclear' };
  const [first] = ranges;
  if (!first) return { kind: 'unclear' };
  const whole = { ...first };
  for (const { first: from, last } of ranges) {
    if (from > whole.last + 1) return { kind: 'apart' };
    whole.last = Math.max(whole.last, last);
  }
  if (whole.last < 1 || whole.first > pages) return { kind: 'elsewhere', ...whole };
  return { kind: 'pages', first: Math.max(1, whole.first), last: Math.min(pages, whole.last) };
}
