// Passages of other documents that say something similar to a sentence.

import { counted } from './numbers';

export const related = {
  name: 'Related passages',
  find: 'Find related passages',
  about: (words: string): string => `What other documents say about “${words}”`,
  finding: 'Looking for related passages',
  none: 'No other document says anything similar.',
  byWords: 'There is no usable model for finding passages, so these were found by the words they share.',
  unseen: (n: number): string => `${counted(n, 'passage has', 'passages have')} not been looked at yet. Look again later.`,
  close: 'Close the related passages',
};
