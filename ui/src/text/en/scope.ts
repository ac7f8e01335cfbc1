// What a question is put to.

import { shortened } from '../short';
import { documents } from './numbers';

export const scope = {
  name: 'Put the question to',
  button: (now: string): string => `Put the question to: ${now}`,
  open: 'This document',
  /** Documents that the person named. */
  named: 'Chosen documents',
  chosen: (n: number): string => (n === 1 ? 'One chosen document' : documents(n)),
  library: (n: number): string => `All ${documents(n)}`,
  /** What the field is for. */
  ask: (n: number): string => (n === 1 ? 'Ask the chosen document' : `Ask ${documents(n)}`),
  askAll: (n: number): string => `Ask all ${documents(n)}`,
  hint: 'You can also type @ and a title in the field.',
  filter: 'Find a document',
  titles: 'Documents',
  noTitle: (words: string): string => `No document is called “${shortened(words)}”.`,
  nameSet: (title: string): string => `The question will be put to “${shortened(title)}”.`,
  drop: (title: string): string => `Do not ask “${title}”`,
  dropAll: 'Do not ask all documents',
  about: (words: string): string => `About “${words}”`,
  dropAbout: 'Do not ask about these words',
};
