// The keys that move through the document and change how it is shown, and the same for the palette.

import { actionOf } from '../components/actions';
import { isWriting, takesLetters } from '../components/keys';
import type { ActionId, Offer } from '../state';
import type { View } from './view.svelte';
import { stepZoom, TO_PAGE, TO_WIDTH } from './zoom';

/** What can be done with the view of a document. Running text is not `paged`: it has a size and places to go back to. */
export function offerOf(view: View, paged: boolean): Offer {
  const both: Offer = {
    zoomIn: () => view.show(stepZoom(view.scale, 1)),
    zoomOut: () => view.show(stepZoom(view.scale, -1)),
    fitWidth: () => view.show(TO_WIDTH),
    back: view.past.length > 0 ? () => view.back() : undefined,
  };
  if (!paged) return both;
  return {
    ...both,
    fitPage: () => view.show(TO_PAGE),
    facing: () => view.face(),
    turnRight: () => view.turnBy(90),
    turnLeft: () => view.turnBy(-90),
  };
}

/** What a letter alone does: it counts unless it is typed into a field. */
const LETTERS: readonly ActionId[] = ['turnRight', 'turnLeft'];

/** Does what a key means for the document; false if it means nothing for it. */
export function movedBy(event: KeyboardEvent, view: View, paged = true): boolean {
  const id = actionOf(event);
  if (id === null) return false;
  if (LETTERS.includes(id) && isWriting(event) && (event.defaultPrevented || takesLetters(event.target))) return false;
  const act = offerOf(view, paged)[id];
  act?.();
  // with nothing to go back to, the web view must not go back either
  return act !== undefined || id === 'back';
}
