// The languages of the window, and which of them a person reads.

import { de } from './de';
import { en, type Text } from './en';

/** A language that the window speaks, as its first subtag. */
export type Spoken = 'en' | 'de';

/** The words of a language, how the page names it, and in which direction it runs. */
export interface Catalogue {
  text: Text;
  tag: string;
  direction: 'ltr' | 'rtl';
}

export const CATALOGUES: Record<Spoken, Catalogue> = {
  en: { text: en, tag: 'en', direction: 'ltr' },
  de: { text: de, tag: 'de', direction: 'ltr' },
};

/** The first of the wanted languages that the window speaks, whatever the country; English if it speaks none. */
export function spokenOf(wanted: readonly string[]): Spoken {
  for (const tag of wanted) {
    const [language = ''] = tag.toLowerCase().split(/[-_]/);
    if (Object.hasOwn(CATALOGUES, language)) return language as Spoken;
  }
  return 'en';
}
