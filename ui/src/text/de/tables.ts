// Tables of evidence: papers down, questions across.

import type { BuiltInTemplate, CellOutcome, TableFormat } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';
import { counted, documents, grouped, percent } from './numbers';

const builtIn: Record<BuiltInTemplate, string> = {
  trial: 'Klinische Studie',
  machine_learning: 'Maschinelles Lernen',
  review: 'Übersichtsarbeit',
};

const without: Record<CellOutcome, string> = {
  found: 'Nicht gefunden',
  not_found: 'Nicht gefunden',
  passages_only: 'Nicht beurteilt',
  routed: 'Textstellen können diese Frage nicht beantworten',
  no_text: 'Dieses Dokument hat keinen Text',
};

const formats: Record<TableFormat, string> = { markdown: 'Markdown', csv: 'CSV', xlsx: 'Excel-Arbeitsmappe', docx: 'Word-Dokument' };
const filled = (n: number, all: number): string => `${grouped(n)} von ${counted(all, 'Zelle', 'Zellen')} ausgefüllt`;

export const tables: Text['tables'] = {
  name: 'Tabellen',
  open: 'Tabellen anzeigen',
  what: 'Eine Tabelle stellt mehreren Dokumenten dieselben Fragen. Jede Zelle ist ein Zitat mit seiner Seite.',
  none: 'Es gibt noch keine Tabelle.',
  untitled: 'Tabelle ohne Titel',
  all: 'Alle Tabellen',
  make: 'Neue Tabelle',
  facts: ({ rows, columns, filled: n }) =>
    `${documents(rows)}, ${counted(columns, 'Frage', 'Fragen')}` + (n < rows * columns ? `, ${filled(n, rows * columns)}` : ''),
  remove: (title) => `„${title}“ löschen`,
  removed: (title) => `„${shortened(title)}“ wurde gelöscht.`,

  title: 'Titel',
  template: 'Mit diesen Fragen beginnen',
  noTemplate: 'Leere Liste',
  asLibrary: 'Wie in der Bibliothek',
  called: ({ built_in, name }) => (name !== '' ? name : built_in ? builtIn[built_in] : 'Liste ohne Namen'),
  questions: 'Fragen, je Zeile eine',
  papers: 'Dokumente',
  follow: 'Welche Dokumente eine Zeile bekommen',
  follows: { nothing: 'Nur die ausgewählten', library: 'Alle, auch später hinzugefügte' },
  followsGroup: ({ kind, name }) =>
    kind === 'collection' ? `Alle in „${shortened(name)}“, auch später hinzugefügte` : `Alle mit dem Schlagwort „${shortened(name)}“, auch die, die es später bekommen`,
  keepTemplate: 'Diese Fragen für andere Tabellen behalten',
  kept: 'Die Fragen sind gespeichert.',
  removeTemplate: 'Diese Liste von Fragen löschen',
  restoreTemplate: 'Die ursprünglichen Fragen wiederherstellen',
  templateRemoved: 'Die Liste von Fragen wurde gelöscht.',
  begin: 'Tabelle anlegen',
  cancel: 'Abbrechen',

  document: 'Dokument',
  empty: 'Fügen Sie Dokumente und Fragen hinzu, um diese Tabelle zu füllen.',
  more: (n) => `Mehr anzeigen: ${counted(n, 'weiteres Dokument', 'weitere Dokumente')}`,
  addQuestion: 'Frage hinzufügen',
  question: 'Frage',
  add: 'Hinzufügen',
  addDocument: 'Dokument hinzufügen',
  change: (question) => `Mehr zu „${shortened(question)}“`,
  changeQuestion: 'Frage ändern',
  askAgain: 'Noch einmal fragen',
  askAllAgain: 'Alles noch einmal fragen',
  before: 'Nach vorn verschieben',
  after: 'Nach hinten verschieben',
  removeQuestion: 'Frage löschen',
  questionRemoved: 'Die Frage wurde gelöscht.',
  row: (title) => `Mehr zu „${shortened(title)}“`,
  backToTable: 'Zurück zur Tabelle',
  openDocument: 'Dokument öffnen',
  takeOut: 'Aus der Tabelle nehmen',
  takenOut: (title) => `„${shortened(title)}“ wurde aus der Tabelle genommen.`,
  fill: 'Weiter ausfüllen',
  stop: 'Ausfüllen beenden',
  stopped: 'Sie haben das Ausfüllen dieser Tabelle beendet.',
  filling: filled,
  formats,

  cell: (question, title) => `${shortened(question)} ${shortened(title)}`,
  percent: (share) => percent(Math.round(share * 100)),
  likely: (share) => `Diese Worte sind mit einer Wahrscheinlichkeit von ${percent(Math.round(share * 100))} richtig.`,
  others: (n) => counted(n, 'weitere Antwort', 'weitere Antworten'),
  without: (outcome) => (outcome === null ? 'Noch nicht gefragt' : without[outcome]),
  yours: 'Von Ihnen',
  menu: 'Mehr zu dieser Zelle',
  write: 'Selbst schreiben',
  writeLabel: 'Inhalt dieser Zelle',
  found: 'Das Gefundene anzeigen',
  wordsRemoved: 'Ihre Worte wurden aus der Zelle entfernt.',
};
