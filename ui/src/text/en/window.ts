// What belongs to the whole window: theme, actions and their keys, the palette, short messages, the start of the program.

import type { StartupRemark, Theme } from '../../bridge';
import { shortened } from '../short';
import { actions, also } from './actions';

export const theme = {
  name: 'Theme',
  /** What a press does. */
  use: { system: 'Use the theme of the system', light: 'Use the light theme', dark: 'Use the dark theme' } satisfies Record<Theme, string>,
  label: (chosen: Theme): string => `Theme: ${theme.names[chosen]}`,
  names: { system: 'system', light: 'light', dark: 'dark' } satisfies Record<Theme, string>,
};

export const keys = {
  open: 'Keyboard shortcuts',
  close: 'Close',
  actions,
  also,
  /** For an action without keys. */
  none: 'None',
  /** Begins with the visible words. */
  change: (keys: string, action: string): string => `${keys}: change the keys of “${action}”`,
  press: 'Press the keys',
  pressFor: (action: string): string => `Press the keys for “${action}”`,
  reset: 'Reset',
  resetOf: (action: string): string => `Reset the keys of “${action}”`,
  usualKeys: 'the usual keys',
  ofField: (keys: string, mod: string): string => `A text field needs ${keys}. Hold ${mod} with a letter, or take F1 to F12.`,
  ofSystem: (keys: string): string => `The system needs ${keys}.`,
  reverse: 'With Shift, it goes the other way. Take a letter or F1 to F12, without Shift.',
  taken: (keys: string, action: string): string => `“${action}” has ${keys}.`,
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
