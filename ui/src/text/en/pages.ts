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
  outline: 'Contents',
  noOutline: 'Pagewing found no sections in this document.',
  unreadable: 'Pagewing can’t show these pages.',
  pageUnreadable: 'Pagewing can’t show this page.',
  pageFailed: 'Pagewing couldn’t read this page, so nothing in the summary comes from it.',
};
