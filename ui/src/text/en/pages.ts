// The document in the middle.

export const pages = {
  name: 'Document',
  page: (n: number): string => `Page ${n}`,
  goTo: 'Page',
  of: (n: number): string => `of ${n.toLocaleString('en')}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit to width',
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
      return `${position.toLocaleString('en')} of ${total.toLocaleString('en')}${complete ? '' : '…'}`;
    },
  },
  outline: 'Contents',
  noOutline: 'Pagewing found no sections in this document.',
  unreadable: 'Pagewing can’t show these pages.',
  pageUnreadable: 'Pagewing can’t show this page.',
  pageFailed: 'Pagewing couldn’t read this page, so nothing in the summary comes from it.',
};
