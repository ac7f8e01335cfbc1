// Questions that were asked before.

import type { PastQuestion, QuestionOutcome } from '../../bridge';
import { shortened } from '../short';
import { counted, moments } from './numbers';

const ended: Record<QuestionOutcome, string> = {
  found: '',
  not_found: 'Not found',
  passages_only: 'Passages',
  routed: 'No quotation',
};

export const history = {
  name: 'Questions asked before',
  here: 'This document',
  everywhere: 'All documents',
  which: 'Questions about',
  search: 'Search questions and answers',
  none: 'No questions have been asked about this document yet.',
  noneAnywhere: 'No questions have been asked yet.',
  notFound: (words: string): string => `No question or answer contains “${shortened(words)}”.`,
  older: 'Show older questions',
  remove: (question: string): string => `Delete “${question}”`,
  clear: 'Delete all',
  deleted: (n: number): string => (n === 1 ? 'Question deleted.' : `${counted(n, 'question', 'questions')} deleted.`),
  copy: 'Copy with page numbers',
  copied: 'Answer copied.',
  notCopied: 'Pagewing couldn’t copy the answer.',
  exportOne: 'Export this answer',
  exportAll: 'Export all questions and answers',
  again: 'Ask again',
  at: ({ asked_at }: PastQuestion): string => moments.format(new Date(asked_at * 1000)),
  ended: ({ outcome }: PastQuestion): string => ended[outcome],
  /** What a question was put to. */
  documents: ({ scope, documents }: PastQuestion): string =>
    scope === 'library'
      ? 'All documents'
      : (documents.length > 1 ? `${counted(documents.length, 'document', 'documents')}: ` : '') +
        documents.map(({ title, here }) => (here ? title : `${title} (removed)`)).join('; '),
};
