// An answer in short, which a model writes from its quotations.

import type { Text } from '../en';
import { byModel } from './names';

export const gist: Text['gist'] = {
  name: 'Kurz gefasst',
  by: (model) => `Geschrieben ${byModel(model)} aus diesen Zitaten.`,
  write: 'Kurz fassen',
  writing: 'Wird kurz gefasst',
  cancel: 'Abbrechen',
  written: (model) => `Kurz gefasst, geschrieben ${byModel(model)}.`,
};
