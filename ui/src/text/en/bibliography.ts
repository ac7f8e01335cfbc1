// Papers that come over from Zotero, BibTeX and RIS.

import type { BibliographyReport } from '../../bridge';
import { shortened } from '../short';
import { counted, grouped } from './numbers';

/** Names of files, of which the list may have only the first. */
function named(names: readonly string[], all: number): string {
  const listed = names.slice(0, 5).map((name) => shortened(name));
  const more = all - listed.length;
  return more > 0 ? `${listed.join(', ')} and ${grouped(more)} more` : listed.join(', ');
}

export const bibliography = {
  /** A command: a dialog follows. */
  choose: 'Import from Zotero, BibTeX or RIS…',
  came: ({ name, papers, without_file, unreadable }: BibliographyReport): string =>
    [
      `${counted(papers, 'document comes', 'documents come')} over from ${shortened(name)}.`,
      ...(without_file > 0 ? [`${counted(without_file, 'entry names', 'entries name')} no file.`] : []),
      ...(unreadable > 0 ? [`${counted(unreadable, 'entry', 'entries')} can’t be read.`] : []),
    ].join(' '),
  missing: ({ missing, missing_names }: BibliographyReport): string =>
    `${counted(missing, 'file is', 'files are')} missing: ${named(missing_names, missing)}.`,
};
