// The states of the window that tests look at: a scene of the mock bridge, and what a person does in it.

import { ASKING } from './asking';
import { BESIDE } from './beside';
import { LIBRARY } from './library';
import { MODELS } from './models';
import { NOTES } from './notes';
import { PAGES } from './pages';
import { PLACES } from './places';
import { SUMMARY } from './summary';
import type { State } from './steps';

export { NARROW } from './narrow';
export { click, type State } from './steps';

/** By the names of their pictures. */
export const STATES: Record<string, State> = { ...SUMMARY, ...NOTES, ...BESIDE, ...ASKING, ...MODELS, ...PLACES, ...PAGES, ...LIBRARY };

/** What stands at the usual sizes in high contrast and on a large screen, as an example. */
export const CONTRAST = ['empty', 'working', 'queue', 'table', 'notes-some', 'flow-marked', 'written', 'sections-folded', 'answered', 'answer-unread', 'outline', 'model', 'writing', 'scope-chosen', 'mentioning', 'from-several'];
/** Looked at with more contrast. */
export const MORE = ['empty', 'working', 'written', 'answered', 'notes-some', 'outline'];
export const LARGE = ['sections', 'answered'];
