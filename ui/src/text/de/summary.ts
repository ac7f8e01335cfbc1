// The summary at the right.

import { pageRange } from '../amounts';
import type { Text } from '../en';
import { byModel } from './names';
import { counted, grouped, NO_BREAK, page, percent, size, sizeOf } from './numbers';

/** A number of a document's pages, in the dative. */
const share = (used: number, all: number): string =>
  used === all && all > 1 ? `allen ${counted(all, 'Seite', 'Seiten')}` : `${grouped(used)} von ${counted(all, 'Seite', 'Seiten')}`;

export const summary: Text['summary'] = {
  name: 'Zusammenfassung',
  keySentences: 'Kernsätze',
  written: (model) => `Geschrieben ${byModel(model)} aus dem Text des Dokuments.`,
  lines: 'Zeilen des Dokuments',
  linesShow: 'Sie zeigen, was das Dokument enthält. Ein Klick zeigt, wo eine steht.',
  quotations: 'Diese Kernsätze sind aus dem Dokument zitiert.',
  writeWith: (model) => `Mit „${model}“ zusammenfassen`,
  none: 'Dieses Dokument hat noch keine Zusammenfassung.',
  write: 'Zusammenfassen',
  again: 'Erneut zusammenfassen',
  length: { short: 'Kurz', medium: 'Mittel', long: 'Lang' },
  copy: 'Mit Seitenzahlen kopieren',
  copied: 'Zusammenfassung kopiert.',
  notCopied: 'Pagewing konnte die Zusammenfassung nicht kopieren.',
  page,
  pageRange: (first, last) => `S.${NO_BREAK}${pageRange(first, last)}`,
  goToSection: (chip, title) => `${chip}, „${title}“`,
  beforeHeadings: 'Vor der ersten Überschrift',
  drawsOn: (used, all) => `Sie beruht auf ${share(used, all)}.`,
  standOn: (used, all) => `Sie stehen auf ${share(used, all)}.`,
  strip: 'Worauf die Zusammenfassung beruht, und Ihre Markierungen',
  place: 'im Text',
  source: (chip, n) => `${chip}, Quelle ${n}`,
  support: (share) => `Rückhalt ${percent(Math.round(share * 100))}`,
  weakSupport: (share) => `Wenig Rückhalt, ${percent(Math.round(share * 100))}`,
  supportMeans: 'Wie viel von diesem Satz seine Quellen decken.',
  noSource: 'Für diesen Satz wurde keine Quelle gefunden.',
  beingWritten: 'In Arbeit',
  words: (n) => counted(n, 'Wort', 'Wörter'),
};

/** The line under the key sentences: the way to written summaries. */
export const getting: Text['getting'] = {
  needs: ({ download_bytes, ready_bytes }) => {
    const [download, ready] = [download_bytes, ready_bytes].map((bytes) => (bytes === null ? null : size(bytes)));
    if (download === null) return 'Geschriebene Zusammenfassungen brauchen ein Modell.';
    if (ready === null || ready === download) return `Geschriebene Zusammenfassungen brauchen ein Modell (${download} Download).`;
    return `Geschriebene Zusammenfassungen brauchen ein Modell (${ready} nach ${download} Download).`;
  },
  get: 'Herunterladen',
  underWay: 'Das Modell für Zusammenfassungen wird heruntergeladen',
  pause: 'Anhalten',
  paused: ({ state }) =>
    state.kind === 'partial'
      ? `Der Download des Modells für geschriebene Zusammenfassungen ist angehalten: ${sizeOf(state.bytes, state.total)} sind da.`
      : 'Das Modell für geschriebene Zusammenfassungen ist noch nicht bereit.',
  goOn: 'Fortsetzen',
  failed: 'Das Modell für geschriebene Zusammenfassungen konnte nicht heruntergeladen werden.',
  retry: 'Erneut versuchen',
  offline: 'Geschriebene Zusammenfassungen brauchen ein Modell, und Downloads sind auf diesem Computer ausgeschaltet.',
  addFolder: `Modellordner hinzufügen${NO_BREAK}…`,
};
