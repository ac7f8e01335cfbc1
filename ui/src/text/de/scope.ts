// What a question is put to.

import type { Text } from '../en';
import { shortened } from '../short';
import { documents, grouped } from './numbers';

export const scope: Text['scope'] = {
  name: 'Frage richten an',
  button: (now) => `Frage richten an: ${now}`,
  open: 'Dieses Dokument',
  named: 'Ausgewählte Dokumente',
  chosen: (n) => (n === 1 ? 'Ein ausgewähltes Dokument' : documents(n)),
  library: (n) => (n === 1 ? 'Alle Dokumente (1)' : `Alle ${documents(n)}`),
  ask: (n) => (n === 1 ? 'Frage an das ausgewählte Dokument' : `Frage an ${documents(n)}`),
  askAll: (n) => (n === 1 ? 'Frage an alle Dokumente (1)' : `Frage an alle ${grouped(n)} Dokumente`),
  hint: 'Im Feld lässt sich auch @ mit einem Titel eingeben.',
  filter: 'Dokument suchen',
  titles: 'Dokumente',
  noTitle: (words) => `Kein Dokument heißt „${shortened(words)}“.`,
  nameSet: (title) => `Die Frage geht an „${shortened(title)}“.`,
  drop: (title) => `„${title}“ nicht befragen`,
  dropAll: 'Nicht alle Dokumente befragen',
  about: (words) => `Zu „${words}“`,
  dropAbout: 'Nicht zu diesen Worten fragen',
};
