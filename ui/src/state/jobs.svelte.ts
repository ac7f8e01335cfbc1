// Long work: files that are being read, summaries that are being written.

import type { Bridge, DocumentId, JobId, JobView, SummaryOptions } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';

/** What other parts of the window do when a job ends. */
export interface Outcomes {
  /** A locked file's password was right. Comes before `imported`. */
  unlocked: (document: DocumentId, password: string) => void;
  /** The document that the person waits for is in the library. */
  imported: (document: DocumentId) => void;
  /** A summary is complete, or it is not written any further: then `done` is false, and what was written is not kept. */
  summarized: (document: DocumentId, done: boolean) => void;
}

type JobsBridge = Pick<
  Bridge,
  'jobs' | 'importFiles' | 'chooseFiles' | 'chooseBibliography' | 'importExample' | 'recognize' | 'summarize' | 'cancelJob' | 'dismissJob' | 'unlock'
>;

export class Jobs {
  list = $state.raw<readonly JobView[]>([]);
  readonly importing = $derived(this.list.some((job) => job.kind === 'import' && isUnderWay(job)));

  readonly #bridge: JobsBridge;
  readonly #notices: Notices;
  readonly #outcomes: Outcomes;
  /** Whether the person waits for the next document that comes in. */
  #awaiting = true;
  readonly #passwords = new Map<JobId, string>();

  constructor(bridge: JobsBridge, notices: Notices, outcomes: Outcomes) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#outcomes = outcomes;
  }

  /** Reads the list of jobs. Rejects with a Problem. */
  async load(): Promise<void> {
    const jobs = await this.#bridge.jobs();
    // events that arrived meanwhile are newer than the list
    this.list = this.list.reduce(withJob, jobs);
  }

  /** The first document that came in before the window was ready: the program began with its file. */
  get cameIn(): DocumentId | null {
    return this.list.find(({ kind, state }) => kind === 'import' && state.kind === 'done')?.document ?? null;
  }

  importFiles = (paths: string[]): Promise<void> =>
    this.#notices.attempt(async () => this.began(await this.#bridge.importFiles(paths)));

  chooseFiles = (): Promise<void> =>
    this.#notices.attempt(async () => this.began(await this.#bridge.chooseFiles()));

  /** Imports the papers of a Zotero library, of BibTeX or of RIS. Their jobs, and what came of it, are events. */
  chooseBibliography = (): Promise<void> => this.#notices.attempt(() => this.#bridge.chooseBibliography());

  importExample = (): Promise<void> =>
    this.#notices.attempt(async () => this.began(await this.#bridge.importExample()));

  recognize = (document: DocumentId): Promise<void> =>
    this.#notices.attempt(async () => this.began([await this.#bridge.recognize(document)]));

  /**
   * Begins a summary: of the whole, at the usual length and in the model's own way, unless the wish says otherwise.
   * Rejects with a Problem.
   */
  async summarize(document: DocumentId, wish: Partial<SummaryOptions>): Promise<void> {
    const usual: SummaryOptions = {
      length: 'medium',
      sections: false,
      focus: { kind: 'whole' },
      text_profile: null,
      beams: null,
      max_tokens: null,
    };
    this.began([await this.#bridge.summarize(document, { ...usual, ...wish })]);
  }

  cancel = (job: JobView): Promise<void> => this.#notices.attempt(() => this.#bridge.cancelJob(job.id));

  dismiss = (job: JobView): Promise<void> =>
    this.#notices.attempt(async () => {
      this.forget(job);
      await this.#bridge.dismissJob(job.id);
    });

  unlock = (job: JobView, password: string): Promise<void> =>
    this.#notices.attempt(async () => {
      this.#passwords.set(job.id, password);
      this.#awaiting = true;
      await this.#bridge.unlock(job.id, password);
    });

  /** A document is open: later ones no longer take its place by themselves. */
  stopAwaiting(): void {
    this.#awaiting = false;
  }

  /** Takes a job out of the list. */
  forget(job: JobView): void {
    this.list = withoutJob(this.list, job.id);
  }

  receive(job: JobView): void {
    const before = this.list.find((known) => known.id === job.id);
    this.list = withJob(this.list, job);
    // a file that came by another way: a second start of the program with its name
    if (!before && job.kind === 'import' && isUnderWay(job)) this.#awaiting = true;
    if (before?.stage !== job.stage && job.state.kind === 'running') {
      this.#notices.announce(text.jobs.progress(job.name, job.stage));
    }
    if (before?.state.kind !== job.state.kind) this.#ended(job);
  }

  /** Takes over jobs that just began. */
  began(jobs: JobView[]): void {
    // an event about the same job may have arrived first; it is newer
    for (const job of jobs) {
      if (!this.list.some((known) => known.id === job.id)) this.list = withJob(this.list, job);
    }
    if (jobs.some((job) => job.kind === 'import')) this.#awaiting = true;
    const ready = jobs.find((job) => job.kind === 'import' && job.state.kind === 'done' && job.document);
    if (ready?.document) this.#outcomes.imported(ready.document);
  }

  #ended(job: JobView): void {
    const { id, kind, name, state, document } = job;
    if (state.kind === 'cancelled') this.#notices.announce(pauses(job) ? text.jobs.paused(name) : text.jobs.cancelled(name));
    if (state.kind === 'refused' || state.kind === 'failed') this.#notices.announce(text.faults.message(state.reason));
    if (kind === 'summarize' && document && !isUnderWay(job)) this.#outcomes.summarized(document, state.kind === 'done');
    if (state.kind !== 'done') return;
    this.#notices.announce(text.jobs.finished(name));
    if (!document) return;
    const password = this.#passwords.get(id);
    if (password !== undefined) this.#outcomes.unlocked(document, password);
    if (kind === 'import' && this.#awaiting) this.#outcomes.imported(document);
  }
}

