// The language in use: what the person chose, otherwise the system's. A change shows at once, everywhere in the window.

import type { Language } from '../bridge';
import { CATALOGUES, spokenOf, type Spoken } from './catalogues';
import { en, type Text } from './en';

const CHOSEN: Record<Exclude<Language, 'system'>, Spoken> = { english: 'en', german: 'de' };

let spoken = $state<Spoken>(spokenOf(navigator.languages));

/** The sentences of the language in use. What is read from it in a component or in a `$derived` follows a change. */
export const text: Text = new Proxy(en, {
  get: (_, place) => CATALOGUES[spoken].text[place as keyof Text],
});

/** The language that the person chose, or the system. */
const spokenFor = (choice: Language): Spoken => (choice === 'system' ? spokenOf(navigator.languages) : CHOSEN[choice]);

/** Speaks the language that the person or the system chose. */
export function speak(choice: Language): void {
  const now = spokenFor(choice);
  spoken = now;
  const { tag, direction } = CATALOGUES[now];
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
}

/**
 * Keeps the language in step with the choice and with the system. `rust` receives what is spoken: what Rust writes into files and
 * dialogs follows the window, which alone knows the system's languages everywhere. Only for use while a component initializes.
 */
export function followLanguage(choice: () => Language, rust: (spoken: Language) => void): void {
  $effect.pre(() => {
    const follow = (): void => {
      const chosen = choice();
      speak(chosen);
      rust(spokenFor(chosen) === 'de' ? 'german' : 'english');
    };
    follow();
    window.addEventListener('languagechange', follow);
    return () => window.removeEventListener('languagechange', follow);
  });
}
