// The desk: everything that lies in the window, by thing. This file only joins the things: what one of them does
// when something happens to another.

import type { Bridge, JobView, ModelCard, ModelOffer, PrecisionChoice, Settings as Preferences, SummaryOptions } from '../bridge';
import { About } from './about.svelte';
import { Actions } from './actions.svelte';
import { Asking } from './asking.svelte';
import { Chosen } from './chosen.svelte';
import { Details } from './details.svelte';
import { Draft } from './draft.svelte';
import { Edits } from './edits.svelte';
import { receive } from './events';
import { Exports } from './exports.svelte';
import { Groups } from './groups.svelte';
import { QuestionHistory } from './history.svelte';
import { Intake } from './intake.svelte';
import { Jobs, recognitionOf, summaryJobOf } from './jobs.svelte';
import { Library } from './library.svelte';
import { writerOffer } from './model';
import { Models } from './models.svelte';
import { Network } from './network.svelte';
import { Notices } from './notices.svelte';
import { Notes } from './notes.svelte';
import { Panes } from './panes.svelte';
import { Places } from './places.svelte';
import { isAboutModel, isUnderWay, listed } from './queue';
import { Questions } from './questions.svelte';
import { Reading, toBeginWith } from './reading.svelte';
import { Related } from './related.svelte';
import { classifyingOf, Sequences } from './sequences.svelte';
import { Settings } from './settings.svelte';
import { NOTHING } from './shown';
import { showStartupRemarks } from './startup';
import { Summary } from './summary.svelte';
import { Tables } from './tables.svelte';
import { Tabs } from './tabs.svelte';
import { Tour } from './tour.svelte';
import { Trash } from './trash.svelte';

export class Desk {
  readonly actions = new Actions();
  readonly notices = new Notices();
  readonly places = new Places();
  readonly tabs = new Tabs();
  readonly tour = new Tour();
  readonly panes: Panes;
  readonly library: Library;
  readonly groups: Groups;
  readonly chosen: Chosen;
  readonly details: Details;
  readonly trash: Trash;
  readonly jobs: Jobs;
  readonly intake: Intake;
  readonly reading: Reading;
  readonly summary: Summary;
  readonly edits: Edits;
  readonly asking: Asking;
  readonly draft: Draft;
  readonly questions: Questions;
  readonly history: QuestionHistory;
  readonly notes: Notes;
  readonly exports: Exports;
  readonly tables: Tables;
  readonly related: Related;
  readonly sequences: Sequences;
  readonly models: Models;
  readonly settings: Settings;
  readonly network: Network;
  readonly about: About;

  /** False until the first answers arrive, so that nothing flashes by. */
  ready = $state(false);

  readonly summaryJob = $derived.by(() => {
    const { open } = this.reading;
    return open && summaryJobOf(this.jobs.list, open.card.id);
  });
  readonly recognition = $derived.by(() => {
    const { open } = this.reading;
    return open && recognitionOf(this.jobs.list, open.card.id);
  });
  /** Whether sequences are open, of which there is no summary and no answer. */
  readonly inSequences = $derived.by(() => this.reading.open?.card.format === 'fasta');
  readonly classifying = $derived.by(() => {
    const { open } = this.reading;
    return open && classifyingOf(this.jobs.list, open.card.id);
  });
  readonly listedJobs = $derived.by(() => listed(this.jobs.list, [this.summaryJob, this.recognition, this.classifying]));

  /** The work on a model that is furthest, for the model menu. */
  readonly modelJob = $derived.by(() => {
    const under = this.jobs.list.filter((job) => isAboutModel(job) && isUnderWay(job));
    return under.find(({ state }) => state.kind === 'running') ?? under[0] ?? null;
  });
  /** The way to written summaries; null where there is nothing to offer. */
  readonly writerOffer = $derived.by(() => this.models.shelf && writerOffer(this.models.shelf, this.jobs.list));

