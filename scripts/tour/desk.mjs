// The stops around many papers: library, tables, queue, trash, settings. Each begins at the summary of the open document and
// leaves the window as it was, by what comes `after` its picture.

import { itemOf, library, place, rest } from './steps.mjs';
import { KEY } from './window.mjs';

/** The title of the document without pages, which `scripts/tour.mjs` puts into the library. */
export const WITHOUT_PAGES = 'The design language';
/** A collection, and how many documents are in it. */
const COLLECTION = { name: 'Plant oils', documents: 2 };
/** Words of a title, of a paper that nothing else here is about. */
const REMOVED = 'DFTK';
const TABLE = 'Oils against microbes';

const QUESTIONS = [
  'Which oils were tested?',
  'What was the minimum inhibitory concentration?',
  'How high are the losses during harvest, handling and marketing?',
];

/** Collections, a tag and a table, with which every walk begins: made once, and the table filled. */
export async function furnish(window) {
  const cards = await window.ask('library', { arrangement: { order: 'added', backwards: false, only: [], groups: [] } });
  const idOf = (words) => {
    const card = cards.find(({ title }) => title.includes(words));
    if (!card) throw new Error(`no document is called ${words}: ${cards.map(({ title }) => title).join('; ')}`);
    return card.id;
  };
  const [fruits, seeds, software] = ['Small Fruits', 'seed oils', REMOVED].map(idOf);
  for (const [kind, name, documents] of [
    ['collection', COLLECTION.name, [fruits, seeds]],
    ['collection', 'Software', [software]],
    ['tag', 'to read', [software, idOf(WITHOUT_PAGES)]],
    ['tag', 'for the review', [fruits]],
  ]) {
    const { id } = await window.ask('make_group', { kind, name });
    await window.ask('add_to_group', { id, documents });
  }
  const table = { title: TABLE, questions: QUESTIONS, documents: [fruits, seeds, software], follows: { kind: 'nothing' } };
  const { id, columns } = await window.ask('make_table', { table });
  await window.waited('a filled table', async () => {
    const { rows } = await window.ask('table', { id });
    return rows.length === 3 && rows.every(({ cells }) => cells.every(({ outcome }) => outcome !== null));
  });
  await window.ask('write_cell', { id, column: columns[0].id, document: software, yours: 'None: it is about software' });
  // what is asked for by meaning must be prepared
  await window.waited('passages by meaning', async () => {
    const { by, unseen } = await window.ask('related_passages', { document: fruits, text: 'essential oils against fungi' });
    return by === 'meaning' && unseen === 0;
  });
}

const rows = (count) => `return document.querySelectorAll('[data-testid=library-item]').length === ${count}`;

/** The lines of the queue. */
const LINES = "return document.querySelectorAll('[data-testid=job]').length";

