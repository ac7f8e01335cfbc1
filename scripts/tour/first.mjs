// The stops of the first minute. The window of the first one has an empty library.

import { KEY } from './window.mjs';

/** Walked in a window of their own, whose library is empty. */
export const EMPTY = [
  {
    name: 'welcome',
    title: 'The first minute',
    says: 'The empty window says what Pagewing does and that nothing leaves the computer. It takes files and folders, and offers an example, a tour and a model that writes.',
    walk: async (window) => {
      await window.element('what');
      await window.element('get-writer-now');
    },
  },
];

export const FIRST = [
  {
    name: 'first-steps',
    title: 'Four steps',
    says: 'A tour in four steps points at what it speaks of, and the window can be used meanwhile. It can be left, and goes on there.',
    walk: async (window) => {
      await window.press(KEY.shift, '?');
      await window.click('tour-from-keys');
      await window.click('tour-next');
      await window.until('the second step', "return document.querySelector('#panel-summary [data-toured]') !== null");
    },
    after: (window) => window.click('leave-tour'),
  },
];
