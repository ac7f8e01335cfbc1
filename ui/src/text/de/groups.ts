// Collections and tags.

import type { GroupKind } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';
import { counted, documents, grouped } from './numbers';

const kinds: Record<GroupKind, string> = { collection: 'Sammlungen', tag: 'Schlagwörter' };
const newNames: Record<GroupKind, string> = { collection: 'Neue Sammlung', tag: 'Neues Schlagwort' };

export const groups: Text['groups'] = {
  name: 'Sammlungen und Schlagwörter',
  kinds,
  item: ({ name, documents: n }) => `${name}, ${documents(n)}`,
  count: grouped,
  menu: ({ name }) => `Mehr zu „${shortened(name)}“`,
  choose: 'Sammlungen und Schlagwörter\u00a0…',
  newNames,
  add: 'Hinzufügen',
  rename: 'Umbenennen',
  newName: ({ name }) => `Neuer Name von „${shortened(name)}“`,
  renamed: ({ name }, now) => `„${shortened(name)}“ heißt jetzt „${shortened(now)}“.`,
  remove: 'Entfernen',
  added: ({ kind, name }, n) =>
    kind === 'collection' ? `${documents(n)} zu „${shortened(name)}“ hinzugefügt.` : `${documents(n)} mit dem Schlagwort „${shortened(name)}“ versehen.`,
  nothingNew: ({ kind, name }, n) =>
    kind === 'collection'
      ? `„${shortened(name)}“ enthält ${n === 1 ? 'das Dokument' : 'die Dokumente'} schon.`
      : `${n === 1 ? 'Das Dokument hat' : 'Die Dokumente haben'} das Schlagwort „${shortened(name)}“ schon.`,
  taken: ({ kind, name }, n) =>
    kind === 'collection' ? `${documents(n)} aus „${shortened(name)}“ genommen.` : `Schlagwort „${shortened(name)}“ von ${counted(n, 'Dokument', 'Dokumenten')} entfernt.`,
  removed: ({ name }) => `„${shortened(name)}“ wurde entfernt. Die Dokumente bleiben.`,
};
