// What is pasted while no field has the focus. WebKitGTK, for one, pastes into fields alone, so it goes into a field that nobody
// sees and that is gone right after it.

import { isField } from './keys';

/** So long a paste may take to arrive: on a Mac it comes through the program's menu. */
const ARRIVES_MS = 200;

/** Catches what the pressed keys are about to paste, unless a field takes it. */
export function catchPaste({ target }: KeyboardEvent): void {
  if (isField(target)) return;
  const had = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'visually-hidden';
  field.tabIndex = -1;
  field.setAttribute('aria-hidden', 'true');
  field.dataset.catches = '';
  document.body.append(field);
  field.focus({ preventScroll: true });
  const giveBack = (): void => {
    clearTimeout(due);
    // the focus may have gone elsewhere by what was pasted
    if (document.activeElement === field && had instanceof HTMLElement) had.focus({ preventScroll: true });
    field.remove();
  };
  const due = setTimeout(giveBack, ARRIVES_MS);
  // the window reads it first
  field.addEventListener('paste', () => void setTimeout(giveBack));
}

/** Whether something was pasted where no field was. */
export const isCaught = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.dataset.catches !== undefined;
