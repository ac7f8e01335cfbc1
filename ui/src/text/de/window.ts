// What belongs to the whole window: theme, actions and their keys, the palette, short messages, the start of the program.

import type { Text } from '../en';
import { shortened } from '../short';
import { actions, also } from './actions';

export const theme: Text['theme'] = {
  name: 'Farben',
  use: { system: 'Farben des Systems verwenden', light: 'Helle Farben verwenden', dark: 'Dunkle Farben verwenden' },
  label: (chosen) => `Farben: ${theme.names[chosen]}`,
  names: { system: 'wie das System', light: 'hell', dark: 'dunkel' },
};

export const keys: Text['keys'] = {
  open: 'Tastenkürzel',
  close: 'Schließen',
  actions,
  also,
  none: 'Keine',
  change: (keys, action) => `${keys}: Tasten ändern für „${action}“`,
  press: 'Tasten drücken',
  pressFor: (action) => `Tasten drücken für „${action}“`,
  reset: 'Zurücksetzen',
  resetOf: (action) => `Zurücksetzen der Tasten für „${action}“`,
  usualKeys: 'die üblichen Tasten',
  ofField: (keys, mod) => `Ein Textfeld braucht ${keys}. Möglich sind ${mod} mit einem Buchstaben und F1 bis F12.`,
  ofSystem: (keys) => `Das System braucht ${keys}.`,
  reverse: 'Mit der Umschalttaste geht es in die andere Richtung. Möglich sind ein Buchstabe und F1 bis F12, ohne Umschalttaste.',
  taken: (keys, action) => `„${action}“ verwendet bereits ${keys}.`,
  caps: { mod: 'Strg', alt: 'Alt', shift: 'Umschalt', delete: 'Entf', escape: 'Esc' },
};

export const palette: Text['palette'] = {
  name: 'Alle Befehle',
  find: 'Befehle und Dokumente suchen',
  actions: 'Befehle',
  documents: 'Dokumente',
  nothing: (typed) => `Hier heißt nichts „${shortened(typed)}“.`,
};

export const notices: Text['notices'] = {
  undo: 'Rückgängig',
  name: 'Meldungen',
  close: 'Meldung schließen',
};

/** What a person should know about the start of the program. */
export const startup: Text['startup'] = {
  remark: (remark) => {
    switch (remark.kind) {
      case 'settings_replaced':
        return {
          message: 'Die Datei mit den Einstellungen war beschädigt. Pagewing verwendet die üblichen Einstellungen.',
          hint: `Die beschädigte Datei liegt jetzt hier: ${remark.kept_as}`,
        };
      case 'crashed':
        return {
          message: 'Pagewing hat beim letzten Mal einen Fehler gemacht.',
          hint: `Wenn Sie ihn melden, legen Sie diese Datei bei. Aus Ihren Dokumenten steht nichts darin: ${remark.report}`,
        };
    }
  },
};
