// The queue as a list: what runs, what needs the person, and what waits, the next first.

import type { JobId, JobView } from '../bridge';

/** Waits for its turn or runs. */
export const isUnderWay = (job: JobView): boolean => job.state.kind === 'queued' || job.state.kind === 'running';

/** Ended in a way that a person should read about, or waits for an answer. */
export const wantsAttention = (job: JobView): boolean =>
  job.state.kind === 'needs_password' || job.state.kind === 'refused' || job.state.kind === 'failed';

/** Stands on the Models page, whether or not the model is known yet. */
export const isAboutModel = (job: JobView): boolean => !['import', 'recognize', 'summarize', 'fill_table', 'classify'].includes(job.kind);

/** The jobs that wait, the next first. */
export const waitingIn = (jobs: readonly JobView[]): JobView[] =>
  jobs.filter((job) => job.state.kind === 'queued' && !isAboutModel(job)).sort((one, other) => one.turn - other.turn || one.id - other.id);

/** The jobs to list: not work on models, and not those that stand beside the open document. */
export function listed(jobs: readonly JobView[], elsewhere: readonly (JobView | null)[]): JobView[] {
  const here = jobs.filter((job) => !isAboutModel(job) && !elsewhere.some((other) => other?.id === job.id));
  return [...here.filter(({ state }) => state.kind === 'running'), ...here.filter(wantsAttention), ...waitingIn(here)];
}

/** The jobs after one that waits was moved before another, or behind all: the places stay, and other jobs have them. */
export function moved(jobs: readonly JobView[], id: JobId, before: JobId | null): JobView[] {
  const waiting = waitingIn(jobs);
  const job = waiting.find((one) => one.id === id);
  if (!job) return [...jobs];
  const order = waiting.filter((one) => one !== job);
  const at = order.findIndex((one) => one.id === before);
  order.splice(at < 0 ? order.length : at, 0, job);
  const turns = new Map(order.map((one, place) => [one.id, waiting[place]!.turn]));
  return jobs.map((one) => ({ ...one, turn: turns.get(one.id) ?? one.turn }));
}
