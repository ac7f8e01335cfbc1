// What happens to the things of the desk when Rust reports something.

import type { AppEvent } from '../bridge';
import { text } from '../text';
import type { About } from './about.svelte';
import type { Asking } from './asking.svelte';
import type { Groups } from './groups.svelte';
import type { QuestionHistory } from './history.svelte';
import type { Intake } from './intake.svelte';
import type { Jobs } from './jobs.svelte';
import type { Library } from './library.svelte';
import type { Models } from './models.svelte';
import type { Notes } from './notes.svelte';
import type { Notices } from './notices.svelte';
import type { Questions } from './questions.svelte';
import type { Reading } from './reading.svelte';
import type { Settings } from './settings.svelte';
import type { Summary } from './summary.svelte';
import type { Tables } from './tables.svelte';
import type { Trash } from './trash.svelte';

/** Everything that an event can be about. */
export interface Things {
  readonly about: About;
  readonly asking: Asking;
  readonly groups: Groups;
  readonly history: QuestionHistory;
  readonly intake: Intake;
  readonly jobs: Jobs;
  readonly library: Library;
  readonly models: Models;
  readonly notes: Notes;
  readonly notices: Notices;
  readonly questions: Questions;
  readonly reading: Reading;
  readonly settings: Settings;
  readonly summary: Summary;
  readonly tables: Tables;
  readonly trash: Trash;
}

export function receive(things: Things, event: AppEvent): void {
  const { about, asking, groups, history, intake, jobs, library, models, notes, notices, questions, reading, settings, summary, tables, trash } = things;
  switch (event.kind) {
    case 'job':
      jobs.receive(event.job);
      break;
    case 'many_files':
      intake.many = event.files;
      break;
    case 'looking':
      intake.looking = event.found;
      break;
    case 'moving':
      about.moving.receive(event);
      break;
    case 'library':
      void notices.attempt(async () => {
        await library.changed(reading.open ? [reading.open.card.id] : []);
        reading.updateCard(library.documents);
        await trash.changed();
      });
      tables.changed();
      break;
    case 'bibliography': {
      const said = text.bibliography.came(event.report);
      // what is missing must not pass unseen
      if (event.report.missing > 0) notices.keep(said, text.bibliography.missing(event.report));
      else notices.show(said);
      break;
    }
    case 'groups':
      void groups.refresh();
      break;
    case 'read_again':
      void reading.reload(event.document, notes.fetch, asking.fetch, history.fetch);
      break;
    case 'settings':
      void notices.attempt(settings.load);
      break;
    case 'models':
      void models.refresh();
      break;
    case 'questions':
      void history.refresh();
      break;
    case 'tables':
    case 'cell_filled':
      tables.receive(event);
      break;
    case 'model_unusable':
      notices.keep(text.faults.message(event.reason), text.models.goesOn(event.role));
      break;
    case 'summary':
      summary.receive(event.summary);
      break;
    case 'asking':
    case 'first_answer':
    case 'in_short':
      questions.receive(event);
      break;
  }
}
