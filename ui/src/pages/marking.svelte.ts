// The words of a document that a person selected, and the mark that a key or the palette puts on them, or else on the chosen
// sentence; the palette finds related passages for them too.

import type { DocumentView } from '../bridge';
import { pickedSentences, type Desk, type Offer, type Picked } from '../state';
import { relatable } from './entries';
import { pickedInFlow, pickedOnPages } from './selected';
import type { View } from './view.svelte';
import { wholeWords } from './whole_words';

interface Where {
  open: DocumentView;
  /** What contains the pages. */
  pane: HTMLElement;
  view: View;
}

export class Marking {
  /** What is selected; while the palette is there, what was before: its field takes the selection. */
  #before = $state.raw<Range | null>(null);
  readonly #desk: Desk;
  readonly #where: () => Where;

  readonly offer: Offer = $derived.by(() => {
    const range = this.#before;
    const { library, reading } = this.#desk;
    if (!range && reading.sources.length === 0) return {};
    return {
      mark: () => this.#markWith(range, false),
      markWithNote: () => this.#markWith(range, true),
      related: library.texts.length > 1 ? () => this.#relate(range) : undefined,
    };
  });

  constructor(desk: Desk, where: () => Where) {
    this.#desk = desk;
    this.#where = where;
  }

  /** Where words of the document are selected. */
  range(): Range | null {
    const selection = document.getSelection();
    return selection && !selection.isCollapsed && selection.anchorNode && this.#where().pane.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
  }

  /** The selected words: exactly, or as whole words. */
  picked(how: 'exact' | 'whole', exact = this.range()): Picked | null {
    const { open, pane, view } = this.#where();
    if (!exact) return null;
    const range = how === 'exact' ? exact : wholeWords(exact, (node) => node.parentElement?.closest('.words, article p, article h2') ?? null);
    return open.pages.length > 0 ? pickedOnPages(open, pane, range, view.turn % 180 !== 0) : pickedInFlow(open, pane, range);
  }

  /** The selection is another one. */
  follow(): void {
    if (!this.#desk.actions.listed) this.#before = this.range()?.cloneRange() ?? null;
  }

  /** Marks the selection or the chosen sentence; false if there is neither. */
  mark = (note: boolean): boolean => this.#markWith(this.range(), note);

  /** Finds what is related to the selection or the chosen sentence; false if there is neither, or nowhere to look. */
  relate = (): boolean => this.#relate(this.range());

  /** The selection, or the chosen sentence where nothing is selected. */
  #chosen(range: Range | null): Picked | null {
    return this.picked('whole', range) ?? pickedSentences(this.#desk.reading.sources);
  }

  #relate(range: Range | null): boolean {
    const words = this.#chosen(range);
    if (!words || this.#desk.library.texts.length < 2) return false;
    void this.#desk.findRelated(relatable(words.text));
    return true;
  }

  #markWith(range: Range | null, note: boolean): boolean {
    const { notes, panes } = this.#desk;
    const words = this.#chosen(range);
    if (!words) return false;
    if (note) {
      panes.showSide(true);
      void notes.writeTo(words);
    } else void notes.markAgain(words);
    return true;
  }
}
