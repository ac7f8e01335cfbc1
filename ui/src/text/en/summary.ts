// The summary at the right.

import type { SummaryLength } from '../../bridge';
import { counted } from './numbers';

export const summary = {
  name: 'Summary',
  keySentences: 'Key sentences',
  written: (model: string): string => `Written by ${model} from the text of the document.`,
  quotations: 'These key sentences are quoted from the document. A larger model writes summaries in its own words:',
  quotationsByChoice: 'These key sentences are quoted from the document.',
  none: 'This document has no summary yet.',
  write: 'Summarize',
  again: 'Summarize again',
  length: { short: 'Short', medium: 'Medium', long: 'Long' } satisfies Record<SummaryLength, string>,
  copy: 'Copy with page numbers',
  copied: 'Summary copied.',
  notCopied: 'Pagewing couldn’t copy the summary.',
  page: (n: number): string => `p. ${n}`,
  place: 'in the text',
  pages: (n: number): string => `(page ${n})`,
  /** Begins with the visible text, as people with voice control call a button by what they see. */
  source: (chip: string, n: number): string => `${chip}, source ${n}`,
  support: (share: number): string => `Support ${Math.round(share * 100)}%`,
  weakSupport: (share: number): string => `Weak support, ${Math.round(share * 100)}%`,
  supportMeans: 'How much of this sentence its sources back up.',
  noSource: 'No source found for this sentence.',
  beingWritten: 'In progress',
  words: (n: number): string => counted(n, 'word', 'words'),
};
