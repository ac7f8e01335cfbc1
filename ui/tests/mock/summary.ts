// The summary of the scene.

import type { Bridge, SentenceView, SummarySentence, SummaryView } from '../../src/bridge';
import { called } from './heard';
import { stopped, WRITING } from './jobs';
import { paper } from './opened';
import { PAPER, query, scene, WRITER } from './scene';

/** The sentences of a summary section by section: up to three of each section, and of what stands before the first. */
async function bySection(chosen: (sentence: SentenceView) => SummarySentence): Promise<SummarySentence[]> {
  const { sections, sentences } = await paper();
  return [null, ...sections.map(({ id }) => id)].flatMap((section) =>
    sentences
      .filter((sentence) => sentence.section === section)
      .slice(0, 3)
      .map((sentence) => ({ ...chosen(sentence), section })),
  );
}

export async function summaryOf(): Promise<SummaryView | null> {
  if (scene === 'none' || scene === 'begun' || (stopped && query.get('kept') === 'none')) return null;
  const { sentences } = await paper();
  const long = sentences.filter(({ text }) => text.length > 60 && text.length < 260 && /^[A-Z]/.test(text));
  const pageOf = (id: number): number | null => {
    const place = sentences[id]?.places[0];
    return place?.kind === 'page' ? place.page : null;
  };
  const evidence = (id: number, weight: number) => ({ sentence: id, page: scene === 'flow' ? null : pageOf(id), weight });
  const chosen = [0, 0.2, 0.42, 0.63, 0.84].map((share) => long[Math.floor(share * long.length)]!);
  const sectioned = scene === 'sections' || query.has('sections');
  const writing = scene === 'writing' && !stopped;
  const written = scene === 'written' || writing || sectioned;
  const made: SummarySentence[] = chosen.map((sentence, at) => ({
    text: sentence.text,
    evidence: written
      ? [evidence(sentence.id, 0.6), evidence(chosen[(at + 1) % 5]!.id, 0.3), evidence(chosen[(at + 3) % 5]!.id, 0.1)].slice(0, 1 + (at % 3))
      : [evidence(sentence.id, 1)],
    support: written ? [0.91, 0.78, 0.31, 0.84, 0.66][at]! : null,
    section: null,
    yours: false,
    pinned: false,
  }));
  const parts = await bySection(({ id, text }) => ({ text, evidence: [evidence(id, 1)], support: 0.87, section: null, yours: false, pinned: false }));
  const all = sectioned ? parts : made;
  const covered = new Set(all.flatMap((sentence) => sentence.evidence.map(({ page }) => page)));
  const { pages } = await paper();
  return {
    document: PAPER,
    origin: written ? { kind: 'model', name: WRITER } : { kind: 'key_sentences' },
    options: {
      length: sectioned ? 'long' : 'medium',
      sections: sectioned,
      focus: query.get('focus') === 'pages' ? { kind: 'pages', first: 2, last: 3 } : { kind: 'whole' },
      text_profile: written ? 'arxiv' : null,
      beams: null,
      max_tokens: null,
    },
    sentences: writing ? all.slice(0, 2) : all,
    draft: writing ? 'The distance grew with the square of the hours, and' : '',
    complete: !writing,
    remarks: query.get('focus') === 'pages' ? [{ kind: 'about_pages', first: 2, last: 3 }] : [],
    coverage: writing ? [] : pages.map(({ number }) => ({ page: number, share: covered.has(number) ? 0.3 : 0 })),
    version: null,
  };
}

export const bridge: Pick<Bridge, 'summarize'> = {
  summarize: async (id, options) => {
    called('summarize', id, options);
    return WRITING;
  },
};
