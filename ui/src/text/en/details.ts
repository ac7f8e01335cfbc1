// What stands beside a document's text, and a person's own words in its place.

import { size } from './numbers';

export const details = {
  edit: 'Edit title, authors and year',
  name: 'Title, authors and year',
  title: 'Title',
  authors: 'Authors, one per line',
  year: 'Year',
  /** Beside the name of a field. */
  yours: 'yours',
  imported: 'imported',
  /** In the line of facts: its title, authors or year are a person's words. */
  edited: 'details edited by you',
  /** What the document itself shows. */
  read: (words: string): string => (words === '' ? 'The document shows none.' : `In the document: ${words}`),
  useRead: { title: 'Use the document’s title', authors: 'Use the document’s authors', year: 'Use the document’s year' },
  yearWrong: 'A year has up to four digits.',
  changed: { title: 'The title was changed.', authors: 'The authors were changed.', year: 'The year was changed.' },
  files: 'Files',
  /** Where a file was when it was read, or its name. */
  file: (name: string, path: string | null): string => path ?? name,
  size: (bytes: number): string => `About ${size(bytes)} on the disk`,
  done: 'Done',
};
