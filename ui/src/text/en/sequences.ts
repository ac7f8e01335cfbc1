// Documents of sequences: their records, and the track of a record.

import type { TrackKind } from '../../bridge';
import { shortened } from '../short';
import { counted, grouped } from './numbers';

const percent = (share: number): string => `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })}%`;

export const sequences = {
  name: 'Sequences',
  facts: (records: number, bases: number): string => `${counted(records, 'record', 'records')}, ${counted(bases, 'base', 'bases')}`,
  notText: 'These are sequences of bases. There is no summary of them, and no question can be put to them.',
  needsModel:
    'To find classes along them, Pagewing needs a model that reads bases: a BigBird classifier with a vocabulary over DNA, added on the page of models or chosen here as a folder. The page genomes.md of the documentation describes it.',
  noModel: 'No model',
  chooseModel: 'Choose a model folder…',
  otherModel: 'Another model…',
  use: (model: string): string => `Use ${shortened(model)}`,
  find: (model: string): string => `Find classes with ${shortened(model)}`,
  findAgain: (model: string): string => `Find classes anew with ${shortened(model)}`,
  foundBy: (model: string): string => `The classes are predictions by ${model}.`,
  unnamed: 'This model has no names for its classes.',
  records: 'Records',
  column: { name: 'Name', description: 'Description', length: 'Bases', gc: 'G and C', unknown: 'N' },
  bases: grouped,
  share: percent,
  track: (record: string): string => `Track of ${record}`,
  classes: 'Classes',
  findClass: 'Find a class',
  most: (n: number): string => `At most ${grouped(n)} are shown at a time.`,
  moreClasses: (n: number): string => `${counted(n, 'more class', 'more classes')}: type a part of the name.`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: 'Whole record',
  keys: 'Plus and minus zoom, the arrow keys move the reading line, and Home shows the whole record.',
  inView: (from: number, to: number): string => `Bases ${grouped(from)}–${grouped(to)}`,
  value: (kind: TrackKind, value: number): string => (kind === 'numbers' ? value.toLocaleString('en', { maximumFractionDigits: 3 }) : percent(value)),
  said: (label: string, value: string): string => `${label} ${value}`,
  read: (from: number, to: number, said: readonly string[]): string => `Bases ${grouped(from)}–${grouped(to)}: ${said.join(', ')}`,
  mean: 'mean of several pieces',
  nothing: (at: number): string => `Base ${grouped(at)}: the model says nothing here.`,
  noTrack: 'The model says nothing of this record: no base of it is known.',
  exportSvg: 'Export as SVG…',
  exportBed: 'Export as BED…',
  exportBedgraph: 'Export as bedGraph…',
};
