// What belongs to the whole window: theme, actions and their keys, the palette, short messages, the start of the program.

import type { StartupRemark, Theme } from '../../bridge';
import { shortened } from '../short';

export const theme = {
  /** Names the button alone: a tooltip stays as it was when a click changes what it is about. */
  name: 'Theme',
  label: (chosen: Theme): string => `Theme: ${theme.names[chosen]}`,
  names: { system: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>,
};

export const keys = {
  open: 'Keyboard shortcuts',
  close: 'Close',
  /** What each action does, for the sheet and the palette. */
  actions: {
    add: 'Add documents',
    paste: 'Add copied files, or the paths that were copied',
    palette: 'All commands',
    find: 'Find in the open document',
    findNext: 'Next place that was found; with Shift, the previous one',
    findInLibrary: 'Search your documents',
    ask: 'Ask about the open document',
    library: 'Show or hide library',
    side: 'Show or hide side pane',
    models: 'Models',
    settings: 'Settings',
    sentence: 'Next or previous sentence or quotation, with its source',
    source: 'Its other sources',
    mark: 'Mark the selection or the chosen sentence; again for another colour',
    markWithNote: 'Mark it and write a note',
    edit: 'Edit the sentence of the summary',
    move: 'Move it up; with ↓, down',
    undo: 'Undo the last change or removal',
    redo: 'Redo what was undone',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fitWidth: 'Fit to width',
    fitPage: 'Fit whole page',
    facing: 'Two pages side by side, or one',
    turnRight: 'Turn the pages to the right',
    turnLeft: 'Turn the pages to the left',
    back: 'Back to where you were in the document',
    copy: 'Copy the quotation with its title and page',
    select: 'Select several documents in the library',
    selectAll: 'Select all documents in the library',
    remove: 'Remove the document, collection, sentence, question or mark that has the focus',
    close: 'Go back, close, stop a question, or clear the highlight',
    keys: 'Keyboard shortcuts',
    example: 'Try the example paper',
    tour: 'Tour in four steps',
    bibliography: 'Import from Zotero, BibTeX or RIS',
    pause: 'Pause all work',
    resume: 'Go on with all work',
    summarize: 'Summarize the open document',
    getWriter: 'Get a writing model',
    tables: 'Tables',
    privacy: 'Privacy',
    trash: 'Trash',
    about: 'About Pagewing',
    lightTheme: 'Theme: light',
    darkTheme: 'Theme: dark',
    systemTheme: 'Theme: as the system',
  },
  /** What stands on keys that have a name. On a Mac, most have a sign. */
  caps: { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', delete: 'Delete', escape: 'Esc' },
};

export const palette = {
  name: 'All commands',
  find: 'Search commands and documents',
  actions: 'Commands',
  documents: 'Documents',
  nothing: (typed: string): string => `Nothing here is called “${shortened(typed)}”.`,
};

export const notices = {
  undo: 'Undo',
  name: 'Messages',
  close: 'Close message',
};

/** What a person should know about the start of the program. */
export const startup = {
  remark: (remark: StartupRemark): { message: string; hint: string } => {
    switch (remark.kind) {
      case 'settings_replaced':
        return {
          message: 'The settings file was damaged. Pagewing is using the default settings.',
          hint: `The damaged file is kept as ${remark.kept_as}`,
        };
      case 'crashed':
        return {
          message: 'Pagewing made a mistake last time.',
          hint: `If you want to report it, add this file, which has nothing of your documents: ${remark.report}`,
        };
    }
  },
};
