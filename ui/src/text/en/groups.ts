// Collections and tags.

import type { Group, GroupKind } from '../../bridge';
import { shortened } from '../short';
import { documents, grouped } from './numbers';

export const groups = {
  name: 'Collections and tags',
  kinds: { collection: 'Collections', tag: 'Tags' } satisfies Record<GroupKind, string>,
  /** Begins with the visible text. */
  item: ({ name, documents: n }: Group): string => `${name}, ${documents(n)}`,
  /** Behind its name. */
  count: (n: number): string => grouped(n),
  menu: ({ name }: Group): string => `More about “${shortened(name)}”`,
  choose: 'Collections and tags…',
  newNames: { collection: 'New collection', tag: 'New tag' } satisfies Record<GroupKind, string>,
  add: 'Add',
  rename: 'Rename',
  newName: ({ name }: Group): string => `New name of “${shortened(name)}”`,
  renamed: ({ name }: Group, now: string): string => `“${shortened(name)}” is now called “${shortened(now)}”.`,
  remove: 'Remove',
  added: ({ kind, name }: Group, n: number): string =>
    kind === 'collection' ? `${documents(n)} added to “${shortened(name)}”.` : `${documents(n)} tagged “${shortened(name)}”.`,
  nothingNew: ({ kind, name }: Group, n: number): string =>
    kind === 'collection'
      ? `${n === 1 ? 'The document is' : 'The documents are'} already in “${shortened(name)}”.`
      : `${n === 1 ? 'The document already has' : 'The documents already have'} the tag “${shortened(name)}”.`,
  taken: ({ kind, name }: Group, n: number): string =>
    kind === 'collection' ? `${documents(n)} taken out of “${shortened(name)}”.` : `Tag “${shortened(name)}” removed from ${documents(n)}.`,
  removed: ({ name }: Group): string => `“${shortened(name)}” was removed. Its documents stay.`,
};
