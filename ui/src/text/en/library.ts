// The library at the left.

import { shortened } from '../short';
import { counted } from './numbers';

export const library = {
  name: 'Library',
  show: 'Show library',
  hide: 'Hide library',
  add: 'Add documents',
  find: 'Search your documents',
  clear: 'Clear search',
  found: (n: number): string => `${counted(n, 'document', 'documents')} found`,
  nothingFound: (query: string): string => `No documents match “${shortened(query)}”.`,
  pages: (n: number): string => counted(n, 'page', 'pages'),
  remove: (title: string): string => `Remove “${title}”`,
  removed: (title: string): string => `“${shortened(title)}” was removed.`,
};
