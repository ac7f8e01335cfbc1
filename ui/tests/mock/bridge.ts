// A bridge without Rust: `?scene=` chooses what the window finds. It serves tests and a look at the window in a
// browser; the product's build does not contain it.

import type { AppEvent, Bridge, DocumentView, Drag } from '../../src/bridge';
import { CATALOGUES } from '../../src/text/catalogues';
import { pseudoOf } from '../pseudo';
import * as answers from './answers';
import * as documents from './documents';
import * as getting from './getting';
import * as heard from './heard';
import { history } from './history';
import * as jobs from './jobs';
import * as library from './library';
import * as opened from './opened';
import * as out from './out';
import * as program from './program';
import { PAPER, query, SHELF } from './scene';
import { sequences } from './sequences';
import * as summary from './summary';
import { tables } from './tables';
import { versions } from './versions';

declare global {
  interface Window {
    /** What tests use. */
    mock: { calls: [string, ...unknown[]][]; send: (event: AppEvent) => void; drag: (drag: Drag) => void; finish: () => void; again: () => void; readAgain: () => Promise<void>; paper: () => Promise<DocumentView>; moved: () => void };
  }
}

// a long language that runs from right to left, in place of English
if (query.get('words') === 'pseudo') CATALOGUES.en = pseudoOf(CATALOGUES.en);

window.mock = {
  calls: [],
  send: (event) => heard.listener(event),
  drag: (drag) => heard.dragged(drag),
  finish: () => answers.finish(),
  again: () => answers.again(),
  readAgain: () => opened.readAgain(),
  paper: () => opened.paper(),
  moved: () => program.moved(),
};

export const bridge: Bridge = {
  ...heard.bridge,
  ...library.shelved,
  ...library.bridge,
  ...sequences((...call) => heard.called(...call), query, (job) => heard.listener({ kind: 'job', job })),
  ...jobs.bridge,
  ...documents.bridge,
  ...summary.bridge,
  ...versions(heard.called, summary.summaryOf, query.has('changed')),
  ...answers.bridge,
  ...history(PAPER, heard.called, answers.answerTo),
  ...tables(heard.called, new Map(SHELF.map(({ id, title }) => [id, title])), answers.answerTo),
  ...opened.marks,
  ...out.bridge,
  ...getting.bridge,
  ...program.bridge,
};