  readonly #bridge: Pick<Bridge, 'subscribe' | 'startupRemarks'>;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.library = new Library(bridge, this.notices);
    this.groups = new Groups(bridge, this.notices, this.library);
    this.chosen = new Chosen(this.library);
    this.details = new Details(bridge, this.notices, (card) => this.library.update(card));
    this.summary = new Summary(bridge);
    this.asking = new Asking(bridge, (answer, before) => this.questions.came(answer, before));
    this.models = new Models(bridge, this.notices, {
      began: (jobs) => this.jobs.began(jobs),
      forget: (job) => this.jobs.forget(job),
    });
    this.settings = new Settings(bridge, this.notices);
    this.network = new Network(bridge, this.notices);
    this.about = new About(bridge, this.notices, () => this.settings.load());
    this.exports = new Exports(bridge, this.notices);
    this.tables = new Tables(bridge, this.notices);
    this.related = new Related(bridge, this.notices);
    this.sequences = new Sequences(bridge, this.notices, (jobs) => this.jobs.began(jobs));
    this.history = new QuestionHistory(bridge, this.notices);
    this.draft = new Draft(this.library);
    this.reading = new Reading(bridge, this.notices, this.summary, ({ card }) => {
      const { id } = card;
      this.library.update(card);
      this.questions.documentOpened(id);
      void this.history.open(id);
      void this.notes.open(id);
      this.jobs.stopAwaiting();
    });
    this.notes = new Notes(bridge, this.notices, this.reading, this.tabs);
    this.edits = new Edits(bridge, this.notices, this.summary, this.reading);
    const { library, reading } = this;
    this.panes = new Panes({ filled: () => library.documents.length > 0, reading: () => reading.open !== null, sided: () => !this.inSequences });
    this.questions = new Questions(bridge, this, async () => {
      if (!this.summary.view && !this.summaryJob) await this.summarize();
    });
    this.trash = new Trash(bridge, this);
    this.jobs = new Jobs(bridge, this.notices, {
      unlocked: this.reading.keepPassword, imported: this.reading.cameIn,
      heard: (news) => this.intake.tell(news),
      classified: this.sequences.classified,
      summarized: (document, done) =>
        void this.notices.attempt(async () => {
          await this.reading.refreshSummary(document);
          if (done && this.reading.open?.card.id === document) this.tabs.arrived('summary');
        }),
    });
    this.intake = new Intake(bridge, this);
  }

  async start(): Promise<void> {
    void this.models.refresh();
    void this.groups.refresh();
    void showStartupRemarks(this.#bridge, this.notices);
    await this.notices.attempt(async () => {
      await this.#bridge.subscribe((event) => receive(this, event));
      await Promise.all([this.intake.start(), this.settings.load(), this.#begin()]);
    });
    this.ready = true;
  }

  /** Opens the document with which the window begins. Rejects with a Problem. */
  async #begin(): Promise<void> {
    await Promise.all([this.library.refresh(), this.jobs.load()]);
    const first = this.jobs.cameIn ?? toBeginWith(this.library.ids);
    if (first && !this.jobs.bringing && !this.reading.open) await this.reading.openDocument(first);
  }

  /** Downloads the model that writes; when it is ready, the open document is summarized. */
  getWriter = async (): Promise<void> => {
    const offer = this.writerOffer;
    if (!offer) return;
    const then = this.inSequences ? null : (this.reading.open?.card.id ?? null);
    if (offer.kind === 'failed') await this.models.dismiss(offer.job);
    await this.models.get(offer.card, then);
  };

  /** Has the open document summarized by a model that is ready, and by that model from now on. */
  writeWith = async (card: ModelCard): Promise<void> => {
    await this.models.use('writes', card);
    if (this.models.writer?.id === card.id) await this.summarize();
  };

  /** Adds a model's folder, and goes to where its progress stands. */
  addModel = async (offer: ModelOffer, copy: boolean, fastCopy: boolean): Promise<void> => {
    this.places.go('models');
    await this.models.add(offer, copy, fastCopy);
  };

  /** Lets a model that was too large for the memory fit: as a fast copy, or in another precision from now on. */
  makeFit = async (failed: JobView, precision: PrecisionChoice): Promise<void> => {
    const { writer } = this.models;
    if (!writer) return;
    await this.models.dismiss(failed);
    if (precision === 'int8' && writer.fast_copy.kind === 'possible') await this.models.makeFastCopy(writer);
    else await this.changeSettings({ precision });
  };

  changeSettings = async (some: Partial<Preferences>): Promise<void> => {
    await this.settings.change(some);
    // what fits, and where downloads come from, follows from the settings
    await this.models.refresh();
  };

  /** Has the open document summarized, or the part of it that is in focus. */
  summarize = (wish: Partial<SummaryOptions> = {}): Promise<void> =>
    this.notices.attempt(async () => {
      const { open } = this.reading;
      if (!open || this.inSequences) return;
      await this.jobs.summarize(open.card.id, wish);
      this.reading.show(NOTHING);
      this.tabs.show('summary');
      this.panes.showSide(true);
    });

  /** Looks for what other documents say about the subject of some words of the open one, and shows it beside the pages. */
  findRelated = async (words: string): Promise<void> => {
    const { open } = this.reading;
    if (!open) return;
    this.panes.showSide(true);
    this.tabs.show('questions');
    await this.related.find(open.card.id, words);
  };

  /**
   * What Escape does, one thing at a time: it takes back a question, goes back a step in a place or leaves it, stops a question to the document
   * and keeps what it found, removes the highlight, then the answer.
   */
  back(): void {
    if (this.places.now !== 'reading') {
      if (this.models.removing !== null) this.models.removing = null;
      else if (this.places.now !== 'tables' || !this.tables.back()) this.places.back();
      return;
    }
    if (this.asking.asked?.kind === 'asking') void this.questions.stop();
    else if (this.reading.shown.kind !== 'none') this.reading.show(NOTHING);
    else if (this.notes.chosen !== null) this.notes.chosen = null;
    else void this.questions.close();
  }
}
