// The page of settings. How models run has words of its own, in `models.ts`.

import type { Text } from '../en';
import { shortened } from '../short';
import { sizeOf } from './numbers';

export const settings: Text['settings'] = {
  name: 'Einstellungen',
  find: 'Einstellungen durchsuchen',
  nothing: (typed) => `Keine Einstellung heißt „${shortened(typed)}“.`,
  window: 'Fenster',
  language: 'Sprache',
  languages: { system: 'Wie das System', english: 'English', german: 'Deutsch' },
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  textSize: 'Textgröße',
  textSizeHint: 'Gilt für alles im Fenster. Die Größe der Seiten wird über ihnen gewählt.',
  percent: (n) => `${n} %`,
  documents: 'Dokumente',
  afterReading: 'Wenn ein Dokument dazukommt',
  after: {
    read_only: 'Nur lesen',
    key_sentences: 'Kernsätze suchen',
    summary: 'Zusammenfassung schreiben, ohne Modell Kernsätze suchen',
  },
  recognize: 'Eingescannte Seiten sofort erkennen',
  recognizeHint:
    'Sobald ein Dokument dazukommt, dessen Seiten Bilder sind. Dazu muss Tesseract installiert sein. Spalten werden ohne Einstellung gefunden.',
  paused: 'Alle Arbeit anhalten',
  pausedHint: 'Nichts wird gelesen, erkannt, zusammengefasst oder ausgefüllt, bis Sie es fortsetzen. Das geht auch in der Liste dessen, was wartet.',
  watched: 'Beobachtete Ordner',
  watchedHint: 'Neue Dateien darin werden von selbst gelesen. Was Sie herausnehmen, bleibt in der Bibliothek.',
  watch: 'Ordner beobachten …',
  unwatch: 'Nicht mehr beobachten',
  unwatchOf: (folder) => `Nicht mehr beobachten: ${folder}`,
  unwatched: (folder) => `Neue Dateien in ${folder} werden nicht mehr von selbst gelesen.`,
  passages: 'Textstellen',
  choose: 'Auswählen …',
  chooseFor: (what) => `Auswählen … ${what}`,
  kept: 'Wo alles liegt',
  data: 'Bibliothek und Modelle',
  dataHint: 'Sie kommen in einen eigenen Ordner in dem, den Sie auswählen, und verlassen diesen, sobald sie dort vollständig sind.',
  move: 'Umziehen …',
  moving: 'Bibliothek und Modelle ziehen um',
  moved: (done, total) => sizeOf(done, total),
  stay: 'Hier lassen',
  dataMoved: 'Bibliothek und Modelle sind umgezogen.',
  file: 'Einstellungen',
  reset: 'Zurücksetzen',
  resetWhat: 'Alle Einstellungen',
  resetHint: 'Die gewählten Modelle bleiben, ebenso alles in der Bibliothek.',
  resetNow: 'Einstellungen zurücksetzen',
  wasReset: 'Die Einstellungen sind wieder wie am Anfang.',
};
