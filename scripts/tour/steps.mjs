// What several stops of the tour begin with: steps that a person takes often.

import { KEY } from './window.mjs';

/** A question that one of the papers answers. */
export const QUESTION = 'How high are the losses during harvest, handling and marketing?';

/** Has the open document summarized, in a length. */
export async function summarize(window, length) {
  await window.click('again');
  await window.click(`summarize-${length}`);
  await window.until('the new summary', "return !document.querySelector('[data-testid=job]')");
  await window.element('summary-sentence');
}

/** Puts a question to what is chosen, and waits for the last answer. */
export async function askHere(window, question) {
  await window.press(KEY.control, 'k');
  await window.type(question);
  await window.press(KEY.enter);
  await window.element('quotation', { by: '[data-testid="answer"] [data-testid="quotation"]' });
  await window.until('the answer', "return !document.querySelector('[data-testid=stop-asking]')");
}

/** Puts a question to the whole library; the next one is about the open document again. */
export async function askAll(window, question) {
  await window.click('scope');
  await window.click('scope-library');
  await window.press(KEY.escape);
  await askHere(window, question);
  await window.click('scope');
  await window.click('scope-open');
  await window.press(KEY.escape);
}

/** Shows the library, which a narrow window hides. */
export async function library(window) {
  if (!(await window.there('library-item'))) await window.press(KEY.control, 'b');
  await window.element('library-item');
}

/** Where a document stands in the list, by some words of its title. */
export const itemOf = (words) => ({ by: `[data-testid="library-item"]:has([title*="${words}"])` });

/** Goes to one of the places that lie over the document, and waits for something there. */
export async function place(window, name, then) {
  await window.click('settings');
  if (name !== 'settings') await window.click(`go-${name}`);
  await window.element(then);
}

/** Opens the menu of a sentence of the summary. */
export async function sentenceMenu(window, nth) {
  await window.hover('summary-sentence', { nth });
  await window.click('sentence-menu', { nth });
}

/** Whether the settings have the queue rest. */
export async function rest(window, paused) {
  await place(window, 'settings', 'paused');
  await window.until('the settings', "return document.querySelector('[data-testid=paused]') !== null");
  const now = await window.script("return document.querySelector('[data-testid=paused]').checked");
  if (now !== paused) await window.click('paused');
  await window.press(KEY.escape);
}
