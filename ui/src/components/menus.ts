// Which menu the other mouse button and the menu key open. The web view's own offers to reload the page and to go back, which
// means nothing here. It opens in fields and on selected words alone, for what can be cut, copied and pasted there; a sentence
// or a quotation opens the menu that its button opens, and everything else opens none.
//
// An item with a menu has `data-has-menu`, and the button in it `data-opens-menu`.

import type { Snippet } from 'svelte';

import { isField } from './keys';

/** A choice of an item's menu: it does something, or leads to more choices, which then stand in the menu. */
export interface Choice {
  name: string;
  testid: string;
  /** The keys that do the same. */
  keys?: string;
  act?: () => unknown;
  leads?: Snippet;
}

/** Whether selected words lie under a point of the window. */
function isSelected(x: number, y: number): boolean {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  return [...selection.getRangeAt(0).getClientRects()].some(({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
}

/** Whether words lay under the pointer when it went down: some systems select a word for their menu. Null for keys. */
let pressedOn: boolean | null = null;

/** Whether the web view's own menu belongs to what it was called for. */
export function isForWebView({ target }: MouseEvent): boolean {
  return isField(target) || (pressedOn ?? document.getSelection()?.isCollapsed === false);
}

/** Begins to look after the menus of the window; call what it returns to end. */
export function keepMenus(): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  const capture = true;
  window.addEventListener('pointerdown', ({ clientX, clientY }) => (pressedOn = isSelected(clientX, clientY)), { signal, capture });
  window.addEventListener('keydown', () => (pressedOn = null), { signal, capture });
  // the pages have a menu of their own, and come first
  window.addEventListener(
    'contextmenu',
    (event) => {
      if (event.defaultPrevented || isForWebView(event)) return;
      event.preventDefault();
      const item = event.target instanceof Element ? event.target.closest('[data-has-menu]') : null;
      const button = item?.querySelector<HTMLElement>('[data-opens-menu]');
      if (button?.getAttribute('aria-expanded') === 'false') button.click();
    },
    { signal },
  );
  return () => gone.abort();
}
