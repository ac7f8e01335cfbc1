// What leaves the window: exported files, and quotations that are copied or dragged.

import type { Text } from '../en';
import { shortened } from '../short';
import { counted, documents, NO_BREAK, page } from './numbers';

export const out: Text['out'] = {
  name: 'Exportieren',
  what: 'Was exportiert wird',
  parts: { summary: 'Zusammenfassung', answers: 'Fragen und Antworten', notes: 'Markierungen und Notizen' },
  formats: {
    markdown: 'Markdown',
    text: 'Reiner Text',
    html: 'Webseite',
    docx: 'Word-Dokument',
    json: 'JSON',
    bibtex: 'BibTeX',
    ris: 'RIS',
  },
  print: `Drucken oder als PDF speichern${NO_BREAK}…`,
  printMeans: 'Der Druckdialog des Systems kann ein PDF speichern.',
  entry: 'Literaturangabe',
  nothing: 'Es ist nichts zum Exportieren ausgewählt.',
  exported: (path) => `Exportiert nach ${path}`,
  entries: 'Literaturangaben, in einer Datei',
  severalExported: (n, path) => `${documents(n)} exportiert nach ${path}`,
  noneExported: 'Keines dieser Dokumente wurde exportiert.',
  notExported: (name, why) => `${shortened(name)}: ${why}`,
  moreNotExported: (n) => `Und ${counted(n, 'weiteres Dokument', 'weitere Dokumente')}.`,
  place: (title, number) => [title, number === null ? '' : page(number)].filter((part) => part !== '').join(', '),
  menu: 'Mehr zu diesem Zitat',
  copyQuotation: 'Als Zitat kopieren',
  copied: 'Zitat kopiert.',
  notCopied: 'Pagewing konnte das Zitat nicht kopieren.',
};
