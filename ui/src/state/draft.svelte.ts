// A question before it is asked: its words, the documents that it will be put to, and the words of the document that it
// is about.

import type { DocumentCard, DocumentId, QuestionScope } from '../bridge';
import { withWords } from './about_words';
import { draftOf, dropDraft, keepDraft, QUESTION } from './drafts';
import type { Library } from './library.svelte';

/** What a question is put to: the open document, documents that the person named, or the whole library. */
export const CHOICES = ['open', 'named', 'library'] as const;
export type Choice = (typeof CHOICES)[number];

export class Draft {
  #words = $state('');
  choice = $state<Choice>('open');
  /** Words of a document that the question is about. */
  about = $state.raw<{ document: DocumentId; words: string } | null>(null);
  /** The named documents, as far as the library has them and they have text, in the order in which they were named. */
  readonly named: readonly DocumentCard[] = $derived.by(() =>
    this.#ids.map((id) => this.#library.texts.find((card) => card.id === id)).filter((card) => card !== undefined),
  );

  #ids = $state.raw<readonly DocumentId[]>([]);
  readonly #library: Pick<Library, 'texts'>;
  /** The document in view. */
  #open: DocumentId | null = null;
  /** What the questions are about that were begun to documents out of view. */
  readonly #abouts = new Map<DocumentId, Draft['about']>();

  constructor(library: Pick<Library, 'texts'>) {
    this.#library = library;
  }

  get words(): string {
    return this.#words;
  }

  set words(words: string) {
    this.#words = words;
    if (this.#open !== null) keepDraft(this.#open, QUESTION, words);
  }

  /** The question is asked, so that nothing of it can be lost. */
  asked(): void {
    if (this.#open !== null) dropDraft(this.#open, QUESTION);
  }

  /** What the question is put to while this document is open. */
  scope(open: DocumentId): QuestionScope {
    if (this.choice === 'library') return { to: 'library' };
    const ids = this.choice === 'named' ? this.named.map(({ id }) => id) : [];
    return { to: 'documents', ids: ids.length > 0 ? ids : [open] };
  }

  /** The question as it is asked, with the words that it is about. */
  question(): string {
    const words = this.words.trim();
    return this.about ? withWords(words, this.about.words) : words;
  }

  /** The answer to a question is closed: if that question still stands here, it goes too. Another one stays. */
  closed(question: string): void {
    if (this.question() !== question) return;
    this.words = '';
    this.about = null;
  }

  /** Chooses what to ask; if nothing is named yet, the open document is. */
  choose(choice: Choice, open: DocumentId): void {
    if (choice === 'named' && this.named.length === 0) this.#ids = [open];
    this.choice = choice;
    if (choice !== 'open') this.about = null;
  }

  /** Names a document. Only named documents are asked. */
  name(id: DocumentId): void {
    this.#ids = this.choice === 'named' ? [...this.#ids.filter((other) => other !== id), id] : [id];
    this.choice = 'named';
    this.about = null;
  }

  /** Names several documents, and no others. */
  nameAll(ids: readonly DocumentId[]): void {
    this.#ids = [...ids];
    this.choice = 'named';
    this.about = null;
  }

  /** Takes a named document back; without any, the open one is asked. */
  drop(id: DocumentId): void {
    this.#ids = this.#ids.filter((other) => other !== id);
    if (this.named.length === 0) this.choice = 'open';
  }

  /** Makes the question one about words of the open document. */
  ask(document: DocumentId, words: string): void {
    this.choice = 'open';
    this.about = { document, words };
  }

  /**
   * A document came into view. A question that was begun to the one before waits there, and what was begun to this one is
   * there again; one to other documents goes along. If the document is opened for a quotation (`stays`), so does a question
   * that was asked.
   */
  opened(document: DocumentId, stays = false): void {
    const before = this.#open;
    if (before === document) return;
    this.#open = document;
    const begun = before !== null && draftOf(before, QUESTION) !== null;
    if (this.choice !== 'open') {
      if (!begun) return;
      dropDraft(before, QUESTION);
      keepDraft(document, QUESTION, this.#words);
      return;
    }
    if (begun) this.#abouts.set(before, this.about);
    const words = draftOf(document, QUESTION);
    // a question cannot be about words of another document
    if (this.about?.document !== document) this.about = (words !== null && this.#abouts.get(document)) || null;
    this.#abouts.delete(document);
    if (words !== null || begun || !stays) this.#words = words ?? '';
  }
}
