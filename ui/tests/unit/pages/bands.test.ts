// @vitest-environment jsdom

// Where the pages and paragraphs of a short document stand in the strip beside them.

import { expect, test } from 'vitest';

import { bandsIn, bandsOfPages } from '../../../src/pages/bands';

const placed = (top: number, height: number) => ({ left: 0, top, width: 10, height, scale: 1 });
const column = (height: number, ...pages: ReturnType<typeof placed>[]) => ({ pages, width: 10, height, scale: 1 });

test('a page that ends before the pane has its share of the pane', () => {
  expect(bandsOfPages(column(400, placed(16, 368)), 800)).toEqual([[0.02, 0.46]]);
  expect(bandsOfPages(column(1000, placed(0, 500), placed(500, 500)), 800)).toEqual([[0, 0.5], [0.5, 0.5]]);
  // many pages, or a pane that is not measured yet
  expect(bandsOfPages(column(9000, placed(0, 9000)), 800)).toBeNull();
  expect(bandsOfPages(column(400, placed(16, 368)), 0)).toBeNull();
});

/** A pane with a heading of 50 and two paragraphs of 100 pixels, scrolled by so much. */
function pane(clientHeight: number, scrolled = 0): HTMLElement {
  const made = document.createElement('div');
  made.innerHTML = '<article><h2>One</h2><p>Two</p><p>Three</p></article>';
  Object.defineProperties(made, { clientHeight: { value: clientHeight }, scrollHeight: { value: Math.max(clientHeight, 400) } });
  made.scrollTop = scrolled;
  const at = (element: Element, top: number, height: number) => (element.getBoundingClientRect = () => new DOMRect(0, top, 10, height));
  at(made, 30, clientHeight);
  [...made.querySelectorAll('h2, p')].forEach((element, nth) => at(element, 30 + 40 - scrolled + [0, 50, 200][nth]!, [50, 100, 100][nth]!));
  return made;
}

test('headings and paragraphs have theirs, wherever the pane is scrolled', () => {
  expect(bandsIn(pane(800))).toEqual([[0.05, 0.0625], [0.1125, 0.125], [0.3, 0.125]]);
  const longer = bandsIn(pane(200))!;
  expect(longer).toEqual([[0.1, 0.125], [0.225, 0.25], [0.6, 0.25]]);
  expect(bandsIn(pane(200, 60))).toEqual(longer);
  expect(bandsIn(pane(90))).toBeNull();
  expect(bandsIn(pane(0))).toBeNull();
});
