// What a person changes in the summary, and its versions. Every change makes a version, so the last one can be undone.

import type { Bridge, DocumentId, SummaryChange, SummaryView, VersionId } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';
import type { Reading } from './reading.svelte';
import { followed } from './shown';
import type { Summary } from './summary.svelte';

type EditsBridge = Pick<Bridge, 'summaryVersions' | 'changeSummary' | 'undoSummary' | 'showSummary'>;

const madeAt = ({ version }: SummaryView): number => version?.made_at ?? 0;

export class Edits {
  /** The versions of the summary, the newest first, since they were asked for. */
  versions = $state.raw<readonly SummaryView[]>([]);

  readonly #bridge: EditsBridge;
  readonly #notices: Notices;
  readonly #summary: Summary;
  readonly #reading: Reading;
  /** Changes are made one after the other, as the person made them. */
  #turn: Promise<void> = Promise.resolve();
  /** The message about the last change: there is one at a time, since it undoes the last one. */
  #notice: number | null = null;
  /** The changes that made versions since the program began, by the version. */
  readonly #changes = new Map<VersionId, SummaryChange>();
  /** What was on show when an earlier version was brought back. */
  #broughtBack: { version: SummaryView; from: SummaryView } | null = null;

  constructor(bridge: EditsBridge, notices: Notices, summary: Summary, reading: Reading) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#summary = summary;
    this.#reading = reading;
  }

  /** Whether the summary on show can be changed. */
  get possible(): boolean {
    const { view, looked } = this.#summary;
    return looked === null && view !== null && view.complete && view.version !== null;
  }

  /**
   * Changes the summary; resolves when what it became is on show, with whether it was changed. `of` is the version that the
   * person saw.
   */
  change = async (change: SummaryChange, of: SummaryView | null = null): Promise<boolean> => {
    let made = false;
    await this.#inTurn(async () => {
      const view = of ?? this.#summary.view;
      if (!view?.version || this.#summary.looked) return;
      const now = await this.#bridge.changeSummary(view.document, view.version.id, change);
      made = true;
      if (!now.version || now.version.id === view.version.id) return;
      this.#changes.set(now.version.id, change);
      this.#take(view, now);
      this.#report(text.edits.did(change), now);
    });
    return made;
  };

  /** Takes back the last change, if there is one. */
  undo = (): Promise<void> =>
    this.#inTurn(async () => {
      const { view } = this.#summary;
      if (!view?.version || this.#summary.looked) return;
      const back = this.#broughtBack;
      const change = this.#changes.get(view.version.id);
      if (back?.from.version && back.version.version?.id === view.version.id) {
        this.#take(view, await this.#bridge.showSummary(view.document, back.from.version.id));
        this.#notices.undone(() => this.#againIn(view.document, () => this.bringBack(back.version)));
      } else if (view.version.undo) {
        const now = await this.#bridge.undoSummary(view.document, view.version.id);
        this.#take(view, now);
        if (change) this.#notices.undone(() => this.#againIn(view.document, () => this.#repeat(change, now)));
      } else return;
      this.#broughtBack = null;
      this.#closeNotice();
      this.#notices.announce(text.edits.undone);
    });

  /** Reads the list of versions. */
  load = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const document = this.#summary.view?.document;
      this.versions = [];
      const versions = document === undefined ? [] : await this.#bridge.summaryVersions(document);
      // people look for a version by when it was made, whichever of them is shown
      if (this.#summary.view?.document === document) this.versions = versions.toSorted((one, other) => madeAt(other) - madeAt(one));
    });

  /** Shows an earlier version without changing anything; null for the present one. */
  look = (version: SummaryView | null): void => {
    this.#reading.show({ kind: 'none' });
    this.#summary.looked = version?.version?.shown ? null : version;
  };

  /** Makes an earlier version the present one. */
  bringBack = (version: SummaryView): Promise<void> =>
    this.#inTurn(async () => {
      if (!version.version) return;
      this.#summary.looked = null;
      const from = this.#summary.view;
      const now = await this.#bridge.showSummary(version.document, version.version.id);
      this.#take(version, now);
      this.#broughtBack = from && { version: now, from };
      this.#report(text.edits.broughtBack, now);
    });

  /** What is shown at its source stays shown where the sentence is now. Another document may be open by now. */
  #take(before: SummaryView, now: SummaryView): void {
    if (this.#reading.open?.card.id !== now.document) return;
    this.#summary.receive(now);
    this.#reading.keep(followed(this.#reading.shown, before, now));
  }

  #report(message: string, { document }: SummaryView): void {
    this.#closeNotice();
    if (this.#reading.open?.card.id !== document) return;
    this.#notice = this.#notices.show(message, { label: text.notices.undo, run: () => this.#againIn(document, this.undo) });
  }

  /** Changes the summary of a document, which comes into view for it. */
  async #againIn(document: DocumentId, change: () => Promise<unknown>): Promise<void> {
    await this.#reading.openDocument(document);
    if (this.#reading.open?.card.id === document) await change();
  }

  /** Makes a change again that was taken back, if the sentences are still those that it was made to. */
  async #repeat(change: SummaryChange, to: SummaryView): Promise<void> {
    const said = ({ sentences }: SummaryView): string => JSON.stringify(sentences.map(({ text, pinned }) => [text, pinned]));
    if (this.#summary.view && said(this.#summary.view) === said(to)) await this.change(change);
  }

  #closeNotice(): void {
    if (this.#notice !== null) this.#notices.close(this.#notice);
    this.#notice = null;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(() => this.#notices.attempt(work));
    return this.#turn;
  }
}
