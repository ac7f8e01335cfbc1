// Work in progress, and the password that a locked file needs.

import type { Stage, Transfer } from '../../bridge';
import { shortened } from '../short';
import { counted, grouped, roughly, size, sizeOf } from './numbers';

export const jobs = {
  name: 'In progress',
  summary: 'Summary',
  recognition: 'Text recognition',
  recognizing: (name: string): string => `Recognizing the text of ${name}`,
  unreadable: (pages: number): string =>
    `The letters of ${counted(pages, 'page', 'pages')} can’t be read: the fonts don’t say which ones they are.`,
  recognize: (pages: number): string => `Recognize the text of ${counted(pages, 'page', 'pages')}`,
  summarizing: (name: string): string => `Summarizing ${name}`,
  fillingTable: (name: string): string => `Filling the table ${name}`,
  classes: 'Classes',
  classifying: (name: string): string => `Finding classes along ${name}`,
  stage: {
    waiting: 'Waiting',
    copying: 'Copying the file',
    reading_pages: 'Reading the pages',
    laying_out: 'Finding sections and sentences',
    loading_model: 'Loading the model',
    encoding: 'Reading the text',
    writing: 'Writing',
    choosing: 'Choosing key sentences',
    answering: 'Answering questions',
    saving: 'Saving',
    connecting: 'Connecting',
    downloading: 'Downloading',
    retrying: 'Waiting to try again',
    verifying: 'Verifying',
    comparing: 'Comparing the fast copy with the original',
    converting: 'Making the fast copy',
    recognizing: 'Recognizing text',
    measuring: 'Measuring the speed',
  } satisfies Record<Stage, string>,
  /** Read out by screen readers. */
  progress: (name: string, stage: Stage): string => `${shortened(name)}: ${jobs.stage[stage]}`,
  left: (seconds: number): string => `${roughly(seconds)} left`,
  /** How far a download is: bytes and speed, or the wait for the next attempt. */
  transfer: ({ bytes, total, per_second }: Transfer, next: number | null): string[] => [
    sizeOf(bytes, total),
    ...(next !== null ? [`next attempt in ${counted(Math.ceil(next), 'second', 'seconds')}`] : []),
    ...(next === null && per_second > 0 ? [`${size(per_second)}/s`] : []),
  ],
  percent: (done: number): string => `${Math.floor(done * 100)}%`,
  cancel: 'Cancel',
  cancelOf: (name: string): string => `Cancel ${name}`,
  dismiss: 'Dismiss',
  dismissOf: (name: string): string => `Dismiss ${name}`,
  /** The queue: what its button says, and what can be done there. */
  open: (jobs: number, waits: number): string =>
    waits === 0 ? counted(jobs, 'job', 'jobs') : `${counted(jobs, 'job', 'jobs')}, of which ${counted(waits, 'needs', 'need')} you`,
  more: (n: number): string => counted(n, 'more waits', 'more wait'),
  pause: 'Pause',
  resume: 'Go on',
  rests: 'Paused',
  front: 'Next',
  frontOf: (name: string): string => `${name}: next`,
  up: 'Earlier',
  down: 'Later',
  upOf: (name: string): string => `${name}: earlier`,
  downOf: (name: string): string => `${name}: later`,
  retry: 'Retry',
  retryOf: (name: string): string => `Retry ${name}`,
  skip: 'Skip',
  skipOf: (name: string): string => `Skip ${name}`,
  filesCome: (n: number): string => `${counted(n, 'file is', 'files are')} being read and will be in the library.`,
  /** What became of several files that were given: added, in the library before, or not read. */
  filesEnded: (added: number, were: number, need: number): string => {
    if (added === 0 && need === 0 && were > 1) return `${were === 2 ? 'Both' : `All ${grouped(were)}`} are in the library already.`;
    const parts = [
      ...(added > 0 ? [counted(added, 'was added', 'were added')] : []),
      ...(were > 0 ? [`${counted(were, 'was', 'were')} in the library already`] : []),
      ...(need > 0 ? [counted(need, 'needs you', 'need you')] : []),
    ];
    return parts.length === 0 ? '' : `${parts.join('; ')}.`;
  },
  showQueue: 'Show the queue',
  filesWait: (n: number): string => `${counted(n, 'file waits', 'files wait')}, because reading is paused.`,
  /** What was found so far in folders that take a while to look through. */
  looking: (entries: number, documents: number): string =>
    `Looking through folders: ${counted(entries, 'file or folder', 'files and folders')}, ${counted(documents, 'document', 'documents')} among them`,
  stopLooking: 'Stop looking through folders',
  notRead: (name: string, why: string): string => `${shortened(name)}: ${why}`,
  skipped: (name: string): string => `${shortened(name)} was skipped.`,
  folder: 'Show in folder',
  folderOf: (name: string): string => `Show in folder: ${name}`,
  isIn: (folder: string): string => `The file is in ${folder}.`,
  finished: (name: string): string => `${shortened(name)} is ready.`,
  paused: (name: string): string => `${shortened(name)} is paused.`,
  cancelled: (name: string): string => `${shortened(name)} was cancelled.`,
};

export const password = {
  locked: 'This file is protected by a password.',
  wrong: 'Wrong password. Try again.',
  label: 'Password',
  unlock: 'Unlock',
};
