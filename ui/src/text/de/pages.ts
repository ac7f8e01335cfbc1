// The document in the middle.

import type { Text } from '../en';
import { shortened } from '../short';
import { counted, grouped, percent } from './numbers';

export const pages: Text['pages'] = {
  name: 'Dokument',
  page: (n) => `Seite ${n}`,
  goTo: 'Seite',
  unclear: (pages, label) =>
    pages === 1
      ? 'Dieses Dokument hat eine Seite.'
      : `Geben Sie eine Seite von 1 bis ${grouped(pages)} ein${label === null ? '' : ` oder was darauf gedruckt ist, etwa ${shortened(label)}`}.`,
  of: (n) => `von ${grouped(n)}`,
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  size: 'Vergrößerung',
  view: 'Ansicht',
  fitWidth: 'An die Breite anpassen',
  fitPage: 'Ganze Seite anzeigen',
  facing: 'Zwei Seiten nebeneinander',
  turnRight: 'Nach rechts drehen',
  turnLeft: 'Nach links drehen',
  back: 'Zurück zur vorigen Stelle',
  zoom: (factor) => percent(Math.round(factor * 100)),
  find: {
    name: 'Im Dokument suchen',
    next: 'Nächste Stelle',
    previous: 'Vorige Stelle',
    close: 'Suche schließen',
    count: (position, total, complete) => {
      if (position === null) return '';
      if (total === 0) return complete ? 'Nicht gefunden' : 'Sucht\u00a0…';
      return `${grouped(position)} von ${grouped(total)}${complete ? '' : '\u00a0…'}`;
    },
  },
  link: {
    place: (page) => `Zu Seite ${page}`,
    address: (url) => `Webadresse: ${url}`,
    name: (mail) => (mail ? 'Mailadresse' : 'Webadresse'),
    promised: (named, host) => `Die Worte des Links nennen ${named}, aber er führt zu ${host}.`,
    otherLetters: 'Der Name dieser Website hat andere Buchstaben als a bis z. Er sieht vielleicht aus wie der Name einer anderen.',
    hint: (mail) =>
      mail
        ? 'Pagewing schreibt keine Mails. Die Adresse geht an das Mailprogramm, wenn Sie sie öffnen.'
        : 'Pagewing öffnet keine Webseiten. Die Adresse geht an den Browser, wenn Sie sie öffnen.',
    open: (mail) => (mail ? 'Im Mailprogramm öffnen' : 'Im Browser öffnen'),
    opened: (mail) => (mail ? 'Das Mailprogramm hat die Adresse.' : 'Der Browser hat die Adresse.'),
    copy: 'Adresse kopieren',
    copied: 'Die Adresse wurde kopiert.',
    notCopied: 'Die Adresse konnte nicht kopiert werden.',
  },
  thumbnails: 'Seiten',
  thumbnail: (n, marks) => `Seite ${n}${marks > 0 ? `, ${counted(marks, 'Markierung', 'Markierungen')}` : ''}`,
  outline: 'Gliederung',
  noOutline: 'Pagewing hat in diesem Dokument keine Abschnitte gefunden.',
  unreadable: 'Pagewing kann diese Seiten nicht anzeigen.',
  damaged: 'Pagewing kann diese Seiten nicht anzeigen: Die Datei ist beschädigt, oder ihr Ende fehlt.',
  textInstead: (reason) => `${reason} Das ist der Text, der daraus gelesen wurde.`,
  pageUnreadable: 'Pagewing kann diese Seite nicht anzeigen.',
  pageFailed: 'Pagewing konnte diese Seite nicht lesen. Nichts in der Zusammenfassung kommt von hier.',
};
