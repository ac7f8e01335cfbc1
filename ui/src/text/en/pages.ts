// The document in the middle.

import { shortened } from '../short';
import { counted, grouped } from './numbers';

export const pages = {
  name: 'Document',
  page: (n: number): string => `Page ${n}`,
  goTo: 'Page',
  /** What was typed is no page. `label` is something that is printed on one of them, if that is no number. */
  unclear: (pages: number, label: string | null): string =>
    pages === 1 ? 'This document has one page.' : `Enter a page from 1 to ${grouped(pages)}${label === null ? '' : `, or what is printed on it, such as ${shortened(label)}`}.`,
  of: (n: number): string => `of ${grouped(n)}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  size: 'Zoom',
  view: 'View',
  fitWidth: 'Fit to width',
  fitPage: 'Fit whole page',
  facing: 'Two pages side by side',
  turnRight: 'Turn right',
  turnLeft: 'Turn left',
  back: 'Back to where you were',
  zoom: (factor: number): string => `${Math.round(factor * 100)}%`,
  find: {
    name: 'Find in document',
    next: 'Next place',
    previous: 'Previous place',
    close: 'Close search',
    /** "3 of 41"; with more to come while pages are still being read. Null where nobody looks for anything. */
    count: (position: number | null, total: number, complete: boolean): string => {
      if (position === null) return '';
      if (total === 0) return complete ? 'Not found' : 'Searching…';
      return `${grouped(position)} of ${grouped(total)}${complete ? '' : '…'}`;
    },
  },
  link: {
    place: (page: number): string => `Go to page ${page}`,
    address: (url: string): string => `Web address: ${url}`,
    name: (mail: boolean): string => (mail ? 'Mail address' : 'Web address'),
    /** The server that the words of a link name, and the one that it leads to. */
    promised: (named: string, host: string): string => `The words of the link name ${named}, but it leads to ${host}.`,
    otherLetters: 'The name of this site has letters beyond a to z. It may look like the name of another site.',
    hint: (mail: boolean): string =>
      mail ? 'Pagewing writes no mail. Your mail program takes this address if you open it.' : 'Pagewing opens no web page. Your browser takes this address if you open it.',
    open: (mail: boolean): string => (mail ? 'Open in the mail program' : 'Open in the browser'),
    opened: (mail: boolean): string => (mail ? 'Your mail program has the address.' : 'Your browser has the address.'),
    copy: 'Copy address',
    copied: 'The address was copied.',
    notCopied: 'The address couldn’t be copied.',
  },
  thumbnails: 'Pages',
  /** A small picture of a page, with the number of the person's marks on it. */
  thumbnail: (n: number, marks: number): string => `Page ${n}${marks > 0 ? `, ${counted(marks, 'mark', 'marks')}` : ''}`,
  outline: 'Outline',
  noOutline: 'Pagewing found no sections in this document.',
  unreadable: 'Pagewing can’t show these pages.',
  damaged: 'Pagewing can’t show these pages: the file is damaged, or its end is missing.',
  /** Under which its text stands in the place of its pages. */
  textInstead: (reason: string): string => `${reason} This is the text that was read from it.`,
  pageUnreadable: 'Pagewing can’t show this page.',
  pageFailed: 'Pagewing couldn’t read this page, so nothing in the summary comes from it.',
};
