// The page about this installation.

import { counted, grouped } from './numbers';

export const about = {
  name: 'About Pagewing',
  /** Where there is little room. */
  short: 'About',
  what: 'Pagewing reads long documents for you, on this computer. It is free software.',
  version: (version: string): string => `Version ${version}`,
  diagnostics: 'Diagnostics',
  diagnosticsWhat:
    'A text about this computer, the settings and the models, for a report of a fault. It contains no word of a document and no name of one. Read it before you copy it.',
  show: 'Show diagnostics',
  hide: 'Hide',
  copy: 'Copy diagnostics',
  copied: 'The diagnostics were copied.',
  licences: 'Licences',
  own: 'Pagewing is under the Apache licence 2.0 or the MIT licence, as you choose. Its starter model and its example paper have licences of their own.',
  parts: { program: 'Pagewing', starter: 'Starter model', example: 'Example paper' },
  showOwn: 'Show the file of these licences',
  hideOwn: 'Hide the file of these licences',
  libraries: 'Libraries in Pagewing',
  notPackaged: 'This copy was built from the source and carries no list. In the source, node scripts/licences.mjs writes it.',
  find: 'Search the libraries',
  found: (n: number, of: number): string =>
    n === of ? counted(n, 'library', 'libraries') : `${grouped(n)} of ${counted(of, 'library', 'libraries')}`,
  showTexts: 'Show the texts of the licences',
  hideTexts: 'Hide the texts of the licences',
};
