// @vitest-environment jsdom

// Which language the window speaks, and that a change shows at once.

import { cleanup, render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import Keys from '../../src/components/Keys.svelte';
import { Desk } from '../../src/state';
import { speak, text } from '../../src/text';
import { CATALOGUES, spokenOf } from '../../src/text/catalogues';
import { followLanguage } from '../../src/text/language.svelte';
import { CLOSES, OPENS, pseudo, pseudoOf } from '../pseudo';
import Around from './Around.svelte';
import { testBridge } from './state/samples';

const systemSpeaks = (...languages: string[]): void => void vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
const root = document.documentElement;

beforeEach(() => speak('english'));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  speak('system');
});

describe('the language', () => {
  test.each([
    [['de'], 'de'],
    [['de-CH', 'en'], 'de'],
    [['DE_AT'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fr-CA', 'de-DE', 'en'], 'de'],
    [['fr', 'ja'], 'en'],
    [['den', 'constructor', ''], 'en'],
    [[], 'en'],
  ])('of a system that prefers %j is %s', (wanted, spoken) => {
    expect(spokenOf(wanted)).toBe(spoken);
  });

  test('is the system’s unless the person chose another', () => {
    systemSpeaks('de-DE', 'en');
    speak('system');
    expect(text.library.name).toBe('Bibliothek');
    speak('english');
    expect(text.library.name).toBe('Library');
    systemSpeaks('en-US');
    speak('german');
    expect(text.library.name).toBe('Bibliothek');
  });

  test('stands on the document, with its direction', () => {
    speak('german');
    expect([root.lang, root.dir]).toEqual(['de', 'ltr']);
    const { en } = CATALOGUES;
    CATALOGUES.en = pseudoOf(en);
    try {
      speak('english');
      expect([root.lang, root.dir]).toEqual(['he', 'rtl']);
    } finally {
      CATALOGUES.en = en;
    }
  });

  test('follows the choice and the system while the window is open', () => {
    systemSpeaks('en-US');
    let choice = $state<'system' | 'english' | 'german'>('system');
    const seen: string[] = [];
    const rust: string[] = [];
    const stop = $effect.root(() => {
      followLanguage(() => choice, (spoken) => rust.push(spoken));
      $effect(() => void seen.push(text.library.name));
    });
    flushSync();
    choice = 'german';
    flushSync();
    choice = 'system';
    flushSync();
    systemSpeaks('de-DE');
    window.dispatchEvent(new Event('languagechange'));
    flushSync();
    stop();
    expect(seen).toEqual(['Library', 'Bibliothek', 'Library', 'Bibliothek']);
    expect(rust).toEqual(['english', 'german', 'english', 'german']);
    systemSpeaks('en-US');
    window.dispatchEvent(new Event('languagechange'));
    expect(text.library.name).toBe('Bibliothek');
  });
});

test('a component follows a change of the language', () => {
  const { container } = render(Around, { desk: new Desk(testBridge()), of: Keys, takes: {} });
  const words = (): string[] => [...container.querySelectorAll('h2, dd')].map(({ textContent }) => textContent);
  const english = words();
  speak('german');
  flushSync();
  const german = words();
  expect(german[0]).toBe('Tastenkürzel');
  expect(german.length).toBe(english.length);
  expect(german.filter((word) => english.includes(word))).toEqual([]);
});

describe('the pseudo-language', () => {
  const words = pseudoOf(CATALOGUES.en).text;

  test('makes every sentence longer, and leaves no Latin letter in it', () => {
    for (const said of [words.library.name, words.empty.title, words.library.pages(12), words.jobs.stage.writing, words.keys.actions.add]) {
      expect(said).toMatch(new RegExp(`^${OPENS}.*${CLOSES}$`));
      expect(said).not.toMatch(/[a-z]/i);
    }
    expect(words.library.pages(12)).toContain('12');
    expect(pseudo('Next place').length).toBeGreaterThanOrEqual(15);
  });

  test('leaves what has no words', () => {
    expect(words.faults.hint({ code: 'cancelled' })).toBeNull();
    expect(words.history.ended({ outcome: 'found' } as never)).toBe('');
  });
});
