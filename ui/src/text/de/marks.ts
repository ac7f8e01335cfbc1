// Marks and notes: what a person marked in a document and wrote to it.

import type { MarkColour } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';

const colours: Record<MarkColour, string> = { yellow: 'Gelb', green: 'Grün', blue: 'Blau', pink: 'Rosa' };

export const marks: Text['marks'] = {
  name: 'Markierungen und Notizen',
  colours,
  row: 'Markieren',
  mark: (colour) => `In ${colours[colour]} markieren`,
  marked: (colour) => `In ${colours[colour]} markiert.`,
  colourOf: (words) => `Farbe von „${shortened(words)}“`,
  note: 'Notiz',
  write: 'Notiz schreiben',
  writeToDocument: 'Notiz zum Dokument schreiben',
  noteTo: (words) => `Notiz zu „${shortened(words)}“`,
  toDocument: 'Notiz zum Dokument',
  toSummary: 'Zur Zusammenfassung:',
  goTo: (chip, words) => `${chip}, „${shortened(words)}“`,
  lost: 'Diese Worte stehen nicht mehr im Dokument.',
  none: 'Noch ist nichts markiert. Wählen Sie Worte im Dokument aus und dazu eine Farbe, oder wählen Sie einen Satz der Zusammenfassung und drücken Sie Strg D.',
  removeMark: (words) => `Markierung von „${shortened(words)}“ entfernen`,
  removeNote: 'Diese Notiz entfernen',
  remove: 'Markierung entfernen',
  markRemoved: 'Markierung entfernt.',
  noteRemoved: 'Notiz entfernt.',
};
