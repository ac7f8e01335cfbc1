// Removed documents, and what the library takes on the disk.

import type { Text } from '../en';
import { shortened } from '../short';
import { documents, moments, size } from './numbers';

const day = (seconds: number): string => moments.format(new Date(seconds * 1000));

export const trash: Text['trash'] = {
  name: 'Papierkorb',
  what: 'Entfernte Dokumente bleiben dreißig Tage hier, mit ihren Zusammenfassungen, Antworten und Notizen. Dann löscht Pagewing sie.',
  none: 'Der Papierkorb ist leer.',
  removed: ({ removed_at, deleted_from, bytes }) => `Entfernt: ${day(removed_at)} · wird nach dem ${day(deleted_from)} gelöscht · etwa ${size(bytes)}`,
  restore: 'Zurückholen',
  restoreOf: (title) => `Zurückholen: „${shortened(title)}“`,
  delete: 'Jetzt löschen\u00a0…',
  deleteOf: (title) => `Jetzt löschen: „${shortened(title)}“\u00a0…`,
  empty: 'Alle jetzt löschen\u00a0…',
  ask: (n) =>
    n === 1
      ? 'Das Dokument und seine Zusammenfassungen, Antworten und Notizen werden vom Datenträger gelöscht und lassen sich nicht zurückholen. Antworten, die auch andere Dokumente zitieren, bleiben.'
      : `${documents(n)} werden mit ihren Zusammenfassungen, Antworten und Notizen vom Datenträger gelöscht und lassen sich nicht zurückholen. Antworten, die auch andere Dokumente zitieren, bleiben.`,
  confirm: 'Jetzt löschen',
  cancel: 'Abbrechen',
  deleted: (n) => `${documents(n)} gelöscht.`,
  disk: 'Auf dem Datenträger',
  size: ({ documents: n, files, database, recognized }) => `Die Bibliothek hat ${documents(n)} und belegt ${size(files + database + recognized)}.`,
  parts: ({ files, database, recognized }) =>
    [`Dateien: ${size(files)}`, `Datenbank: ${size(database)}`, ...(recognized > 0 ? [`erkannte Seiten: ${size(recognized)}`] : [])].join(' · '),
};
