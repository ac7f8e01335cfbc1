// The texts in which a search looks: the pages of a PDF, or the parts of a document without pages.

import type { DocumentView } from '../bridge';
import type { Searched } from './find.svelte';
import type { FlowPart } from './flow';
import { folded, placesOf, type Pattern } from './fold';
import type { Pdf } from './pdf/open';
import { textOfSentences, type PageText } from './pdf/runs';

/** The text of a page by its position; `pdf` resolves when the file is open. */
export function pageTexts(open: DocumentView, pdf: Promise<Pick<Pdf, 'text'>>): (part: number) => Promise<PageText> {
  return async (part) => {
    const page = open.pages[part];
    if (!page) throw new RangeError(`page ${part}`);
    const ours = (): PageText => textOfSentences(open.sentences, page.number);
    if (page.verdict.kind === 'recognized') return ours();
    const text = await (await pdf).text(page.number);
    return text.text.trim() === '' ? ours() : text;
  };
}

export const inPages = (open: DocumentView, textOf: (part: number) => Promise<PageText>): Searched => ({
  parts: open.pages.length,
  textOf: async (part) => (await textOf(part)).text,
});

/** A document that is read again has other parts. */
export const inFlow = (parts: () => readonly FlowPart[]): Searched => ({
  get parts() {
    return parts().length;
  },
  textOf: (part) => parts()[part]?.text ?? '',
});

/** The position of the sentence in which a search of the library found what its snippet shows; -1 where no sentence contains it. */
export function sentenceNear(open: DocumentView, snippet: string, pattern: Pattern): number {
  const words = folded(snippet.replaceAll('…', ' ').trim()).text;
  const hit = placesOf(pattern, words)[0];
  const sentences = open.sentences.map(({ text }) => `${folded(text).text} `);
  const at = hit ? sentences.join('').indexOf(words) : -1;
  if (!hit || at < 0) return sentences.findIndex((sentence) => placesOf(pattern, sentence).length > 0);
  let end = 0;
  return sentences.findIndex((sentence) => (end += sentence.length) > at + hit[0]);
}
