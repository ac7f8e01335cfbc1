// The desk: what lies open in the window, and everything a person can do with it. Components read from
// here and call its methods; only this file, and `asking.svelte.ts` for it, talk to the bridge.

import {
  asApiError,
  type AppEvent,
  type Bridge,
  type DocumentCard,
  type DocumentId,
  type DocumentView,
  type FoundDocument,
  type JobView,
  type ModelView,
  type Quotation,
  type SentenceId,
  type SentenceView,
  type SummaryLength,
  type SummaryOptions,
  type SummaryView,
  type Theme,
} from '../bridge';
import { text } from '../text';
import { foundIn, stepFound, stepPlace } from './answer';
import { Asking } from './asking.svelte';
import { isUnderWay, listed, summaryJobOf, withJob, withoutJob } from './jobs';
import { Notices } from './notices.svelte';
import { withSummary, type Choice } from './summary';

const FIND_AFTER_MS = 150;

export class Desk {
  readonly notices = new Notices();

  /** False until the first answers are there, so that nothing flashes by. */
  ready = $state(false);
  documents = $state.raw<readonly DocumentCard[]>([]);
  jobs = $state.raw<readonly JobView[]>([]);
  model = $state.raw<ModelView | null>(null);
  /** The model that answers questions; null where there is none, undefined while that is not known. */
  reader = $state.raw<string | null | undefined>();
  theme = $state<Theme>('system');

  open = $state.raw<DocumentView | null>(null);
  summary = $state.raw<SummaryView | null>(null);
  choice = $state.raw<Choice | null>(null);
  /** The quotation of the answer that is looked at. Never at the same time as a choice in the summary. */
  quoted = $state.raw<Quotation | null>(null);
  /** Counts every look at a source, so that looking again scrolls again. */
  looks = $state(0);

  query = $state('');
  found = $state.raw<readonly FoundDocument[] | null>(null);

  /** Files being dragged over the window; null when there are none. */
  dragged = $state<number | null>(null);
  /** What a screen reader says next. */
  spoken = $state('');

  readonly summaryJob = $derived(this.open && summaryJobOf(this.jobs, this.open.card.id));
  readonly listedJobs = $derived(listed(this.jobs, this.summaryJob));
  /** What is quoted in answer to the question. */
  readonly quotable = $derived.by(() => (this.asking.asked?.kind === 'answered' ? foundIn(this.asking.asked.answer) : []));
  /** The sentences of the document that are looked at: a source of the summary, or a quotation. */
  readonly sources = $derived.by((): SentenceView[] => {
    const id = this.choice && this.summary?.sentences[this.choice.sentence]?.evidence[this.choice.source]?.sentence;
    const ids = this.quoted?.sentences ?? (id === null || id === undefined ? [] : [id]);
    return ids.map((id) => this.#sentence(id)).filter((sentence) => sentence !== null);
  });

  readonly asking: Asking;
  readonly #bridge: Bridge;
  /** Whether the next document that comes in is opened: it is what the person waits for. */
  #awaiting = true;
  #opening = 0;
  /** The summary told of last: where it came while its document was being opened, it is newer than the kept one. */
  #heard: SummaryView | null = null;
  #finding: ReturnType<typeof setTimeout> | undefined;
  /** Passwords of this session: a locked file stays locked in the library, pdf.js asks again. */
  readonly #passwords = new Map<DocumentId, string>();
  readonly #jobPasswords = new Map<number, string>();

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.asking = new Asking(bridge);
  }

