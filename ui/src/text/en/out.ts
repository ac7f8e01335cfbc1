// What leaves the window: exported files, and quotations that are copied or dragged.

import type { ExportFormat } from '../../bridge';

/** Where quoted words stand, behind them. */
const place = (title: string, page: number | null): string => [title, page === null ? '' : `p. ${page}`].filter((part) => part !== '').join(', ');

export const out = {
  name: 'Export',
  what: 'What to export',
  parts: { summary: 'Summary', answers: 'Questions and answers', notes: 'Marks and notes' },
  formats: {
    markdown: 'Markdown',
    text: 'Plain text',
    html: 'Web page',
    docx: 'Word document',
    json: 'JSON',
    bibtex: 'BibTeX',
    ris: 'RIS',
  } satisfies Record<ExportFormat, string>,
  print: 'Print or save as PDF…',
  printMeans: 'The system’s print dialog can save a PDF.',
  entry: 'Bibliography entry',
  nothing: 'Choose what to export.',
  exported: (path: string): string => `Exported to ${path}`,
  place,
  /** The menu of a quotation in an answer. */
  menu: 'What to do with this quotation',
  copyQuotation: 'Copy as a quotation',
  copied: 'Quotation copied.',
  notCopied: 'Pagewing couldn’t copy the quotation.',
};
