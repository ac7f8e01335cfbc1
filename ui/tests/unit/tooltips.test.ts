// @vitest-environment jsdom

// A tooltip says what a press will do, and does so after the press too.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Theme } from '../../src/bridge';
import Jobs from '../../src/components/Jobs.svelte';
import Library from '../../src/components/Library.svelte';
import ShowSide from '../../src/components/ShowSide.svelte';
import SidePane from '../../src/components/SidePane.svelte';
import WindowControls from '../../src/components/WindowControls.svelte';
import { Desk } from '../../src/state';
import { text } from '../../src/text';
import Around from './Around.svelte';
import { job, settle, testBridge, view, type TestBridge } from './state/samples';

let bridge: TestBridge;
let desk: Desk;
beforeEach(async () => {
  localStorage.clear();
  bridge = testBridge();
  bridge.jobs.mockResolvedValue([job(1, { state: { kind: 'queued' } })]);
  desk = new Desk(bridge);
  await desk.start();
});
afterEach(cleanup);

const nothing = createRawSnippet(() => ({ render: () => '<span></span>' }));

test('the theme: each press does what the tooltip said before it', async () => {
  render(Around, { desk, of: WindowControls, takes: {} });
  const button = screen.getByTestId('theme');
  for (let round = 0; round < 3; round += 1) {
    const said = button.title;
    await fireEvent.click(button);
    await settle();
    const now: Theme = desk.settings.theme;
    expect(said).toBe(text.theme.use[now]);
    expect(button.title).not.toBe(said);
    // its name says what is in use
    expect(button.getAttribute('aria-label')).toBe(text.theme.label(now));
  }
});

test('the queue: the button says what a press does, and not that it is pressed', async () => {
  render(Around, { desk, of: Jobs, takes: {} });
  const button = screen.getByTestId('pause-queue');
  const said: [string, boolean | undefined][] = [];
  for (let round = 0; round < 2; round += 1) {
    const word = button.textContent.trim();
    await fireEvent.click(button);
    await settle();
    said.push([word, desk.settings.chosen?.paused]);
    expect([button.title, button.hasAttribute('aria-pressed')]).toEqual(['', false]);
  }
  expect(said).toEqual([
    [text.jobs.pause, true],
    [text.jobs.resume, false],
  ]);
});

test('a pane that is shown can be hidden, and one that is hidden can be shown', () => {
  render(Around, { desk, of: Library, takes: { hide: () => {}, children: nothing } });
  render(Around, { desk, of: SidePane, takes: { open: view('a'), hide: () => {}, children: nothing } });
  render(Around, { desk, of: ShowSide, takes: { show: () => {} } });
  const tip = (testid: string): string => screen.getByTestId(testid).title;
  expect([tip('hide-library'), tip('hide-side'), tip('show-side')]).toEqual(['Hide library (Ctrl B)', 'Hide side pane (Ctrl J)', 'Show side pane (Ctrl J)']);
});
