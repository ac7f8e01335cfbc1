// The page that a person types into the bar: its number, or what is printed on it where the file says that.

import { typedPages } from '../state';

/** What the file says is printed on each page, such as "iv" or "A-3"; null where it does not say. */
export type PageLabels = readonly (string | null)[] | null;

/** The page, or what is wrong with what was typed: it names no page, or one that the document does not have. */
export type TypedPage = { kind: 'page'; page: number } | { kind: 'unclear' } | { kind: 'elsewhere'; first: number; last: number };

const plain = (label: string): string => label.normalize('NFKC').trim().toLowerCase();

/** The first page on which this is printed; null if there is none. */
function labelled(typed: string, labels: PageLabels): number | null {
  const wanted = plain(typed);
  if (!labels || wanted === '') return null;
  const exact = labels.indexOf(typed.trim());
  const page = exact >= 0 ? exact : labels.findIndex((label) => label !== null && plain(label) === wanted);
  return page >= 0 ? page + 1 : null;
}

/** Takes the number of a page as everywhere else in the window; what is printed on it counts where that is no such number. */
export function typedPage(typed: string, pages: number, labels: PageLabels): TypedPage {
  const read = typedPages(typed, pages);
  if (read.kind === 'pages') return { kind: 'page', page: read.first };
  const page = labelled(typed, labels);
  if (page !== null && page <= pages) return { kind: 'page', page };
  return read.kind === 'elsewhere' ? read : { kind: 'unclear' };
}

/** A label to name as an example: the first that no number says. */
export const exampleOf = (labels: PageLabels): string | null => labels?.find((label) => label !== null && /\S/.test(label) && typedPages(label, Infinity).kind === 'unclear')?.trim() ?? null;
