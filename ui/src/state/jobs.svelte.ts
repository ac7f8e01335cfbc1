// Long work: files that are being read, summaries that are being written.

import type { Bridge, DocumentId, JobId, JobView, SummaryOptions } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';
import { alike, isAboutModel, isUnderWay, listed, moved, onceEach, wantsAttention } from './queue';

/**
 * The number of files that were given just now; or the name of a file that was given alone and could not be read, and why; or,
 * when several files have all ended, the documents they became and the number of files that need the person.
 */
export type NewsOfFiles =
  | { readonly files: number }
  | { readonly name: string; readonly why: string }
  | { readonly ended: readonly DocumentId[]; readonly need: number };

/** What other parts of the window do when a job ends. */
export interface Outcomes {
  /** A locked file's password was right. Comes before `imported`. */
  unlocked: (document: DocumentId, password: string) => void;
  /** A document that a window may show is in the library: in the place of what is open, if the person waits for just this one. */
  imported: (document: DocumentId, takesPlace: boolean) => void;
  /** Files came whose list a person who reads does not see. */
  heard: (news: NewsOfFiles) => void;
  /** A summary is complete, or it is not written any further: then `done` is false, and what was written is not kept. */
  summarized: (document: DocumentId, done: boolean) => void;
  /** The classes along a document were found, or are not looked for any further. */
  classified: (document: DocumentId) => void;
}

type JobsBridge = Pick<
  Bridge,
  | 'jobs'
  | 'importFiles'
  | 'chooseFiles'
  | 'chooseBibliography'
  | 'importExample'
  | 'recognize'
  | 'summarize'
  | 'cancelJob'
  | 'dismissJob'
  | 'bringBackJob'
  | 'retryJob'
  | 'moveJob'
  | 'showInFolder'
  | 'unlock'
>;

export class Jobs {
  list = $state.raw<readonly JobView[]>([]);
  /** All that the person waits for, and what waits for the person. */
  readonly queue = $derived(listed(this.list, []));
  /** What waits, the next first. */
  readonly waiting = $derived(this.queue.filter(({ state }) => state.kind === 'queued'));
  /** Whether the file that a person wants to see is on its way. */
  readonly bringing = $derived(this.list.some((job) => isToShow(job) && isUnderWay(job)));

