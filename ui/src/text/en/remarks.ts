// What is worth knowing about a document and its summary.

import type { Cap, Note, Remark } from '../../bridge';
import { shortened } from '../short';
import { counted, grouped, pageList, verb } from './numbers';

function truncated(cap: Cap): string {
  switch (cap.kind) {
    case 'pages':
      return `Only the first ${counted(cap.limit, 'page was', 'pages were')} read.`;
    case 'characters':
      return `Only the first ${counted(cap.limit, 'character was', 'characters were')} read.`;
    case 'characters_on_pages':
      return `Some of the text was not read: Pagewing reads at most ${counted(cap.page, 'character', 'characters')} of a page and ${grouped(cap.document)} of a document.`;
  }
}

function note(note: Note): string {
  switch (note.kind) {
    case 'truncated':
      return truncated(note.cap);
    case 'scanned_pages':
      return `${pageList(note.pages)} ${verb(note.pages, 'is a picture', 'are pictures')} without text and could not be read.`;
    case 'recognized_pages':
      return `The text of ${pageList(note.pages).toLowerCase()} was recognized and may have wrong letters.`;
    case 'failed_pages':
      return `${pageList(note.pages)} could not be read; the others could.`;
    case 'unknown_letters':
      return `Some letters on ${pageList(note.pages).toLowerCase()} could not be identified, because their font does not name them.`;
    case 'included_left_out':
      return note.count === 1
        ? 'A document inside this one was not read; the rest was.'
        : `${counted(note.count, 'document', 'documents')} inside this one were not read; the rest was.`;
    case 'worker_died':
      return `Page ${note.page} could not be read; the pages after it were.`;
  }
}

/** The part of the document that a summary is about; null if the remark names none. */
export function partIn(remark: Remark): string | null {
  switch (remark.kind) {
    case 'about_section':
      return `the section “${shortened(remark.title)}”`;
    case 'about_pages':
      return remark.first === remark.last ? `page ${remark.first}` : `pages ${remark.first}–${remark.last}`;
    case 'about_selection':
      return 'the selected sentences';
    case 'no_running_text':
    case 'note':
      return null;
  }
}

export const remarks = {
  name: 'About this document',
  /** How the document was read. */
  of: note,
  /** What a reader of a summary should know. */
  remark: (remark: Remark): string => {
    switch (remark.kind) {
      case 'about_section':
      case 'about_pages':
      case 'about_selection':
        return `About ${partIn(remark)} only.`;
      case 'no_running_text':
        return 'This document has no running text to summarize. You can read it and ask about it.';
      case 'note':
        return note(remark.note);
    }
  },
};
