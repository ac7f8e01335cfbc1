// How panes are shown and hidden: the focus follows to the other button, since the pressed one disappears.

import { tick } from 'svelte';

import type { Desk } from '../state';

/** Waits for what appears, and gives it the focus. */
export async function focusOn(selector: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(selector)?.focus();
}

export function toggleLibrary({ panes }: Desk): Promise<void> {
  panes.showLibrary(!panes.libraryShown);
  return focusOn('[data-testid="hide-library"], [data-testid="show-library"]');
}

export function toggleSide({ panes }: Desk): Promise<void> {
  panes.showSide(!panes.sideShown);
  return focusOn('[data-testid="hide-side"], [data-testid="show-side"]');
}