  readonly #bridge: JobsBridge;
  readonly #notices: Notices;
  readonly #outcomes: Outcomes;
  /** Whether an empty window shows the next document that comes in. */
  #awaiting = true;
  /** The jobs whose documents the person waits for, and whether these take the place of what is open. */
  readonly #awaited = new Map<JobId, boolean>();
  /** The files that were given, until all of them have ended. */
  readonly #given = new Set<JobId>();
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
    for (const job of this.list) this.#await(job);
  }

  /** The document that came in before the window was ready: the program began with its file. */
  get cameIn(): DocumentId | null {
    return this.list.find((job) => isToShow(job) && job.state.kind === 'done')?.document ?? null;
  }

  /** Whether files that were given before are still read. */
  get reads(): boolean {
    return this.#given.size > 0;
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

  /** Stops a job. What only waited in the queue can wait there again. */
  cancel = (job: JobView): Promise<void> =>
    this.#notices.attempt(async () => {
      const now = this.list.find(({ id }) => id === job.id) ?? job;
      const all = alike(this.list, now);
      await Promise.all(all.map(({ id }) => this.#bridge.cancelJob(id)));
      // a table goes on by its own button, and work on models is not in the queue
      if (now.state.kind !== 'queued' || now.kind === 'fill_table' || isAboutModel(now)) return;
      let back: JobView[] = [];
      this.#notices.show(text.jobs.cancelled(job.name), {
        label: text.notices.undo,
        // events put them into the list
        run: () => this.#notices.attempt(async () => void (back = await this.#bringBack(all))),
        redo: () => back[0] && this.cancel(back[0]),
      });
    });

  /** Takes out of the list what failed or waits for a password, and offers to undo it. */
  skip = (job: JobView): Promise<void> =>
    this.#notices.attempt(async () => {
      const all = alike(this.list, job);
      for (const one of all) this.forget(one);
      await Promise.all(all.map(({ id }) => this.#bridge.dismissJob(id)));
      let back: JobView[] = [];
      this.#notices.show(text.jobs.skipped(job.name), {
        label: text.notices.undo,
        run: () => this.#notices.attempt(async () => this.began((back = await this.#bringBack(all)))),
        redo: () => back[0] && this.skip(back[0]),
      });
    });

  async #bringBack(jobs: readonly JobView[]): Promise<JobView[]> {
    const back = await Promise.all(jobs.map(({ id }) => this.#bridge.bringBackJob(id)));
    return back.filter((job) => job !== null);
  }

  retry = (job: JobView): Promise<void> =>
    this.#notices.attempt(async () => void (await Promise.all(alike(this.list, job).map(({ id }) => this.#bridge.retryJob(id)))));

  /** What the file of a job is called; several names where its content came in under several. */
  namesOf(job: JobView): string {
    return [...new Set(alike(this.list, job).map(({ name }) => name))].join(', ');
  }

  /** Moves a waiting job by one place, or to the front. What is at the end already stays there. */
  move = (job: JobView, to: 'front' | 'up' | 'down'): Promise<void> =>
    this.#notices.attempt(async () => {
      const at = this.waiting.findIndex(({ id }) => id === job.id);
      const before = this.waiting[to === 'front' ? 0 : to === 'up' ? at - 1 : at + 2]?.id ?? null;
      if (at < 0 || (to !== 'down' && at === 0) || (to === 'down' && at === this.waiting.length - 1)) return;
      // others of one content would stand in its place
      const all = alike(this.list, this.waiting[at]!).filter(({ state }) => state.kind === 'queued');
      for (const { id } of all) this.list = moved(this.list, id, before);
      for (const { id } of all) await this.#bridge.moveJob(id, before);
    });

  /** Shows where the file of a job is: in its folder, or in words if nothing opens folders. */
  showInFolder = (job: JobView): Promise<void> =>
    this.#notices.attempt(async () => {
      const folder = await this.#bridge.showInFolder(job.id);
      if (folder !== null) this.#notices.keep(text.jobs.isIn(folder));
    });

  unlock = (job: JobView, password: string): Promise<void> =>
    this.#notices.attempt(async () => {
      this.#passwords.set(job.id, password);
      // others that it opens are not what was meant; and while files are left to unlock, their list stays
      const all = new Set(alike(this.list, job).map(({ id }) => id));
      const last = !this.list.some(({ id, state }) => !all.has(id) && state.kind === 'needs_password');
      this.#awaiting = false;
      this.#awaited.set(job.id, job.to_show || last);
      await this.#bridge.unlock(job.id, password);
    });

  /** A document is open: later ones no longer take its place by themselves. */
  stopAwaiting(): void {
    this.#awaiting = false;
    this.#awaited.clear();
  }

  /** Takes a job out of the list. */
  forget(job: JobView): void {
    this.list = withoutJob(this.list, job.id);
    this.#given.delete(job.id);
  }

  receive(job: JobView): void {
    const before = this.list.find((known) => known.id === job.id);
    this.list = withJob(this.list, job);
    // it may have come by another way: by a second start of the program with its name
    if (!before || hasEnded(before) || !before.to_show) this.#await(job, !before);
    if (before?.stage !== job.stage && job.state.kind === 'running') {
      this.#notices.announce(text.jobs.progress(job.name, job.stage));
    }
    if (before?.state.kind !== job.state.kind) this.#ended(job);
    if (this.#given.has(job.id)) this.#allEnded();
  }

  /** Takes over jobs that just began. */
  began(jobs: JobView[]): void {
    // an event about the same job may have arrived first; it is newer
    const known = new Set(this.list.map(({ id }) => id));
    // a file that was given twice has one job
    const unknown = new Map(jobs.filter(({ id }) => !known.has(id)).map((job) => [job.id, job]));
    // together: there may be thousands
    this.list = [...this.list, ...unknown.values()];
    for (const job of unknown.values()) {
      this.#await(job, true);
      this.#came(job);
    }
    const files = new Set(jobs.filter(({ kind, by_itself, state }) => kind === 'import' && !by_itself && state.kind === 'queued').map(({ id }) => id));
    if (files.size === 0) return;
    this.#outcomes.heard({ files: files.size });
    for (const id of files) this.#given.add(id);
    this.#allEnded();
  }

  /** Says what became of the files that were given, once none of them is under way. */
  #allEnded(): void {
    const given = this.list.filter(({ id }) => this.#given.has(id));
    if (given.some(isUnderWay)) return;
    const several = this.#given.size > 1;
    this.#given.clear();
    const ended = new Set(given.flatMap(({ state, document }) => (state.kind === 'done' && document ? document : [])));
    if (several) this.#outcomes.heard({ ended: [...ended], need: onceEach(given.filter(wantsAttention)).length });
  }

  /** Notes what a person waits for. */
  #await(job: JobView, isNew = false): void {
    const { kind, by_itself, document } = job;
    // nobody waits for what appeared in a watched folder
    if (kind !== 'import' || by_itself) return;
    if (isNew) this.#awaiting = true;
    if (isToShow(job) && (isUnderWay(job) || (isNew && document))) this.#awaited.set(job.id, true);
  }

  /** Hands on the document of an import that has ended. */
  #came({ id, kind, state, document, by_itself }: JobView): void {
    if (kind !== 'import' || state.kind !== 'done' || !document) return;
    const takesPlace = this.#awaited.get(id) ?? (this.#awaiting && !by_itself ? false : null);
    this.#awaited.delete(id);
    if (takesPlace !== null) this.#outcomes.imported(document, takesPlace);
  }

  #ended(job: JobView): void {
    const { id, kind, name, state, document } = job;
    if (state.kind === 'cancelled') this.#notices.announce(pauses(job) ? text.jobs.paused(name) : text.jobs.cancelled(name));
    if (state.kind === 'refused' || state.kind === 'failed') this.#notices.announce(text.faults.message(state.reason));
    if (kind === 'summarize' && document && !isUnderWay(job)) this.#outcomes.summarized(document, state.kind === 'done');
    if (kind === 'classify' && document && !isUnderWay(job)) this.#outcomes.classified(document);
    if (isToShow(job) && wantsAttention(job) && !job.by_itself) {
      this.#outcomes.heard({ name, why: state.kind === 'refused' || state.kind === 'failed' ? text.faults.message(state.reason) : text.password.locked });
    }
    // a wrong password opens nothing: whatever comes next may be shown
    if (state.kind === 'needs_password' && this.#awaited.delete(id)) this.#awaiting = true;
    if (state.kind !== 'done') return;
    this.#notices.announce(text.jobs.finished(name));
    if (!document) return;
    const password = this.#passwords.get(id);
    if (password !== undefined) this.#outcomes.unlocked(document, password);
    this.#came(job);
  }
}

