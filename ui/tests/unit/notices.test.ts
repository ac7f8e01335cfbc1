// @vitest-environment jsdom

// Where messages stand: one that stays has a place under everything else, and one that leaves by itself lies over the pages.

import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import Notices from '../../src/components/Notices.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { settle, testBridge } from './state/samples';

afterEach(cleanup);

const inside = (place: string): (string | undefined)[] => [...document.querySelectorAll(`${place} [data-testid="notice"] p`)].map((words) => words.textContent?.trim());

test('a message that stays is in the flow, and leaves it when it is closed', async () => {
  const desk = new Desk(testBridge());
  await desk.start();
  render(Around, { desk, of: Notices, takes: {} });
  desk.notices.keep('The file is in /home/you/papers.');
  desk.notices.show('Quotation copied.');
  await settle();
  expect([inside('.staying'), inside('.passing')]).toEqual([['The file is in /home/you/papers.'], ['Quotation copied.']]);
  // both are read out
  expect(screen.getByRole('region', { name: 'Messages' }).getAttribute('aria-live')).toBe('polite');
  desk.notices.dismiss(desk.notices.list[0]!);
  await settle();
  expect([inside('.staying'), inside('.passing')]).toEqual([[], ['Quotation copied.']]);
});
