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