/** Whether it reads a file that a person gave alone. */
const isToShow = (job: JobView): boolean => job.kind === 'import' && job.to_show;

/** Whether it is over: if it is under way again, somebody has wished for it again. */
const hasEnded = ({ state }: JobView): boolean => ['done', 'refused', 'failed', 'cancelled'].includes(state.kind);

/** The jobs after news about one of them, which keeps its position or becomes the last. */
export function withJob(jobs: readonly JobView[], news: JobView): JobView[] {
  const at = jobs.findIndex((job) => job.id === news.id);
  return at < 0 ? [...jobs, news] : jobs.with(at, news);
}

export const withoutJob = (jobs: readonly JobView[], id: JobId): JobView[] =>
  jobs.filter((job) => job.id !== id);

/** Whether stopping a job keeps what it has: a stopped download goes on later, a stopped fast copy is given up. */
export const pauses = (job: JobView): boolean =>
  job.kind === 'download' && !['comparing', 'converting', 'measuring'].includes(job.stage);

/** The job that writes this document's summary. */
export const summaryJobOf = (jobs: readonly JobView[], id: DocumentId): JobView | null =>
  jobs.findLast((job) => job.kind === 'summarize' && job.document === id && (isUnderWay(job) || wantsAttention(job))) ??
  null;

/** The job that recognizes this document's text. */
export const recognitionOf = (jobs: readonly JobView[], id: DocumentId): JobView | null =>
  jobs.findLast((job) => job.kind === 'recognize' && job.document === id && (isUnderWay(job) || wantsAttention(job))) ??
  null;
