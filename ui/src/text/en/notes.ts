// What is worth knowing about how a document was read.

import type { Note } from '../../bridge';
import { pageList, verb } from './numbers';

export const notes = {
  name: 'About this document',
  of: (note: Note): string => {
    switch (note.kind) {
      case 'truncated':
        return `Only the first ${note.limit} were read.`;
      case 'scanned_pages':
        return `${pageList(note.pages)} ${verb(note.pages, 'is a picture', 'are pictures')} without text and could not be read.`;
      case 'failed_pages':
        return `${pageList(note.pages)} could not be read; the others could.`;
      case 'worker_died':
        return `Reading stopped at page ${note.page} and went on after it.`;
    }
  },
};
