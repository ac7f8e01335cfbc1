// The history of questions without Rust: four questions, of which one found nothing and one was put to the whole library.

import type { AnswerView, Bridge, DocumentId, PastQuestion, QuestionScope } from '../../src/bridge';

const TITLE = 'How far small boats drift';

/** The part of the bridge that is about the history; `answer` makes an answer to a question. */
export function history(
  paper: DocumentId,
  called: (name: string, ...takes: unknown[]) => void,
  answer: (scope: QuestionScope, question: string) => Promise<AnswerView>,
): Pick<Bridge, 'questions' | 'pastAnswer' | 'deleteQuestion' | 'deleteQuestions' | 'restoreQuestions'> {
  const entry = (id: number, question: string, more: Partial<PastQuestion>): PastQuestion => ({
    id,
    question,
    asked_at: 1_790_000_000 + id * 5_000,
    scope: 'documents',
    documents: [{ id: paper, title: TITLE, here: true }],
    outcome: 'found',
    words: '',
    page: null,
    ...more,
  });
  const all: PastQuestion[] = [
    entry(4, 'How far did the boats drift in a day?', { words: 'eleven kilometres', page: 2 }),
    entry(3, 'What does the paper say about penguins?', { outcome: 'not_found', words: 'No animals were seen.', page: 3 }),
    entry(2, 'Which papers compare sails?', {
      scope: 'library',
      documents: [
        { id: paper, title: TITLE, here: true },
        { id: 'b'.repeat(64), title: 'Big Bird: Transformers for Longer Sequences', here: true },
        { id: 'e'.repeat(64), title: 'Sails and their shapes', here: false },
      ],
      words: 'square sails',
      page: 4,
    }),
    entry(1, 'Who wrote it?', { words: 'M. Okafor, L. Lindqvist', page: 1 }),
  ];
  let kept = all;
  // a question to the whole library names no document
  const isOf = (document: DocumentId | null) => (past: PastQuestion) =>
    document === null || (past.scope === 'documents' && past.documents.some(({ id }) => id === document));
  return {
    questions: async (document, words, before) => {
      const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
      const found = kept
        .filter(isOf(document))
        .filter((past) => wanted.every((word) => `${past.question} ${past.words}`.toLowerCase().includes(word)))
        .filter(({ id }) => before === null || id < before);
      return { questions: found, more: false };
    },
    pastAnswer: async (id) => {
      const past = kept.find((past) => past.id === id);
      if (!past) throw { code: 'not_kept' };
      return answer(past.scope === 'library' ? { to: 'library' } : { to: 'documents', ids: past.documents.map(({ id }) => id) }, past.question);
    },
    deleteQuestion: async (id) => {
      called('deleteQuestion', id);
      kept = kept.filter((past) => past.id !== id);
    },
    deleteQuestions: async (document) => {
      called('deleteQuestions', document);
      const deleted = kept.filter(isOf(document)).map(({ id }) => id);
      kept = kept.filter((past) => !isOf(document)(past));
      return deleted;
    },
    restoreQuestions: async (ids) => {
      called('restoreQuestions', ids);
      kept = all.filter((past) => ids.includes(past.id) || kept.includes(past));
    },
  };
}
