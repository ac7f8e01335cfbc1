// Marks the words of a query in the text that a search brought.

export interface Part {
  text: string;
  hit: boolean;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Cuts a snippet into parts; a part is a hit where a word begins with a word of the query. */
export function marked(snippet: string, query: string): Part[] {
  const words = query.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0) return [{ text: snippet, hit: false }];
  const hits = new RegExp(`(?<![\\p{L}\\p{N}])((?:${words.map(escaped).join('|')})[\\p{L}\\p{N}]*)`, 'giu');
  // split with one group alternates: text, hit, text, hit, ...
  return snippet
    .split(hits)
    .map((text, at) => ({ text, hit: at % 2 === 1 }))
    .filter((part) => part.text !== '');
}
