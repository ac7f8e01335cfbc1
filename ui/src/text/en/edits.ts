// What a person changes in the summary, and its versions.

import type { SummaryChange, SummaryView } from '../../bridge';
import { moments } from './numbers';
import { partIn } from './remarks';

const did: Record<SummaryChange['kind'], string> = {
  rewrite: 'Sentence changed.',
  remove: 'Sentence removed.',
  move: 'Sentence moved.',
  pin: 'Sentence pinned.',
};

export const edits = {
  menu: 'Change this sentence',
  edit: 'Edit',
  pin: 'Pin',
  unpin: 'Unpin',
  up: 'Move up',
  down: 'Move down',
  remove: 'Remove',
  words: 'Words of this sentence',
  save: 'Save',
  cancel: 'Cancel',
  yours: 'Yours',
  yoursMeans: 'You wrote this. Its pages are those of the sentence that was here before.',
  pinned: 'Pinned',
  pinnedMeans: 'Every new summary keeps this sentence.',
  did: (change: SummaryChange): string => (change.kind === 'pin' && !change.pinned ? 'Sentence unpinned.' : did[change.kind]),
  nothingLeft: 'You removed every sentence of this summary.',
  undone: 'The last change was undone.',
  /** Follows who made the summary. */
  changed: ({ origin }: SummaryView): string => (origin.kind === 'model' ? 'You changed it.' : 'You changed them.'),
  /** What stands behind a sentence that is copied; empty if there is nothing. */
  facts: (yours: boolean, page: number | null): string => {
    const facts = [...(yours ? ['yours'] : []), ...(page === null ? [] : [`page ${page}`])];
    return facts.length === 0 ? '' : `(${facts.join(', ')})`;
  },
  versions: 'Versions of this summary',
  version: ({ origin, version, options, remarks }: SummaryView): string => {
    const by = origin.kind === 'model' ? `Written by ${origin.name}` : 'Key sentences';
    const length = { short: 'short', medium: 'medium', long: 'long' }[options.length];
    const parts = remarks.map(partIn).filter((part) => part !== null);
    return [by, length, ...parts.map((part) => `about ${part}`), ...(version?.changed ? ['with your changes'] : [])].join(', ');
  },
  at: ({ version }: SummaryView): string => (version ? moments.format(new Date(version.made_at * 1000)) : ''),
  onShow: 'shown',
  looking: (at: string): string => `This is an earlier version, from ${at}.`,
  bringBack: 'Bring it back',
  leave: 'Return to the current version',
  broughtBack: 'The earlier version is back.',
};
