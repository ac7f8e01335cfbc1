// The window before a document is open, and while files are dragged over it.

import type { Text } from '../en';
import { counted, grouped } from './numbers';

export const empty: Text['empty'] = {
  title: 'Ein Dokument in dieses Fenster ziehen',
  what: [
    'Pagewing liest lange Dokumente für Sie: Es fasst sie zusammen, beantwortet Fragen dazu und zeigt, woher jeder Satz kommt.',
    'Es arbeitet auf diesem Computer, und nichts aus einem Dokument verlässt ihn.',
    'Eine Verbindung öffnet es nur, um ein Modell herunterzuladen, das Sie haben wollen.',
  ].join(' '),
  or: 'oder',
  chooseFiles: 'Dateien auswählen',
  chooseFolder: 'einen Ordner auswählen',
};

export const tour: Text['tour'] = {
  titles: { open: 'Ein Dokument öffnen', sources: 'Sehen, wo es steht', ask: 'Etwas fragen', marks: 'Behalten, worauf es ankommt' },
  open: (keys) => `Eine Datei oder einen Ordner irgendwo in dieses Fenster ziehen oder ${keys} drücken. Pagewing kopiert sie in die Bibliothek und liest sie.`,
  waits: 'Öffnen Sie zuerst ein Dokument, etwa das Beispiel. Dieser Schritt geht damit weiter.',
  sources: 'Zeigen Sie auf einen Satz der Zusammenfassung, und seine Quelle ist auf der Seite markiert. Ein Klick führt dorthin. Die Pfeiltasten tun dasselbe.',
  ask: (keys) => `${keys} drücken und in einem Satz fragen. Die Antwort ist ein Zitat. Steht sie nicht im Dokument, sagt Pagewing das.`,
  marks: (keys, palette) =>
    `Wörter auswählen und eine Farbe wählen oder ${keys} drücken. Markierungen und Notizen stehen unter Notizen. ${palette} zeigt alles, was sich sonst tun lässt.`,
  at: (n, of) => `Schritt ${n} von ${of}`,
  back: 'Zurück',
  next: 'Weiter',
  end: 'Fertig',
  leave: 'Rundgang verlassen',
};

export const many: Text['many'] = {
  question: (files) => `${counted(files, 'Dokument', 'Dokumente')} lesen?`,
  why: 'Jedes wird in die Bibliothek kopiert und gelesen. Das lässt sich anhalten, und Sie können währenddessen lesen und fragen.',
  read: 'Lesen',
  leave: 'Nicht lesen',
};

export const drop: Text['drop'] = {
  over: (count) => (count < 2 ? 'Zum Lesen loslassen' : `Loslassen, um ${grouped(count)} Dateien oder Ordner zu lesen`),
};
