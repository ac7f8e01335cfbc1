// A question to documents and its answer.

import type { AnswerRemark, AnswerView, DocumentFact, DocumentId, FollowUp, PassagesOnly, Stage, SummaryScope, Wish } from '../../bridge';
import { questionPut } from '../put';
import { shortened } from '../short';
import { jobs } from './jobs';
import { marks } from './marks';
import { counted, grouped } from './numbers';

const NO_PASSAGE = 'No passage mentions this.';

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

function summaryAsked(scope: SummaryScope, asked: number): string {
  switch (scope) {
    case 'document':
      return 'This question asks for a summary. Passages cannot give one, so the whole document is read.';
    case 'files':
      return 'This question asks for a summary. Passages cannot give one, so each document is read by itself.';
    case 'library':
      return `This question asks for a summary of ${counted(asked, 'document', 'documents')}. A summary is made of one document: open one and ask again.`;
  }
}

/** What is possible instead of a wish that no document fulfils. */
const beyond: Record<Wish, string> = {
  greeting: 'Ask a question about the document. The answers are quotations, each with its place.',
  pagewing:
    'Pagewing looks answers up in documents and quotes them with their pages. Ask what the document says, what it is about, or how many pages it has.',
  writing:
    'Pagewing quotes and summarizes documents. It neither translates nor writes other texts. Ask what the document says, or for a summary.',
  command: 'Pagewing looks questions up in the document and does nothing to files. Ask what the document says.',
  opinion:
    'Pagewing does not judge documents. Ask what the document says itself, for example about its limitations, its methods or who paid for it.',
};

/** What was asked; the only document is called by its title unless it is the `open` one. */
function documentsAsked({ asked, without, answers, passages }: AnswerView, open: DocumentId | null): string {
  if (asked !== 1) return 'these documents';
  const quoted = [...answers.map(({ quotation }) => quotation), ...passages].map(({ document, title }) => ({ id: document, title }));
  const [only] = [...without, ...quoted];
  return only && only.id !== open && only.title !== '' ? `“${shortened(only.title)}”` : 'this document';
}

/** In which order answers are: words that answer stand before whole sentences, which may be likelier to have the answer. */
function orderOf(answers: AnswerView['answers']): string {
  const falls = answers.every(({ probability }, at) => probability <= (answers[at - 1]?.probability ?? 1));
  return falls ? 'the likeliest first' : 'exact words before whole sentences';
}

/** The answers, named by what the question asks for. */
function answersSaid(answer: AnswerView, open: DocumentId | null): string {
  const { asks_for, provisional, answers } = answer;
  const pieces = answers.flatMap((answer) => answer.pieces);
  const n = answers.length;
  switch (asks_for) {
    case 'about':
      return `About ${documentsAsked(answer, open)}.`;
    case 'deciding':
      return n === 1 ? 'This sentence decides it.' : 'These sentences decide it.';
    case 'section':
      return n === 1 ? 'This part of the document is about it.' : 'These parts of the document are about it.';
    case 'comparison':
      if (pieces.length > 1) return `${pieces.length} values to compare.`;
      break;
    case 'list':
      if (pieces.length > 0) return `A list of ${counted(pieces.length, 'entry', 'entries')}. It may be incomplete.`;
      break;
    case 'several': {
      const parts = new Set(pieces.map(({ asked }) => asked)).size;
      return parts > 1 ? `${parts} questions, answered one after the other.` : 'This answers one part of the question.';
    }
    case 'words':
    case 'definition':
  }
  if (provisional) return n === 1 ? 'One answer so far.' : `${n} answers so far, ${orderOf(answers)}.`;
  return n === 1 ? 'One answer was found.' : `${n} answers were found, ${orderOf(answers)}.`;
}

/** How the question ended, or how far it is. `open` is the document in view; without one, each document is called by its title. */
function said(answer: AnswerView, open: DocumentId | null): string {
  const { status, asked } = answer;
  switch (status.kind) {
    case 'found':
      return answersSaid(answer, open);
    case 'not_found': {
      if (answer.provisional) {
        return answer.passages.length > 0 ? 'Nothing was found so far. These passages come nearest.' : 'Nothing was found so far.';
      }
      const documents = documentsAsked(answer, open);
      if (answer.asks_for === 'about' && answer.passages.length === 0) return `Not found in ${documents}.`;
      if (answer.reader === null) return NO_PASSAGE;
      return answer.passages.length > 0
        ? `Not found in ${documents}. These passages come nearest.`
        : `Not found in ${documents}, and nothing comes near it.`;
    }
    case 'passages_only':
      return 'These passages mention this.';
    case 'routed':
      switch (status.to) {
        case 'summary':
          return summaryAsked(status.scope, asked);
        case 'count':
          return status.counted === null
            ? `The question was put to ${counted(asked, 'document', 'documents')}.`
            : `${grouped(status.counted.documents)} of ${counted(asked, 'document has', 'documents have')} a passage with all of these words: ${status.counted.words.join(', ')}. What they say about it was not counted.`;
        case 'beyond':
          return beyond[status.wish];
        case 'list':
          return answer.passages.length > 0
            ? 'These passages mention it. A complete list would require reading the whole text, so this one may be incomplete.'
            : NO_PASSAGE;
      }
  }
}

