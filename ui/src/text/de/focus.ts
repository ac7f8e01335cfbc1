// What to summarize, and in which way.

import { pageRange } from '../amounts';
import type { Text } from '../en';
import { inBrackets, shortened } from '../short';
import { grouped } from './numbers';

export const focus: Text['focus'] = {
  name: 'Was',
  whole: 'Das ganze Dokument',
  pages: 'Einige Seiten',
  selection: 'Die Auswahl',
  sections: 'Ein Abschnitt',
  section: (title, level) => '\u2003'.repeat(Math.min(3, level - 1)) + shortened(title),
  within: (title) => `in „${shortened(title)}“`,
  nth: (n, all) => `${grouped(n)} von ${grouped(all)}`,
  besides: (words, ...facts) => inBrackets(words, facts),
  long: { short: 'kurz', medium: 'mittel', long: 'lang' },
  which: (pages) => `Welche der ${grouped(pages)} Seiten`,
  pageRange,
  pagesUnclear: (pages) => `Geben Sie eine Seite oder einen Bereich von Seiten ein, etwa ${pageRange(1, Math.min(3, pages))}.`,
  pagesApart: (pages) => `Eine Zusammenfassung umfasst aufeinander folgende Seiten, etwa ${pageRange(1, Math.min(3, pages))}.`,
  more: 'Mehr',
  own: 'Wie das Modell es vorgibt',
  beams: 'Suchbreite',
  beamsMean: 'Wie viele Formulierungen das Modell nebeneinander versucht. Je mehr, desto länger dauert es.',
  dialect: 'Art des Textes',
  dialectMeans: 'Die Form, in der das Modell Formeln, Literaturverweise und Zahlen erwartet.',
  profile: { plain: 'Gewöhnlicher Text', arxiv: 'Arbeiten wie bei arXiv', pubmed: 'Arbeiten wie bei PubMed' },
  length: 'Länge',
  thisSection: (title) => `„${title}“ zusammenfassen`,
  thisPage: (n) => `Seite ${n} zusammenfassen`,
  thisSelection: 'Auswahl zusammenfassen',
  askAbout: 'Dazu fragen',
  findInLibrary: 'In der Bibliothek suchen',
  menu: 'Mehr zu dieser Stelle',
  backToWhole: 'Das ganze Dokument zusammenfassen',
};
