// What belongs to the whole window: theme, keyboard shortcuts, short messages, the start of the program.

import type { StartupRemark, Theme } from '../../bridge';

export const theme = {
  label: (chosen: Theme): string => `Theme: ${theme.names[chosen]}`,
  names: { system: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>,
};

/** The keys that menus show beside what they do. */
const FIT_WIDTH = ['Ctrl', '0'];
const FIT_PAGE = ['Ctrl', '9'];
const FACING = ['Ctrl', '2'];

export const keys = {
  open: 'Keyboard shortcuts',
  close: 'Close',
  rows: [
    [['Ctrl', 'O'], 'Add documents'],
    [['Ctrl', 'V'], 'Add copied files, or the paths that were copied'],
    [['Ctrl', 'F'], 'Find in the open document'],
    [['F3'], 'Next place that was found; with Shift, the previous one'],
    [['Ctrl', 'Shift', 'F'], 'Search your documents'],
    [['Ctrl', 'K'], 'Ask about the open document'],
    [['Ctrl', 'B'], 'Show or hide library'],
    [['Ctrl', 'J'], 'Show or hide side pane'],
    [['Ctrl', 'M'], 'Models'],
    [['↑', '↓'], 'Next or previous sentence or quotation, with its source'],
    [['←', '→'], 'Its other sources'],
    [['Ctrl', 'D'], 'Mark the selection or the chosen sentence; again for another colour'],
    [['Ctrl', 'Shift', 'D'], 'Mark it and write a note'],
    [['F2'], 'Edit the sentence of the summary'],
    [['Alt', '↑'], 'Move it up; with ↓, down'],
    [['Ctrl', 'Z'], 'Undo the last change or removal'],
    [['Ctrl', '+'], 'Zoom in'],
    [['Ctrl', '−'], 'Zoom out'],
    [FIT_WIDTH, 'Fit to width'],
    [FIT_PAGE, 'Fit whole page'],
    [FACING, 'Two pages side by side, or one'],
    [['R'], 'Turn the pages to the right; with Shift, to the left'],
    [['Alt', '←'], 'Back to where you were in the document'],
    [['Ctrl', 'C'], 'Copy the quotation with its title and page'],
    [['Shift', '↓'], 'Select several documents in the library; Ctrl A selects all'],
    [['Delete'], 'Remove the document, collection, sentence, question or mark that has the focus'],
    [['Esc'], 'Go back, close, stop a question, or clear the highlight'],
    [['?'], 'Keyboard shortcuts'],
  ] satisfies [string[], string][],
  /** In the menu of the view. */
  view: {
    width: FIT_WIDTH.join(' '),
    page: FIT_PAGE.join(' '),
    facing: FACING.join(' '),
    right: 'R',
    left: 'Shift R',
  },
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
    }
  },
};
