// What Pagewing does with documents, and every connection that it ever opened.

import type { Entry } from '../../bridge';
import type { Text } from '../en';
import { counted, grouped, size } from './numbers';

const ends: Record<Entry['end'], string> = {
  open: 'nicht richtig geschlossen oder noch offen',
  complete: 'vollständig',
  broken: 'abgebrochen',
  no_answer: 'keine Antwort',
  stopped: 'von Ihnen beendet',
};

const moment = new Intl.DateTimeFormat('de', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });

export const privacy: Text['privacy'] = {
  name: 'Datenschutz',
  what: [
    'Pagewing liest Ihre Dokumente auf diesem Computer und sendet keinen Teil davon irgendwohin.',
    'Eine Verbindung öffnet es nur, um ein Modell herunterzuladen, das Sie verlangt haben. Es sendet keine Statistik und sucht keine Aktualisierungen.',
    'Eine Webadresse in einem Dokument öffnet sich nur, wenn Sie den Knopf darunter drücken. Dann öffnet sie der Browser, und Pagewing verbindet sich mit nichts.',
    'Dokumente, Zusammenfassungen und Fragen bleiben in Pagewings eigenem Ordner, bis Sie sie entfernen. Entfernte Dokumente werden nach dreißig Tagen gelöscht, oder wenn Sie den Papierkorb leeren.',
  ],
  connections: 'Verbindungen',
  none: 'Es gab noch keine Verbindung.',
  total: ({ connections, bytes }) =>
    `${counted(connections, 'Verbindung', 'Verbindungen')}, seit Pagewing installiert ist, ${size(bytes)} empfangen.`,
  newest: (n) => `Aufgeführt sind die neuesten ${grouped(n)}.`,
  column: { time: 'Zeit', host: 'Server', why: 'Wofür', bytes: 'Empfangen', end: 'Ergebnis' },
  time: (seconds) => moment.format(seconds * 1000),
  host: ({ host, via }) => (via === null ? host : `${host} über ${via}`),
  why: ({ why }) => (why.kind === 'description' ? 'Liste der Dateien' : why.file),
  of: ({ why }) => why.repository ?? '',
  size,
  end: ({ end, status }) => (status !== null && status >= 400 ? `abgelehnt mit Status ${status}` : ends[end]),
  more: 'Mehr anzeigen',
};
