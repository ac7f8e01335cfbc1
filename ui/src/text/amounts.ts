// Amounts before they are words: what every language says in its own way, and rounds in the same.

/** Keeps a number and its unit on one line. */
export const NO_BREAK = '\u00a0';

/** Pages as runs: 3–5, 7–7 and 9–9 for the numbers 3, 4, 5, 7 and 9. */
export function pageRuns(pages: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && page <= last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs;
}

/** A run of pages in figures: "7", "3–5". */
export const pageRange = (first: number, last: number): string => (first === last ? `${first}` : `${first}–${last}`);

/** The unit of a size, and its decimals: one while the number is small, so that it moves during a download. */
export function unitOf(bytes: number): { per: number; unit: string; decimals: number } {
  // half a gigabyte and more is compared with other gigabytes; 999.6 KB would round to 1,000 KB
  if (bytes < 999_500) return { per: 1e3, unit: 'KB', decimals: 0 };
  if (bytes < 0.5e9) return { per: 1e6, unit: 'MB', decimals: bytes < 9.95e6 ? 1 : 0 };
  return { per: 1e9, unit: 'GB', decimals: 1 };
}

/** A time that is known roughly; `few` if counting its seconds would be too exact. */
export type RoughTime = { unit: 'few' } | { unit: 'second' | 'minute' | 'hour'; n: number };

export function roughTime(seconds: number): RoughTime {
  if (seconds < 5) return { unit: 'few' };
  if (seconds < 55) return { unit: 'second', n: Math.ceil(seconds / 5) * 5 };
  if (seconds < 3300) return { unit: 'minute', n: Math.max(1, Math.round(seconds / 60)) };
  return { unit: 'hour', n: Math.max(1, Math.round(seconds / 3600)) };
}
