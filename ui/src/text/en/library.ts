// The library at the left.

import { counted } from './numbers';

export const library = {
  name: 'Library',
  show: 'Show the library',
  hide: 'Hide the library',
  add: 'Add documents',
  find: 'Find in your documents',
  clear: 'Clear the search',
  found: (n: number): string => `${counted(n, 'document', 'documents')} found`,
  nothingFound: (query: string): string => `Nothing found for “${query}”.`,
  pages: (n: number): string => counted(n, 'page', 'pages'),
  remove: (title: string): string => `Remove “${title}”`,
  removed: (title: string): string => `“${title}” was removed.`,
  undo: 'Undo',
};
