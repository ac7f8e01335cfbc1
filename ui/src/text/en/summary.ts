// The summary at the right.

import type { SummaryLength } from '../../bridge';
import { counted } from './numbers';

export const summary = {
  name: 'Summary',
  keySentences: 'Key sentences',
  written: (model: string): string => `Written by ${model} from the text of the document.`,
  quotations: 'These are the document’s own key sentences. A larger model writes summaries in its own words:',
  quotationsByChoice: 'These are the document’s own key sentences.',
  none: 'There is no summary of this document yet.',
  write: 'Summarize',
  again: 'Summarize again',
  length: { short: 'Short', medium: 'Medium', long: 'Long' } satisfies Record<SummaryLength, string>,
  copy: 'Copy with pages',
  copied: 'The summary was copied.',
  notCopied: 'The summary could not be copied.',
  page: (n: number): string => `p. ${n}`,
  place: 'in the text',
  pages: (n: number): string => `(page ${n})`,
  /** Begins with what the chip shows, so that it can be called by its name. */
  source: (chip: string, n: number): string => `${chip}, source ${n}`,
  support: (share: number): string => `Support ${Math.round(share * 100)} %`,
  weakSupport: (share: number): string => `Weak support, ${Math.round(share * 100)} %`,
  supportMeans: 'How much of what this sentence says stands in the places shown.',
  noSource: 'No source was found for this sentence.',
  beingWritten: 'Being written',
  words: (n: number): string => counted(n, 'word', 'words'),
};
