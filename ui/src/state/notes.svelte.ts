// What a person marked in the open document and wrote to it. Rust keeps it and finds the marked words again when the
// document is read anew, so the list is read again after every change.

import type { Annotation, AnnotationId, Bridge, DocumentId, MarkColour, MarkedPassage, SummarySentence } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';
import { samePlaces, targetOf, type Picked } from './picked';
import type { Reading } from './reading.svelte';
import { remember, remembered } from './remembered';
import { NOTHING } from './shown';
import type { Tabs } from './tabs.svelte';

type NotesBridge = Pick<Bridge, 'annotations' | 'annotate' | 'changeAnnotation' | 'deleteAnnotation' | 'restoreAnnotation'>;

/** The colours of marks, in the order in which they are offered. */
export const COLOURS = ['yellow', 'green', 'blue', 'pink'] as const satisfies readonly MarkColour[];

/** The name under which the colour that was used last is remembered. */
const USED = 'colour';

function usedColour(): MarkColour {
  const kept = remembered(USED);
  return COLOURS.find((colour) => colour === kept) ?? COLOURS[0];
}

/** The words of the document that an annotation is about; null for a note to the document or to an unsupported sentence. */
export const passageOf = ({ target }: Annotation): MarkedPassage | null =>
  target.kind === 'passage' ? target.passage : target.kind === 'summary_sentence' ? target.source : null;