export const DESK = [
  {
    name: 'search',
    title: 'Search in all documents',
    says: 'The field above the library finds words in titles, authors and texts while you type. A click leads to the place in the document.',
    walk: async (window) => {
      await library(window);
      await window.click('find');
      await window.type('storage');
      await window.element('found words', { by: '[data-testid="library-list"] mark' });
    },
    after: (window) => window.press(KEY.escape),
  },
  {
    name: 'collections',
    title: 'Collections and tags',
    says: 'A document can be in several collections and have several tags. A click on one limits the list, and documents can be dragged onto it.',
    walk: async (window) => {
      await library(window);
      await window.click('group', { by: `[data-testid="group"]:has([title="${COLLECTION.name}"])` });
      await window.until('the documents of a collection', rows(COLLECTION.documents));
    },
    after: (window) => window.click('show-all'),
  },
  {
    name: 'filters',
    title: 'In order, and some alone',
    says: 'The library is sorted by when documents came, when you opened them, title, author or year, and limited to what is unread, has a summary or notes, was scanned or failed.',
    walk: async (window) => {
      await library(window);
      await window.click('sort');
      await window.click('only-unread');
      await window.element('show-all');
    },
    after: (window) => window.click('only-unread'),
  },
  {
    name: 'chosen',
    title: 'Several at once',
    says: 'Chosen documents are put into collections, summarized, asked, compared in a table, exported or removed together. What is removed can be undone.',
    walk: async (window) => {
      await library(window);
      await window.menuAt('library-item', { nth: 0 });
      await window.click('choose-document');
      await window.click('library-item', { nth: 1 });
      await window.click('chosen-groups');
      await window.until('two documents and their collections', "return document.querySelectorAll('[data-testid=library-item][aria-pressed=true]').length === 2 && document.querySelector('[data-testid=in-group]')");
    },
    after: async (window) => {
      await window.press(KEY.escape);
      await window.click('clear-chosen');
    },
  },
  {
    name: 'details',
    title: 'Title, authors and year',
    says: 'What you write in place of what was read is marked as yours and stays. Below stand the collections of the document, its files and its size.',
    walk: async (window) => {
      await window.hover('header', { by: '#panel-summary header' });
      await window.click('edit-details');
      await window.element('details-done');
      // no tooltip lies over it
      await window.hover('bar', { by: '.bar' });
    },
    after: (window) => window.click('details-done'),
  },
  {
    name: 'table',
    title: 'A table of evidence',
    says: 'The same questions are put to many documents. Each cell is the quotation that answers, with its page and its probability, or “Not found”; a click shows it on its page, and what you write yourself is marked as yours.',
    walk: async (window) => {
      await place(window, 'tables', 'open-table');
      await window.click('open-table');
      await window.element('table-row', { nth: 2 });
      await window.until('a cell of the person', "return document.querySelector('[data-testid=table-cell]') && document.body.innerText.includes('None: it is about software')");
    },
  },
  {
    name: 'table-new',
    title: 'A new table',
    says: 'Questions are typed or come from a list that can be changed and kept. The documents are chosen, or those of a collection get their rows by themselves.',
    walk: async (window) => {
      await place(window, 'tables', 'new-table');
      await window.click('new-table');
      await window.choose('table-template', '0');
      await window.until('the questions of a list', "return document.querySelector('[data-testid=table-questions]').value.includes('?')");
      await window.element('table-paper');
    },
  },
  {
    name: 'queue',
    title: 'What waits',
    says: 'What is being read and what waits is one list, which can be paused and put in another order. What needs a password or could not be read is a line in it, with its reason and what can be done.',
    // work that waits is what it shows
    works: true,
    walk: async (window, { unreadable, waiting }) => {
      await window.ask('import_files', { paths: unreadable });
      await window.waited('a password and a refusal', async () => {
        const kinds = (await window.ask('jobs')).map(({ state }) => state.kind);
        return kinds.includes('needs_password') && kinds.some((kind) => ['refused', 'failed'].includes(kind));
      });
      await rest(window, true);
      await window.ask('import_files', { paths: waiting });
      await window.click('queue');
      await window.until('all lines', `${LINES} === ${unreadable.length + waiting.length}`);
      for (const testid of ['password', 'retry-job', 'job-up']) await window.element(testid);
    },
    after: async (window) => {
      for (let lines = await window.script(LINES); lines > 0; lines -= 1) {
        await window.click('a line', { by: '[data-testid="skip-job"], [data-testid="cancel-job"]' });
        await window.until('a line to go', `${LINES} < ${lines}`);
      }
      await window.press(KEY.escape);
      await rest(window, false);
      await window.until('an empty queue', "return document.querySelector('[data-testid=queue]') === null");
    },
  },
  {
    name: 'trash',
    title: 'The trash',
    says: 'Removed documents can be brought back for thirty days. “Delete now” takes them off the disk at once, with everything that was kept about them.',
    walk: async (window) => {
      await library(window);
      await window.hover('library-item', itemOf(REMOVED));
      await window.click('remove', { by: `[data-row]:has([title*="${REMOVED}"]) .actions > button` });
      await window.until('its row to go', `return !document.querySelector('[data-testid=library-item] [title*="${REMOVED}"]')`);
      await window.click('sort');
      await window.click('open-trash');
      await window.element('trashed');
      await window.element('library-size');
    },
    after: async (window) => {
      await window.click('restore');
      await window.element('trash-empty');
    },
  },
  {
    name: 'settings',
    title: 'Settings',
    says: 'Everything that can be set stands on one page, and counts at once.',
    walk: async (window) => {
      await place(window, 'settings', 'choose-language');
      await window.element('threads');
    },
  },
  {
    name: 'settings-search',
    title: 'A setting by other words',
    says: 'The search on this page finds a setting also by words that other programs use for it.',
    walk: async (window) => {
      await place(window, 'settings', 'threads');
      await window.click('find-setting');
      await window.type('memory');
      await window.until('what is meant', "return !document.querySelector('[data-testid=choose-theme]') && document.querySelector('#unload')");
    },
  },
  {
    name: 'palette',
    title: 'All commands',
    says: 'Ctrl+Shift+P lists what can be done now, with its keys, and the documents that were opened last.',
    walk: async (window) => {
      await window.press(KEY.control, KEY.shift, 'p');
      await window.element('palette-entry');
    },
  },
  {
    name: 'german',
    title: 'In German',
    says: 'The window speaks English and German, as the system does or as you choose.',
    walk: async (window) => {
      await place(window, 'settings', 'choose-language');
      await window.choose('choose-language', 'german');
      await window.until('German', "return document.documentElement.lang === 'de'");
      await window.press(KEY.escape);
      await window.click('summary-sentence', { nth: 1 });
      await window.element('highlight');
    },
    after: async (window) => {
      await place(window, 'settings', 'choose-language');
      await window.choose('choose-language', 'english');
      await window.until('English', "return document.documentElement.lang === 'en'");
    },
  },
  {
    name: 'about',
    title: 'About this installation',
    says: 'The page has the version, the licences of all that is in the program, and diagnostics, which are shown before they are copied.',
    walk: async (window) => {
      await place(window, 'about', 'version');
      await window.element('licences', { by: '[data-testid="library-licence"], [data-testid="no-licences"]' });
    },
  },
  // the last stop, because another document is open after it
  {
    name: 'running-text',
    title: 'Documents without pages',
    says: 'A Word document, an EPUB book, a web page or a text file has no pages of its own and is shown as running text, with the same tools: sources, questions, marks, notes and search.',
    walk: async (window) => {
      await library(window);
      await window.click('library-item', itemOf(WITHOUT_PAGES));
      await window.element('flow');
      await window.click('tab-summary');
      await window.click('summary-sentence', { nth: 1 });
      await window.element('highlight');
    },
  },
];
