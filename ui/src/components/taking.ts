// What is taken out of the window: quotations, dragged or copied with Ctrl C, and the summary.

import type { Attachment } from 'svelte/attachments';

import type { DocumentView, SummaryView } from '../bridge';
import { asHtml, asQuotation, asText, groupsOf, type Desk, type Words } from '../state';
import { text } from '../text';
import { actionOf } from './actions';

/** The place that a chip stands for, or the first for the words. */
export const placed = (target: EventTarget | null): number => Number((target instanceof Element && target.closest<HTMLElement>('[data-place]')?.dataset.place) || 0);

/** Copies words with where they stand. */
export async function copy(desk: Desk, words: Words): Promise<void> {
  try {
    const [plain, html] = [asQuotation(words), asHtml(words)];
    const kinds = { 'text/plain': new Blob([plain], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }) };
    // some web views take text alone
    await navigator.clipboard.write([new ClipboardItem(kinds)]).catch(() => navigator.clipboard.writeText(plain));
    desk.notices.show(text.out.copied);
  } catch {
    desk.notices.show(text.out.notCopied);
  }
}

/** Copies a summary with the pages of its sentences. */
export async function copySummary(desk: Desk, open: DocumentView, summary: SummaryView): Promise<void> {
  try {
    await navigator.clipboard.writeText(asText(open.card.title, summary, groupsOf(summary, open.sections), text));
    desk.notices.show(text.summary.copied);
  } catch {
    desk.notices.show(text.summary.notCopied);
  }
}

/** Gives a drag words with where they stand. */
export function carry({ dataTransfer }: DragEvent, words: Words): void {
  if (!dataTransfer) return;
  dataTransfer.effectAllowed = 'copy';
  dataTransfer.setData('text/plain', asQuotation(words));
  dataTransfer.setData('text/html', asHtml(words));
}

/** Where a drag selects words and takes nothing along. */
const selects = (target: EventTarget | null): boolean => target instanceof Element && target.closest('textarea, input, select, [data-selects]') !== null;

/** The words that are selected in an element; empty if nothing is. */
function selectedIn(element: HTMLElement): string {
  const selection = document.getSelection();
  return selection?.anchorNode && !selection.isCollapsed && element.contains(selection.anchorNode) ? selection.toString() : '';
}

/** Lets a quotation be dragged and copied. `words` receives what the pointer or the focus is on. */
export const taking =
  (desk: Desk, words: (target: EventTarget | null) => Words | null): Attachment<HTMLElement> =>
  (element) => {
    /** What was counted and is nowhere said has no words. */
    const wordsAt = (target: EventTarget | null): Words | null => {
      const found = words(target);
      return found?.text ? found : null;
    };
    let pressed: EventTarget | null = null;
    const onpointerdown = (event: PointerEvent): void => {
      pressed = event.target;
      element.draggable = !selects(pressed);
    };

    function ondragstart(event: DragEvent): void {
      const found = wordsAt(pressed);
      if (!found || (pressed instanceof Element && pressed.closest('textarea, input, select'))) return;
      // of words that are selected, these are taken
      const selected = selects(pressed) ? selectedIn(element) : found.text;
      if (selected !== '') carry(event, { ...found, text: selected });
    }

    function onkeydown(event: KeyboardEvent): void {
      if (actionOf(event) !== 'copy') return;
      if (event.target instanceof Element && event.target.closest('textarea, input, select')) return;
      const found = wordsAt(event.target);
      // what is selected is copied as everywhere
      if (!found || document.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      void copy(desk, found);
    }

    element.draggable = true;
    element.addEventListener('pointerdown', onpointerdown);
    element.addEventListener('dragstart', ondragstart);
    element.addEventListener('keydown', onkeydown);
    return () => {
      element.removeEventListener('pointerdown', onpointerdown);
      element.removeEventListener('dragstart', ondragstart);
      element.removeEventListener('keydown', onkeydown);
    };
  };