  async start(): Promise<void> {
    // without it everything else goes on
    void this.#try(async () => void (this.reader = await this.#bridge.reader()));
    await this.#try(async () => {
      await this.#bridge.subscribe((event) => this.#hear(event));
      await this.#bridge.onDrag((drag) => {
        this.dragged = drag.kind === 'over' ? drag.count : null;
        if (drag.kind === 'dropped') void this.importFiles(drag.paths);
      });
      const [settings, documents, jobs, model] = await Promise.all([
        this.#bridge.settings(),
        this.#bridge.library(),
        this.#bridge.jobs(),
        this.#bridge.model(),
      ]);
      this.theme = settings.theme;
      this.documents = documents;
      // events that came in meanwhile are newer than the list
      this.jobs = this.jobs.reduce(withJob, jobs);
      this.model = model;
      const newest = documents[0];
      const busy = this.jobs.some((job) => job.kind === 'import' && isUnderWay(job));
      if (newest && !busy && !this.open) await this.openDocument(newest.id);
    });
    this.ready = true;
  }

  // -- documents ------------------------------------------------------------------------------------

  importFiles = (paths: string[]): Promise<void> =>
    this.#try(async () => this.#began(await this.#bridge.importFiles(paths)));

  chooseFiles = (): Promise<void> => this.#try(async () => this.#began(await this.#bridge.chooseFiles()));

  importExample = (): Promise<void> => this.#try(async () => this.#began(await this.#bridge.importExample()));

  async openDocument(id: DocumentId): Promise<void> {
    if (this.open?.card.id === id) return;
    const turn = ++this.#opening;
    this.#heard = null;
    await this.#try(async () => {
      const [open, summary] = await Promise.all([this.#bridge.document(id), this.#bridge.summary(id)]);
      // another one was opened meanwhile
      if (turn !== this.#opening) return;
      this.choose(null);
      void this.closeAnswer();
      this.summary = this.#heard?.document === id ? this.#heard : summary;
      this.open = open;
      this.#awaiting = false;
    });
  }

  documentBytes(id: DocumentId, password?: string): Promise<ArrayBuffer> {
    return this.#bridge.documentBytes(id, password);
  }

  passwordOf = (id: DocumentId): string | undefined => this.#passwords.get(id);
  keepPassword = (id: DocumentId, password: string): void => void this.#passwords.set(id, password);

  removeDocument = (card: DocumentCard): Promise<void> =>
    this.#try(async () => {
      await this.#bridge.removeDocument(card.id);
      this.documents = this.documents.filter((document) => document.id !== card.id);
      this.found = this.found?.filter((found) => found.card.id !== card.id) ?? null;
      if (this.open?.card.id === card.id) this.#closeDocument();
      this.notices.say(text.library.removed(card.title), {
        label: text.library.undo,
        run: () => void this.#restore(card.id),
      });
    });

  #restore = (id: DocumentId): Promise<void> =>
    this.#try(async () => {
      await this.#bridge.restoreDocument(id);
      await this.#askLibrary();
      await this.openDocument(id);
    });

  #closeDocument(): void {
    this.#opening += 1;
    this.open = null;
    this.summary = null;
    this.choose(null);
    void this.closeAnswer();
  }

  /** Searches once the person pauses. */
  find(query: string): void {
    this.query = query;
    clearTimeout(this.#finding);
    if (query.trim() === '') {
      this.found = null;
      return;
    }
    this.#finding = setTimeout(() => {
      void this.#try(async () => {
        const found = await this.#bridge.find(query.trim());
        if (this.query === query) this.found = found;
      });
    }, FIND_AFTER_MS);
  }

  // -- jobs -----------------------------------------------------------------------------------------

  cancel = (job: JobView): Promise<void> => this.#try(() => this.#bridge.cancelJob(job.id));

  dismiss = (job: JobView): Promise<void> =>
    this.#try(async () => {
      this.jobs = withoutJob(this.jobs, job.id);
      await this.#bridge.dismissJob(job.id);
    });

  unlock = (job: JobView, password: string): Promise<void> =>
    this.#try(async () => {
      this.#jobPasswords.set(job.id, password);
      this.#awaiting = true;
      await this.#bridge.unlock(job.id, password);
    });

  // -- the summary ----------------------------------------------------------------------------------

  summarize = (length: SummaryLength): Promise<void> =>
    this.#try(async () => {
      if (!this.open) return;
      const options: SummaryOptions = {
        length,
        sections: false,
        focus: { kind: 'whole' },
        text_profile: null,
        beams: null,
        max_tokens: null,
      };
      this.#began([await this.#bridge.summarize(this.open.card.id, options)]);
      this.choose(null);
    });

  choose(choice: Choice | null): void {
    this.choice = choice;
    this.quoted = null;
    if (choice) this.looks += 1;
  }

  // -- questions ------------------------------------------------------------------------------------

  async ask(question: string): Promise<void> {
    if (!this.open) return;
    this.quoted = null;
    const ended = await this.asking.ask(this.open.card.id, question);
    if (ended?.kind === 'refused') this.spoken = ended.reason.message;
    if (ended?.kind !== 'answered') return;
    const { message, status } = ended.answer;
    this.spoken = message;
    const toSummary = status.kind === 'routed' && status.to === 'summary';
    if (toSummary && !this.summary && !this.summaryJob) await this.summarize('medium');
  }

  closeAnswer = (): Promise<void> =>
    this.#try(async () => {
      this.quoted = null;
      await this.asking.close();
    });

  quote(quotation: Quotation | null): void {
    this.choice = null;
    this.quoted = quotation;
    if (quotation) this.looks += 1;
  }

  stepQuotation(by: 1 | -1): void {
    this.quote(stepFound(this.quotable, this.quoted, by));
  }

  stepPlace(by: 1 | -1): void {
    if (this.quoted) this.quote(stepPlace(this.quotable, this.quoted, by));
  }

  /** What Escape does, one thing at a time: stops a question, takes the highlight away, then the answer. */
  back(): void {
    const asking = this.asking.asked?.kind === 'asking';
    if (!asking && (this.choice || this.quoted)) this.choose(null);
    else void this.closeAnswer();
  }

  // -- the model and the settings -------------------------------------------------------------------

  chooseModel = (): Promise<void> =>
    this.#try(async () => {
      const model = await this.#bridge.chooseModel();
      if (!model) return;
      this.model = model;
      this.notices.say(text.model.chosen(model.name));
    });

  forgetModel = (): Promise<void> =>
    this.#try(async () => {
      await this.#bridge.forgetModel();
      this.model = null;
    });

  setTheme = (theme: Theme): Promise<void> =>
    this.#try(async () => {
      this.theme = theme;
      // the rest of the settings may have changed since they were read
      await this.#bridge.setSettings({ ...(await this.#bridge.settings()), theme });
    });

  // -- news -----------------------------------------------------------------------------------------

  #hear(event: AppEvent): void {
    switch (event.kind) {
      case 'job':
        this.#hearJob(event.job);
        break;
      case 'library':
        void this.#try(() => this.#askLibrary());
        break;
      case 'summary':
        this.#heard = event.summary;
        this.summary = withSummary(this.summary, this.open?.card.id ?? null, event.summary);
        break;
      case 'asking':
        this.asking.hear(event);
        break;
    }
  }

  #hearJob(job: JobView): void {
    const before = this.jobs.find((known) => known.id === job.id);
    this.jobs = withJob(this.jobs, job);
    // a file that came by another way: a second start of the program with its name
    if (!before && job.kind === 'import' && isUnderWay(job)) this.#awaiting = true;
    if (before?.stage !== job.stage && job.state.kind === 'running') {
      this.spoken = `${job.name}: ${text.jobs.stage[job.stage]}`;
    }
    if (before?.state.kind === job.state.kind) return;

    const { document } = job;
    if (job.state.kind === 'cancelled') this.spoken = text.jobs.cancelled(job.name);
    if (job.state.kind === 'refused' || job.state.kind === 'failed') this.spoken = job.state.reason.message;
    if (job.state.kind !== 'done' || !document) return;
    this.spoken = text.jobs.finished(job.name);
    const password = this.#jobPasswords.get(job.id);
    if (password !== undefined) this.keepPassword(document, password);
    if (job.kind === 'import' && this.#awaiting) void this.openDocument(document);
    if (job.kind === 'summarize' && this.open?.card.id === document) void this.#askSummary(document);
  }

  #began(jobs: JobView[]): void {
    // an event may have told of the same job already, and further on
    for (const job of jobs) {
      if (!this.jobs.some((known) => known.id === job.id)) this.jobs = withJob(this.jobs, job);
    }
    if (jobs.some((job) => job.kind === 'import')) this.#awaiting = true;
    const ready = jobs.find((job) => job.kind === 'import' && job.state.kind === 'done' && job.document);
    if (ready?.document) void this.openDocument(ready.document);
  }

  async #askLibrary(): Promise<void> {
    this.documents = await this.#bridge.library();
    const open = this.open;
    const card = open && this.documents.find((document) => document.id === open.card.id);
    if (open && card) this.open = { ...open, card };
  }

  #askSummary = (id: DocumentId): Promise<void> =>
    this.#try(async () => {
      const summary = await this.#bridge.summary(id);
      if (this.open?.card.id === id) this.summary = summary;
    });

  #sentence(id: SentenceId): SentenceView | null {
    const sentences = this.open?.sentences;
    // ids are positions, unless a sentence was left out on the way
    const at = sentences?.[id];
    return (at?.id === id ? at : sentences?.find((sentence) => sentence.id === id)) ?? null;
  }

  async #try(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.notices.problem(asApiError(thrown));
    }
  }
}
