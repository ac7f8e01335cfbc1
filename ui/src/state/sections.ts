// The sections of a document: what tells those apart whose headings are alike, the pages of each, and the sentences of a summary
// under their headings.

import type { DocumentView, Section, SectionId, SummarySentence, SummaryView } from '../bridge';
import { text } from '../text';

/** Neighbouring sentences of a summary about the same section. */
export interface SectionGroup {
  /** Null for text before the first heading. */
  section: Section | null;
  /** The position of its first sentence in the summary. */
  first: number;
  sentences: SummarySentence[];
}

/** Whether a summary was made section by section. */
export const isBySection = ({ options }: SummaryView): boolean => options.sections || options.length === 'long';

/** The groups of a summary; null if it was not made section by section, or if there is only one section to tell apart. */
export function groupsOf(summary: SummaryView, sections: readonly Section[]): SectionGroup[] | null {
  if (!isBySection(summary)) return null;
  const groups: SectionGroup[] = [];
  for (const [at, sentence] of summary.sentences.entries()) {
    const section = sections.find(({ id }) => id === sentence.section) ?? null;
    const last = groups.at(-1);
    if (last && last.section?.id === section?.id) last.sentences.push(sentence);
    else groups.push({ section, first: at, sentences: [sentence] });
  }
  return groups.some(({ section }) => section !== null) ? groups : null;
}

/** The first and last page of each section with its subsections. A document without pages has none. */
export function pagesOfSections({ sections, sentences }: DocumentView): Map<SectionId, [first: number, last: number]> {
  const parents = new Map(sections.map(({ id, parent }) => [id, parent]));
  const pages = new Map<SectionId, [number, number]>();
  for (const { id, page } of sections) if (page > 0) pages.set(id, [page, page]);
  for (const { section, places } of sentences) {
    const last = Math.max(0, ...places.map((place) => (place.kind === 'page' ? place.page : 0)));
    // a section that contains itself would never end
    for (let id = section, depth = 0; id !== null && depth <= sections.length; id = parents.get(id) ?? null, depth += 1) {
      const range = pages.get(id);
      if (range && last > range[1]) range[1] = last;
    }
  }
  return pages;
}

const areApart = (facts: readonly (string | number | null)[]): boolean => !facts.includes(null) && new Set(facts).size === facts.length;

/**
 * What tells sections apart whose headings are alike, in words: the section that they are in, their page, or which of them they
 * are. Others are not in it, and where the page stands beside each heading (`paged`) neither are those that it tells apart.
 */
export function apartOf(sections: readonly Section[], paged = false): ReadonlyMap<SectionId, string> {
  const titles = new Map(sections.map(({ id, title }) => [id, title]));
  const alike = new Map<string, Section[]>();
  for (const section of sections) {
    const title = section.title.trim().toLowerCase();
    alike.set(title, [...(alike.get(title) ?? []), section]);
  }
  const apart = new Map<SectionId, string>();
  for (const group of alike.values()) {
    if (group.length === 1) continue;
    const parents = group.map(({ parent }) => (parent === null ? null : (titles.get(parent) ?? null)));
    const pages = group.map(({ page }) => (page > 0 ? page : null));
    for (const [at, { id, page }] of group.entries()) {
      if (areApart(parents)) apart.set(id, text.focus.within(parents[at] ?? ''));
      else if (!areApart(pages)) apart.set(id, text.focus.nth(at + 1, group.length));
      else if (!paged) apart.set(id, text.summary.page(page));
    }
  }
  return apart;
}
