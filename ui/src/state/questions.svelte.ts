// Questions to documents, as the window deals with them: their answer comes into view in its tab, its quotations are
// shown on the page one after the other, and it goes when the person is done with it.

import type { AnswerView, AppEvent, Bridge, DocumentId, FollowUp, PastQuestion, QuestionScope } from '../bridge';
import { questionPut, text } from '../text';
import { besides, foundIn } from './answer';
import type { Asked, Asking } from './asking.svelte';
import type { Draft } from './draft.svelte';
import type { QuestionHistory } from './history.svelte';
import { InShort } from './in_short.svelte';
import type { Notices } from './notices.svelte';
import type { Reading } from './reading.svelte';
import { NOTHING, stepPlace, stepQuotation, stillShown } from './shown';
import type { Tabs } from './tabs.svelte';

/** What questions have to do with. */
interface Things {
  asking: Asking;
  draft: Draft;
  history: QuestionHistory;
  reading: Reading;
  notices: Notices;
  tabs: Tabs;
}

/** Whether a question may be about this document among others. */
const concerns = (scope: QuestionScope, document: DocumentId): boolean => scope.to === 'library' || scope.ids.includes(document);

/** Whether a question names this document, so that it stands in its history. */
const names = (scope: QuestionScope, document: DocumentId): boolean => scope.to === 'documents' && scope.ids.includes(document);

export class Questions {
  readonly inShort: InShort;
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
  readonly #draft: Draft;
  readonly #history: QuestionHistory;
  readonly #toSummary: () => Promise<void>;
  /** The document that is opened to show a quotation of it. */
  #following: DocumentId | null = null;
  /** How often something was looked at when the question was asked or its first quotation shown: more is the person's. */
  #looks = 0;
  /** Whether a quotation was shown because an answer came. */
  #shownFirst = false;
  /** The documents whose history has an answer that came while they were out of view. */
  readonly #unread = new Set<DocumentId>();

  /** Calls `toSummary` if a question asks for a summary of the whole. */
  constructor(bridge: Pick<Bridge, 'inShort' | 'stopAsking'>, things: Things, toSummary: () => Promise<void>) {
    const { asking, history } = things;
    this.#asking = asking;
    this.#reading = things.reading;
    this.#notices = things.notices;
    this.#tabs = things.tabs;
    this.#draft = things.draft;
    this.#history = history;
    this.#toSummary = toSummary;
    this.inShort = new InShort(bridge, things.notices, (question, gist) => {
      asking.addGist(question, gist);
      history.addGist(question, gist);
    });
  }

  receive(event: Extract<AppEvent, { kind: 'asking' | 'first_answer' | 'in_short' }>): void {
    if (event.kind === 'asking') this.#asking.receive(event);
    else if (event.kind === 'first_answer') this.#asking.receiveFirst(event);
    else this.inShort.receive(event);
  }

