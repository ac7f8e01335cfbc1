// The pace at which events reach the window.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AppEvent } from '../../src/bridge';
import { LISTS_EVERY, NEWS_EVERY, paced } from '../../src/bridge/paced';
import { job } from './state/samples';

const LIBRARY: AppEvent = { kind: 'library' };
const TABLES: AppEvent = { kind: 'tables' };
const SETTINGS: AppEvent = { kind: 'settings' };

const news = (id: number, to_show = false): AppEvent => ({ kind: 'job', job: job(id, { to_show }) });

/** What the window was told, in short: the names of events, and the identities of jobs. */
let told: (string | number)[];
let tell: (event: AppEvent) => void;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  tell = paced((event) => told.push(event.kind === 'job' ? event.job.id : event.kind));
});

afterEach(() => {
  vi.useRealTimers();
});

test('what comes first comes at once, and what follows soon comes together, in its order', () => {
  tell(news(1));
  expect(told).toEqual([1]);
  tell(news(2));
  tell(news(1));
  tell(news(3));
  vi.advanceTimersByTime(NEWS_EVERY - 1);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1, 2, 1, 3]);
});

test('after a pause news comes at once again', () => {
  tell(news(1));
  vi.advanceTimersByTime(NEWS_EVERY);
  tell(news(2));
  expect(told).toEqual([1, 2]);
});

test('a thousand files load the list anew once in a second, also for the last of them', () => {
  for (let file = 0; file < 1000; file += 1) {
    tell(news(file));
    tell(LIBRARY);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(LISTS_EVERY);
  // with the first file, and then in each of ten seconds
  expect(told.filter((what) => what === 'library')).toHaveLength(11);
  expect(told.filter((what) => typeof what === 'number')).toEqual(Array.from({ length: 1000 }, (_, file) => file));
});

test('each list has its own pace', () => {
  tell(LIBRARY);
  tell(LIBRARY);
  tell(TABLES);
  expect(told).toEqual(['library', 'tables']);
});

test('what a person waits for comes at once, behind all news before it', () => {
  tell(news(1));
  tell(news(2));
  tell(SETTINGS);
  expect(told).toEqual([1, 2, 'settings']);
  tell(news(3));
  tell(news(4, true));
  expect(told).toEqual([1, 2, 'settings', 3, 4]);
});
