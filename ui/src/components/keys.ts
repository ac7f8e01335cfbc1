// What keys do in more than one place, and the way to the sheet of keyboard shortcuts, which stands in the window once.

/** The id of the sheet. */
export const SHEET = 'keys';

/** Whether an element takes letters: fields do, and they take back what was typed. */
export const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['button', 'checkbox', 'radio'].includes(target.type));

/** Whether no part of the window has the focus that keys could be meant for. The tour speaks about other parts. */
export const isNowhere = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Element && target.closest('[data-testid="tour"]') !== null);

/** Whether this is a Mac, whose shortcuts begin with Cmd. */
export const isMac = (): boolean => navigator.platform.startsWith('Mac');

/** Whether the key is held with which shortcuts begin: Cmd on a Mac, Ctrl elsewhere. */
export const isHeld = ({ ctrlKey, metaKey }: KeyboardEvent | MouseEvent): boolean => (isMac() ? metaKey : ctrlKey);

/** Whether an element does something with a plain letter: fields do, and lists of choices go to the one that begins with it. */
export const takesLetters = (target: EventTarget | null): boolean => isField(target) || target instanceof HTMLSelectElement;

/**
 * The letter, figure or sign that a key means in a shortcut, whatever Caps Lock says. A key that writes a letter of another
 * script means what stands in its place on a Latin keyboard.
 */
export function letterOf({ key, code, altKey }: KeyboardEvent): string {
  // what AltGr writes is meant as it is
  if (altKey || key.codePointAt(0)! < 128) return key.toLowerCase();
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

/** Whether a key writes something where something can be typed. On a Mac, Option writes signs. */
export const isWriting = (event: KeyboardEvent): boolean => !isHeld(event) && (isMac() || !event.altKey);

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
