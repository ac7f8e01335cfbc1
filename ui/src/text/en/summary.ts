// The summary at the right.

import type { ModelCard, SummaryLength } from '../../bridge';
import { counted, grouped, size, sizeOf } from './numbers';

/** A number of a document's pages. */
const share = (used: number, all: number): string => (used === all && all > 1 ? `all ${counted(all, 'page', 'pages')}` : `${grouped(used)} of ${counted(all, 'page', 'pages')}`);

export const summary = {
  name: 'Summary',
  keySentences: 'Key sentences',
  written: (model: string): string => `Written by ${model} from the text of the document.`,
  lines: 'Lines of the document',
  linesShow: 'They show what the document contains. Click one to see where it is.',
  quotations: 'These key sentences are quoted from the document.',
  /** The model is ready, and this document has key sentences from before. */
  writeWith: (model: string): string => `Summarize with “${model}”`,
  none: 'This document has no summary yet.',
  write: 'Summarize',
  again: 'Summarize again',
  length: { short: 'Short', medium: 'Medium', long: 'Long' } satisfies Record<SummaryLength, string>,
  copy: 'Copy with page numbers',
  copied: 'Summary copied.',
  notCopied: 'Pagewing couldn’t copy the summary.',
  page: (n: number): string => `p. ${n}`,
  /** The pages of a section. */
  pageRange: (first: number, last: number): string => (first === last ? `p. ${first}` : `pp. ${first}–${last}`),
  goToSection: (chip: string, title: string): string => `${chip}, “${title}”`,
  beforeHeadings: 'Before the first heading',
  /** On how many pages of the document a written summary draws. */
  drawsOn: (used: number, all: number): string => `It draws on ${share(used, all)}.`,
  /** On how many pages of the document the key sentences stand. */
  standOn: (used: number, all: number): string => `They stand on ${share(used, all)}.`,
  /** The strip beside the pages. */
  strip: 'What the summary draws on, and your marks',
  place: 'in the text',
  /** Begins with the visible text, as people with voice control call a button by what they see. */
  source: (chip: string, n: number): string => `${chip}, source ${n}`,
  support: (share: number): string => `Support ${Math.round(share * 100)}%`,
  weakSupport: (share: number): string => `Weak support, ${Math.round(share * 100)}%`,
  supportMeans: 'How much of this sentence its sources back up.',
  noSource: 'No source found for this sentence.',
  beingWritten: 'In progress',
  words: (n: number): string => counted(n, 'word', 'words'),
};

/** The line under the key sentences: the way to written summaries. */
export const getting = {
  needs: ({ download_bytes, ready_bytes }: ModelCard): string => {
    const [download, ready] = [download_bytes, ready_bytes].map((bytes) => (bytes === null ? null : size(bytes)));
    if (download === null) return 'Written summaries need a model.';
    if (ready === null || ready === download) return `Written summaries need a model (a download of ${download}).`;
    return `Written summaries need a model (${ready} after a download of ${download}).`;
  },
  get: 'Get it',
  underWay: 'Getting the model for summaries',
  pause: 'Pause',
  paused: ({ state }: ModelCard): string =>
    state.kind === 'partial'
      ? `The download of the model for written summaries is paused: ${sizeOf(state.bytes, state.total)} are here.`
      : 'The model for written summaries is not ready yet.',
  goOn: 'Go on',
  failed: 'The model for written summaries could not be downloaded.',
  retry: 'Retry',
  offline: 'Written summaries need a model, and downloads are switched off on this computer.',
  addFolder: 'Add a model folder…',
};
