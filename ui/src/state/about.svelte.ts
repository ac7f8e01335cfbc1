// What the window says of this installation: its version and folders, its licences, and what helps to find a fault.

import type { About as Facts, Bridge, Licences } from '../bridge';
import { text } from '../text';
import { Moving } from './moving.svelte';
import type { Notices } from './notices.svelte';

type AboutBridge = Pick<Bridge, 'about' | 'licences' | 'diagnostics' | 'chooseDataFolder' | 'moveDataBack' | 'stopMoving'>;

export class About {
  /** Null until they are read. */
  facts = $state.raw<Facts | null>(null);
  licences = $state.raw<Licences | null>(null);
  /** What would be copied; null until a person wants to see it. */
  diagnostics = $state.raw<string | null>(null);
  readonly moving: Moving;

  readonly #bridge: AboutBridge;
  readonly #notices: Notices;

  /** `settings` reads the settings again: they name folders of models. */
  constructor(bridge: AboutBridge, notices: Notices, settings: () => Promise<void>) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.moving = new Moving(bridge, notices, () => Promise.all([this.load(), settings()]));
  }

  load = (): Promise<void> => this.#notices.attempt(async () => void (this.facts = await this.#bridge.about()));

  loadLicences = (): Promise<void> => this.#notices.attempt(async () => void (this.licences = await this.#bridge.licences()));

  /** Shows the diagnostics, or hides them. */
  showDiagnostics = (shown: boolean): Promise<void> =>
    this.#notices.attempt(async () => void (this.diagnostics = shown ? await this.#bridge.diagnostics() : null));

  /** Copies what is shown, and nothing else. */
  copyDiagnostics = (): Promise<void> =>
    this.#notices.attempt(async () => {
      if (this.diagnostics === null) return;
      await navigator.clipboard.writeText(this.diagnostics);
      this.#notices.show(text.about.copied);
    });
}

/** A library with its licence. */
export interface Library {
  name: string;
  licence: string;
}

/** The list and the texts of the file that `scripts/licences.mjs` writes: a sentence, a line for each library, and the texts. */
export function librariesIn(file: string): { list: readonly Library[]; texts: string } {
  const begins = file.search(/^={20,}$/m);
  const head = begins < 0 ? file : file.slice(0, begins);
  const list = head.split('\n').flatMap((line) => {
    const found = /^(\S+ \S+): (.+)$/.exec(line);
    return found ? [{ name: found[1]!, licence: found[2]! }] : [];
  });
  return { list, texts: begins < 0 ? '' : file.slice(begins) };
}

/** A part of what is shipped that has a licence of its own. */
export interface Component {
  /** Which files it is, as `packaging/copyright` names them. */
  files: string;
  licence: string;
  /** Who has the rights, with years. */
  by: string;
  note: string;
}

/** The fields of a paragraph in Debian's format: a name and a colon; lines that begin with a space go on with the field before. */
function fieldsOf(paragraph: string): Map<string, string> {
  const whole = paragraph.replaceAll(/\n\s+/g, ' ');
  return new Map(whole.split('\n').flatMap((line) => {
    const found = /^([\w-]+):\s*(.*)$/.exec(line);
    return found ? [[found[1]!, found[2]!.trim()]] : [];
  }));
}

/** The parts of `packaging/copyright`, in its order. */
export function componentsIn(file: string): Component[] {
  return file.split(/\n\s*\n/).flatMap((paragraph) => {
    const fields = fieldsOf(paragraph);
    const files = fields.get('Files');
    if (files === undefined) return [];
    // Debian's name for the licence that everybody else calls MIT
    const licence = (fields.get('License') ?? '').replaceAll(/\bExpat\b/g, 'MIT');
    return [{ files, licence, by: fields.get('Copyright') ?? '', note: fields.get('Comment') ?? '' }];
  });
}
