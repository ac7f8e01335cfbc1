// Papers that come over from Zotero, BibTeX and RIS.

import type { Text } from '../en';
import { shortened } from '../short';
import { counted, grouped } from './numbers';

/** Names of files, of which the list may have only the first. */
function named(names: readonly string[], all: number): string {
  const listed = names.slice(0, 5).map((name) => shortened(name));
  const more = all - listed.length;
  return more > 0 ? `${listed.join(', ')} und ${grouped(more)} weitere` : listed.join(', ');
}

export const bibliography: Text['bibliography'] = {
  choose: 'Aus Zotero, BibTeX oder RIS importieren\u00a0…',
  came: ({ name, papers, without_file, unreadable }) =>
    [
      `${counted(papers, 'Dokument kommt', 'Dokumente kommen')} aus ${shortened(name)}.`,
      ...(without_file > 0 ? [`${counted(without_file, 'Eintrag nennt', 'Einträge nennen')} keine Datei.`] : []),
      ...(unreadable > 0 ? [`${counted(unreadable, 'Eintrag ist', 'Einträge sind')} nicht lesbar.`] : []),
    ].join(' '),
  missing: ({ missing, missing_names }) => `${counted(missing, 'Datei fehlt', 'Dateien fehlen')}: ${named(missing_names, missing)}.`,
};
