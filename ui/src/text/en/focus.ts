// What to summarize, and in which way.

import type { TextProfile } from '../../bridge';
import { pageRange } from '../amounts';
import { shortened } from '../short';

export const focus = {
  name: 'What',
  whole: 'The whole document',
  pages: 'Some pages',
  selection: 'The selection',
  sections: 'A section',
  /** A section in a list; those inside others stand further in. */
  section: (title: string, level: number): string => '\u2003'.repeat(Math.min(3, level - 1)) + shortened(title),
  which: (pages: number): string => `Which of the ${pages.toLocaleString('en')} pages`,
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
