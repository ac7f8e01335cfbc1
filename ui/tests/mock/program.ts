// The settings, what the program says about itself, and where its data are.

import type { Bridge, Problem, Settings } from '../../src/bridge';
import { called, listener } from './heard';
import { query } from './scene';

const theme = query.get('theme');
const language = query.get('language');
/** The licences of libraries, as `scripts/licences.mjs` writes them. */
const LIBRARIES = `Pagewing contains the following libraries. Their licences stand below the list.

hayro 0.7.1: MIT OR Apache-2.0
pdfjs-dist 5.4.149: Apache-2.0
serde 1.0.228: MIT OR Apache-2.0

${'='.repeat(78)}
serde 1.0.228, hayro 0.7.1
${'='.repeat(78)}

Permission is hereby granted, free of charge, to any person obtaining a copy.
`;
const USUAL: Settings = {
  theme: 'system', language: 'system', text_size: null, after_reading: 'summary', recognize_scans: false,
  model: null, threads: null, precision: 'automatic', device: 'automatic', reader: null, finder: null, sequence_model: null, keep_original: false, mirror: null, proxy: null, unload_after: null,
  paused: false, watched: [], notifications: 'without_titles', shortcuts: {},
};
let settings: Settings = {
  ...USUAL,
  theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  language: language === 'english' || language === 'german' ? language : 'system',
  paused: query.has('paused'),
  watched: query.has('watched') ? ['/home/you/papers'] : [],
};

/** Where the library and the models are, and how a move of them ends. */
let data = '/home/ada/.local/share/pagewing';
export let moved = (): void => {};
let stays = (): void => {};

type Part = Pick<
  Bridge,
  | 'openAddress'
  | 'startupRemarks'
  | 'about'
  | 'chooseDataFolder'
  | 'moveDataBack'
  | 'stopMoving'
  | 'licences'
  | 'diagnostics'
  | 'settings'
  | 'usualSettings'
  | 'setSettings'
  | 'watchFolder'
  | 'speak'
>;

export const bridge: Part = {
  openAddress: async (address) => {
    called('openAddress', address);
    if (query.get('opener') === 'none') throw { code: 'nothing_opens' } satisfies Problem;
  },
  startupRemarks: async () =>
    query.get('settings') === 'damaged'
      ? [{ kind: 'settings_replaced', kept_as: '/home/ada/.config/pagewing/settings.broken-1.json' }]
      : [],
  about: async () => ({
    version: '1.2.3',
    data,
    settings: '/home/ada/.config/pagewing/settings.json',
    logs: '/home/ada/.local/share/pagewing/logs',
  }),
  chooseDataFolder: () => {
    called('chooseDataFolder');
    listener({ kind: 'moving', done: 1_500_000_000, total: 6_000_000_000 });
    return new Promise((resolve, reject) => {
      moved = () => {
        const before = data;
        data = '/media/disk/Pagewing';
        resolve(before);
      };
      stays = () => reject({ code: 'cancelled' } satisfies Problem);
    });
  },
  moveDataBack: async (folder) => {
    called('moveDataBack', folder);
    const before = data;
    data = folder;
    return before;
  },
  stopMoving: async () => {
    called('stopMoving');
    stays();
  },
  licences: async () => ({ own: 'Files: *\nLicense: Apache-2.0 or Expat\n', libraries: query.get('licences') === 'none' ? null : LIBRARIES }),
  diagnostics: async () => 'ok  version   Pagewing 1.2.3, with a window\nok  machine   linux x86_64, 8 threads, 11.2 of 16.0 GB of memory free\nok  library   4 documents in ~/.local/share/pagewing/library.sqlite\n',
  settings: async () => settings,
  usualSettings: async () => USUAL,
  setSettings: async (chosen) => {
    called('setSettings', chosen);
    settings = chosen;
  },
  watchFolder: async () => {
    called('watchFolder');
    settings = { ...settings, watched: [...settings.watched, '/home/you/new papers'] };
    return [];
  },
  speak: async () => {},
};
