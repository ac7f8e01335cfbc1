// The questions that Pagewing suggests, as it puts them. Rust recognizes them in English, whatever the window's language is.

import type { FollowUp, SectionSubject } from '../bridge';

const aboutSection: Record<SectionSubject, string> = {
  limitations: 'What are the limitations?',
  future: 'What is left for future work?',
  conclusion: 'What do the authors conclude?',
  funding: 'Who funded the work?',
  interests: 'Are there competing interests?',
  data: 'Are the data available?',
  code: 'Is the code available?',
  ethics: 'Was there ethics approval?',
  contributions: 'What are the author contributions?',
};

/** A suggestion that is a question of its own. */
type OwnQuestion = Exclude<FollowUp, { kind: 'library' }>;

export const questionPut = (next: OwnQuestion): string =>
  next.kind === 'abbreviation' ? `What does ${next.short} stand for?` : aboutSection[next.subject];
