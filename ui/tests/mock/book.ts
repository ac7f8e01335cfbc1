// A made-up book of thirty pages: contents that link to its chapters, addresses, one of which is not what it seems, and words
// that a search must find in spite of a line end, a ligature or an accent.

import { fileOf, type MadePage } from './paper.ts';

const PAGES = 30;
const CHAPTER = 5;
/** Pages before the first chapter, which have Roman numbers. */
const FRONT = 5;

const TEXT = [
  'Boats that leave the harbour in the evening are car-',
  'ried to the east, and most of them are seen again.',
  'The ﬁrst keeper of the lighthouse, René Müller, wrote',
  'down every sail that he counted on the horizon.',
];

/** The first page of each chapter. */
const chapters = Array.from({ length: PAGES / CHAPTER - 1 }, (_, at) => 1 + CHAPTER * (at + 1));

const contents: MadePage = {
  rotate: 0,
  media: [0, 0, 612, 792],
  lines: [
    '# The book of the harbour',
    ...chapters.map((page, at) => `Chapter ${at + 1}, on page ${page}`),
    'More at https://example.org/harbour',
    'Charts at www.charts.example',
    'Write to us',
  ],
  links: [
    ...chapters.map((page, at) => ({ line: at + 1, to: { page } })),
    { line: chapters.length + 1, to: { uri: 'https://example.org/harbour?from=book' } },
    // the second letter is a Cyrillic one
    { line: chapters.length + 2, to: { uri: 'https://xn--chrts-5ve.example/all' } },
    { line: chapters.length + 3, to: { uri: 'mailto:keeper@example.org?subject=Light' } },
  ],
};

/** The bytes of the book. */
export const madeUpBook = (): Uint8Array =>
  fileOf([
    contents,
    ...Array.from({ length: PAGES - 1 }, (_, at): MadePage => {
      const page = at + 2;
      const chapter = chapters.indexOf(page);
      return {
        rotate: 0,
        media: [0, 0, 612, 792],
        lines: [chapter >= 0 ? `# ${chapter + 1} Chapter ${chapter + 1}` : `# Page ${page}`, ...TEXT, `This is the end of page ${page}.`],
      };
    }),
  ], FRONT);
