// Work in progress, and the password that a locked file needs.

import type { Text } from '../en';
import { shortened } from '../short';
import { counted, grouped, percent, size, sizeOf, stillRoughly } from './numbers';

export const jobs: Text['jobs'] = {
  name: 'In Arbeit',
  summary: 'Zusammenfassung',
  recognition: 'Texterkennung',
  recognizing: (name) => `Der Text von ${name} wird erkannt`,
  unreadable: (pages) =>
    `Die Buchstaben von ${counted(pages, 'Seite', 'Seiten')} sind nicht lesbar: Die Schriften sagen nicht, welche es sind.`,
  recognize: (pages) => `Text von ${counted(pages, 'Seite', 'Seiten')} erkennen`,
  summarizing: (name) => `${name} wird zusammengefasst`,
  fillingTable: (name) => `Die Tabelle ${name} wird ausgefüllt`,
  classes: 'Klassen',
  classifying: (name) => `In ${name} werden Klassen gesucht`,
  stage: {
    waiting: 'Wartet',
    copying: 'Die Datei wird kopiert',
    reading_pages: 'Die Seiten werden gelesen',
    laying_out: 'Abschnitte und Sätze werden gesucht',
    loading_model: 'Das Modell wird geladen',
    encoding: 'Der Text wird gelesen',
    writing: 'Es wird geschrieben',
    choosing: 'Kernsätze werden ausgewählt',
    answering: 'Fragen werden beantwortet',
    saving: 'Es wird gespeichert',
    connecting: 'Die Verbindung wird aufgebaut',
    downloading: 'Es wird heruntergeladen',
    retrying: 'Wartet auf den nächsten Versuch',
    verifying: 'Es wird geprüft',
    comparing: 'Die schnelle Kopie wird mit dem Original verglichen',
    converting: 'Die schnelle Kopie wird angelegt',
    recognizing: 'Text wird erkannt',
    measuring: 'Die Geschwindigkeit wird gemessen',
  },
  progress: (name, stage) => `${shortened(name)}: ${jobs.stage[stage]}`,
  left: stillRoughly,
  transfer: ({ bytes, total, per_second }, next) => [
    sizeOf(bytes, total),
    ...(next !== null ? [`nächster Versuch in ${counted(Math.ceil(next), 'Sekunde', 'Sekunden')}`] : []),
    ...(next === null && per_second > 0 ? [`${size(per_second)}/s`] : []),
  ],
  percent: (done) => percent(Math.floor(done * 100)),
  cancel: 'Abbrechen',
  cancelOf: (name) => `Abbrechen: ${name}`,
  dismiss: 'Ausblenden',
  dismissOf: (name) => `Ausblenden: ${name}`,
  open: (jobs, waits) =>
    waits === 0 ? counted(jobs, 'Auftrag', 'Aufträge') : `${counted(jobs, 'Auftrag', 'Aufträge')}, davon ${waits === 1 ? 'braucht einer' : `brauchen ${grouped(waits)}`} Sie`,
  more: (n) => counted(n, 'weiterer wartet', 'weitere warten'),
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  rests: 'Angehalten',
  front: 'Als Nächstes',
  frontOf: (name) => `Als Nächstes: ${name}`,
  up: 'Früher',
  down: 'Später',
  upOf: (name) => `Früher: ${name}`,
  downOf: (name) => `Später: ${name}`,
  retry: 'Erneut versuchen',
  retryOf: (name) => `Erneut versuchen: ${name}`,
  skip: 'Überspringen',
  skipOf: (name) => `Überspringen: ${name}`,
  filesCome: (n) => `${counted(n, 'Datei wird', 'Dateien werden')} gelesen und ${n === 1 ? 'steht' : 'stehen'} dann in der Bibliothek.`,
  filesEnded: (added, were, need) => {
    if (added === 0 && need === 0 && were > 1) return `${were === 2 ? 'Beide' : `Alle ${grouped(were)}`} stehen schon in der Bibliothek.`;
    const parts = [
      ...(added > 0 ? [counted(added, 'wurde hinzugefügt', 'wurden hinzugefügt')] : []),
      ...(were > 0 ? [`${counted(were, 'stand', 'standen')} schon in der Bibliothek`] : []),
      ...(need > 0 ? [counted(need, 'braucht Sie', 'brauchen Sie')] : []),
    ];
    return parts.length === 0 ? '' : `${parts.join('; ')}.`;
  },
  showQueue: 'Warteschlange anzeigen',
  filesWait: (n) => `${counted(n, 'Datei wartet', 'Dateien warten')}, weil das Lesen angehalten ist.`,
  looking: (entries, documents) =>
    `Ordner werden durchsucht: ${counted(entries, 'Datei oder Ordner', 'Dateien und Ordner')}, darunter ${counted(documents, 'Dokument', 'Dokumente')}`,
  stopLooking: 'Durchsuchen der Ordner abbrechen',
  notRead: (name, why) => `${shortened(name)}: ${why}`,
  skipped: (name) => `${shortened(name)} wurde übersprungen.`,
  folder: 'Im Ordner zeigen',
  folderOf: (name) => `Im Ordner zeigen: ${name}`,
  isIn: (folder) => `Die Datei liegt in ${folder}.`,
  finished: (name) => `${shortened(name)} ist fertig.`,
  paused: (name) => `${shortened(name)} ist angehalten.`,
  cancelled: (name) => `${shortened(name)} wurde abgebrochen.`,
};

export const password: Text['password'] = {
  locked: 'Diese Datei ist mit einem Passwort geschützt.',
  wrong: 'Das Passwort ist falsch. Versuchen Sie es noch einmal.',
  label: 'Passwort',
  unlock: 'Entsperren',
};
