// What belongs to the whole window: theme, actions and their keys, the palette, short messages, the start of the program.

import type { StartupRemark, Theme } from '../../bridge';
import { shortened } from '../short';
import { actions, also } from './actions';

export const theme = {
  /** Names the button alone: a tooltip stays as it was when a click changes what it is about. */
  name: 'Theme',
  label: (chosen: Theme): string => `Theme: ${theme.names[chosen]}`,
  names: { system: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>,
};

export const keys = {
  open: 'Keyboard shortcuts',
  close: 'Close',
  actions,
  also,
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
