// Dokumente mit Sequenzen: ihre Einträge und die Spur eines Eintrags.

import type { Text } from '../en';
import { shortened } from '../short';
import { counted, grouped, NO_BREAK } from './numbers';

const percent = (share: number): string => `${(share * 100).toLocaleString('de', { maximumFractionDigits: 1 })}${NO_BREAK}%`;

export const sequences: Text['sequences'] = {
  name: 'Sequenzen',
  facts: (records, bases) => `${counted(records, 'Eintrag', 'Einträge')}, ${counted(bases, 'Base', 'Basen')}`,
  notText: 'Das sind Sequenzen aus Basen. Für sie gibt es keine Zusammenfassung und keine Antworten auf Fragen.',
  needsModel:
    'Um Klassen in ihnen zu finden, braucht Pagewing ein Modell, das Basen liest: einen BigBird-Klassifikator mit einem Vokabular für DNA, auf der Seite der Modelle hinzugefügt oder hier als Ordner ausgewählt. Die Seite genomes.md der Dokumentation beschreibt ihn.',
  noModel: 'Kein Modell',
  chooseModel: `Modellordner auswählen${NO_BREAK}…`,
  otherModel: `Anderes Modell${NO_BREAK}…`,
  use: (model) => `${shortened(model)} verwenden`,
  find: (model) => `Klassen mit ${shortened(model)} suchen`,
  findAgain: (model) => `Klassen mit ${shortened(model)} neu suchen`,
  foundBy: (model) => `Die Klassen sind Vorhersagen von ${model}.`,
  unnamed: 'Dieses Modell hat keine Namen für seine Klassen.',
  records: 'Einträge',
  column: { name: 'Name', description: 'Beschreibung', length: 'Basen', gc: 'G und C', unknown: 'N' },
  bases: grouped,
  share: percent,
  track: (record) => `Spur von ${record}`,
  classes: 'Klassen',
  findClass: 'Klasse suchen',
  most: (n) => `Höchstens ${grouped(n)} werden gleichzeitig gezeigt.`,
  moreClasses: (n) => `${counted(n, 'weitere Klasse', 'weitere Klassen')}: Geben Sie einen Teil des Namens ein.`,
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  all: 'Ganzer Eintrag',
  keys: 'Plus und Minus vergrößern und verkleinern, die Pfeiltasten bewegen die Leselinie, und Pos1 zeigt den ganzen Eintrag.',
  inView: (from, to) => `Basen ${grouped(from)}–${grouped(to)}`,
  value: (kind, value) => (kind === 'numbers' ? value.toLocaleString('de', { maximumFractionDigits: 3 }) : percent(value)),
  said: (label, value) => `${label} ${value}`,
  read: (from, to, said) => `Basen ${grouped(from)}–${grouped(to)}: ${said.join(', ')}`,
  mean: 'Mittel mehrerer Stücke',
  nothing: (at) => `Base ${grouped(at)}: Hier sagt das Modell nichts.`,
  noTrack: 'Das Modell sagt nichts zu diesem Eintrag: Keine seiner Basen ist bekannt.',
  exportSvg: `Als SVG exportieren${NO_BREAK}…`,
  exportBed: `Als BED exportieren${NO_BREAK}…`,
  exportBedgraph: `Als bedGraph exportieren${NO_BREAK}…`,
};
