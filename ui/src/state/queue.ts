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

/**
 * What jobs have in common that read files of one content, whatever these are called and wherever they lie, and are as far as each
 * other: a person sees one entry. Null for all other jobs, and until the content is known.
 */
function contentOf(job: JobView): string | null {
  if (job.kind !== 'import' || job.document === null || !(isUnderWay(job) || wantsAttention(job))) return null;
  return `${isUnderWay(job) ? 'under way' : job.state.kind} ${job.document}`;
}

/** A job, then the others that read a file of the same content. */
export function alike(jobs: readonly JobView[], job: JobView): JobView[] {
  const content = contentOf(job);
  return [job, ...(content === null ? [] : jobs.filter((other) => other.id !== job.id && contentOf(other) === content))];
}

/** The first of all jobs that read files of one content. */
export function onceEach(jobs: readonly JobView[]): JobView[] {
  const known = new Set<string>();
  return jobs.filter((job) => {
    const content = contentOf(job);
    if (content === null) return true;
    return !known.has(content) && known.add(content);
  });
}

/** The jobs to list: not work on models, and not those that stand beside the open document. */
export function listed(jobs: readonly JobView[], elsewhere: readonly (JobView | null)[]): JobView[] {
  const here = jobs.filter((job) => !isAboutModel(job) && !elsewhere.some((other) => other?.id === job.id));
  return onceEach([...here.filter(({ state }) => state.kind === 'running'), ...here.filter(wantsAttention), ...waitingIn(here)]);
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
