// Every word that a person sees, in one place. A translation is another object of type `Text`.

import type { ModelView, Note, Stage, SummaryLength, Theme } from '../bridge';

const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "pages 3, 5-7 and 9" out of the numbers themselves. */
function pageList(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && page <= last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  const words = runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  const list = words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${list}`;
}

const verb = (pages: readonly number[], one: string, many: string): string =>
  pages.length === 1 ? one : many;

/** As `pagewing models list` names them. */
const WRITERS = 'google/bigbird-pegasus-large-arxiv, -pubmed or -bigpatent (2.3 GB)';

/** Endings such as “-pubmed” stay with their hyphens. */
const unbroken = (words: string): string => words.replaceAll(' -', ' \u2011');

export const en = {
  empty: {
    title: 'Drop a PDF anywhere in this window',
    what: 'Pagewing reads it here, on this computer, and shows where every sentence of the summary comes from.',
    reader: (name: string): string => `Its ${name} answers questions about it, without any download.`,
    or: 'or',
    chooseFiles: 'choose files',
    example: 'Look at the example paper',
  },

  drop: {
    over: (count: number): string =>
      count === 0 ? 'Drop to read' : `Drop to read ${counted(count, 'file', 'files')}`,
  },

  library: {
    name: 'Library',
    show: 'Show the library',
    hide: 'Hide the library',
    add: 'Add documents',
    find: 'Find in your documents',
    clear: 'Clear the search',
    found: (n: number): string => `${counted(n, 'document', 'documents')} found`,
    nothingFound: (query: string): string => `Nothing found for “${query}”.`,
    pages: (n: number): string => counted(n, 'page', 'pages'),
    remove: (title: string): string => `Remove “${title}”`,
    removed: (title: string): string => `“${title}” was removed.`,
    undo: 'Undo',
  },

  jobs: {
    name: 'At work',
    summary: 'Summary',
    summarizing: (name: string): string => `Summarizing ${name}`,
    stage: {
      waiting: 'Waiting for its turn',
      copying: 'Keeping a copy',
      reading_pages: 'Reading the pages',
      laying_out: 'Finding sections and sentences',
      loading_model: 'Loading the model',
      encoding: 'Reading the whole text',
      writing: 'Writing',
      choosing: 'Choosing key sentences',
      saving: 'Saving',
    } satisfies Record<Stage, string>,
    left: (seconds: number): string => {
      if (seconds < 5) return 'a few seconds left';
      if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s left`;
      if (seconds < 3300) return `about ${counted(Math.max(1, Math.round(seconds / 60)), 'minute', 'minutes')} left`;
      return `about ${counted(Math.max(1, Math.round(seconds / 3600)), 'hour', 'hours')} left`;
    },
    percent: (done: number): string => `${Math.floor(done * 100)} %`,
    cancel: 'Cancel',
    cancelOf: (name: string): string => `Cancel: ${name}`,
    dismiss: 'Dismiss',
    dismissOf: (name: string): string => `Dismiss: ${name}`,
    finished: (name: string): string => `${name} is ready.`,
    cancelled: (name: string): string => `${name} was cancelled.`,
  },

  password: {
    locked: 'This file is locked with a password.',
    wrong: 'That password does not open it. Try again.',
    label: 'Password',
    unlock: 'Unlock',
  },

  pages: {
    name: 'Document',
    page: (n: number): string => `Page ${n}`,
    goTo: 'Page',
    of: (n: number): string => `of ${n.toLocaleString('en')}`,
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    fit: 'Fit the width',
    zoom: (factor: number): string => `${Math.round(factor * 100)} %`,
    outline: 'Contents',
    noOutline: 'No sections were found in this document.',
    unreadable: 'These pages cannot be shown.',
    pageUnreadable: 'This page cannot be drawn.',
    pageFailed: 'This page could not be read, so nothing in the summary comes from it.',
  },

  summary: {
    name: 'Summary',
    keySentences: 'Key sentences',
    written: (model: string): string => `Written by ${model} from the text of the document.`,
    quotations: 'These are the document’s own key sentences. A larger model writes summaries in its own words:',
    quotationsByChoice: 'These are the document’s own key sentences.',
    none: 'There is no summary of this document yet.',
    write: 'Summarize',
    again: 'Summarize again',
    length: { short: 'Short', medium: 'Medium', long: 'Long' } satisfies Record<SummaryLength, string>,
    copy: 'Copy with pages',
    copied: 'The summary was copied.',
    notCopied: 'The summary could not be copied.',
    page: (n: number): string => `p. ${n}`,
    place: 'in the text',
    pages: (n: number): string => `(page ${n})`,
    /** Begins with what the chip shows, so that it can be called by its name. */
    source: (chip: string, n: number): string => `${chip}, source ${n}`,
    support: (share: number): string => `Support ${Math.round(share * 100)} %`,
    weakSupport: (share: number): string => `Weak support, ${Math.round(share * 100)} %`,
    supportMeans: 'How much of what this sentence says stands in the places shown.',
    noSource: 'No source was found for this sentence.',
    beingWritten: 'Being written',
    words: (n: number): string => counted(n, 'word', 'words'),
  },

  ask: {
    label: 'Ask about this document',
    send: 'Ask',
    stop: 'Cancel',
    name: 'Answer',
    close: 'Close the answer',
    withoutReader: 'No reader is installed: passages are found by their words alone.',
    stage: (stage: Stage): string => {
      if (stage === 'choosing') return 'Looking for passages';
      return stage === 'encoding' ? 'Reading the passages' : en.jobs.stage[stage];
    },
    probability: (share: number): string => `${Math.round(share * 100)} % likely`,
    probabilityMeans: 'How likely these words are right, as measured on questions with known answers.',
    readBy: (reader: string): string => `Read by the ${reader}.`,
    summaryBelow: 'The summary stands below.',
  },

  notes: {
    name: 'About this document',
    of: (note: Note): string => {
      switch (note.kind) {
        case 'truncated':
          return `Only the first ${note.limit} were read.`;
        case 'scanned_pages':
          return `${pageList(note.pages)} ${verb(note.pages, 'is a picture', 'are pictures')} without text and could not be read.`;
        case 'failed_pages':
          return `${pageList(note.pages)} could not be read; the others could.`;
        case 'worker_died':
          return `Reading stopped at page ${note.page} and went on after it.`;
      }
    },
  },

  model: {
    none: 'No model',
    choose: 'Choose a model folder…',
    chooseAnother: 'Choose another folder…',
    forget: 'Use key sentences instead',
    called: (name: string): string => name.charAt(0).toUpperCase() + name.slice(1),
    readsAlone: 'Part of Pagewing. It answers questions by quoting the document. Key sentences need no model.',
    reads: 'Part of Pagewing. It answers questions by quoting the document.',
    writes: 'Writes summaries in its own words.',
    larger: 'Written summaries',
    what: `A larger model writes in its own words: ${unbroken(WRITERS)}. Choose its folder, as downloaded from Hugging Face.`,
    name: (name: string): string => `Model: ${name}`,
    facts: (model: ModelView): string =>
      [
        `${(model.parameters / 1e6).toLocaleString('en', { maximumSignificantDigits: 3 })} million parameters`,
        `reads ${model.max_tokens.toLocaleString('en')} tokens at once`,
        `needs about ${(model.memory / 2 ** 30).toLocaleString('en', { maximumSignificantDigits: 2 })} GiB of memory`,
      ].join(', '),
    chosen: (name: string): string => `${name} will write the next summary.`,
  },

  theme: {
    label: (theme: Theme): string => `Theme: ${en.theme.names[theme]}`,
    names: { system: 'as the system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>,
  },

  keys: {
    open: 'Keyboard shortcuts',
    close: 'Close',
    rows: [
      [['Ctrl', 'O'], 'Add documents'],
      [['Ctrl', 'F'], 'Find in your documents'],
      [['Ctrl', 'K'], 'Ask about the open document'],
      [['Ctrl', 'B'], 'Show or hide the library'],
      [['↑', '↓'], 'Next or previous sentence or quotation, with its source'],
      [['←', '→'], 'Other sources of it'],
      [['Ctrl', '+'], 'Larger pages'],
      [['Ctrl', '−'], 'Smaller pages'],
      [['Ctrl', '0'], 'Fit the width'],
      [['Delete'], 'Remove the document from the library'],
      [['Esc'], 'Close, stop a question, or take the highlight away'],
    ] satisfies [string[], string][],
  },

  notices: {
    name: 'Messages',
    close: 'Close this message',
  },
};

/** The words of one language. */
export type Text = typeof en;
