// A question to the open document and its answer.

import type { Stage } from '../../bridge';
import { jobs } from './jobs';

export const ask = {
  label: 'Ask about this document',
  send: 'Ask',
  stop: 'Cancel',
  name: 'Answer',
  close: 'Close the answer',
  withoutReader: 'No reader is installed: passages are found by their words alone.',
  stage: (stage: Stage): string => {
    if (stage === 'choosing') return 'Looking for passages';
    return stage === 'encoding' ? 'Reading the passages' : jobs.stage[stage];
  },
  probability: (share: number): string => `${Math.round(share * 100)} % likely`,
  probabilityMeans: 'How likely these words are right, as measured on questions with known answers.',
  readBy: (reader: string): string => `Read by the ${reader}.`,
  summaryBelow: 'The summary stands below.',
};
