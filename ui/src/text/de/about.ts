// The page about this installation.

import type { Text } from '../en';
import { counted } from './numbers';

export const about: Text['about'] = {
  name: 'Über Pagewing',
  short: 'Über',
  what: 'Pagewing liest lange Dokumente für Sie, auf diesem Computer. Es ist freie Software.',
  version: (version) => `Version ${version}`,
  diagnostics: 'Diagnose',
  diagnosticsWhat:
    'Ein Text über diesen Computer, die Einstellungen und die Modelle, für die Meldung eines Fehlers. Er enthält kein Wort und keinen Namen eines Dokuments. Lesen Sie ihn, bevor Sie ihn kopieren.',
  show: 'Diagnose anzeigen',
  hide: 'Ausblenden',
  copy: 'Diagnose kopieren',
  copied: 'Die Diagnose wurde kopiert.',
  licences: 'Lizenzen',
  own: 'Pagewing steht wahlweise unter der Apache-Lizenz 2.0 oder der MIT-Lizenz. Das Startmodell und das Beispiel haben eigene Lizenzen.',
  parts: { program: 'Pagewing', starter: 'Startmodell', example: 'Beispiel' },
  showOwn: 'Datei mit diesen Lizenzen anzeigen',
  hideOwn: 'Datei mit diesen Lizenzen ausblenden',
  libraries: 'Bibliotheken in Pagewing',
  notPackaged: 'Diese Kopie wurde aus dem Quelltext gebaut und enthält keine Liste. Im Quelltext schreibt sie node scripts/licences.mjs.',
  find: 'Bibliotheken durchsuchen',
  found: (n, of) => (n === of ? counted(n, 'Bibliothek', 'Bibliotheken') : `${n.toLocaleString('de')} von ${counted(of, 'Bibliothek', 'Bibliotheken')}`),
  showTexts: 'Texte der Lizenzen anzeigen',
  hideTexts: 'Texte der Lizenzen ausblenden',
};
