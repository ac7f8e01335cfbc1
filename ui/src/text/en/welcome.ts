// The window before a document is open, and while files are dragged over it.

import { counted } from './numbers';

export const empty = {
  title: 'Drop a document in this window',
  what: 'Pagewing reads it on this computer and shows where each sentence of the summary comes from.',
  reader: (name: string): string => `The built-in ${name.toLowerCase()} answers questions about it, with nothing to download.`,
  or: 'or',
  chooseFiles: 'choose files',
  example: 'Try the example paper',
};

/** Very many files at once. */
export const many = {
  question: (files: number): string => `Read ${counted(files, 'document', 'documents')}?`,
  why: 'Each is copied into the library and read. You can pause that, and read and ask meanwhile.',
  read: 'Read them',
  leave: 'Leave them',
};

export const drop = {
  over: (count: number): string =>
    count === 0 ? 'Drop to read' : `Drop to read ${counted(count, 'file', 'files')}`,
};
