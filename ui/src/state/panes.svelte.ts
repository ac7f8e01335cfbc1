// The panes around the pages: how wide they are, and whether they are folded. Widths are in CSS pixels. The limits are those for
// letters of the usual size, and grow with the person's, as what stands in the panes does.

import { fieldOf, remember, remembered } from './remembered';

/** From this width of the window on, library, pages and side pane fit beside each other. */
const WIDE = 1080;
/** Below this width, the side pane lies over the pages too: on a small screen, or at a large text size. */
const NARROW = 740;
/** What the pages keep, so that all of their tools fit above them. */
const PAGES_LEAST = 440;
const LIBRARY = { least: 200, most: 420, usual: 256 };
const SIDE = { least: 300, usual: 340, wide: 520, most: 1200 };

const NAME = 'panes';

/** The limits of a pane's width, and the width that it has. */
export interface Width {
  least: number;
  most: number;
  now: number;
}

const within = (value: number, least: number, most: number): number => Math.round(Math.max(least, Math.min(value, most)));
const asWidth = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** What the panes must know about the rest of the window. */
export interface Around {
  /** Whether the library has documents. */
  readonly filled: () => boolean;
  /** Whether a document is open. */
  readonly reading: () => boolean;
  /** Whether what is open has a side pane. */
  readonly sided: () => boolean;
}

export class Panes {
  /** The width of the window. */
  room = $state(innerWidth);
  /** How much larger the person's letters are than the usual ones, in CSS pixels. */
  letters = $state(1);
  /** Chosen widths; null for the usual ones. */
  #library = $state<number | null>(null);
  #side = $state<number | null>(null);
  #libraryFolded = $state(false);
  #sideFolded = $state(false);
  /** Whether a pane is called to lie over the pages. */
  #libraryCalled = $state(false);
  #sideCalled = $state(false);

  readonly #around: Around;
  /** The width of the window in letters of the usual size: text twice as large has half the room. */
  readonly #measured = $derived(this.room / this.letters);
  readonly #libraryCovers = $derived.by(() => this.#measured < WIDE && this.#around.reading());
  /** Whether the window is too narrow for pages and side pane. */
  readonly narrow = $derived(this.#measured < NARROW);

  readonly libraryShown = $derived.by(() => this.#around.filled() && (this.#libraryCovers ? this.#libraryCalled : !this.#libraryFolded));
  /** Whether the library lies over the pages. */
  readonly libraryOver = $derived(this.libraryShown && this.#libraryCovers);
  readonly sideShown = $derived.by(() => this.#around.sided() && (this.narrow ? this.#sideCalled : !this.#sideFolded));
  /** Whether the side pane lies over the pages. */
  readonly sideOver = $derived(this.sideShown && this.narrow);

  readonly library = $derived.by((): Width => {
    const [least, usual] = [this.#large(LIBRARY.least), this.#large(LIBRARY.usual)];
    const most = within(this.room / 3, least, this.#large(LIBRARY.most));
    return { least, most, now: within(this.#library ?? usual, least, most) };
  });
  readonly #besideLibrary = $derived.by(() => (this.libraryShown && !this.libraryOver ? this.library.now : 0));
  readonly side = $derived.by((): Width => {
    const [least, usual] = [this.#large(SIDE.least), this.#large(SIDE.usual)];
    if (this.sideOver) return { least, most: this.room, now: Math.min(this.room, Math.max(usual, this.room * 0.6)) };
    const most = within(this.room - this.#besideLibrary - this.#large(PAGES_LEAST), least, this.#large(SIDE.most));
    return { least, most, now: within(this.#side ?? within(this.room * 0.35, usual, this.#large(SIDE.wide)), least, most) };
  });

  /** The width that the library and the side pane leave to the pages. */
  readonly pages = $derived.by(() => this.room - this.#besideLibrary - (this.sideShown && !this.sideOver ? this.side.now : 0));

  constructor(around: Around) {
    this.#around = around;
    const kept = remembered(NAME);
    this.#library = asWidth(fieldOf(kept, 'library'));
    this.#side = asWidth(fieldOf(kept, 'side'));
    this.#libraryFolded = fieldOf(kept, 'library_folded') === true;
    this.#sideFolded = fieldOf(kept, 'side_folded') === true;
  }

  /** A width for letters of the usual size, in the person's. */
  #large(width: number): number {
    return Math.round(width * this.letters);
  }

  /** Gives a pane another width; null for the usual one. */
  resizeLibrary = (width: number | null): void => {
    this.#library = width === null ? null : within(width, this.library.least, this.library.most);
    this.#keep();
  };

  resizeSide = (width: number | null): void => {
    this.#side = width === null ? null : within(width, this.side.least, this.side.most);
    this.#keep();
  };

  showLibrary = (shown: boolean): void => {
    if (this.#libraryCovers) this.#libraryCalled = shown;
    else this.#libraryFolded = !shown;
    this.#keep();
  };

  showSide = (shown: boolean): void => {
    if (!this.#around.sided()) return;
    if (this.narrow) this.#sideCalled = shown;
    else this.#sideFolded = !shown;
    this.#keep();
  };

  /** What covers the pages goes away, because the person looks at them now. */
  uncover(): void {
    this.#libraryCalled = false;
    this.#sideCalled = false;
  }

  #keep(): void {
    remember(NAME, {
      library: this.#library,
      side: this.#side,
      library_folded: this.#libraryFolded,
      side_folded: this.#sideFolded,
    });
  }
}
