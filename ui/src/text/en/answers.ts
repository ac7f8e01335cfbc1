// A question to the open document and its answer.

import type { AnswerRemark, AnswerView, Stage, SummaryScope, Wish } from '../../bridge';
import { jobs } from './jobs';
import { counted } from './numbers';

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
  greeting: 'Ask a question about the document: its answers are quotations, each with its place.',
  pagewing:
    'Pagewing looks answers up in documents and quotes them with their pages. Ask what the document says, what it is about, or how many pages it has.',
  writing:
    'Pagewing quotes and summarizes documents. It neither translates nor writes other texts. Ask what the document says, or for a summary.',
  command: 'A question is looked up in the document; it does nothing to files. Ask what the document says.',
  opinion:
    'Pagewing has no opinion of a document. Ask what it says itself, for example about its limitations, its methods or who paid for it.',
};

/** How the question ended. */
function said(answer: AnswerView): string {
  const { status, asked } = answer;
  switch (status.kind) {
    case 'found':
      return answer.answers.length === 1
        ? 'One answer was found.'
        : `${answer.answers.length} answers were found, the likeliest first.`;
    case 'not_found': {
      if (answer.reader === null) return NO_PASSAGE;
      const documents = asked === 1 ? 'this document' : 'these documents';
      return answer.passages.length > 0
        ? `Not found in ${documents}. These passages come nearest.`
        : `Not found in ${documents}, and nothing comes near it.`;
    }
    case 'passages_only':
      switch (status.because) {
        case 'no_reader':
          return 'Passages that mention this. No reader is installed, so none of them has been judged to be an answer.';
        case 'other_language':
          return 'Passages that mention this. The reader knows English only, so none of them has been judged to be an answer.';
      }
    case 'routed':
      switch (status.to) {
        case 'summary':
          return summaryAsked(status.scope, asked);
        case 'count':
          return status.counted === null
            ? `${counted(asked, 'document is', 'documents are')} asked here.`
            : `${status.counted.documents} of ${counted(asked, 'document has', 'documents have')} a passage with all of these words: ${status.counted.words.join(', ')}. What they say about it was not counted.`;
        case 'beyond':
          return beyond[status.wish];
        case 'list':
          return answer.passages.length > 0
            ? 'These passages mention it. A list of them all would take reading the whole text, so this one may be incomplete.'
            : NO_PASSAGE;
      }
  }
}

function remark(remark: AnswerRemark): string {
  switch (remark.kind) {
    case 'without_pages':
      return 'This document has no pages: its text flows. It has words and sections.';
    case 'no_such_page':
      return `There is no page ${remark.page}. The document has ${counted(remark.pages, 'page', 'pages')}.`;
    case 'nothing_on_page':
      return `Page ${remark.page} has no text that could be read.`;
    case 'part_not_found':
      return `One part of the question was not answered: ${remark.asked}`;
    case 'other_language': {
      const documents = remark.documents.map((code) => languages.of(code) ?? code);
      return `The question seems to be in ${languages.of(remark.question) ?? remark.question}, and the document in ${documents.join(', ')}. It was looked up as it is; a question in the language of the text may find more.`;
    }
  }
}

export const ask = {
  label: 'Ask about this document',
  send: 'Ask',
  stop: 'Cancel',
  name: 'Answer',
  close: 'Close the answer',
  withoutReader: 'No reader is installed: passages are found by their words alone.',
  stage: (stage: Stage): string => {
    if (stage === 'choosing') return 'Looking for passages';
    return stage === 'encoding' ? 'Reading the passages' : jobs.stage[stage];
  },
  probability: (share: number): string => `${Math.round(share * 100)}% likely`,
  probabilityMeans: 'How likely these words are right, as measured on questions with known answers.',
  readBy: (reader: string): string => `Read by the ${reader}.`,
  said,
  remark,
  summaryBelow: 'The summary stands below.',
};
