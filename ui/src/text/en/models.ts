// The models in use.

import type { ModelView } from '../../bridge';

/** The names that `pagewing models list` prints. */
const WRITERS = 'google/bigbird-pegasus-large-arxiv, -pubmed or -bigpatent (2.3 GB)';

/** Keeps endings such as “-pubmed” on the line of their hyphens. */
const unbroken = (words: string): string => words.replaceAll(' -', ' \u2011');

export const model = {
  none: 'No model',
  choose: 'Choose a model folder…',
  chooseAnother: 'Choose another folder…',
  forget: 'Use key sentences instead',
  called: (name: string): string => name.charAt(0).toUpperCase() + name.slice(1),
  readsAlone: 'Comes with Pagewing. It answers questions by quoting the document. Key sentences work without a model.',
  reads: 'Comes with Pagewing. It answers questions by quoting the document.',
  writes: 'Writes summaries in its own words.',
  larger: 'Written summaries',
  what: `A larger model writes summaries in its own words: ${unbroken(WRITERS)}. Download it from Hugging Face, then choose its folder.`,
  name: (name: string): string => `Model: ${name}`,
  facts: (model: ModelView): string =>
    [
      `${(model.parameters / 1e6).toLocaleString('en', { maximumSignificantDigits: 3 })} million parameters`,
      `reads ${model.max_tokens.toLocaleString('en')} tokens at a time`,
      `needs about ${(model.memory / 2 ** 30).toLocaleString('en', { maximumSignificantDigits: 2 })} GiB of memory`,
    ].join(', '),
  chosen: (name: string): string => `${name} will write the next summary.`,
};
