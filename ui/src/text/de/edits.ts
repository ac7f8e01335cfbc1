// What a person changes in the summary, and its versions.

import type { SummaryChange } from '../../bridge';
import type { Text } from '../en';
import { byModel } from './names';
import { moments } from './numbers';
import { partIn } from './remarks';

const did: Record<SummaryChange['kind'], string> = {
  rewrite: 'Satz geändert.',
  remove: 'Satz entfernt.',
  move: 'Satz verschoben.',
  pin: 'Satz angeheftet.',
};

export const edits: Text['edits'] = {
  menu: 'Diesen Satz ändern',
  edit: 'Bearbeiten',
  pin: 'Anheften',
  unpin: 'Nicht mehr anheften',
  up: 'Nach oben verschieben',
  down: 'Nach unten verschieben',
  remove: 'Entfernen',
  words: 'Wortlaut dieses Satzes',
  save: 'Speichern',
  cancel: 'Abbrechen',
  yours: 'Von Ihnen',
  yoursMeans: 'Das haben Sie geschrieben. Die Seiten sind die des Satzes, der vorher hier stand.',
  pinned: 'Angeheftet',
  pinnedMeans: 'Jede neue Zusammenfassung behält diesen Satz.',
  did: (change) => (change.kind === 'pin' && !change.pinned ? 'Satz nicht mehr angeheftet.' : did[change.kind]),
  nothingLeft: 'Alle Sätze dieser Zusammenfassung wurden entfernt.',
  undone: 'Die letzte Änderung wurde zurückgenommen.',
  // fits one summary and several key sentences
  changed: () => 'Von Ihnen geändert.',
  facts: (yours, page) => {
    const facts = [...(yours ? ['von Ihnen'] : []), ...(page === null ? [] : [`Seite ${page}`])];
    return facts.length === 0 ? '' : `(${facts.join(', ')})`;
  },
  versions: 'Fassungen dieser Zusammenfassung',
  version: ({ origin, version, options, remarks }) => {
    const by = origin.kind === 'model' ? `Geschrieben ${byModel(origin.name)}` : 'Kernsätze';
    const length = { short: 'kurz', medium: 'mittel', long: 'lang' }[options.length];
    const parts = remarks.map(partIn).filter((part) => part !== null);
    return [by, length, ...parts, ...(version?.changed ? ['mit Ihren Änderungen'] : [])].join(', ');
  },
  at: ({ version }) => (version ? moments.format(new Date(version.made_at * 1000)) : ''),
  onShow: 'angezeigt',
  looking: (at) => `Das ist eine frühere Fassung vom ${at}.`,
  bringBack: 'Zurückholen',
  leave: 'Zur jetzigen Fassung',
  broughtBack: 'Die frühere Fassung ist wieder da.',
};
