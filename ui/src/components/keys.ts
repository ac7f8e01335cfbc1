// What keys do in more than one place, and the way to the sheet of keyboard shortcuts, which stands in the window once.

/** The id of the sheet. */
export const SHEET = 'keys';

/** Whether an element takes letters: fields do, and they take back what was typed. */
export const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['button', 'checkbox', 'radio'].includes(target.type));

/** The item of a list to which a key goes from the current one; null for other keys. */
export function stepIn({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, current: number, count: number): number | null {
  if (ctrlKey || metaKey || altKey) return null;
  const steps: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: count - 1 };
  const to = steps[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

export function showKeys(): void {
  const sheet = document.getElementById(SHEET);
  if (sheet instanceof HTMLDialogElement && !sheet.open) sheet.showModal();
}
