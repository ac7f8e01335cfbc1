// The library at the left.

import type { Arrangement, DocumentFilter, DocumentOrder } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';
import { counted, documents, grouped } from './numbers';

const orders: Record<DocumentOrder, string> = {
  added: 'Neueste zuerst',
  opened: 'Zuletzt geöffnet',
  title: 'Titel',
  author: 'Autoren',
  year: 'Jahr',
};

const filters: Record<DocumentFilter, string> = {
  unread: 'Ungelesen',
  summarized: 'Mit Zusammenfassung',
  noted: 'Mit Markierungen oder Notizen',
  scanned: 'Mit eingescannten Seiten',
  failed: 'Mit Problemen',
};

/** The order and the filters that are in use, in a few words. */
const arranged = ({ order, backwards, only }: Arrangement): string =>
  [backwards ? `${orders[order]}, umgekehrt` : orders[order], ...only.map((filter) => filters[filter])].join(' · ');

export const library: Text['library'] = {
  name: 'Bibliothek',
  show: 'Bibliothek anzeigen',
  hide: 'Bibliothek ausblenden',
  add: 'Dokumente hinzufügen',
  addFolder: 'Ordner hinzufügen …',
  find: 'Dokumente durchsuchen',
  clear: 'Suche leeren',
  found: (n) => `${documents(n)} gefunden`,
  nothingFound: (query) => `Zu „${shortened(query)}“ passt kein Dokument.`,
  pages: (n) => counted(n, 'Seite', 'Seiten'),
  remove: (title) => `„${title}“ entfernen`,
  removeOne: 'Entfernen',
  removedSeveral: (n) => `${documents(n)} entfernt.`,
  sort: (arrangement) => `Sortieren und filtern: ${arranged(arrangement)}`,
  order: 'Sortieren nach',
  orders,
  backwards: 'Reihenfolge umkehren',
  only: 'Nur Dokumente',
  filters,
  showAll: 'Alle Dokumente anzeigen',
  nothingHere: 'Zu diesen Filtern passt kein Dokument.',
  unread: 'ungelesen',
  menu: (title) => `Mehr zu „${shortened(title)}“`,
  details: 'Titel, Autoren und Jahr bearbeiten',
  markUnread: 'Als ungelesen kennzeichnen',
  markRead: 'Als gelesen kennzeichnen',
  choose: 'Auswählen',
  notChoose: 'Abwählen',
  chosen: (n) => `${documents(n)} ausgewählt`,
  chosenShort: (n) => `${grouped(n)} ausgewählt`,
  chosenActions: 'Ausgewählte Dokumente',
  askChosen: 'Eine Frage stellen',
  summarizeChosen: 'Zusammenfassen',
  compareChosen: 'In einer Tabelle vergleichen',
  exportChosen: 'Ausgewählte Dokumente exportieren',
  removeChosen: 'Ausgewählte Dokumente entfernen',
  doneChoosing: 'Fertig',
  dragged: documents,
  trash: 'Papierkorb',
  removed: (title) => `„${shortened(title)}“ wurde entfernt.`,
};
