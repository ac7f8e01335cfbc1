// The library at the left.

import type { Arrangement, DocumentFilter, DocumentOrder } from '../../bridge';
import { shortened } from '../short';
import { counted, documents, grouped } from './numbers';

const orders: Record<DocumentOrder, string> = {
  added: 'Newest first',
  opened: 'Last opened',
  title: 'Title',
  author: 'Author',
  year: 'Year',
};

const filters: Record<DocumentFilter, string> = {
  unread: 'Unread',
  summarized: 'With a summary',
  noted: 'With marks or notes',
  scanned: 'With scanned pages',
  failed: 'With problems',
};

/** The order and the filters that are in use, in a few words. */
const arranged = ({ order, backwards, only }: Arrangement): string =>
  [backwards ? `${orders[order]}, reversed` : orders[order], ...only.map((filter) => filters[filter])].join(' · ');

export const library = {
  name: 'Library',
  show: 'Show library',
  hide: 'Hide library',
  add: 'Add documents',
  addFolder: 'Add a folder…',
  find: 'Search your documents',
  clear: 'Clear search',
  found: (n: number): string => `${documents(n)} found`,
  nothingFound: (query: string): string => `No documents match “${shortened(query)}”.`,
  pages: (n: number): string => counted(n, 'page', 'pages'),
  remove: (title: string): string => `Remove “${title}”`,
  /** In the menu of a document. */
  removeOne: 'Remove',
  removedSeveral: (n: number): string => `${documents(n)} removed.`,
  sort: (arrangement: Arrangement): string => `Sort and filter: ${arranged(arrangement)}`,
  order: 'Sort by',
  orders,
  backwards: 'Reverse the order',
  only: 'Only documents',
  filters,
  showAll: 'Show all documents',
  nothingHere: 'No documents match these filters.',
  unread: 'unread',
  menu: (title: string): string => `More about “${shortened(title)}”`,
  details: 'Edit title, authors and year',
  markUnread: 'Mark as unread',
  markRead: 'Mark as read',
  choose: 'Select',
  notChoose: 'Deselect',
  chosen: (n: number): string => `${documents(n)} selected`,
  /** Where there is little room. */
  chosenShort: (n: number): string => `${grouped(n)} selected`,
  chosenActions: 'Selected documents',
  askChosen: 'Ask them a question',
  summarizeChosen: 'Summarize them',
  compareChosen: 'Compare them in a table',
  exportChosen: 'Export the selected documents',
  removeChosen: 'Remove the selected documents',
  /** Ends selecting. */
  doneChoosing: 'Done',
  /** Beside the pointer that drags them. */
  dragged: (n: number): string => documents(n),
  trash: 'Trash',
  removed: (title: string): string => `“${shortened(title)}” was removed.`,
};
