// The window before a document is open, and while files are dragged over it.

import { counted, grouped } from './numbers';

export const empty = {
  title: 'Drop a document in this window',
  /** Three sentences: what this is, what leaves the computer, and when it opens a connection. */
  what: [
    'Pagewing reads long documents for you: it sums them up, answers questions about them, and shows where each sentence comes from.',
    'It works on this computer, and nothing of a document leaves it.',
    'It opens a connection only to download a model that you ask for.',
  ].join(' '),
  or: 'or',
  chooseFiles: 'choose files',
  chooseFolder: 'choose a folder',
};

export const tour = {
  titles: { open: 'Open a document', sources: 'See where it says so', ask: 'Ask it something', marks: 'Keep what matters' },
  open: (keys: string): string => `Drop a file or a folder anywhere in this window, or press ${keys}. Pagewing copies it into its library and reads it.`,
  /** The step is about a document, and none is open. */
  waits: 'Open a document first, such as the example. This step goes on with it.',
  sources: 'Point at a sentence of the summary, and its source is marked on the page. A click goes there. The arrow keys do the same.',
  ask: (keys: string): string => `Press ${keys} and ask in a sentence. The answer is a quotation. If the document does not say it, Pagewing says so.`,
  marks: (keys: string, palette: string): string =>
    `Select words and choose a colour, or press ${keys}. Marks and notes stand under Notes. ${palette} lists everything else that can be done.`,
  at: (n: number, of: number): string => `Step ${n} of ${of}`,
  back: 'Back',
  next: 'Next',
  end: 'Done',
  leave: 'Leave the tour',
};

/** Very many files at once. */
export const many = {
  question: (files: number): string => `Read ${counted(files, 'document', 'documents')}?`,
  why: 'Each is copied into the library and read. You can pause that, and read and ask meanwhile.',
  read: 'Read them',
  leave: 'Leave them',
};

export const drop = {
  /** What is dragged is not looked at before it is dropped: a path may be a folder of many files. */
  over: (count: number): string => (count < 2 ? 'Drop to read' : `Drop to read ${grouped(count)} files or folders`),
};
