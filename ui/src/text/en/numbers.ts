// Numbers and lists of pages in words.

/** "1 page", "1,200 pages" */
export const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "Pages 3, 5–7 and 9" for the numbers 3, 5, 6, 7 and 9. */
export function pageList(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && page <= last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  const words = runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  const list = words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${list}`;
}

/** The form of a verb that agrees with the number of pages. */
export const verb = (pages: readonly number[], one: string, many: string): string =>
  pages.length === 1 ? one : many;

/** The unit of a size, and its decimals: one while the number is small, so that it moves during a download. */
function unitOf(bytes: number): { per: number; unit: string; decimals: number } {
  // half a gigabyte and more is compared with other gigabytes; 999.6 KB would round to 1,000 KB
  if (bytes < 999_500) return { per: 1e3, unit: 'KB', decimals: 0 };
  if (bytes < 0.5e9) return { per: 1e6, unit: 'MB', decimals: bytes < 9.95e6 ? 1 : 0 };
  return { per: 1e9, unit: 'GB', decimals: 1 };
}

const inUnit = (bytes: number, per: number, decimals: number): string =>
  (bytes / per).toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** "0.6 GB", "470 MB", "1.6 MB", "12 KB": powers of ten, as disks and downloads are labelled. */
export function size(bytes: number): string {
  const { per, unit, decimals } = unitOf(bytes);
  return `${inUnit(bytes, per, decimals)} ${unit}`;
}

/** "1.2 of 2.3 GB": both in the unit of the whole. */
export function sizeOf(bytes: number, whole: number | null): string {
  if (whole === null) return size(bytes);
  const { per, decimals } = unitOf(whole);
  return `${inUnit(bytes, per, decimals)} of ${size(whole)}`;
}

/** "about 20 seconds", "about 3 minutes" */
export function roughly(seconds: number): string {
  if (seconds < 5) return 'a few seconds';
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} seconds`;
  if (seconds < 3300) return `about ${counted(Math.max(1, Math.round(seconds / 60)), 'minute', 'minutes')}`;
  return `about ${counted(Math.max(1, Math.round(seconds / 3600)), 'hour', 'hours')}`;
}

/** Day and time of what a person did. */
export const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
