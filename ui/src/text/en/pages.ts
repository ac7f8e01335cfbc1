// The document in the middle.

export const pages = {
  name: 'Document',
  page: (n: number): string => `Page ${n}`,
  goTo: 'Page',
  of: (n: number): string => `of ${n.toLocaleString('en')}`,
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  fit: 'Fit the width',
  zoom: (factor: number): string => `${Math.round(factor * 100)} %`,
  outline: 'Contents',
  noOutline: 'No sections were found in this document.',
  unreadable: 'These pages cannot be shown.',
  pageUnreadable: 'This page cannot be drawn.',
  pageFailed: 'This page could not be read, so nothing in the summary comes from it.',
};