export class Notes {
  /** Notes to the document, then marks in its order, then notes to its summary. */
  list = $state.raw<readonly Annotation[]>([]);
  /** The colour that was used last. */
  colour = $state<MarkColour>(usedColour());
  /** Whose words the person went to. */
  chosen = $state<AnnotationId | null>(null);
  /** What the pointer or the focus is on in the list. */
  hinted = $state<AnnotationId | null>(null);
  /** Whose words have an edge on the page. Only one thing is shown at its source. */
  readonly looked = $derived.by(() => this.hinted ?? (this.#reading.shown.kind === 'none' ? this.chosen : null));
  /** What is drawn on the pages: marks, and the words of the note that the person looks at. */
  readonly drawn = $derived(this.list.filter((one) => passageOf(one) !== null && (one.colour !== null || one.id === this.looked)));
  /** Whose note wants the focus. The list takes it. */
  writing = $state<AnnotationId | null>(null);
  /** Goes to marked words. The pages set this function. */
  goTo: (passage: MarkedPassage, id: AnnotationId) => void = () => {};

  readonly #bridge: NotesBridge;
  readonly #notices: Notices;
  readonly #reading: Reading;
  readonly #tabs: Tabs;
  #document: DocumentId | null = null;
  /** Counts the lists that were asked for: an older one that arrives later is not wanted any more. */
  #turn = 0;

  constructor(bridge: NotesBridge, notices: Notices, reading: Reading, tabs: Tabs) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#reading = reading;
    this.#tabs = tabs;
  }

  /** Shows the notes of another document, or of none. */
  open(document: DocumentId | null): Promise<void> {
    this.#document = document;
    this.list = [];
    this.chosen = this.hinted = this.writing = null;
    return this.#notices.attempt(() => this.#read());
  }

  /** Fetches the notes of a document that was read again. Returns how to show them, with its new sentences. */
  fetch = async (document: DocumentId): Promise<() => void> => {
    if (document !== this.#document) return () => {};
    const turn = ++this.#turn;
    const list = await this.#bridge.annotations(document);
    return () => {
      if (turn === this.#turn && document === this.#document) this.list = list;
    };
  };

  /** The mark on these words, if there is one. */
  markOf(picked: Picked): Annotation | null {
    return this.list.find(({ target }) => target.kind === 'passage' && samePlaces(target.passage, picked)) ?? null;
  }

  /** Marks words, or gives their mark another colour. Resolves with null if it cannot be kept. */
  async mark(picked: Picked, colour: MarkColour = this.colour): Promise<Annotation | null> {
    const before = this.markOf(picked);
    const marked = before
      ? await this.#kept(() => this.#bridge.changeAnnotation(before.id, colour, before.note))
      : await this.#made((document) => this.#bridge.annotate(document, { target: targetOf(picked), colour, note: '' }));
    if (!marked) return null;
    this.colour = colour;
    remember(USED, colour);
    this.#notices.announce(text.marks.marked(colour));
    return marked;
  }

  /** Marks words in the colour that was used last. Words that have it already get the next one. */
  markAgain(picked: Picked): Promise<Annotation | null> {
    const before = this.markOf(picked)?.colour;
    const next = before && COLOURS[(COLOURS.indexOf(before) + 1) % COLOURS.length];
    return this.mark(picked, next ?? this.colour);
  }

  /** Marks words, unless they are marked, and lets the person write to the mark. */
  async writeTo(picked: Picked): Promise<void> {
    const marked = this.markOf(picked) ?? (await this.mark(picked));
    if (marked) this.write(marked.id);
  }

  /** Begins a note to a sentence of the summary, or goes on with the one that there is. */
  async writeToSentence({ text: words, evidence }: SummarySentence): Promise<void> {
    const before = this.list.find(({ target }) => target.kind === 'summary_sentence' && target.text === words);
    const sources = evidence.map(({ sentence }) => sentence);
    const target = { kind: 'summary_sentence', text: words, sources } as const;
    const made = before ?? (await this.#made((document) => this.#bridge.annotate(document, { target, colour: null, note: '' })));
    if (made) this.write(made.id);
  }

  /** The document whose marks and notes these are. */
  get document(): DocumentId | null {
    return this.#document;
  }

  /** Adds a note to a document, the one in view unless another is named. Resolves with whether it is kept. */
  async add(note: string, document = this.#document): Promise<boolean> {
    if (document === null) return false;
    return (await this.#kept(() => this.#bridge.annotate(document, { target: { kind: 'document' }, colour: null, note }))) !== null;
  }

  /** Shows where a note is written, with the focus in it. */
  write(id: AnnotationId): void {
    this.#tabs.show('notes');
    this.writing = id;
  }

  recolour = async ({ id, note }: Annotation, colour: MarkColour): Promise<void> => {
    await this.#kept(() => this.#bridge.changeAnnotation(id, colour, note));
  };

  /** Keeps what a note says now, and offers to undo it if that is nothing. A note without a mark goes then. */
  rewrite = async (annotation: Annotation, note: string): Promise<void> => {
    const { id, colour, note: before } = annotation;
    if (colour === null && note.trim() === '') {
      if (before !== '') await this.remove(annotation);
      else await this.#notices.attempt(() => this.#delete(id));
    } else if (note !== before) {
      const kept = await this.#kept(() => this.#bridge.changeAnnotation(id, colour, note));
      if (!kept || note.trim() !== '' || before.trim() === '') return;
      this.#notices.show(text.marks.noteRemoved, {
        label: text.notices.undo,
        run: () => this.#kept(() => this.#bridge.changeAnnotation(id, colour, before)),
        redo: () => this.rewrite(annotation, note),
      });
    }
  };

  /** Removes a mark with its note, or a note, and offers to undo it. */
  remove = (annotation: Annotation): Promise<void> =>
    this.#notices.attempt(async () => {
      const { id, colour } = annotation;
      await this.#delete(id);
      const message = colour === null ? text.marks.noteRemoved : text.marks.markRemoved;
      this.#notices.show(message, { label: text.notices.undo, run: () => this.#kept(() => this.#bridge.restoreAnnotation(id)), redo: () => this.remove(annotation) });
    });

  /** Goes to the words that an annotation is about. */
  go(annotation: Annotation): void {
    const passage = passageOf(annotation);
    if (!passage || passage.places.length === 0) return;
    this.#reading.show(NOTHING);
    this.chosen = annotation.id;
    this.goTo(passage, annotation.id);
  }

  async #delete(id: AnnotationId): Promise<void> {
    await this.#bridge.deleteAnnotation(id);
    if (this.chosen === id) this.chosen = null;
    if (this.hinted === id) this.hinted = null;
    await this.#read();
  }

  async #read(): Promise<void> {
    const document = this.#document;
    const turn = ++this.#turn;
    const list = document === null ? [] : await this.#bridge.annotations(document);
    if (turn === this.#turn) this.list = list;
  }

  #made(make: (document: DocumentId) => Promise<Annotation>): Promise<Annotation | null> {
    const document = this.#document;
    return document === null ? Promise.resolve(null) : this.#kept(() => make(document));
  }

  /** Does what changes an annotation, and reads the list again. */
  async #kept(change: () => Promise<Annotation>): Promise<Annotation | null> {
    let changed: Annotation | null = null;
    await this.#notices.attempt(async () => {
      changed = await change();
      await this.#read();
    });
    return changed;
  }
}
