// What a person can do with a model: it follows from its state on the disk and from the work on it.

import type { JobView, MemoryNeed, ModelCard, ModelShelf, PrecisionChoice } from '../bridge';
import { pauses } from './jobs.svelte';
import { isUnderWay } from './queue';

export type ModelAction =
  | 'get'
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'retry'
  | 'dismiss'
  | 'use'
  | 'fast_copy'
  | 'measure'
  | 'verify'
  | 'download_again'
  | 'remove';

/** The action that leads on, and the others in their order. */
export interface Actions {
  main: ModelAction | null;
  others: ModelAction[];
}

/** The job that works on this model, or that ended in a way that a person should read about. */
export const modelJobOf = (jobs: readonly JobView[], id: string): JobView | null =>
  jobs.findLast((job) => job.model === id && (isUnderWay(job) || failureOf(job) !== null)) ?? null;

/** Why a job ended; null if it goes on or ended well. */
export const failureOf = (job: JobView | null) =>
  job?.state.kind === 'failed' || job?.state.kind === 'refused' ? job.state.reason : null;

const fromNetwork = (card: ModelCard): boolean => card.origin.kind === 'catalogue' || card.origin.kind === 'named';

/** A folder that the settings of an earlier version name, or that was chosen for sequences: it is in use, and not among the kept models. */
export const isElsewhere = (card: ModelCard): boolean => card.origin.kind === 'linked' && card.origin.folder === card.id;

/** Whether it can be chosen: of the models that classify, one that finds classes along the sequences of the library. */
const canBeUsed = (card: ModelCard): boolean => card.role !== 'classifies' || card.tasks.includes('classify_bases');

/** Whether it was measured on words, or could be. */
export const isTimed = (card: ModelCard): boolean => card.role !== 'classifies' && card.origin.kind !== 'included' && !isElsewhere(card);

/** Models that are ready to find classes along sequences, without the one in use. */
export const sequenceModels = (shelf: ModelShelf): ModelCard[] =>
  shelf.models.filter((card) => card.role === 'classifies' && card.state.kind === 'ready' && !card.in_use && canBeUsed(card));

/** What a person can do now. Nothing needs a connection while downloads are forbidden. */
export function actionsOf(card: ModelCard, job: JobView | null, offline: boolean): Actions {
  const included = card.origin.kind === 'included';
  const kept = !included && !isElsewhere(card);
  const removable: ModelAction[] = !kept || card.state.kind === 'absent' ? [] : ['remove'];
  const online = fromNetwork(card) && !offline;
  if (job && isUnderWay(job)) return { main: pauses(job) ? 'pause' : 'cancel', others: [] };
  // what is wrong with the files matters more than the work that found it
  if (job && failureOf(job) !== null && card.state.kind !== 'damaged') {
    const again = job.kind !== 'add_model' && (job.kind !== 'download' || online);
    return { main: again ? 'retry' : null, others: ['dismiss', ...removable] };
  }
  switch (card.state.kind) {
    case 'absent':
      return { main: online ? 'get' : null, others: [] };
    case 'partial':
      return { main: online ? 'resume' : null, others: removable };
    case 'verifying':
    case 'converting':
      return { main: 'resume', others: removable };
    case 'ready':
      return {
        main: card.in_use || !canBeUsed(card) ? null : 'use',
        others: [
          ...(card.fast_copy.kind === 'possible' ? (['fast_copy'] as const) : []),
          ...(isTimed(card) && card.seconds === null ? (['measure'] as const) : []),
          ...(kept ? (['verify'] as const) : []),
          ...removable,
        ],
      };
    case 'damaged':
      return {
        main: !kept ? null : online ? 'download_again' : 'verify',
        others: [
          ...(kept && online ? (['verify'] as const) : []),
          ...(job ? (['dismiss'] as const) : []),
          ...removable,
        ],
      };
  }
}

/** The memory that a model will need, and a way out if that much is not free. */
export interface Fit {
  need: MemoryNeed;
  /** A precision that fits, if the need does not. */
  instead: MemoryNeed | null;
}

/** What a model needs in the chosen precision, or in the best one; null if that is not known. */
export function fitOf(card: ModelCard, chosen: PrecisionChoice): Fit | null {
  const need = card.memory.find(({ precision }) => precision === chosen) ?? card.memory[0];
  if (!need) return null;
  return { need, instead: need.fits ? null : (card.memory.find(({ fits }) => fits) ?? null) };
}

/** Bytes that become free when a model is removed. A folder of the person's own stays. */
export function freedBy(card: ModelCard): number {
  if (card.origin.kind !== 'linked') return card.disk_bytes;
  return card.fast_copy.kind === 'made' ? card.fast_copy.bytes : 0;
}

/** The way to written summaries, for the line under key sentences. */
export interface WriterOffer {
  card: ModelCard;
  job: JobView | null;
  kind: 'absent' | 'under_way' | 'paused' | 'failed' | 'ready' | 'offline';
}

/** Null where there is nothing to offer: a model writes, or none can be had. */
export function writerOffer(shelf: ModelShelf, jobs: readonly JobView[]): WriterOffer | null {
  const writers = shelf.models
    .filter((card) => card.role === 'writes')
    .map((card) => ({ card, job: modelJobOf(jobs, card.id) }));
  if (writers.some(({ card }) => card.in_use)) return null;
  const begun = writers.filter(({ card }) => card.state.kind !== 'ready');
  const underWay = begun.find(({ job }) => job !== null && isUnderWay(job));
  if (underWay) return { ...underWay, kind: 'under_way' };
  const failed = begun.find(({ job }) => failureOf(job) !== null);
  if (failed) return { ...failed, kind: 'failed' };
  const paused = begun.find(({ card }) => ['partial', 'verifying', 'converting'].includes(card.state.kind));
  if (paused) return { ...paused, kind: shelf.offline && paused.card.state.kind === 'partial' ? 'offline' : 'paused' };
  const ready = writers.find(({ card }) => card.state.kind === 'ready');
  if (ready) return { ...ready, kind: 'ready' };
  const absent = begun.find(({ card }) => card.state.kind === 'absent' && card.origin.kind === 'catalogue');
  return absent ? { ...absent, kind: shelf.offline ? 'offline' : 'absent' } : null;
}
