// The document of sequences of the bridge without Rust: `?records=` gives it more records, `?model=none` leaves it without a model,
// and `?track=none` without a track.

import type { Bridge, DocumentCard, JobView, RecordView, SequenceModel, TrackView } from '../../src/bridge';
import { shelf } from './models';

type SequencesBridge = Pick<
  Bridge,
  'sequence' | 'sequenceRecords' | 'sequenceTrack' | 'classifySequence' | 'chooseSequenceModel' | 'exportTrack' | 'exportDrawing'
>;

export const SEQUENCES: DocumentCard = {
  id: 'e'.repeat(64),
  title: 'harbour.fa',
  authors: [],
  year: null,
  file_name: 'harbour.fa',
  format: 'fasta',
  pages: 0,
  words: 0,
  added_at: 1_790_000_100,
  opened_at: 1_790_000_100,
  unread: false,
  summarized: false,
  noted: false,
  scanned: false,
  failed: false,
  yours: false,
};

const LENGTH = 200_000;
/** Bases of a piece, as the model says them. */
const PIECE = 100;
/** The most pieces that are sent at once, as Rust has it. */
const MOST = 512;

const record = (at: number): RecordView => ({
  name: `contig${at + 1}`,
  description: at === 0 ? 'made up for tests' : '',
  length: at === 1 ? 120 : LENGTH,
  gc: at === 1 ? 0 : 82_000,
  unknown: at === 1 ? 120 : 4_000,
  masked: 0,
});

/** A promoter in the middle, and little elsewhere. */
const likely = (at: number): number => 0.05 + 0.9 * Math.exp(-(((at - LENGTH / 2) / 9_000) ** 2));

export function sequences(called: (...call: [string, ...unknown[]]) => void, query: URLSearchParams, tell: (job: JobView) => void): SequencesBridge {
  const labels = query.has('classes') ? Array.from({ length: Number(query.get('classes')) }, (_, at) => `mark ${at + 1}`) : ['no promoter', 'promoter'];
  const made: TrackView = { model: 'promoters', labels, named: true, kind: 'one_class', by_chosen: true };
  let model: SequenceModel | null = query.get('model') === 'none' ? null : { path: '/home/you/promoters', name: 'promoters', classes: labels.length };
  let track: TrackView | null = model && query.get('track') !== 'none' ? made : null;
  const records = Number(query.get('records') ?? 3);
  /** The one that was chosen on the page of models comes first. */
  const chosen = (): SequenceModel | null => {
    const kept = shelf.models.find((card) => card.role === 'classifies' && card.in_use);
    return kept?.folder ? { path: kept.folder, name: kept.name, classes: labels.length } : model;
  };
  return {
    sequence: async () => ({ records, bases: Array.from({ length: records }, (_, at) => record(at).length).reduce((one, other) => one + other, 0), track, model: chosen(), unusable: null }),
    sequenceRecords: async (_id, from, count) => {
      called('sequenceRecords', from, count);
      return Array.from({ length: Math.max(0, Math.min(count, records - from)) }, (_, nth) => record(from + nth));
    },
    sequenceTrack: async (_id, at, from, to, classes) => {
      called('sequenceTrack', at, from, to, classes);
      const wide = Math.max(PIECE, Math.ceil((to - from) / MOST / PIECE) * PIECE);
      const starts: number[] = [];
      for (let start = Math.floor(from / wide) * wide; start < Math.min(to, record(at).length) && at !== 1; start += wide) starts.push(start);
      return {
        exact: wide === PIECE,
        starts,
        ends: starts.map((start) => Math.min(start + wide, LENGTH)),
        lines: classes.map((one) => {
          const of = (start: number): number => (one === 0 ? 1 - likely(start) : likely(start) / one);
          return { class: one, low: starts.map((start) => of(start) * 0.9), mean: starts.map(of), high: starts.map((start) => Math.min(1, of(start) * 1.05)) };
        }),
      };
    },
    classifySequence: async (id) => {
      called('classifySequence', id);
      const job: JobView = {
        id: 61, kind: 'classify', name: SEQUENCES.title, document: id, turn: 61, by_itself: false, to_show: false, state: { kind: 'running' },
        stage: 'encoding', done: 0.4, eta_s: 60, model: null, table: null, transfer: null,
      };
      window.mock.finish = () => {
        track = made;
        tell({ ...job, done: 1, state: { kind: 'done' } });
      };
      return job;
    },
    chooseSequenceModel: async () => {
      called('chooseSequenceModel');
      return (model = { path: '/home/you/promoters', name: 'promoters', classes: labels.length });
    },
    exportTrack: async (_id, at, format, classNumber) => {
      called('exportTrack', at, format, classNumber);
      return `/home/you/contig.${format}`;
    },
    exportDrawing: async (name, drawing) => {
      called('exportDrawing', name, drawing);
      return '/home/you/contig.svg';
    },
  };
}
