// The words in use. English for now; another language is another catalogue of the same type.

import { en, type Text } from './en';

export const text: Text = en;
