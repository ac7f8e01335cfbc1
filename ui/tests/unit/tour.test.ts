// @vitest-environment jsdom

// The first minute: what the empty window says and offers, and a tour that can be left and found again.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import Ask from '../../src/components/Ask.svelte';
import Cited from '../../src/components/Cited.svelte';
import Tour from '../../src/components/Tour.svelte';
import Welcome from '../../src/components/Welcome.svelte';
import { Desk, TOUR } from '../../src/state';
import { de } from '../../src/text/de';
import { en } from '../../src/text/en';
import Around from './Around.svelte';
import { settle, testBridge } from './state/samples';

let desk: Desk;
beforeEach(async () => {
  localStorage.clear();
  desk = new Desk(testBridge());
  await desk.start();
});
afterEach(cleanup);

const words = createRawSnippet(() => ({ render: () => '<span>Otters sleep.</span>' }));
const click = (testid: string) => fireEvent.click(screen.getByTestId(testid));

test.each([en, de])('the empty window says in three sentences what this is', ({ empty }) => {
  expect(empty.what.match(/[.!?](?= |$)/g)).toHaveLength(3);
});

test('the empty window offers files, the example and the tour', async () => {
  render(Around, { desk, of: Welcome, takes: { left: () => {} } });
  await settle();
  expect(screen.getByTestId('what').textContent).toBe(en.empty.what);
  for (const offered of ['choose-files', 'choose-folder', 'example', 'take-tour']) expect(screen.getByTestId(offered)).toBeTruthy();
  await click('take-tour');
  expect(desk.tour.step).toBe('open');
});

test('the tour has a step for each part, and ends behind the last one', async () => {
  render(Around, { desk, of: Tour, takes: {} });
  desk.tour.begin();
  await tick();
  for (const [nth, step] of TOUR.entries()) {
    expect(screen.getByRole('heading').textContent).toBe(en.tour.titles[step]);
    expect(document.activeElement).toBe(screen.getByRole('heading'));
    expect(screen.getByText(`Step ${nth + 1} of 4`)).toBeTruthy();
    await click('tour-next');
  }
  expect(screen.queryByTestId('tour')).toBeNull();
  // it begins anew
  desk.tour.begin();
  expect(desk.tour.step).toBe('open');
});

test('what is outlined is the frame of a field, which has no outline of its own, and the whole of a quotation', async () => {
  const outlined = (): Element | null => document.querySelector('[data-toured]');
  render(Around, { desk, of: Ask, takes: { open: 'a' } });
  const frame = document.getElementById('ask')!.closest('.row');
  const panel = document.body.appendChild(document.createElement('div'));
  panel.id = 'panel-summary';
  await desk.reading.openDocument('a');
  render(Around, { desk, of: Cited, takes: { quotation: true, pages: [1], shown: null, tabbable: true, names: ['summary-sentence', 'chip'], choose: () => {}, hint: () => {}, onkeydown: () => {}, taken: () => {}, words } }, { baseElement: panel });
  render(Around, { desk, of: Tour, takes: {} });
  desk.tour.begin();
  await tick();
  await click('tour-next');
  expect(outlined()?.tagName).toBe('LI');
  await click('tour-next');
  expect(outlined()).toBe(frame);
  panel.remove();
});

test('who leaves the tour finds it again where it was', async () => {
  const field = document.createElement('input');
  field.id = 'ask';
  document.body.append(field);
  await desk.reading.openDocument('a');
  render(Around, { desk, of: Tour, takes: {} });
  desk.tour.begin();
  await tick();
  await click('tour-next');
  await click('tour-next');
  // what the step is about is outlined
  expect(field.dataset.toured).toBe('');
  await fireEvent.keyDown(screen.getByTestId('tour'), { key: 'Escape' });
  expect(screen.queryByTestId('tour')).toBeNull();
  expect(field.dataset.toured).toBeUndefined();
  field.remove();
  const another = new Desk(testBridge());
  another.tour.begin();
  expect(another.tour.step).toBe('ask');
});

test('without a document, a step says what comes first, and its frame follows when there is something to point at', async () => {
  desk.reading.close();
  const example = document.body.appendChild(document.createElement('button'));
  example.dataset.testid = 'example';
  const into = vi.spyOn(Element.prototype, 'scrollIntoView');
  render(Around, { desk, of: Tour, takes: {} });
  desk.tour.begin();
  await tick();
  await click('tour-next');
  expect(screen.getByText(en.tour.waits)).toBeTruthy();
  expect(example.dataset.toured).toBe('');
  await desk.reading.openDocument('a');
  await tick();
  expect(screen.getByText(en.tour.sources)).toBeTruthy();
  expect(example.dataset.toured).toBeUndefined();
  into.mockClear();
  const panel = document.body.appendChild(document.createElement('div'));
  panel.id = 'panel-summary';
  panel.innerHTML = '<p data-frame><button data-testid="summary-sentence"></button></p>';
  await settle();
  const framed = panel.querySelector('p')!;
  expect(framed.dataset.toured).toBe('');
  // it may lie below the edge of the pane
  expect(into.mock.contexts).toEqual([framed]);
  into.mockRestore();
  example.remove();
  panel.remove();
});
