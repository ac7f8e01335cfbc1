// What stands beside a document's text, and a person's own words in its place.

import type { Text } from '../en';
import { size } from './numbers';

export const details: Text['details'] = {
  edit: 'Titel, Autoren und Jahr bearbeiten',
  name: 'Titel, Autoren und Jahr',
  title: 'Titel',
  authors: 'Autoren, je Zeile ein Name',
  year: 'Jahr',
  yours: 'von Ihnen',
  imported: 'importiert',
  edited: 'Angaben von Ihnen geändert',
  read: (words) => (words === '' ? 'Im Dokument steht dazu nichts.' : `Im Dokument: ${words}`),
  useRead: {
    title: 'Den Titel des Dokuments verwenden',
    authors: 'Die Autoren des Dokuments verwenden',
    year: 'Das Jahr des Dokuments verwenden',
  },
  yearWrong: 'Ein Jahr hat höchstens vier Ziffern.',
  changed: { title: 'Der Titel wurde geändert.', authors: 'Die Autoren wurden geändert.', year: 'Das Jahr wurde geändert.' },
  files: 'Dateien',
  file: (name, path) => path ?? name,
  size: (bytes) => `Etwa ${size(bytes)} auf dem Datenträger`,
  done: 'Fertig',
};
