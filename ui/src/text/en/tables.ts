// Tables of evidence: papers down, questions across.

import type { BuiltInTemplate, CellOutcome, Group, TableCard, TableFormat, TableTemplate } from '../../bridge';
import { shortened } from '../short';
import { counted, documents, grouped } from './numbers';

const builtIn: Record<BuiltInTemplate, string> = {
  trial: 'Trial',
  machine_learning: 'Machine learning',
  review: 'Review',
};

const without: Record<CellOutcome, string> = {
  found: 'Not found',
  not_found: 'Not found',
  passages_only: 'Not judged',
  routed: 'Passages can’t answer this question',
  no_text: 'This document has no text',
};

const filled = (n: number, all: number): string => `${grouped(n)} of ${counted(all, 'cell', 'cells')} filled`;

export const tables = {
  name: 'Tables',
  open: 'Show tables',
  what: 'A table puts the same questions to several documents. Each cell is a quotation with its page.',
  none: 'There are no tables yet.',
  untitled: 'Table without a title',
  all: 'All tables',
  make: 'New table',
  facts: ({ rows, columns, filled: n }: TableCard): string =>
    `${documents(rows)}, ${counted(columns, 'question', 'questions')}` + (n < rows * columns ? `, ${filled(n, rows * columns)}` : ''),
  remove: (title: string): string => `Delete “${title}”`,
  removed: (title: string): string => `“${shortened(title)}” was deleted.`,

  /** Making one. */
  title: 'Title',
  template: 'Begin with these questions',
  noTemplate: 'An empty list',
  asLibrary: 'As in the library',
  called: ({ built_in, name }: TableTemplate): string => (name !== '' ? name : built_in ? builtIn[built_in] : 'List without a name'),
  questions: 'Questions, one per line',
  papers: 'Documents',
  follow: 'Which documents get a row',
  follows: { nothing: 'Only those you choose', library: 'All, including those added later' },
  followsGroup: ({ kind, name }: Group): string =>
    kind === 'collection' ? `All in “${shortened(name)}”, including those added later` : `All tagged “${shortened(name)}”, including those tagged later`,
  keepTemplate: 'Keep these questions for other tables',
  kept: 'The questions are kept.',
  removeTemplate: 'Delete this list of questions',
  restoreTemplate: 'Restore the original questions',
  templateRemoved: 'The list of questions was deleted.',
  begin: 'Make the table',
  cancel: 'Cancel',

  /** The table itself. */
  document: 'Document',
  empty: 'Add documents and questions to fill this table.',
  more: (n: number): string => `Show more of the ${counted(n, 'other document', 'other documents')}`,
  addQuestion: 'Add a question',
  question: 'Question',
  add: 'Add',
  addDocument: 'Add a document',
  change: (question: string): string => `What to do with “${shortened(question)}”`,
  changeQuestion: 'Change the question',
  askAgain: 'Ask again',
  askAllAgain: 'Ask everything again',
  before: 'Move before the previous question',
  after: 'Move after the next question',
  removeQuestion: 'Delete the question',
  questionRemoved: 'The question was deleted.',
  row: (title: string): string => `What to do with “${shortened(title)}”`,
  backToTable: 'Back to the table',
  openDocument: 'Open the document',
  takeOut: 'Take out of the table',
  takenOut: (title: string): string => `“${shortened(title)}” was taken out of the table.`,
  fill: 'Go on filling',
  stop: 'Stop filling',
  stopped: 'You stopped filling this table.',
  filling: filled,
  formats: { markdown: 'Markdown', csv: 'CSV', xlsx: 'Excel workbook', docx: 'Word document' } satisfies Record<TableFormat, string>,

  /** A cell. */
  cell: (question: string, title: string): string => `${shortened(question)} ${shortened(title)}`,
  percent: (share: number): string => `${Math.round(share * 100)}%`,
  likely: (share: number): string => `These words are right with a probability of ${Math.round(share * 100)}%.`,
  others: (n: number): string => counted(n, 'further answer', 'further answers'),
  without: (outcome: CellOutcome | null): string => (outcome === null ? 'Not asked yet' : without[outcome]),
  yours: 'Yours',
  menu: 'What to do with this cell',
  write: 'Write it yourself',
  writeLabel: 'What stands in this cell',
  found: 'Show what was found',
  wordsRemoved: 'Your words were removed from the cell.',
};
