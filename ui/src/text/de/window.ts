// What belongs to the whole window: theme, keyboard shortcuts, short messages, the start of the program.

import type { Text } from '../en';

export const theme: Text['theme'] = {
  label: (chosen) => `Farben: ${theme.names[chosen]}`,
  names: { system: 'wie das System', light: 'hell', dark: 'dunkel' },
};

/** The keys that menus show beside what they do. */
const FIT_WIDTH = ['Strg', '0'];
const FIT_PAGE = ['Strg', '9'];
const FACING = ['Strg', '2'];

export const keys: Text['keys'] = {
  open: 'Tastenkürzel',
  close: 'Schließen',
  rows: [
    [['Strg', 'O'], 'Dokumente hinzufügen'],
    [['Strg', 'V'], 'Kopierte Dateien oder Pfade hinzufügen'],
    [['Strg', 'F'], 'Im geöffneten Dokument suchen'],
    [['F3'], 'Nächste gefundene Stelle; mit Umschalt die vorige'],
    [['Strg', 'Umschalt', 'F'], 'Dokumente durchsuchen'],
    [['Strg', 'K'], 'Eine Frage zum geöffneten Dokument stellen'],
    [['Strg', 'B'], 'Bibliothek ein- oder ausblenden'],
    [['Strg', 'J'], 'Seitenleiste ein- oder ausblenden'],
    [['Strg', 'M'], 'Modelle'],
    [['↑', '↓'], 'Nächster oder voriger Satz oder nächstes oder voriges Zitat, mit der Quelle'],
    [['←', '→'], 'Die anderen Quellen'],
    [['Strg', 'D'], 'Auswahl oder gewählten Satz markieren; noch einmal für eine andere Farbe'],
    [['Strg', 'Umschalt', 'D'], 'Markieren und eine Notiz schreiben'],
    [['F2'], 'Satz der Zusammenfassung bearbeiten'],
    [['Alt', '↑'], 'Satz nach oben verschieben; mit ↓ nach unten'],
    [['Strg', 'Z'], 'Letzte Änderung rückgängig machen oder Entferntes zurückholen'],
    [['Strg', '+'], 'Vergrößern'],
    [['Strg', '−'], 'Verkleinern'],
    [FIT_WIDTH, 'An die Breite anpassen'],
    [FIT_PAGE, 'Ganze Seite anzeigen'],
    [FACING, 'Zwei Seiten nebeneinander oder eine'],
    [['R'], 'Seiten nach rechts drehen; mit Umschalt nach links'],
    [['Alt', '←'], 'Zurück zur vorigen Stelle im Dokument'],
    [['Strg', 'C'], 'Zitat mit Titel und Seite kopieren'],
    [['Umschalt', '↓'], 'Mehrere Dokumente der Bibliothek auswählen; Strg A wählt alle aus'],
    [['Entf'], 'Entfernen, worauf der Fokus liegt: Dokument, Sammlung, Satz, Frage oder Markierung'],
    [['Esc'], 'Zurückgehen, schließen, eine Frage beenden oder das Hervorgehobene zurücknehmen'],
    [['?'], 'Tastenkürzel'],
  ],
  view: {
    width: FIT_WIDTH.join(' '),
    page: FIT_PAGE.join(' '),
    facing: FACING.join(' '),
    right: 'R',
    left: 'Umschalt R',
  },
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
    }
  },
};
