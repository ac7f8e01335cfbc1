// The keys that move through the document and change how it is shown.

import { letterOf, takesLetters } from '../components/keys';
import type { View } from './view.svelte';
import { stepZoom, TO_PAGE, TO_WIDTH } from './zoom';

/**
 * Does what a key means for the document; false if it means nothing for it. Running text is not `paged`: it has a size and
 * places to go back to. Letters count unless they are typed into a field.
 */
export function movedBy(event: KeyboardEvent, view: View, paged = true): boolean {
  const { key, altKey, shiftKey } = event;
  const letter = letterOf(event);
  if (altKey) {
    if (key !== 'ArrowLeft') return false;
    view.back();
  } else if (event.ctrlKey || event.metaKey) {
    if (letter === '+' || letter === '=') view.show(stepZoom(view.scale, 1));
    else if (letter === '-') view.show(stepZoom(view.scale, -1));
    else if (letter === '0') view.show(TO_WIDTH);
    else if (paged && letter === '9') view.show(TO_PAGE);
    else if (paged && letter === '2') view.face();
    else return false;
  } else {
    if (!paged || letter !== 'r' || event.defaultPrevented || takesLetters(event.target)) return false;
    view.turnBy(shiftKey ? -90 : 90);
  }
  return true;
}
