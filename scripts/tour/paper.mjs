// The stops around one paper: its summary, questions, marks and pages. Each begins at the summary of the open document; a stop
// that leaves something for later ones `prepares` it, and is walked even if only others are wanted.

import { askAll, askHere, QUESTION, sentenceMenu, summarize } from './steps.mjs';
import { KEY } from './window.mjs';

export const PAPER = [
  {
    name: 'summary',
    title: 'Every sentence has its source',
    says: 'The summary stands beside the pages. The pointer on a sentence shows where it comes from; a click goes there. The strip beside the pages shows all places that the summary draws on, and leads to them.',
    walk: async (window) => {
      await window.click('summary-sentence', { nth: 1 });
      await window.element('highlight');
    },
  },
  {
    name: 'sections',
    title: 'Section by section',
    says: 'A long summary stands under the headings of the document. A heading folds its sentences, and its chip leads to its pages.',
    prepares: true,
    walk: async (window) => {
      if (!(await window.there('summary-section'))) await summarize(window, 'long');
      await window.element('summary-section');
      await window.click('fold-section', { nth: 0 });
    },
  },
  {
    name: 'focus',
    title: 'A summary of a part',
    says: 'What to summarize is chosen here, in the outline, in the menu of a page, and in the menu of a selection: the whole document, a section, some pages, or the selected sentences.',
    walk: async (window) => {
      await window.click('again');
      await window.choose('focus', 'pages');
    },
  },
  {
    name: 'page-menu',
    title: 'From the page',
    says: 'The menu of a page offers what can be done at this place.',
    walk: async (window) => {
      await window.menuAt('page');
      await window.element('place-menu');
    },
  },
  {
    name: 'selection',
    title: 'From the words',
    says: 'At words that you select, a menu marks them, asks about them, copies them with their page, or has their sentences summarized.',
    walk: async (window) => {
      await window.select('they are perishable');
      await window.element('place-menu');
    },
  },
  {
    name: 'sentence-menu',
    title: 'The summary is yours',
    says: 'Each sentence can be edited, pinned, moved and removed, by its menu or by keys. The last change can be undone.',
    prepares: true,
    walk: async (window) => {
      await summarize(window, 'medium');
      await sentenceMenu(window, 1);
      await window.element('sentence-edit');
    },
  },
  {
    name: 'yours',
    title: 'Your own words',
    says: 'What you write is marked as yours, without a share of support that was computed for other words. It stays when the document is summarized again, and so do the sentences that you pin.',
    prepares: true,
    walk: async (window) => {
      if (await window.there('yours')) return;
      await window.click('summary-sentence', { nth: 0 });
      await window.press(KEY.f2);
      await window.element('sentence-words');
      await window.press(KEY.control, 'a');
      await window.type('The paper names what is known, and what is not.');
      await window.press(KEY.enter);
      await window.element('yours');
      await sentenceMenu(window, 1);
      await window.click('sentence-pin');
      await window.element('pinned');
      await window.inView('summary-sentence', { nth: 0 });
    },
  },
  {
    name: 'versions',
    title: 'Earlier versions',
    says: 'Earlier versions of a summary are kept, to look at and to bring back.',
    walk: async (window) => {
      await window.click('versions');
      await window.element('version');
    },
  },
  {
    name: 'question',
    title: 'A question',
    says: 'An answer is a quotation, shown on its page at once. A question that the document does not answer is refused.',
    walk: async (window) => {
      await askHere(window, QUESTION);
      await window.click('quotation');
    },
  },
  {
    name: 'history',
    title: 'Questions that were asked',
    says: 'Questions are kept with their answers, for each document that they name and for the library. They unfold, and can be searched, copied and deleted.',
    walk: async (window) => {
      await window.click('tab-questions');
      if (!(await window.there('past-question'))) await askHere(window, QUESTION);
      await window.press(KEY.escape);
      await window.click('past-question', { nth: 0 });
      await window.element('past-answer');
    },
  },
  {
    name: 'several',
    title: 'A question to the whole library',
    says: 'A question goes to the open document, to chosen ones, or to the whole library. Each quotation names its document, and documents without an answer are named too.',
    walk: async (window) => {
      await askAll(window, QUESTION);
      await window.element('without');
    },
  },
  {
    name: 'everywhere',
    title: 'All questions that were asked',
    says: 'The questions to all documents stand in one list too. Each names what it was put to, can be asked again, and is exported with its pages.',
    walk: async (window) => {
      const { questions } = await window.ask('questions', { document: null, words: '', before: null });
      if (!questions.some(({ scope }) => scope === 'library')) await askAll(window, QUESTION);
      await window.press(KEY.escape);
      await window.click('tab-questions');
      await window.click('history-everywhere');
      await window.click('past-question', { by: '[data-testid="history"] li:has([title="All documents"]) [data-testid="past-question"]' });
      await window.element('past-answer');
    },
    after: (window) => window.click('history-here'),
  },
  {
    name: 'mention',
    title: 'Documents by their names',
    says: 'An @ in the question offers the documents of the library; letters behind it narrow the choice. The chosen ones stand above the question.',
    walk: async (window) => {
      await window.press(KEY.control, 'k');
      await window.type('@');
      await window.until('the titles', "return document.querySelectorAll('[data-testid=titles] [role=option]').length > 1");
    },
  },
  {
    name: 'related',
    title: 'Related passages',
    says: 'The menu of a sentence, or of selected words, finds what other documents say that is nearest in meaning, each with its page.',
    walk: async (window) => {
      await window.click('tab-summary');
      await sentenceMenu(window, 1);
      await window.click('sentence-related');
      await window.element('quotation', { by: '[data-testid="related"] [data-testid="quotation"]' });
    },
    after: (window) => window.click('close-related'),
  },
  {
    name: 'notes',
    title: 'Marks and notes',
    says: 'You can mark selected words and chosen sentences in four colours, and add notes. The list follows the document, and each entry leads to its place.',
    walk: async (window) => {
      await window.click('summary-sentence', { nth: 1 });
      await window.element('highlight');
      await window.press(KEY.control, 'd');
      await window.press(KEY.escape);
      await window.click('tab-notes');
      await window.element('annotation-words');
    },
  },
  {
    name: 'coverage',
    title: 'What the summary draws on',
    says: 'The strip beside the pages shows from the first page to the last where the sources of the summary stand, and what you marked. A click on it goes there.',
    walk: async (window) => {
      const places = await window.script("return document.querySelectorAll('[data-testid=covered]').length");
      if (places < 2) throw new Error(`the strip has ${places} places`);
      await window.pressOn('covered', { nth: places - 1 });
      await window.element('highlight');
    },
  },
  {
    name: 'find',
    title: 'Find in the document',
    says: 'Ctrl+F finds words in the document, counts them and marks them all.',
    walk: async (window) => {
      await window.press(KEY.control, 'f');
      await window.type('volatiles');
      await window.until('what was found', "return /of/.test(document.querySelector('[data-testid=find-count]')?.textContent ?? '')");
    },
  },
  {
    name: 'links',
    title: 'Links, and the way back',
    says: 'A link within the document goes to its place, and the arrow above the pages goes back. A link out of it shows its address first; only your click hands it to the browser.',
    walk: async (window) => {
      await window.clickInSight('[data-testid="link"][aria-label^="Go to page"]');
      await window.element('back-to-place');
      await window.still();
      await window.clickInSight('[data-testid="link"][aria-label^="Web address"]');
      await window.element('address');
    },
  },
  {
    name: 'thumbnails',
    title: 'All pages at a glance',
    says: 'Thumbnails lead to a page.',
    walk: async (window) => {
      await window.click('thumbnails');
      await window.until('thumbnails', "return document.querySelectorAll('[data-testid=thumbnail] canvas').length >= 4");
    },
  },
  {
    name: 'view',
    title: 'The view of the pages',
    says: 'Pages stand one below the other or two side by side, are turned, and fit the width or the window. The place and the zoom are remembered for each document.',
    walk: async (window) => {
      await window.click('view');
      await window.until('the menu', "return document.querySelector('[data-testid=view]')?.getAttribute('aria-expanded') === 'true'");
    },
  },
  {
    name: 'outline',
    title: 'The outline',
    says: 'The outline leads to a section, and has it summarized.',
    walk: async (window) => {
      await window.click('tab-outline');
      await window.hover('section', { nth: 1 });
    },
  },
  {
    name: 'export',
    title: 'Out of the window',
    says: 'Summary, answers and notes are written with their pages as Markdown, text, JSON, a web page or a Word file, or printed; the entry in a list of references as BibTeX or RIS.',
    walk: async (window) => {
      await window.click('export');
      await window.element('export-print');
    },
  },
];
