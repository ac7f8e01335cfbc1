// What to summarize, and in which way.

import type { SummaryLength, TextProfile } from '../../bridge';
import { pageRange } from '../amounts';
import { inBrackets, shortened } from '../short';
import { grouped } from './numbers';

export const focus = {
  name: 'What',
  whole: 'The whole document',
  pages: 'Some pages',
  selection: 'The selection',
  sections: 'A section',
  /** A section in a list; those inside others stand further in. */
  section: (title: string, level: number): string => '\u2003'.repeat(Math.min(3, level - 1)) + shortened(title),
  /** What tells sections apart whose headings are alike: the section that they are in, or which of them they are. */
  within: (title: string): string => `in “${shortened(title)}”`,
  nth: (n: number, all: number): string => `${grouped(n)} of ${grouped(all)}`,
  /** A command or a heading with what belongs to it, as far as there is something: `Summarize page 4 (short)`. */
  besides: (words: string, ...facts: (string | undefined)[]): string => inBrackets(words, facts),
  /** How long a summary becomes that a command asks for. */
  long: { short: 'short', medium: 'medium', long: 'long' } satisfies Record<SummaryLength, string>,
  which: (pages: number): string => `Which of the ${grouped(pages)} pages`,
  pageRange,
  pagesUnclear: (pages: number): string => `Enter one page or a range of pages, such as ${pageRange(1, Math.min(3, pages))}.`,
  pagesApart: (pages: number): string => `A summary covers pages that follow one another, such as ${pageRange(1, Math.min(3, pages))}.`,
  more: 'More',
  own: 'The model’s own',
  beams: 'Beams',
  beamsMean: 'How many wordings the model tries side by side. More take longer.',
  dialect: 'Kind of text',
  dialectMeans: 'The form in which the model expects formulas, citations and numbers.',
  profile: { plain: 'Ordinary text', arxiv: 'Papers as on arXiv', pubmed: 'Papers as in PubMed' } satisfies Record<TextProfile, string>,
  length: 'Length',
  /** In the outline and in the menu of a page. */
  thisSection: (title: string): string => `Summarize “${title}”`,
  thisPage: (n: number): string => `Summarize page ${n}`,
  thisSelection: 'Summarize the selection',
  askAbout: 'Ask about this',
  findInLibrary: 'Find in library',
  menu: 'What to do with this place',
  backToWhole: 'Summarize the whole document',
};
