// What a person gives to read: files and folders that are dropped or pasted. Very many are asked about first.

import type { AppEvent, Bridge, DocumentId } from '../bridge';
import { text } from '../text';
import type { Actions } from './actions.svelte';
import type { Jobs, NewsOfFiles } from './jobs.svelte';
import type { Library } from './library.svelte';
import type { Models } from './models.svelte';
import type { Notices } from './notices.svelte';
import type { Places } from './places.svelte';
import type { Reading } from './reading.svelte';
import type { Settings } from './settings.svelte';

type IntakeBridge = Pick<Bridge, 'onDrag' | 'stopLooking' | 'manyFiles' | 'takeMany' | 'watchFolder' | 'chooseFolder'>;

interface Around {
  readonly actions: Actions;
  readonly library: Library;
  readonly notices: Notices;
  readonly models: Models;
  readonly places: Places;
  readonly jobs: Jobs;
  readonly settings: Settings;
  readonly reading: Reading;
}

/** A path of Windows, with a drive or a server. */
const OF_WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\[^\\])/;

/** The path that a line of pasted text is; null if it is none. */
function pathIn(line: string): string | null {
  const words = line.trim().replace(/^"(.*)"$/, '$1');
  if (words.startsWith('file://')) {
    try {
      const path = decodeURIComponent(new URL(words).pathname);
      // file:///C:/papers
      return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
    } catch {
      return null;
    }
  }
  return (words.startsWith('/') && !words.startsWith('//')) || OF_WINDOWS.test(words) ? words : null;
}

/** The paths that pasted text consists of; none if one of its lines is something else. */
export function pathsIn(pasted: string): string[] {
  // a list of addresses may have comments
  const lines = pasted.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const paths = lines.map(pathIn).filter((path) => path !== null);
  return paths.length === lines.length ? paths : [];
}

export class Intake {
  /** The number of files being dragged over the window; null when there are none. */
  dragged = $state<number | null>(null);
  /** The number of files that the person is asked about; null if there is no question. */
  many = $state<number | null>(null);
  /** What was found so far in folders that are being looked through; null if none are. */
  looking = $state.raw<Extract<AppEvent, { kind: 'looking' }>['found']>(null);

  readonly #bridge: IntakeBridge;
  readonly #around: Around;
  /** What the library had when the first of the files was given that are read now. */
  #before: ReadonlySet<DocumentId> = new Set();

  constructor(bridge: IntakeBridge, around: Around) {
    this.#bridge = bridge;
    this.#around = around;
  }

  /** Begins to receive what is dropped, and looks whether the program began with a question. Rejects with a Problem. */
  async start(): Promise<void> {
    await this.#bridge.onDrag((drag) => {
      this.dragged = drag.kind === 'over' ? drag.count : null;
      if (drag.kind === 'dropped') void this.take(drag.paths);
    });
    this.many = await this.#bridge.manyFiles();
  }

  /** A folder may be a model, so it is offered as one; everything else is read. */
  take = async (paths: string[]): Promise<void> => {
    const { models, places, jobs } = this.#around;
    const files = await models.takeDropped(paths);
    if (files.length === 0) return;
    places.back();
    await jobs.importFiles(files);
  };

  /** Lets the person choose a folder, and takes it as a dropped one. */
  chooseFolder = (): Promise<void> =>
    this.#around.notices.attempt(async () => {
      const folder = await this.#bridge.chooseFolder();
      if (folder !== null) await this.take([folder]);
    });

  /** Ends the looks through folders; nothing of what they found is read. */
  stopLooking = (): Promise<void> => this.#around.notices.attempt(() => this.#bridge.stopLooking());

  /** Says of files what a person who reads does not see otherwise: an empty window lists them. */
  tell = (news: NewsOfFiles): void => {
    const { actions, jobs, library, notices, reading, settings } = this.#around;
    if ('files' in news && !jobs.reads) this.#before = new Set(library.ids);
    if (!reading.open) return;
    const paused = settings.chosen?.paused === true;
    if ('why' in news) notices.show(text.jobs.notRead(news.name, news.why));
    else if ('ended' in news) {
      const added = news.ended.filter((id) => !this.#before.has(id)).length;
      const said = text.jobs.filesEnded(added, news.ended.length - added, news.need);
      const way = { label: text.jobs.showQueue, run: () => actions.run('queue') };
      if (said !== '') notices.show(said, null, news.need > 0 ? way : null);
    }
    // a file that is read at once opens by itself
    else if (paused) notices.show(text.jobs.filesWait(news.files));
    else if (news.files > 1) notices.show(text.jobs.filesCome(news.files));
  };

  /** Lets the person choose a folder in which new files are read from now on. */
  watch = (): Promise<void> => {
    const { notices, jobs, settings } = this.#around;
    return notices.attempt(async () => {
      jobs.began(await this.#bridge.watchFolder());
      await settings.load();
    });
  };

  /** Reads the files that the person was asked about, or leaves them. */
  answer = (read: boolean): Promise<void> => {
    const { notices, jobs } = this.#around;
    this.many = null;
    return notices.attempt(async () => jobs.began(await this.#bridge.takeMany(read)));
  };
}
