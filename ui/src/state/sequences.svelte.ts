// The open document of sequences: its records, the model that finds classes along them, and the parts of its track that are looked at.

import type { Bridge, DocumentId, JobView, RecordView, SequenceView, TrackFormat, TrackPart } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';
import { isUnderWay, wantsAttention } from './queue';

type SequencesBridge = Pick<
  Bridge,
  'sequence' | 'sequenceRecords' | 'sequenceTrack' | 'classifySequence' | 'chooseSequenceModel' | 'exportTrack' | 'exportDrawing'
>;

export class Sequences {
  view = $state.raw<SequenceView | null>(null);

  readonly #bridge: SequencesBridge;
  readonly #notices: Notices;
  readonly #began: (jobs: JobView[]) => void;
  #id: DocumentId | null = null;

  /** Calls `began` with each job that begins here. */
  constructor(bridge: SequencesBridge, notices: Notices, began: (jobs: JobView[]) => void) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#began = began;
  }

  /** Shows a document; what is known of another one is forgotten. */
  open = (id: DocumentId): Promise<void> => {
    this.#id = id;
    this.view = null;
    return this.#refresh(id);
  };

  /** A model has read a document, or could not. */
  classified = (id: DocumentId): void => {
    if (this.#id === id) void this.#refresh(id);
  };

  /** Lets the person choose the folder of a model, for the open document too if it is one of sequences. */
  chooseModel = (open: DocumentId | null): Promise<void> =>
    this.#notices.attempt(async () => {
      if ((await this.#bridge.chooseSequenceModel()) !== null && open !== null) await this.#refresh(open);
    });

  /** Finds the classes along a document. */
  classify = (id: DocumentId): Promise<void> => this.#notices.attempt(async () => this.#began([await this.#bridge.classifySequence(id)]));

  /** Some records, in the order of the file. Rejects with a Problem. */
  records = (id: DocumentId, from: number, count: number): Promise<RecordView[]> => this.#bridge.sequenceRecords(id, from, count);

  /** What a model says of a range of a record. Rejects with a Problem. */
  part = (id: DocumentId, record: number, from: number, to: number, classes: number[]): Promise<TrackPart> =>
    this.#bridge.sequenceTrack(id, record, from, to, classes);

  saveTrack = (id: DocumentId, record: number, format: TrackFormat): Promise<void> => this.#saved(() => this.#bridge.exportTrack(id, record, format, null));

  saveDrawing = (name: string, drawing: string): Promise<void> => this.#saved(() => this.#bridge.exportDrawing(name, drawing));

  /** Shows that something could not be had. */
  failed = (thrown: unknown): void =>
    void this.#notices.attempt(() => Promise.reject(thrown instanceof Error || typeof thrown === 'object' ? thrown : new Error(String(thrown))));

  #refresh(id: DocumentId): Promise<void> {
    return this.#notices.attempt(async () => {
      const view = await this.#bridge.sequence(id);
      if (this.#id === id) this.view = view;
    });
  }

  #saved(write: () => Promise<string | null>): Promise<void> {
    return this.#notices.attempt(async () => {
      const path = await write();
      if (path !== null) this.#notices.show(text.out.exported(path));
    });
  }
}

/** The job that finds the classes along this document. */
export const classifyingOf = (jobs: readonly JobView[], id: DocumentId): JobView | null =>
  jobs.findLast((job) => job.kind === 'classify' && job.document === id && (isUnderWay(job) || wantsAttention(job))) ?? null;
