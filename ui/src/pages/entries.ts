// What can be done with a place in the document: the entries of the menu at words that were selected, and of the menu of a
// page. A new entry is a function in one of the lists.

import type { DocumentView, Focus, Section } from '../bridge';
import type { Desk, Picked } from '../state';
import { text } from '../text';

export interface Entry {
  name: string;
  testid: string;
  act: () => void;
}

/** An entry for selected words; null where it makes no sense. */
type OfSelection = (desk: Desk, picked: Picked) => Entry | null;

const summarize = (desk: Desk, focus: Focus): void => void desk.summarize({ focus, length: desk.summary.view?.options.length ?? 'medium' });

/** A sentence by itself is its own summary. */
const summarizeSelection: OfSelection = (desk, { sentences }) => {
  const [first, last] = [sentences.at(0), sentences.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  return { name: text.focus.thisSelection, testid: 'summarize-selection', act: () => summarize(desk, { kind: 'sentences', first, last }) };
};

const OF_SELECTION: readonly OfSelection[] = [summarizeSelection];

export const entriesOfSelection = (desk: Desk, picked: Picked): Entry[] => OF_SELECTION.map((entry) => entry(desk, picked)).filter((entry) => entry !== null);

/** For the place at which the menu of a page was called. */
export function entriesOfPlace(desk: Desk, { pages }: DocumentView, page: number, section: Section | null): Entry[] {
  const entries: Entry[] = [];
  if (pages.length > 0) {
    entries.push({ name: text.focus.thisPage(page), testid: 'summarize-this-page', act: () => summarize(desk, { kind: 'pages', first: page, last: page }) });
  }
  if (section) {
    entries.push({ name: text.focus.thisSection(section.title), testid: 'summarize-this-section', act: () => summarize(desk, { kind: 'section', section: section.id }) });
  }
  return entries;
}
