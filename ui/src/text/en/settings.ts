// The page of settings. How models run has words of its own, in `models.ts`.

import type { AfterReading, Language, Theme } from '../../bridge';
import { shortened } from '../short';
import { sizeOf } from './numbers';

export const settings = {
  name: 'Settings',
  find: 'Search the settings',
  nothing: (typed: string): string => `No setting is called “${shortened(typed)}”.`,
  window: 'Window',
  language: 'Language',
  /** Languages are called as those call them who speak them. */
  languages: { system: 'As the system', english: 'English', german: 'Deutsch' } satisfies Record<Language, string>,
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' } satisfies Record<Theme, string>,
  textSize: 'Text size',
  textSizeHint: 'Of everything in the window. The size of the pages is chosen above them.',
  percent: (n: number): string => `${n}%`,
  documents: 'Documents',
  afterReading: 'After a document is added',
  after: {
    read_only: 'Only read it',
    key_sentences: 'Find its key sentences',
    summary: 'Write a summary, or find key sentences without a model',
  } satisfies Record<AfterReading, string>,
  recognize: 'Recognize scanned pages at once',
  recognizeHint: 'As soon as a document with pictures of pages is added. Tesseract must be installed. Columns are found without a setting.',
  paused: 'Pause all work',
  pausedHint: 'Nothing is read, recognized, summarized or filled in until you go on. The list of what waits has the same.',
  watched: 'Watched folders',
  watchedHint: 'New files in them are read by themselves. What you take out of them stays in the library.',
  watch: 'Watch a folder…',
  unwatch: 'Stop watching',
  unwatchOf: (folder: string): string => `Stop watching ${folder}`,
  unwatched: (folder: string): string => `New files in ${folder} are no longer read by themselves.`,
  passages: 'Passages',
  choose: 'Choose…',
  /** Begins with the visible words. */
  chooseFor: (what: string): string => `Choose… ${what}`,
  kept: 'Where everything is kept',
  data: 'Library and models',
  dataHint: 'They go to a folder of their own in the one that you choose, and leave this one once they are whole there.',
  move: 'Move…',
  moving: 'The library and the models are moving',
  moved: (done: number, total: number): string => sizeOf(done, total),
  stay: 'Leave them here',
  dataMoved: 'The library and the models have moved.',
  file: 'Settings',
  reset: 'Reset',
  resetWhat: 'All settings',
  resetHint: 'The chosen models stay, and so does everything in the library.',
  resetNow: 'Reset settings',
  wasReset: 'The settings are as they were at the beginning.',
};
