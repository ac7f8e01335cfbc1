// The language in use: English, so far the only one.

import { en, type Text } from './en';

export const text: Text = en;
export { shortened } from './short';
export type { Text };
