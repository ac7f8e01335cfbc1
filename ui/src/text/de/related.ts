// Passages of other documents that say something similar to a sentence.

import type { Text } from '../en';
import { counted } from './numbers';

export const related: Text['related'] = {
  name: 'Verwandte Textstellen',
  find: 'Verwandte Textstellen suchen',
  about: (words) => `Was andere Dokumente zu „${words}“ sagen`,
  finding: 'Verwandte Textstellen werden gesucht',
  none: 'Kein anderes Dokument sagt etwas Ähnliches.',
  byWords: 'Es gibt kein Modell, das Textstellen findet. Deshalb wurden diese nach den Wörtern gesucht, die sie gemeinsam haben.',
  unseen: (n) => `${counted(n, 'Textstelle wurde', 'Textstellen wurden')} noch nicht angesehen. Suchen Sie später noch einmal.`,
  close: 'Die verwandten Textstellen schließen',
};
