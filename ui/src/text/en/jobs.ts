// Work in progress, and the password that a locked file needs.

import type { Stage } from '../../bridge';
import { counted } from './numbers';

export const jobs = {
  name: 'In progress',
  summary: 'Summary',
  summarizing: (name: string): string => `Summarizing ${name}`,
  stage: {
    waiting: 'Waiting',
    copying: 'Copying the file',
    reading_pages: 'Reading the pages',
    laying_out: 'Finding sections and sentences',
    loading_model: 'Loading the model',
    encoding: 'Reading the text',
    writing: 'Writing',
    choosing: 'Choosing key sentences',
    saving: 'Saving',
    connecting: 'Connecting',
    downloading: 'Downloading',
    retrying: 'Waiting to try again',
    verifying: 'Verifying',
    comparing: 'Comparing the fast copy with the original',
    converting: 'Making the fast copy',
    measuring: 'Measuring the speed',
  } satisfies Record<Stage, string>,
  /** Read out by screen readers. */
  progress: (name: string, stage: Stage): string => `${name}: ${jobs.stage[stage]}`,
  left: (seconds: number): string => {
    if (seconds < 5) return 'a few seconds left';
    if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
    if (seconds < 3300) return `about ${counted(Math.max(1, Math.round(seconds / 60)), 'minute', 'minutes')} left`;
    return `about ${counted(Math.max(1, Math.round(seconds / 3600)), 'hour', 'hours')} left`;
  },
  percent: (done: number): string => `${Math.floor(done * 100)}%`,
  cancel: 'Cancel',
  cancelOf: (name: string): string => `Cancel ${name}`,
  dismiss: 'Dismiss',
  dismissOf: (name: string): string => `Dismiss ${name}`,
  finished: (name: string): string => `${name} is ready.`,
  cancelled: (name: string): string => `${name} was cancelled.`,
};

export const password = {
  locked: 'This file is protected by a password.',
  wrong: 'Wrong password. Try again.',
  label: 'Password',
  unlock: 'Unlock',
};
