// The history of questions: what was asked about the open document, or in the whole library, the newest first, each with
// its answer as it was given. The answer of an unfolded question is loaded when it is needed.

import type { AnswerView, Bridge, DocumentId, Gist, PastQuestion, QuestionId } from '../bridge';
import { text } from '../text';
import { follow, foundIn, type Found, quotes } from './answer';
import type { Notices } from './notices.svelte';
import { asQuotation } from './quoting';

const FIND_AFTER_MS = 150;

type HistoryBridge = Pick<Bridge, 'questions' | 'pastAnswer' | 'deleteQuestion' | 'deleteQuestions' | 'restoreQuestions'>;

/** An unfolded question. */
export interface Unfolded {
  id: QuestionId;
  answer: AnswerView;
  found: Found[];
}

export class QuestionHistory {
  /** The newest first. */
  entries = $state.raw<readonly PastQuestion[]>([]);
  /** Whether there are older ones than those in the list. */
  more = $state(false);
  /** What the search field contains. */
  words = $state('');
  /** Whether the list has the questions of all documents. */
  everywhere = $state(false);
  /** The question whose answer is shown; one at a time. */
  unfolded = $state.raw<Unfolded | null>(null);

  readonly #bridge: HistoryBridge;
  readonly #notices: Notices;
  #document: DocumentId | null = null;
  #finding: ReturnType<typeof setTimeout> | undefined;
  /** Counts the lists that were asked for: an older one that arrives later is not wanted any more. */
  #turn = 0;
  /** What the list in view was read for: the documents and the words. */
  #listed = '';
  /** Whether older questions were asked for that are not in the list yet. */
  #wantsOlder = false;
  /** Counts the answers that were asked for, for the same reason. */
  #unfolding = 0;

  constructor(bridge: HistoryBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Shows the history of another document. */
  open(document: DocumentId): Promise<void> {
    this.#document = document;
    // the list of all documents stays, and so does a question that both documents were asked: a person goes from one to
    // the other with it
    const unfolded = this.entries.find(({ id }) => id === this.unfolded?.id);
    if (this.everywhere || unfolded?.documents.some(({ id }) => id === document)) return this.refresh();
    this.words = '';
    this.unfolded = null;
    this.entries = [];
    this.more = false;
    return this.refresh();
  }

  /** Reads the list again, as far as it was read before. */
  refresh = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const turn = ++this.#turn;
      const [of, words] = [this.#of(), this.words.trim()];
      const listed = JSON.stringify([of, words]);
      const last = listed === this.#listed ? this.entries.at(-1)?.id : undefined;
      if (listed !== this.#listed) this.#wantsOlder = false;
      const entries: PastQuestion[] = [];
      let more = true;
      const read = async (): Promise<void> => {
        const next = await this.#bridge.questions(of, words, entries.at(-1)?.id ?? null);
        entries.push(...next.questions);
        more = next.more && next.questions.length > 0;
      };
      await read();
      while (turn === this.#turn && more && last !== undefined && entries.at(-1)!.id > last) await read();
      if (turn === this.#turn && more && this.#wantsOlder) await read();
      if (turn !== this.#turn) return;
      this.#wantsOlder = false;
      this.#listed = listed;
      this.entries = entries;
      this.more = more;
      if (!entries.some(({ id }) => id === this.unfolded?.id)) this.unfolded = null;
    });

  /** Adds older questions to the list. */
  older = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const turn = ++this.#turn;
      const last = this.entries.at(-1)?.id ?? null;
      // what reads the list again meanwhile reads these too
      this.#wantsOlder = true;
      const { questions, more } = await this.#bridge.questions(this.#of(), this.words.trim(), last);
      if (turn !== this.#turn) return;
      this.#wantsOlder = false;
      this.entries = [...this.entries, ...questions];
      this.more = more;
    });

  /** Searches once the person pauses. */
  find(words: string): void {
    this.words = words;
    clearTimeout(this.#finding);
    this.#finding = setTimeout(() => void this.refresh(), FIND_AFTER_MS);
  }

  /** Shows the questions of the open document, or of all documents. */
  show(everywhere: boolean): Promise<void> {
    this.everywhere = everywhere;
    return this.refresh();
  }

  /** Shows the answer of a question, or folds it. */
  fold = (id: QuestionId): Promise<void> =>
    this.#notices.attempt(async () => {
      const turn = ++this.#unfolding;
      if (this.unfolded?.id === id) {
        this.unfolded = null;
        return;
      }
      const answer = await this.#bridge.pastAnswer(id);
      if (turn === this.#unfolding) this.unfolded = { id, answer, found: foundIn(answer) };
    });

  /** Fetches the unfolded answer as it stands in the new sentences of a document that was read again. Returns how to show it. */
  fetch = async (document: DocumentId): Promise<() => void> => {
    const { unfolded } = this;
    if (!unfolded || !quotes(unfolded.answer, document)) return () => {};
    const { id, answer: before, found } = unfolded;
    // a question that was deleted meanwhile is folded by the list
    const answer = await this.#bridge.pastAnswer(id).catch(() => before);
    return () => {
      if (this.unfolded?.id !== id) return;
      follow(before, answer);
      // each stays the same item in the window, so that it keeps the focus
      const now = foundIn(answer).map((one, at) => ({ ...one, key: found[at]?.key ?? one.key }));
      this.unfolded = { id, answer: { ...answer, gist: answer.gist ?? this.unfolded.answer.gist }, found: now };
    };
  };

  /** Adds what a model wrote about the unfolded answer. */
  addGist(question: QuestionId, gist: Gist): void {
    if (this.unfolded?.id === question) this.unfolded = { ...this.unfolded, answer: { ...this.unfolded.answer, gist } };
  }

  /** Deletes a question and offers to undo it. */
  remove = (id: QuestionId): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.deleteQuestion(id);
      this.#removed([id]);
    });

  /** Deletes the questions of the open document, or of all documents, and offers to undo it. */
  clear = (): Promise<void> =>
    this.#notices.attempt(async () => {
      this.#removed(await this.#bridge.deleteQuestions(this.#of()));
    });

  /** A question with its answer and the pages, as text. */
  asText(question: string, answer: AnswerView): string {
    const said = foundIn(answer).map(({ words, places: [{ text: quoted, page, title }] }) => {
      // where it is put nobody knows which document was open
      const quotation = quoted === '' ? text.out.place(title, page) : asQuotation({ text: quoted, title, page });
      return words === '' || words === quoted ? quotation : `${words}\n${quotation}`;
    });
    const gist = answer.gist && [text.gist.name, text.gist.by(answer.gist.model), ...answer.gist.sentences.map((one) => one.text)].join('\n');
    return [question, text.ask.said(answer, null), ...said, ...(gist ? [gist] : [])].join('\n\n');
  }

  #removed(ids: QuestionId[]): void {
    this.entries = this.entries.filter(({ id }) => !ids.includes(id));
    if (this.unfolded && ids.includes(this.unfolded.id)) this.unfolded = null;
    this.#notices.show(text.history.deleted(ids.length), { label: text.notices.undo, run: () => this.#restore(ids), redo: () => this.#removeAgain(ids) });
  }

  #removeAgain = (ids: QuestionId[]): Promise<void> =>
    this.#notices.attempt(async () => {
      for (const id of ids) await this.#bridge.deleteQuestion(id);
      this.#removed(ids);
    });

  #restore = (ids: QuestionId[]): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.restoreQuestions(ids);
      await this.refresh();
    });

  #of = (): DocumentId | null => (this.everywhere ? null : this.#document);
}
