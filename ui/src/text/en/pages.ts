// The document in the middle.

export const pages = {
  name: 'Document',
  page: (n: number): string => `Page ${n}`,
  goTo: 'Page',
  of: (n: number): string => `of ${n.toLocaleString('en')}`,
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
      return `${position.toLocaleString('en')} of ${total.toLocaleString('en')}${complete ? '' : '…'}`;
    },
  },
  link: {
    place: (page: number): string => `Go to page ${page}`,
    address: (url: string): string => `Web address: ${url}`,
    name: 'Web address',
    hint: 'Pagewing doesn’t open web pages. Copy the address and open it in your browser.',
    copy: 'Copy address',
    copied: 'The address was copied.',
    notCopied: 'The address couldn’t be copied.',
  },
  thumbnails: 'Pages',
  outline: 'Outline',
  noOutline: 'Pagewing found no sections in this document.',
  unreadable: 'Pagewing can’t show these pages.',
  pageUnreadable: 'Pagewing can’t show this page.',
  pageFailed: 'Pagewing couldn’t read this page, so nothing in the summary comes from it.',
};
