// What the window does with the news about jobs: pure functions over lists.

import type { DocumentId, JobId, JobView } from '../bridge';

/** The jobs after news of one of them: replaced where it is known, else last. */
export function withJob(jobs: readonly JobView[], news: JobView): JobView[] {
  const at = jobs.findIndex((job) => job.id === news.id);
  return at < 0 ? [...jobs, news] : jobs.with(at, news);
}

export const withoutJob = (jobs: readonly JobView[], id: JobId): JobView[] =>
  jobs.filter((job) => job.id !== id);

/** Waits for its turn or is at work. */
export const isUnderWay = (job: JobView): boolean =>
  job.state.kind === 'queued' || job.state.kind === 'running';

/** Ended in a way that a person should read about, or waits for an answer. */
export const wantsAttention = (job: JobView): boolean =>
  job.state.kind === 'needs_password' || job.state.kind === 'refused' || job.state.kind === 'failed';

/** The job that is writing this document's summary. */
export const summaryJobOf = (jobs: readonly JobView[], id: DocumentId): JobView | null =>
  jobs.findLast((job) => job.kind === 'summarize' && job.document === id && (isUnderWay(job) || wantsAttention(job))) ??
  null;

/** The jobs to list, the one that is shown beside the open document's summary left out. */
export const listed = (jobs: readonly JobView[], elsewhere: JobView | null): JobView[] =>
  jobs.filter((job) => (isUnderWay(job) || wantsAttention(job)) && job.id !== elsewhere?.id);
