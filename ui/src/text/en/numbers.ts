// Numbers and lists of pages in words.

import { NO_BREAK, pageRange, pageRuns, roughTime, unitOf } from '../amounts';

/** A number with commas between its thousands. */
export const grouped = (n: number): string => n.toLocaleString('en');

/** "1 page", "1,200 pages" */
export const counted = (n: number, one: string, many: string): string => `${grouped(n)} ${n === 1 ? one : many}`;

/** "1 document", "1,200 documents" */
export const documents = (n: number): string => counted(n, 'document', 'documents');

/** "Pages 3, 5–7 and 9" for the numbers 3, 5, 6, 7 and 9. */
export function pageList(pages: readonly number[]): string {
  const words = pageRuns(pages).map(([first, last]) => pageRange(first, last));
  const list = words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${list}`;
}

/** The form of a verb that agrees with the number of pages. */
export const verb = (pages: readonly number[], one: string, many: string): string =>
  pages.length === 1 ? one : many;

const inUnit = (bytes: number, per: number, decimals: number): string =>
  (bytes / per).toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** "0.6 GB", "470 MB", "1.6 MB", "12 KB": powers of ten, as disks and downloads are labelled. */
export function size(bytes: number): string {
  const { per, unit, decimals } = unitOf(bytes);
  return `${inUnit(bytes, per, decimals)}${NO_BREAK}${unit}`;
}

/** "1.2 of 2.3 GB": both in the unit of the whole. */
export function sizeOf(bytes: number, whole: number | null): string {
  if (whole === null) return size(bytes);
  const { per, decimals } = unitOf(whole);
  return `${inUnit(bytes, per, decimals)} of ${size(whole)}`;
}

/** "about 20 seconds", "about 3 minutes" */
export function roughly(seconds: number): string {
  const time = roughTime(seconds);
  if (time.unit === 'few') return 'a few seconds';
  return `about ${counted(time.n, time.unit, `${time.unit}s`)}`;
}

/** Day and time of what a person did. */
export const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
