// Answers to questions that ask for more than words of the text. A word of the question chooses one.

import type { AnswerPiece, FoundAnswer, QuestionKind, Quotation } from '../../src/bridge';

type Quoting = (words: RegExp) => Quotation[];

const words = ({ text, start, end }: Quotation): string => text.slice(start, end);

/** The first sentence with the words, as a piece. */
const piece = (quoted: Quoting, hit: RegExp, asked = '', probability = 0.8, nth = 0): AnswerPiece[] =>
  quoted(hit)
    .slice(nth, nth + 1)
    .map((quotation) => ({ asked, text: words(quotation), probability, quotation }));

const whole = (pieces: AnswerPiece[]): FoundAnswer[] => {
  const [first] = pieces;
  if (!first) return [];
  return [{ text: pieces.map(({ text }) => text).join('; '), probability: 0.7, quotation: first.quotation, also: [], pieces }];
};

const single = (quotations: Quotation[], best: number, text?: string): FoundAnswer[] =>
  quotations.map((quotation, at) => ({ text: text ?? words(quotation), probability: best - 0.2 * at, quotation, also: [], pieces: [] }));

interface Kind {
  word: string;
  asks_for: QuestionKind;
  answers: (quoted: Quoting) => FoundAnswer[];
}

export const KINDS: readonly Kind[] = [
  { word: 'pages', asks_for: 'about', answers: (quoted) => single(quoted(/(?=A model)/).slice(-1), 1, '4 pages') },
  {
    word: 'Did ',
    asks_for: 'deciding',
    answers: (quoted) => single([...quoted(/None of .*home\./).slice(0, 1), ...quoted(/Boats with .*pier\./).slice(0, 1)], 0.72),
  },
  {
    word: 'compare',
    asks_for: 'comparison',
    answers: (quoted) =>
      whole([
        ...piece(quoted, /the square of the hours/, 'the hours at sea', 0.83),
        ...piece(quoted, /hardly/, 'the size of the sail', 0.61, 1),
      ]),
  },
  {
    word: 'Which things',
    asks_for: 'list',
    answers: (quoted) =>
      whole([
        ...piece(quoted, /the evening wind/, '', 0.88),
        ...piece(quoted, /the square of the hours/, '', 0.84),
        ...piece(quoted, /the size of the sail/, '', 0.71, 1),
        ...piece(quoted, /a painted keel/, '', 0.64, 2),
        ...piece(quoted, /A model with two numbers/, '', 0.31),
      ]),
  },
  {
    word: 'and how long',
    asks_for: 'several',
    answers: (quoted) =>
      whole([
        ...piece(quoted, /forty boats/, 'How many boats were followed?', 0.91),
        ...piece(quoted, /a year/, 'For how long were they followed, and where did people write down what they found?', 0.77, 1),
        ...piece(quoted, /two days/, 'How long were boats lost?', 0.83, 2),
      ]),
  },
];
