// What leaves the window: exported files, and quotations that are copied or dragged.

import type { ExportFormat } from '../../bridge';
import { shortened } from '../short';
import { counted, documents } from './numbers';

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
  /** Exports of several documents. */
  entries: 'Bibliography entries, in one file',
  severalExported: (n: number, path: string): string => `${documents(n)} exported to ${path}`,
  noneExported: 'None of these documents was exported.',
  notExported: (name: string, why: string): string => `${shortened(name)}: ${why}`,
  moreNotExported: (n: number): string => `And ${counted(n, 'more document', 'more documents')}.`,
  place,
  /** The menu of a quotation in an answer. */
  menu: 'What to do with this quotation',
  copyQuotation: 'Copy as a quotation',
  copied: 'Quotation copied.',
  notCopied: 'Pagewing couldn’t copy the quotation.',
};