/** The jobs after news about one of them, which keeps its position or becomes the last. */
export function withJob(jobs: readonly JobView[], news: JobView): JobView[] {
  const at = jobs.findIndex((job) => job.id === news.id);
  return at < 0 ? [...jobs, news] : jobs.with(at, news);
}

export const withoutJob = (jobs: readonly JobView[], id: JobId): JobView[] =>
  jobs.filter((job) => job.id !== id);

/** Waits for its turn or runs. */
export const isUnderWay = (job: JobView): boolean =>
  job.state.kind === 'queued' || job.state.kind === 'running';

/** Stands on the Models page, whether or not the model is known yet. */
export const isAboutModel = (job: JobView): boolean => !['import', 'recognize', 'summarize', 'fill_table'].includes(job.kind);

/** Whether stopping a job keeps what it has: a stopped download goes on later, a stopped fast copy is given up. */
export const pauses = (job: JobView): boolean =>
  job.kind === 'download' && !['comparing', 'converting', 'measuring'].includes(job.stage);

/** Ended in a way that a person should read about, or waits for an answer. */
export const wantsAttention = (job: JobView): boolean =>
  job.state.kind === 'needs_password' || job.state.kind === 'refused' || job.state.kind === 'failed';

/** The job that writes this document's summary. */
export const summaryJobOf = (jobs: readonly JobView[], id: DocumentId): JobView | null =>
  jobs.findLast((job) => job.kind === 'summarize' && job.document === id && (isUnderWay(job) || wantsAttention(job))) ??
  null;

/** The job that recognizes this document's text. */
export const recognitionOf = (jobs: readonly JobView[], id: DocumentId): JobView | null =>
  jobs.findLast((job) => job.kind === 'recognize' && job.document === id && (isUnderWay(job) || wantsAttention(job))) ??
  null;

/** The jobs to list: not work on models, and not those that stand beside the open document. */
export const listed = (jobs: readonly JobView[], elsewhere: readonly (JobView | null)[]): JobView[] =>
  jobs.filter((job) => (isUnderWay(job) || wantsAttention(job)) && !isAboutModel(job) && !elsewhere.some((other) => other?.id === job.id));
