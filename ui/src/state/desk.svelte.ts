// The desk: everything that lies in the window, by thing. This file only joins the things: what one of them does
// when something happens to another.

import type { AppEvent, Bridge, DocumentCard, DocumentId, SummaryLength } from '../bridge';
import { text } from '../text';
import { Asking } from './asking.svelte';
import { Jobs, listed, summaryJobOf } from './jobs.svelte';
import { Library } from './library.svelte';
import { Models } from './models.svelte';
import { Notices } from './notices.svelte';
import { Reading } from './reading.svelte';
import { Settings } from './settings.svelte';
import { NOTHING, stepPlace, stepQuotation } from './shown';
import { Summary } from './summary.svelte';

export class Desk {
  readonly notices = new Notices();
  readonly library: Library;
  readonly jobs: Jobs;
  readonly reading: Reading;
  readonly summary: Summary;
  readonly asking: Asking;
  readonly models: Models;
  readonly settings: Settings;

  /** False until the first answers arrive, so that nothing flashes by. */
  ready = $state(false);
  /** The number of files being dragged over the window; null when there are none. */
  dragged = $state<number | null>(null);

  readonly summaryJob = $derived.by(() => {
    const { open } = this.reading;
    return open && summaryJobOf(this.jobs.list, open.card.id);
  });
  readonly listedJobs = $derived.by(() => listed(this.jobs.list, this.summaryJob));

  readonly #bridge: Pick<Bridge, 'subscribe' | 'onDrag' | 'startupRemarks'>;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.library = new Library(bridge, this.notices);
    this.summary = new Summary(bridge);
    this.asking = new Asking(bridge);
    this.models = new Models(bridge, this.notices);
    this.settings = new Settings(bridge, this.notices);
    this.reading = new Reading(bridge, this.notices, this.summary, () => {
      void this.closeAnswer();
      this.jobs.stopAwaiting();
    });
    this.jobs = new Jobs(bridge, this.notices, {
      unlocked: this.reading.keepPassword,
      imported: (document) => void this.reading.openDocument(document),
      summarized: (document) => void this.notices.attempt(() => this.summary.refresh(document)),
    });
  }

  async start(): Promise<void> {
    void this.models.loadReader();
    void this.#showStartupRemarks();
    await this.notices.attempt(async () => {
      await this.#bridge.subscribe((event) => this.#receive(event));
      await this.#bridge.onDrag((drag) => {
        this.dragged = drag.kind === 'over' ? drag.count : null;
        if (drag.kind === 'dropped') void this.jobs.importFiles(drag.paths);
      });
      await Promise.all([
        this.settings.load(),
        this.library.refresh(),
        this.jobs.load(),
        this.models.loadWriter(),
      ]);
      const newest = this.library.documents[0];
      if (newest && !this.jobs.importing && !this.reading.open) await this.reading.openDocument(newest.id);
    });
    this.ready = true;
  }

  #showStartupRemarks = (): Promise<void> =>
    this.notices.attempt(async () => {
      for (const remark of await this.#bridge.startupRemarks()) {
        const { message, hint } = text.startup.remark(remark);
        this.notices.keep(message, hint);
      }
    });

  removeDocument = (card: DocumentCard): Promise<void> =>
    this.notices.attempt(async () => {
      await this.library.remove(card.id);
      if (this.reading.open?.card.id === card.id) {
        this.reading.close();
        void this.closeAnswer();
      }
      this.notices.show(text.library.removed(card.title), {
        label: text.library.undo,
        run: () => void this.#restoreDocument(card.id),
      });
    });

  #restoreDocument = (id: DocumentId): Promise<void> =>
    this.notices.attempt(async () => {
      await this.library.restore(id);
      await this.reading.openDocument(id);
    });

  summarize = (length: SummaryLength): Promise<void> =>
    this.notices.attempt(async () => {
      const { open } = this.reading;
      if (!open) return;
      await this.jobs.summarize(open.card.id, length);
      this.reading.show(NOTHING);
    });

  ask = async (question: string): Promise<void> => {
    const { open, shown } = this.reading;
    if (!open) return;
    if (shown.kind === 'quotation') this.reading.show(NOTHING);
    const ended = await this.asking.ask(open.card.id, question);
    if (ended?.kind === 'refused') this.notices.announce(text.faults.message(ended.reason));
    if (ended?.kind !== 'answered') return;
    const { status } = ended.answer;
    this.notices.announce(text.ask.said(ended.answer));
    const toSummary = status.kind === 'routed' && status.to === 'summary';
    if (toSummary && !this.summary.view && !this.summaryJob) await this.summarize('medium');
  };

  /** Stops the question or removes its answer, and its highlight too. */
  closeAnswer = (): Promise<void> =>
    this.notices.attempt(async () => {
      if (this.reading.shown.kind === 'quotation') this.reading.show(NOTHING);
      await this.asking.close();
    });

  stepQuotation(by: 1 | -1): void {
    this.reading.show(stepQuotation(this.asking.found, this.reading.shown, by));
  }

  stepPlace(by: 1 | -1): void {
    if (this.reading.shown.kind === 'quotation') this.reading.show(stepPlace(this.asking.found, this.reading.shown, by));
  }

  /** What Escape does, one thing at a time: it stops a question, removes the highlight, then the answer. */
  back(): void {
    const asking = this.asking.asked?.kind === 'asking';
    if (!asking && this.reading.shown.kind !== 'none') this.reading.show(NOTHING);
    else void this.closeAnswer();
  }

  #receive(event: AppEvent): void {
    switch (event.kind) {
      case 'job':
        this.jobs.receive(event.job);
        break;
      case 'library':
        void this.notices.attempt(async () => {
          await this.library.refresh();
          this.reading.updateCard(this.library.documents);
        });
        break;
      case 'summary':
        this.summary.receive(event.summary);
        break;
      case 'asking':
        this.asking.receive(event);
        break;
    }
  }
}
