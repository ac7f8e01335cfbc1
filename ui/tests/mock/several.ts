// Answers to a question that was put to several documents: the first two of them have a quotation, the others have none.

import type { AnswerView, DocumentCard, Gist, Quotation } from '../../src/bridge';

type Quoting = (words: RegExp) => Quotation[];

/** What the documents answer together; `quoted` quotes the paper, and the second document is given its sentences too. */
export function fromSeveral(view: AnswerView, cards: readonly DocumentCard[], quoted: Quoting): AnswerView {
  const [first, second, ...rest] = cards;
  const of = (card: DocumentCard | undefined, quotation: Quotation | undefined): Quotation[] =>
    card && quotation ? [{ ...quotation, document: card.id, title: card.title }] : [];
  const [here] = of(first, quoted(/two days/)[0]);
  const there = of(second, quoted(/the square of the hours/)[0]);
  const asked = { ...view, asked: cards.length };
  if (view.question.includes('football')) {
    return { ...asked, status: { kind: 'not_found' }, passages: [...of(first, quoted(/(?=painted)/)[0]), ...there] };
  }
  const answers = [
    ...(here ? [{ text: 'two days', probability: 0.83, quotation: here, also: [], pieces: [] }] : []),
    ...there.map((quotation) => ({ text: 'the square of the hours', probability: 0.52, quotation, also: [], pieces: [] })),
  ];
  return {
    ...asked,
    status: { kind: 'found' },
    answers,
    without: rest.map(({ id, title }) => ({ id, title })),
    without_count: rest.length,
  };
}

/** Two written sentences from the quotations of an answer; the second is supported weakly. */
export function inShort(model: string, { answers }: AnswerView): Gist {
  const evidence = answers.map(({ quotation: { document, sentences, page, text } }) => ({ document, sentence: sentences[0]!, page, weight: 0.5, text }));
  return {
    model,
    sentences: [
      { text: 'Boats came home within two days, and drifted further the longer they were at sea.', evidence, support: 0.82 },
      { text: 'The size of the sail hardly mattered.', evidence: evidence.slice(-1), support: 0.21 },
    ],
  };
}
