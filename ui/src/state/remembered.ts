// What the window remembers of itself between two starts, such as the widths of its panes. The web view keeps it in a
// folder of Pagewing's own; if it cannot, the window begins as it was made.

const PREFIX = 'pagewing.';

/** What was remembered under a name, or null. Whoever reads it checks it: an older version may have written it. */
export function remembered(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // a full or forbidden store costs the memory of a width and no more
  }
}

/** The field of something remembered. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
