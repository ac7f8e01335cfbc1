// What can be done with a place in the document: the entries of the menu at words that were selected, and of the menu of a
// page. A new entry is a function in one of the lists.

import { tick } from 'svelte';

import type { DocumentView, Focus, Section, SummaryLength } from '../bridge';
import { copy } from '../components/taking';
import { apartOf, pageOf, type Desk, type Picked } from '../state';
import { shortened, text } from '../text';

export interface Entry {
  name: string;
  testid: string;
  act: () => void;
}

/** An entry for selected words, as whole words and exactly as they are selected; null where it makes no sense. */
type OfSelection = (desk: Desk, whole: Picked, exact: Picked) => Entry | null;

/** Summaries of parts are as long as the summary at hand, and the entry says how long that is. */
const lengthIn = (desk: Desk): SummaryLength => desk.summary.view?.options.length ?? 'medium';
const summarize = (desk: Desk, focus: Focus): void => void desk.summarize({ focus, length: lengthIn(desk) });
const wish = (desk: Desk, words: string, apart?: string): string => text.focus.besides(words, apart, text.focus.long[lengthIn(desk)]);

/** A sentence by itself is its own summary. */
const summarizeSelection: OfSelection = (desk, { sentences }) => {
  const [first, last] = [sentences.at(0), sentences.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  return { name: wish(desk, text.focus.thisSelection), testid: 'summarize-selection', act: () => summarize(desk, { kind: 'sentences', first, last }) };
};

/** Longer words are cut for a question: they find their passage by their beginning as well. Characters. */
const MOST_ASKED = 300;
/** More words than these stand in one document only. */
const MOST_FOUND = 12;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Gives a field the focus once it is there. */
const focus = (id: string): void => void tick().then(() => document.getElementById(id)?.focus());

const askAbout: OfSelection = (desk, { text: picked }) => {
  const { open } = desk.reading;
  if (!open || picked.trim() === '') return null;
  const act = (): void => {
    desk.panes.showSide(true);
    desk.draft.ask(open.card.id, shortened(wordsOf(picked).join(' '), MOST_ASKED));
    focus('ask');
  };
  return { name: text.focus.askAbout, testid: 'ask-about', act };
};

const findInLibrary: OfSelection = (desk, { text: picked }) => {
  const words = wordsOf(picked);
  if (words.length === 0 || words.length > MOST_FOUND || desk.library.texts.length < 2) return null;
  const act = (): void => {
    desk.panes.showLibrary(true);
    desk.library.find(words.join(' '));
    focus('find');
  };
  return { name: text.focus.findInLibrary, testid: 'find-in-library', act };
};

/** A longer selection is a passage itself, and its beginning is enough to find others. In characters. */
const MOST_RELATED = 1000;

/** The words for which related passages are found. */
export const relatable = (picked: string): string => shortened(wordsOf(picked).join(' '), MOST_RELATED);

const findRelated: OfSelection = (desk, { text: picked }) => {
  const words = relatable(picked);
  // a word alone is not about anything yet
  if (words.length === 0 || !words.includes(' ') || desk.library.texts.length < 2) return null;
  return { name: text.related.find, testid: 'find-related', act: () => void desk.findRelated(words) };
};

/** What the web view copies by itself has no page. */
const copyQuotation: OfSelection = (desk, _, exact) => ({
  name: text.out.copyQuotation,
  testid: 'copy-quotation',
  act: () => void copy(desk, { text: exact.text, title: desk.reading.open?.card.title ?? '', page: pageOf(exact) }),
});

const OF_SELECTION: readonly OfSelection[] = [askAbout, findInLibrary, findRelated, copyQuotation, summarizeSelection];

export const entriesOfSelection = (desk: Desk, whole: Picked, exact: Picked): Entry[] =>
  OF_SELECTION.map((entry) => entry(desk, whole, exact)).filter((entry) => entry !== null);

/** For the place at which the menu of a page was called. */
export function entriesOfPlace(desk: Desk, { pages, sections }: DocumentView, page: number, section: Section | null): Entry[] {
  const entries: Entry[] = [];
  if (pages.length > 0) {
    entries.push({ name: wish(desk, text.focus.thisPage(page)), testid: 'summarize-this-page', act: () => summarize(desk, { kind: 'pages', first: page, last: page }) });
  }
  if (section) {
    const name = wish(desk, text.focus.thisSection(section.title), apartOf(sections).get(section.id));
    entries.push({ name, testid: 'summarize-this-section', act: () => summarize(desk, { kind: 'section', section: section.id }) });
  }
  return entries;
}
