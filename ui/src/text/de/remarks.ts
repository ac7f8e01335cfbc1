// What is worth knowing about a document and its summary.

import type { Cap, Note, Remark } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';
import { grouped, ofPages, onPages, pageList, pageSpan, verb } from './numbers';

function truncated(cap: Cap): string {
  switch (cap.kind) {
    case 'pages':
      return cap.limit === 1 ? 'Nur die erste Seite wurde gelesen.' : `Nur die ersten ${grouped(cap.limit)} Seiten wurden gelesen.`;
    case 'characters':
      return cap.limit === 1 ? 'Nur das erste Zeichen wurde gelesen.' : `Nur die ersten ${grouped(cap.limit)} Zeichen wurden gelesen.`;
    case 'characters_on_pages':
      return `Ein Teil des Textes wurde nicht gelesen: Pagewing liest höchstens ${grouped(cap.page)} Zeichen einer Seite und ${grouped(cap.document)} eines Dokuments.`;
  }
}

function note(note: Note): string {
  switch (note.kind) {
    case 'truncated':
      return truncated(note.cap);
    case 'scanned_pages':
      return `${pageList(note.pages)} ${verb(note.pages, 'ist ein Bild', 'sind Bilder')} ohne Text und ${verb(note.pages, 'konnte', 'konnten')} nicht gelesen werden.`;
    case 'recognized_pages':
      return `Der Text ${ofPages(note.pages)} wurde erkannt und kann falsche Buchstaben haben.`;
    case 'failed_pages':
      return `${pageList(note.pages)} ${verb(note.pages, 'konnte', 'konnten')} nicht gelesen werden, die anderen schon.`;
    case 'unknown_letters':
      return `Einige Buchstaben ${onPages(note.pages)} sind unbekannt, weil ihre Schrift nicht sagt, welche es sind.`;
    case 'included_left_out':
      return note.count === 1
        ? 'Ein Dokument in diesem wurde nicht gelesen, alles andere schon.'
        : `${grouped(note.count)} Dokumente in diesem wurden nicht gelesen, alles andere schon.`;
    case 'worker_died':
      return `Seite ${note.page} konnte nicht gelesen werden, die Seiten danach schon.`;
  }
}

/** The part of the document that a summary is about; null if the remark names none. */
export function partIn(remark: Remark): string | null {
  switch (remark.kind) {
    case 'about_section':
      return `zum Abschnitt „${shortened(remark.title)}“`;
    case 'about_pages':
      return `zu ${remark.first === remark.last ? '' : 'den '}${pageSpan(remark.first, remark.last)}`;
    case 'about_selection':
      return 'zu den ausgewählten Sätzen';
    case 'no_running_text':
    case 'note':
      return null;
  }
}

export const remarks: Text['remarks'] = {
  name: 'Zu diesem Dokument',
  of: note,
  remark: (remark) => {
    switch (remark.kind) {
      case 'about_section':
      case 'about_pages':
      case 'about_selection':
        return `Nur ${partIn(remark)}.`;
      case 'no_running_text':
        return 'Dieses Dokument hat keinen fortlaufenden Text, der sich zusammenfassen ließe. Es lässt sich lesen und befragen.';
      case 'note':
        return note(remark.note);
    }
  },
};