/** Why a reader did not judge the passages. */
const unjudged: Record<PassagesOnly, string> = {
  no_reader: 'No reader is installed, so none of them has been judged to be an answer.',
  other_language: 'The reader knows English only, so none of them has been judged to be an answer.',
};

/** What a screen reader reads out when an answer comes into view, and when a better one replaces it. */
function announced(answer: AnswerView, open: DocumentId | null, again: boolean, changed: boolean): string {
  const { status, provisional } = answer;
  const parts = [
    again && !provisional ? 'Pagewing has finished reading.' : '',
    again && changed ? 'The answer has changed.' : '',
    said(answer, open),
    status.kind === 'passages_only' ? unjudged[status.because] : '',
    provisional ? ask.stillReading : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** What the document does not show of itself. */
const notShown: Record<DocumentFact, string> = {
  title: 'The document does not show its title.',
  authors: 'The document does not show who wrote it.',
  corresponding_author: 'The document does not name an author to whom readers can write.',
  affiliations: 'The document does not show where its authors work.',
  editors: 'The document does not show who edited it.',
  published: 'The document does not show when it was published.',
  received: 'The document does not show when it was received.',
  accepted: 'The document does not show when it was accepted.',
  venue: 'The document does not show where it was published.',
  doi: 'The document does not show a DOI of its own.',
  arxiv: 'The document does not show an arXiv number of its own.',
  isbn: 'The document does not show an ISBN.',
  issn: 'The document does not show an ISSN.',
  identifier: 'The document does not show a DOI or another identifier.',
  licence: 'The document does not show its licence.',
  language: 'The text is too short to recognize its language.',
  keywords: 'The document does not list keywords.',
  abstract: 'The document does not have a part that it calls its abstract.',
  sections: 'No headings were recognized in the document.',
  figures: 'No captions of figures were recognized in the document.',
  tables: 'No tables were recognized in the document.',
  references: 'No list of references was recognized in the document.',
  text: 'The document does not have text that could be counted.',
};

function remark(remark: AnswerRemark): string {
  switch (remark.kind) {
    case 'without_pages':
      return 'This document is not divided into pages. You can ask for its words or its sections.';
    case 'no_such_page':
      return `There is no page ${remark.page}. The document has ${counted(remark.pages, 'page', 'pages')}.`;
    case 'nothing_on_page':
      return `No text could be read on page ${remark.page}.`;
    case 'part_not_found':
      return `One part of the question was not answered: ${remark.asked}`;
    case 'not_shown':
      return notShown[remark.fact];
    case 'no_such_figure':
      return `The document does not seem to have a Figure ${remark.number}.`;
    case 'no_such_table':
      return `The document does not seem to have a Table ${remark.number}.`;
    case 'other_language': {
      const documents = remark.documents.map((code) => languages.of(code) ?? code);
      return `The question seems to be in ${languages.of(remark.question) ?? remark.question}, and the document in ${documents.join(', ')}. It was looked up as it is; a question in the language of the text may find more.`;
    }
  }
}

/** Titles of documents without an answer that are shown; the others are counted. */
const MOST_TITLES = 5;

/**
 * The documents that don't answer the question, with at most `most` characters of each title. Empty if only one document was
 * asked, or if none has an answer.
 */
function without({ asked, status, without: silent, without_count: all }: AnswerView, most?: number): string {
  if (asked < 2 || silent.length === 0 || (status.kind !== 'found' && status.kind !== 'passages_only')) return '';
  const titles = silent.slice(0, MOST_TITLES).map(({ title }) => shortened(title, most));
  const others = all - titles.length;
  const rest = others > 0 ? [counted(others, 'other document', 'other documents')] : [];
  return `Nothing on this in: ${[...titles, ...rest].join('; ')}`;
}

export const ask = {
  label: 'Ask about this document',
  send: 'Ask',
  cancel: 'Cancel',
  stop: 'Stop',
  name: 'Answer',
  close: 'Close the answer',
  withoutReader: 'No reader is installed: passages are found by their words alone.',
  stage: (stage: Stage): string => {
    if (stage === 'choosing') return 'Looking for passages';
    return stage === 'encoding' ? 'Reading the passages' : jobs.stage[stage];
  },
  probability: (share: number): string => `${Math.round(share * 100)}% likely`,
  recognized: 'recognized text',
  recognizedMeans: 'The page is a picture; its text was recognized and may have wrong letters.',
  /** Words that a new reading of their document does not have; its title stands there if several documents were asked. */
  lost: (title: string): string => (title === '' ? marks.lost : `These words are no longer in “${shortened(title)}”.`),
  probabilityMeans: 'How likely these words are right, as measured on questions with known answers.',
  readBy: (reader: string): string => `Read by the ${reader}.`,
  said,
  unjudged,
  announced,
  stillReading: 'Still reading: this may improve.',
  stopped: 'You stopped it: there may be more.',
  remark,
  toSummary: 'Show the summary',
  without,
  /** What is suggested under an answer. */
  followUp: (next: FollowUp): string => (next.kind === 'library' ? 'Ask all documents this question' : questionPut(next)),
  followUps: 'Ask next',
  nothingAsked: 'Ask a question above. The answers are quotations from this document, each with its page.',
};
