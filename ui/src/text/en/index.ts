// English: one file per place in the window. Another language is another folder whose `index.ts` exports a
// catalogue of type `Text`.

import { about } from './about';
import { ask } from './answers';
import { bibliography } from './bibliography';
import { details } from './details';
import { edits } from './edits';
import { faults } from './faults';
import { focus } from './focus';
import { gist } from './gist';
import { groups } from './groups';
import { history } from './history';
import { jobs, password } from './jobs';
import { library } from './library';
import { marks } from './marks';
import { model, models, running } from './models';
import { out } from './out';
import { pages } from './pages';
import { privacy } from './privacy';
import { related } from './related';
import { remarks } from './remarks';
import { scope } from './scope';
import { sequences } from './sequences';
import { settings } from './settings';
import { side } from './side';
import { getting, summary } from './summary';
import { tables } from './tables';
import { trash } from './trash';
import { drop, empty, many, tour } from './welcome';
import { keys, notices, palette, startup, theme } from './window';

export const en = {
  empty,
  drop,
  many,
  tour,
  library,
  groups,
  bibliography,
  details,
  trash,
  jobs,
  password,
  pages,
  summary,
  edits,
  focus,
  getting,
  ask,
  gist,
  scope,
  history,
  marks,
  out,
  related,
  remarks,
  faults,
  model,
  models,
  running,
  privacy,
  tables,
  sequences,
  side,
  settings,
  about,
  theme,
  keys,
  palette,
  notices,
  startup,
};

/** The sentences of one language. */
export type Text = typeof en;
