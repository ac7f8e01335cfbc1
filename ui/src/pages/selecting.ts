// Keeps a selection at the words while the pointer is beside them. Browsers take a point between words that stand freely
// for the end of the page, or for its beginning: the selection would run away from the pointer.

/** Where the focus of a selection is, and whether it lies after the anchor. */
function focusOf(selection: Selection | null): { word: Element; forward: boolean; offset: number } | null {
  const { anchorNode, focusNode, anchorOffset = 0, focusOffset = 0 } = selection ?? {};
  if (!anchorNode || !focusNode) return null;
  const word = focusNode instanceof Element ? focusNode : focusNode.parentElement;
  if (!word?.matches('.words span')) return null;
  const order = anchorNode.compareDocumentPosition(focusNode);
  const forward = order === 0 ? focusOffset >= anchorOffset : (order & Node.DOCUMENT_POSITION_PRECEDING) === 0;
  return { word, forward, offset: focusOffset };
}

/**
 * Call when the pointer goes down on a page: until it goes up, an invisible ground under the words of each page catches
 * it. The ground stands in the text where the selection ends, so that is where a point beside the words belongs.
 */
export function keepAtWords(pane: HTMLElement, target: EventTarget | null): void {
  const start = target instanceof Element ? target.closest('.words') : null;
  if (!start) return;
  const grounds = new Map<Element, HTMLElement>();
  for (const layer of pane.querySelectorAll('.words')) {
    const ground = document.createElement('div');
    ground.className = 'ground';
    grounds.set(layer, ground);
    const later = start.compareDocumentPosition(layer) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (later) layer.prepend(ground);
    else layer.append(ground);
  }

  const follow = (): void => {
    const focus = focusOf(document.getSelection());
    const ground = focus && grounds.get(focus.word.closest('.words') ?? focus.word);
    if (!focus || !ground) return;
    // a selection that ends before the first letter of a line ends with the line above
    if (focus.forward && focus.offset > 0) focus.word.after(ground);
    else focus.word.before(ground);
  };
  // beside a page there is nothing to select
  document.body.classList.add('selecting-words');
  const end = (): void => {
    document.body.classList.remove('selecting-words');
    for (const ground of grounds.values()) ground.remove();
    document.removeEventListener('selectionchange', follow);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
  };
  document.addEventListener('selectionchange', follow);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}