  /** Asks the question that is written in the field. */
  askDraft = async (): Promise<void> => {
    const { open } = this.#reading;
    if (!open || this.#draft.words.trim() === '') return;
    this.#draft.asked();
    await this.ask(this.#draft.question(), this.#draft.scope(open.card.id));
  };

  ask = async (question: string, scope: QuestionScope): Promise<void> => {
    const { open, shown } = this.#reading;
    if (!open) return;
    if (shown.kind === 'quotation') this.#reading.show(NOTHING);
    this.#looks = this.#reading.looks;
    this.#shownFirst = false;
    this.#tabs.show('questions');
    // it will stand in the history of other documents or of the library: the list below the answer is the one that will have it
    if (!names(scope, open.card.id) && !this.#history.everywhere) void this.#history.show(true);
    const ended = await this.#asking.ask(scope, question);
    if (ended && ended !== this.#asking.asked) return this.#endedAside(ended);
    if (ended?.kind === 'refused') this.#notices.announce(text.faults.message(ended.reason));
    if (ended?.kind !== 'answered') return;
    if (ended.failed) return this.#notices.announce(text.faults.message(ended.failed));
    const { status } = ended.answer;
    if (status.kind !== 'routed' || status.to !== 'summary' || status.scope !== 'document') return;
    const [document] = scope.to === 'documents' ? scope.ids : [];
    if (document === undefined || (await this.openFor(document))) await this.#toSummary();
  };

  /** A question ended while its documents are out of view. Its answer is in their history. */
  #endedAside(ended: Asked): void {
    if (ended.kind === 'refused' && ended.reason.code !== 'cancelled') this.#notices.show(text.faults.message(ended.reason));
    // a first answer is kept too when the reading fails
    const isKept = ended.kind === 'answered' && (ended.id !== null || ended.failed !== null);
    if (isKept && ended.scope.to === 'documents') for (const id of ended.scope.ids) this.#unread.add(id);
  }

  /** Asks a question of the history again, of the same documents as far as they are there. */
  again = ({ question, scope, documents }: PastQuestion): Promise<void> => {
    const ids = documents.filter(({ here }) => here).map(({ id }) => id);
    return this.ask(question, scope === 'library' ? { to: 'library' } : { to: 'documents', ids });
  };

  /** Asks what was suggested after an answer. */
  follow = async (next: FollowUp): Promise<void> => {
    const { asked } = this.#asking;
    if (!asked) return;
    if (next.kind === 'library') await this.ask(asked.question, { to: 'library' });
    else await this.ask(questionPut(next), asked.scope);
  };

  /** Takes in an answer. A better one keeps the place of the one before, and only what is different is announced. */
  came(answer: AnswerView, before: AnswerView | null): void {
    const { found } = this.#asking;
    const was = before ? foundIn(before) : [];
    const changed = was.map(({ key }) => key).join() !== found.map(({ key }) => key).join();
    const { shown } = this.#reading;
    if (before) this.#reading.keep(stillShown(was, found, shown));
    // what the person has looked at or taken away meanwhile stays so; what was shown by itself makes way for a better answer
    const byItself = this.#looks === this.#reading.looks && (shown.kind === 'quotation' || !this.#shownFirst);
    if (byItself && !this.#showsFirst()) this.#showFirst(answer);
    this.#tabs.arrived('questions');
    this.#notices.announce(text.ask.announced(answer, this.#reading.open?.card.id ?? null, before !== null, changed));
  }

  /** Whether the first answer is the one that is shown. */
  #showsFirst(): boolean {
    const { shown } = this.#reading;
    return shown.kind === 'quotation' && (this.#asking.found[0]?.places.includes(shown.quotation) ?? false);
  }

  /** Shows the first quotation on its page, if the page belongs to the open document. */
  #showFirst(answer: AnswerView): void {
    const first = answer.status.kind === 'found' ? this.#asking.found[0]?.places[0] : undefined;
    if (!first || first.text === '' || first.document !== this.#reading.open?.card.id) return;
    this.#reading.show({ kind: 'quotation', quotation: first });
    this.#looks = this.#reading.looks;
    this.#shownFirst = true;
  }

  /** Opens a document for what is shown of it. The answer, the history and their tab stay. Resolves with whether it is open. */
  openFor = async (document: DocumentId): Promise<boolean> => {
    this.#following = document;
    await this.#reading.openDocument(document);
    // another one may be on its way by now
    if (this.#following === document) this.#following = null;
    return this.#reading.open?.card.id === document;
  };

  /** Another document came into view. An answer that does not concern it goes, and a question in progress goes on aside. */
  documentOpened(document: DocumentId): void {
    // a person may choose another document meanwhile
    const follows = document === this.#following;
    this.#draft.opened(document, follows);
    const isOfIt = (scope: QuestionScope): boolean => concerns(scope, document);
    const { asked } = this.#asking;
    if (!follows && !(asked && isOfIt(asked.scope))) {
      this.#asking.setAside();
      this.#tabs.begin();
    }
    const news = this.#unread.delete(document);
    if (this.#asking.takeUp(isOfIt) || news) this.#tabs.arrived('questions');
  }

  /** Stops the question. What it found so far remains. */
  stop = (): Promise<void> => this.#notices.attempt(() => this.#asking.stop());

  /** Stops the question or removes its answer, and its highlight too. */
  close = (): Promise<void> =>
    this.#notices.attempt(async () => {
      if (this.#reading.shown.kind === 'quotation') this.#reading.show(NOTHING);
      const { asked } = this.#asking;
      if (asked?.kind === 'answered') this.#draft.closed(asked.question);
      await this.#asking.close();
    });

  /** Goes from the field to the quotation that is shown, or to the first. */
  enter(): void {
    const { shown } = this.#reading;
    const isHere = shown.kind === 'quotation' && this.#asking.found.some(({ places }) => places.includes(shown.quotation));
    if (!isHere) this.step(1);
    // what the person has gone to is no longer shown by itself
    this.#looks = -1;
  }

  /** Shows the next or previous quotation of the answer. */
  step(by: 1 | -1): void {
    this.#reading.show(stepQuotation(this.#asking.found, this.#reading.shown, by));
  }

  /** Shows the next or previous place of the same quotation. */
  stepPlace(by: 1 | -1): void {
    if (this.#reading.shown.kind === 'quotation') this.#reading.show(stepPlace(this.#asking.found, this.#reading.shown, by));
  }
}
