// What belongs to the whole window: theme, keyboard shortcuts, short messages.

import type { Theme } from '../../bridge';

export const theme = {
  label: (chosen: Theme): string => `Theme: ${theme.names[chosen]}`,
  names: { system: 'as the system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>,
};

export const keys = {
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
};

export const notices = {
  name: 'Messages',
  close: 'Close this message',
};
