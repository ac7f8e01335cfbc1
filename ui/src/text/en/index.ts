// English: one file per place in the window. Another language is another folder whose `index.ts` exports a
// catalogue of type `Text`.

import { ask } from './answers';
import { faults } from './faults';
import { jobs, password } from './jobs';
import { library } from './library';
import { model } from './models';
import { notes } from './notes';
import { pages } from './pages';
import { summary } from './summary';
import { drop, empty } from './welcome';
import { keys, notices, startup, theme } from './window';

export const en = { empty, drop, library, jobs, password, pages, summary, ask, notes, faults, model, theme, keys, notices, startup };

/** The sentences of one language. */
export type Text = typeof en;
