// Questions to the open document, as the window deals with them: their answer comes into view in its tab, its
// quotations are shown on the page one after the other, and it goes when the person is done with it.

import type { AnswerView } from '../bridge';
import { text } from '../text';
import { besides, foundIn } from './answer';
import type { Asking } from './asking.svelte';
import type { Notices } from './notices.svelte';
import type { Reading } from './reading.svelte';
import { NOTHING, stepPlace, stepQuotation, stillShown } from './shown';
import type { Tabs } from './tabs.svelte';

export class Questions {
  /** The sentences of the other pieces of an answer while one is shown. */
  readonly beside = $derived.by(() => {
    const { shown } = this.#reading;
    if (shown.kind !== 'quotation') return [];
    return besides(this.#asking.found, shown.quotation).flatMap((quotation) => this.#reading.quoted(quotation));
  });

  readonly #asking: Asking;
  readonly #reading: Reading;
  readonly #notices: Notices;
  readonly #tabs: Tabs;
  readonly #toSummary: () => Promise<void>;

  /** Calls `toSummary` if a question asks for a summary of the whole. */
  constructor(asking: Asking, reading: Reading, notices: Notices, tabs: Tabs, toSummary: () => Promise<void>) {
    this.#asking = asking;
    this.#reading = reading;
    this.#notices = notices;
    this.#tabs = tabs;
    this.#toSummary = toSummary;
  }

  ask = async (question: string): Promise<void> => {
    const { open, shown } = this.#reading;
    if (!open) return;
    if (shown.kind === 'quotation') this.#reading.show(NOTHING);
    this.#tabs.show('questions');
    const ended = await this.#asking.ask(open.card.id, question);
    if (ended?.kind === 'refused') this.#notices.announce(text.faults.message(ended.reason));
    if (ended?.kind !== 'answered') return;
    if (ended.failed) return this.#notices.announce(text.faults.message(ended.failed));
    const { status } = ended.answer;
    if (status.kind === 'routed' && status.to === 'summary') await this.#toSummary();
  };

  /** Takes in an answer. A better one keeps the place of the one before, and only what is different is announced. */
  came(answer: AnswerView, before: AnswerView | null): void {
    const { found } = this.#asking;
    const was = before ? foundIn(before) : [];
    const changed = was.map(({ key }) => key).join() !== found.map(({ key }) => key).join();
    if (before) this.#reading.keep(stillShown(was, found, this.#reading.shown));
    this.#tabs.arrived('questions');
    this.#notices.announce(text.ask.announced(answer, before !== null, changed));
  }

  /** Stops the question. What it found so far remains. */
  stop = (): Promise<void> => this.#notices.attempt(() => this.#asking.stop());

  /** Stops the question or removes its answer, and its highlight too. */
  close = (): Promise<void> =>
    this.#notices.attempt(async () => {
      if (this.#reading.shown.kind === 'quotation') this.#reading.show(NOTHING);
      await this.#asking.close();
    });

  /** Shows the next or previous quotation of the answer. */
  step(by: 1 | -1): void {
    this.#reading.show(stepQuotation(this.#asking.found, this.#reading.shown, by));
  }

  /** Shows the next or previous place of the same quotation. */
  stepPlace(by: 1 | -1): void {
    if (this.#reading.shown.kind === 'quotation') this.#reading.show(stepPlace(this.#asking.found, this.#reading.shown, by));
  }
}
