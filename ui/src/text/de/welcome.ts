// The window before a document is open, and while files are dragged over it.

import type { Text } from '../en';
import { modelName } from './names';
import { counted } from './numbers';

export const empty: Text['empty'] = {
  title: 'Ein Dokument in dieses Fenster ziehen',
  what: 'Pagewing liest es auf diesem Computer und zeigt, woher jeder Satz der Zusammenfassung kommt.',
  reader: (name) => `Fragen dazu beantwortet das eingebaute ${modelName(name)}, und nichts muss heruntergeladen werden.`,
  or: 'oder',
  chooseFiles: 'Dateien auswählen',
  example: 'Am Beispiel ausprobieren',
};

export const many: Text['many'] = {
  question: (files) => `${counted(files, 'Dokument', 'Dokumente')} lesen?`,
  why: 'Jedes wird in die Bibliothek kopiert und gelesen. Das lässt sich anhalten, und Sie können währenddessen lesen und fragen.',
  read: 'Lesen',
  leave: 'Nicht lesen',
};

export const drop: Text['drop'] = {
  over: (count) => (count === 0 ? 'Zum Lesen loslassen' : `Loslassen, um ${counted(count, 'Datei', 'Dateien')} zu lesen`),
};
