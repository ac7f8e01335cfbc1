// The way to the sheet of keyboard shortcuts, which stands in the window once.

/** The id of the sheet. */
export const SHEET = 'keys';

export function showKeys(): void {
  const sheet = document.getElementById(SHEET);
  if (sheet instanceof HTMLDialogElement && !sheet.open) sheet.showModal();
}
