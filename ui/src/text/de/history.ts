// Questions that were asked before.

import type { QuestionOutcome } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';
import { counted, moments } from './numbers';

const ended: Record<QuestionOutcome, string> = {
  found: '',
  not_found: 'Nicht gefunden',
  passages_only: 'Textstellen',
  routed: 'Kein Zitat',
};

export const history: Text['history'] = {
  name: 'Frühere Fragen',
  here: 'Dieses Dokument',
  everywhere: 'Alle Dokumente',
  which: 'Fragen zu',
  search: 'Fragen und Antworten durchsuchen',
  none: 'Zu diesem Dokument wurde noch nichts gefragt.',
  noneAnywhere: 'Es wurde noch nichts gefragt.',
  notFound: (words) => `Keine Frage oder Antwort enthält „${shortened(words)}“.`,
  older: 'Ältere Fragen anzeigen',
  remove: (question) => `„${question}“ löschen`,
  clear: 'Alle löschen',
  deleted: (n) => (n === 1 ? 'Frage gelöscht.' : `${counted(n, 'Frage', 'Fragen')} gelöscht.`),
  copy: 'Mit Seitenzahlen kopieren',
  copied: 'Antwort kopiert.',
  notCopied: 'Pagewing konnte die Antwort nicht kopieren.',
  exportOne: 'Diese Antwort exportieren',
  exportAll: 'Alle Fragen und Antworten exportieren',
  again: 'Erneut fragen',
  at: ({ asked_at }) => moments.format(new Date(asked_at * 1000)),
  ended: ({ outcome }) => ended[outcome],
  documents: ({ scope, documents }) =>
    scope === 'library'
      ? 'Alle Dokumente'
      : (documents.length > 1 ? `${counted(documents.length, 'Dokument', 'Dokumente')}: ` : '') +
        documents.map(({ title, here }) => (here ? title : `${title} (entfernt)`)).join('; '),
};
