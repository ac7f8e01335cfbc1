// What a person looks at: it comes into view when it is chosen, and stays where it is while something above it changes.
// WebKit does not anchor scrolling by itself, and a browser that does would move the pane a second time.

import { tick } from 'svelte';

import type { CitedSentence, Quotation, Section } from '../bridge';
import { NOTHING, type Desk, type Shown } from '../state';

/** Shows a source on its page. A side pane that lies over the pages makes way, and the pages take the focus. */
export function look(desk: Desk, shown: Shown): void {
  desk.reading.show(shown);
  uncover(desk);
}

/** Goes to where a section begins, as `look` goes to a source. */
export function lookAtSection(desk: Desk, section: Section): void {
  desk.reading.goToSection(section);
  uncover(desk);
}

/** Lets a side pane that lies over the pages make way; the pages take the focus. */
export function uncover(desk: Desk): void {
  if (!desk.panes.sideOver) return;
  desk.panes.showSide(false);
  document.querySelector<HTMLElement>('[data-testid="pages"], [data-testid="flow"]')?.focus();
}

/** Shows a quotation on its page. If its document is not open, it is opened; the focus stays with the quotation. */
export async function goTo(desk: Desk, quotation: Quotation): Promise<void> {
  const there = desk.reading.open?.card.id === quotation.document;
  if (!there && !(await desk.questions.openFor(quotation.document))) return;
  await lookAndReturn(desk, quotation, there, 'quotation');
}

/** Shows a sentence that a written one comes from, as `goTo` shows a quotation. */
export async function goToCited(desk: Desk, cited: CitedSentence, title: string): Promise<void> {
  const { document } = cited;
  const there = desk.reading.open?.card.id === document;
  if (!there && !(await desk.questions.openFor(document))) return;
  const quotation = quotationOf(desk, cited, title);
  if (quotation) await lookAndReturn(desk, quotation, there, 'gist-source');
}

/** Shows where a written sentence comes from while the pointer or the focus is on it, if that is in the open document. */
export function hintAtCited(desk: Desk, cited: CitedSentence | null, title: string): void {
  const quotation = cited && quotationOf(desk, cited, title);
  desk.reading.hint(quotation ? { kind: 'quotation', quotation } : NOTHING);
}

/** A sentence of the open document as a quotation. */
function quotationOf(desk: Desk, { document, sentence, page }: CitedSentence, title: string): Quotation | null {
  const { open } = desk.reading;
  const found = open?.card.id === document ? open.sentences.find(({ id }) => id === sentence) : undefined;
  if (!found) return null;
  const { text, places } = found;
  return { document, title, text, start: 0, end: 0, sentences: [sentence], page, places, section: null, recognized: false };
}

/** Shows a quotation. The pane is made anew for another document, so the focus returns to the pressed way to it. */
async function lookAndReturn(desk: Desk, quotation: Quotation, there: boolean, pressed: string): Promise<void> {
  look(desk, { kind: 'quotation', quotation });
  if (there || desk.panes.sideOver) return;
  await tick();
  document.querySelector<HTMLElement>(`[data-testid="${pressed}"][aria-pressed="true"]`)?.focus();
}

/**
 * Remembers the focus in `root`, and the item in `pane` that has it, is chosen or stands first in view. Returns what
 * to call when the new content is there: it puts the item back to its height in the pane, and the focus back on it.
 */
export function keepingPlace(pane: HTMLElement, root: HTMLElement): () => void {
  const focused = root.contains(document.activeElement) && document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const { top } = pane.getBoundingClientRect();
  const inView = (item: HTMLElement): boolean => item.getBoundingClientRect().bottom > top;
  const first = pane.scrollTop > 0 ? [...pane.querySelectorAll<HTMLElement>('li, header')].find(inView) : null;
  const item = focused?.closest<HTMLElement>('li') ?? root.querySelector<HTMLElement>('[aria-pressed="true"]')?.closest('li') ?? first;
  const stood = item?.getBoundingClientRect().top ?? 0;
  pane.style.overflowAnchor = 'none';

  return () => {
    if (item?.isConnected) {
      const wanted = pane.scrollTop + item.getBoundingClientRect().top - stood;
      pane.scrollTop = wanted;
      // the content may end too early to be scrolled that far: a first step fills the pane, a second goes beyond
      for (let step = 0, room = 0; step < 2 && wanted - pane.scrollTop >= 1; step += 1) {
        room += Math.ceil(wanted - pane.scrollTop);
        root.style.paddingBottom = `${room}px`;
        pane.scrollTop = wanted;
      }
    }
    requestAnimationFrame(() => (pane.style.overflowAnchor = ''));
    // moving an element takes the focus from it, and a removed one loses it to the whole window
    if (!focused || document.activeElement === focused) return;
    (focused.isConnected ? focused : root).focus({ preventScroll: true });
  };
}
