// What belongs to the whole window: theme, actions and their keys, the palette, short messages, the start of the program.

import type { Text } from '../en';
import { shortened } from '../short';

export const theme: Text['theme'] = {
  name: 'Farben',
  label: (chosen) => `Farben: ${theme.names[chosen]}`,
  names: { system: 'wie das System', light: 'hell', dark: 'dunkel' },
};

export const keys: Text['keys'] = {
  open: 'Tastenkürzel',
  close: 'Schließen',
  actions: {
    add: 'Dokumente hinzufügen',
    paste: 'Kopierte Dateien oder Pfade hinzufügen',
    palette: 'Alle Befehle',
    find: 'Im geöffneten Dokument suchen',
    findNext: 'Nächste gefundene Stelle; mit Umschalt die vorige',
    findInLibrary: 'Dokumente durchsuchen',
    ask: 'Eine Frage zum geöffneten Dokument stellen',
    library: 'Bibliothek ein- oder ausblenden',
    side: 'Seitenleiste ein- oder ausblenden',
    models: 'Modelle',
    settings: 'Einstellungen',
    sentence: 'Nächster oder voriger Satz oder nächstes oder voriges Zitat, mit der Quelle',
    source: 'Die anderen Quellen',
    mark: 'Auswahl oder gewählten Satz markieren; noch einmal für eine andere Farbe',
    markWithNote: 'Markieren und eine Notiz schreiben',
    edit: 'Satz der Zusammenfassung bearbeiten',
    move: 'Satz nach oben verschieben; mit ↓ nach unten',
    undo: 'Letzte Änderung rückgängig machen oder Entferntes zurückholen',
    redo: 'Rückgängig Gemachtes wiederholen',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fitWidth: 'An die Breite anpassen',
    fitPage: 'Ganze Seite anzeigen',
    facing: 'Zwei Seiten nebeneinander oder eine',
    turnRight: 'Seiten nach rechts drehen',
    turnLeft: 'Seiten nach links drehen',
    back: 'Zurück zur vorigen Stelle im Dokument',
    copy: 'Zitat mit Titel und Seite kopieren',
    select: 'Mehrere Dokumente der Bibliothek auswählen',
    selectAll: 'Alle Dokumente der Bibliothek auswählen',
    remove: 'Entfernen, worauf der Fokus liegt: Dokument, Sammlung, Satz, Frage oder Markierung',
    close: 'Zurückgehen, schließen, eine Frage beenden oder das Hervorgehobene zurücknehmen',
    keys: 'Tastenkürzel',
    example: 'Am Beispiel ausprobieren',
    tour: 'Rundgang in vier Schritten',
    bibliography: 'Aus Zotero, BibTeX oder RIS importieren',
    pause: 'Alle Arbeit anhalten',
    resume: 'Alle Arbeit fortsetzen',
    summarize: 'Geöffnetes Dokument zusammenfassen',
    getWriter: 'Ein Modell holen, das schreibt',
    tables: 'Tabellen',
    privacy: 'Datenschutz',
    trash: 'Papierkorb',
    about: 'Über Pagewing',
    lightTheme: 'Farben: hell',
    darkTheme: 'Farben: dunkel',
    systemTheme: 'Farben: wie das System',
  },
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
