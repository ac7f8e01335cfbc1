// The window before a document is open, and while files are dragged over it.

import { counted } from './numbers';

export const empty = {
  title: 'Drop a PDF anywhere in this window',
  what: 'Pagewing reads it here, on this computer, and shows where every sentence of the summary comes from.',
  reader: (name: string): string => `Its ${name} answers questions about it, without any download.`,
  or: 'or',
  chooseFiles: 'choose files',
  example: 'Look at the example paper',
};

export const drop = {
  over: (count: number): string =>
    count === 0 ? 'Drop to read' : `Drop to read ${counted(count, 'file', 'files')}`,
};
