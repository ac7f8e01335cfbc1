// Numbers and lists of pages in words.

import { NO_BREAK, pageRange, pageRuns, roughTime, unitOf } from '../amounts';

export { NO_BREAK };

/** A number with points between its thousands. */
export const grouped = (n: number): string => n.toLocaleString('de');

/** "1 Seite", "1.200 Seiten" */
export const counted = (n: number, one: string, many: string): string => `${grouped(n)} ${n === 1 ? one : many}`;

/** "1 Dokument", "1.200 Dokumente" */
export const documents = (n: number): string => counted(n, 'Dokument', 'Dokumente');

/** "83 %" for whole per cent. */
export const percent = (whole: number): string => `${whole}${NO_BREAK}%`;

/** "S. 4" */
export const page = (n: number): string => `S.${NO_BREAK}${n}`;

/** "Seite 3", "Seiten 3–5" for pages that follow one another. */
export const pageSpan = (first: number, last: number): string => `${first === last ? 'Seite' : 'Seiten'} ${pageRange(first, last)}`;

/** "3, 5–7 und 9" for the numbers 3, 5, 6, 7 and 9. */
function listed(pages: readonly number[]): string {
  const words = pageRuns(pages).map(([first, last]) => pageRange(first, last));
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} und ${words.at(-1)}`;
}

/** "Seite 3", "Seiten 3, 5–7 und 9": pages that do something. */
export const pageList = (pages: readonly number[]): string => `${pages.length === 1 ? 'Seite' : 'Seiten'} ${listed(pages)}`;
/** "auf Seite 3", "auf den Seiten 3–5": where something is. */
export const onPages = (pages: readonly number[]): string => `auf ${pages.length === 1 ? 'Seite' : 'den Seiten'} ${listed(pages)}`;
/** "von Seite 3", "der Seiten 3–5": what something belongs to. */
export const ofPages = (pages: readonly number[]): string => `${pages.length === 1 ? 'von Seite' : 'der Seiten'} ${listed(pages)}`;

/** The form of a verb that agrees with the number of pages. */
export const verb = (pages: readonly number[], one: string, many: string): string => (pages.length === 1 ? one : many);

const inUnit = (bytes: number, per: number, decimals: number): string =>
  (bytes / per).toLocaleString('de', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** "0,6 GB", "470 MB", "1,6 MB", "12 KB": powers of ten, as disks and downloads are labelled. */
export function size(bytes: number): string {
  const { per, unit, decimals } = unitOf(bytes);
  return `${inUnit(bytes, per, decimals)}${NO_BREAK}${unit}`;
}

/** "1,2 von 2,3 GB": both in the unit of the whole. */
export function sizeOf(bytes: number, whole: number | null): string {
  if (whole === null) return size(bytes);
  const { per, decimals } = unitOf(whole);
  return `${inUnit(bytes, per, decimals)} von ${size(whole)}`;
}

const UNITS = { second: ['Sekunde', 'Sekunden'], minute: ['Minute', 'Minuten'], hour: ['Stunde', 'Stunden'] } as const;

/** "etwa 20 Sekunden", "etwa 3 Minuten"; `few` is the form of seconds that are not counted. */
function roughTimeIn(seconds: number, few: string): string {
  const time = roughTime(seconds);
  if (time.unit === 'few') return few;
  const [one, many] = UNITS[time.unit];
  return `etwa ${counted(time.n, one, many)}`;
}

/** "noch etwa 3 Minuten", "noch wenige Sekunden" */
export const stillRoughly = (seconds: number): string => `noch ${roughTimeIn(seconds, 'wenige Sekunden')}`;
/** "in etwa 3 Minuten", "in wenigen Sekunden" */
export const withinRoughly = (seconds: number): string => `in ${roughTimeIn(seconds, 'wenigen Sekunden')}`;

/** Day and time of what a person did. */
export const moments = new Intl.DateTimeFormat('de', { dateStyle: 'medium', timeStyle: 'short' });
