// The library of the scene, and what is found in it.

import type { Bridge } from '../../src/bridge';
import { called } from './heard';
import { paper } from './opened';
import { empty, PAPER, query, SHELF } from './scene';
import { shelf } from './shelf';

export const { documents, among, bridge: shelved } = shelf((...call) => called(...call), empty ? [] : SHELF, query.has('groups') && !empty);

/** The words of a text that begin with what was typed, as they stand there. */
const wordsLikeIn = (text: string, typed: string): string[] =>
  [...new Set(text.match(/[\p{L}\p{N}]+/gu))].filter((word) => typed.toLowerCase().split(/\s+/).some((one) => one !== '' && word.toLowerCase().startsWith(one)));

export const bridge: Pick<Bridge, 'excerpts' | 'find'> = {
  excerpts: async (words, ids) => ids.map((id) => ({ snippet: `A boat ${words} ${id.slice(-4)}`, hits: [words] })),
  find: async (words, arrangement) => {
    called('find', words);
    const { sentences } = await paper();
    const hit = sentences.find(({ text }) => text.toLowerCase().includes(words.toLowerCase()));
    const found = documents()
      .filter((card) => card.title.toLowerCase().includes(words.toLowerCase()) || (card.id === PAPER && hit))
      .map((card) => ({ card, snippet: card.id === PAPER && hit ? hit.text : '', hits: wordsLikeIn(`${card.title} ${hit?.text ?? ''}`, words) }));
    return among(found, arrangement);
  },
};
