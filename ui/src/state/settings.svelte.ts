// The person's settings.

import type { Bridge, Language, Settings as Chosen, Theme } from '../bridge';
import { text } from '../text';
import type { ActionId } from './actions.svelte';
import type { Notices } from './notices.svelte';

type SettingsBridge = Pick<Bridge, 'settings' | 'usualSettings' | 'setSettings'>;

export class Settings {
  /** Null until they are read. */
  chosen = $state.raw<Chosen | null>(null);
  readonly theme = $derived<Theme>(this.chosen?.theme ?? 'system');
  readonly language = $derived<Language>(this.chosen?.language ?? 'system');
  /** In per cent. */
  readonly textSize = $derived(this.chosen?.text_size ?? 100);

  readonly #bridge: SettingsBridge;
  readonly #notices: Notices;

  constructor(bridge: SettingsBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Rejects with a Problem. */
  load = async (): Promise<void> => {
    this.chosen = await this.#bridge.settings();
  };

  /** Changes some of the settings. Those that cannot be written go back to what they were. */
  change = (some: Partial<Chosen>): Promise<void> => this.#notices.attempt(() => this.#write(some));

  /** Goes back to the settings of a person who has changed none, and offers to undo it. The chosen models stay, and a queue that rests does too. */
  reset = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const [before, usual] = await Promise.all([this.#bridge.settings(), this.#bridge.usualSettings()]);
      const { model, reader, finder, sequence_model, paused } = before;
      await this.#write({ ...usual, model, reader, finder, sequence_model, paused });
      this.#notices.show(text.settings.wasReset, { label: text.notices.undo, run: () => this.change(before), redo: this.reset });
    });

  /** Gives an action of the window other keys; null for those that it has by itself. */
  setShortcut = (action: ActionId, keys: string | null): Promise<void> =>
    this.#notices.attempt(async () => {
      // other actions may have got theirs in another window
      const { [action]: _, ...others } = (await this.#bridge.settings()).shortcuts;
      await this.#write({ shortcuts: keys === null ? others : { ...others, [action]: keys } });
    });

  /** Gives every action the keys that it has by itself, and offers to undo it. What this version does not know stays. */
  resetShortcuts = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const { shortcuts } = await this.#bridge.settings();
      const unknown = Object.fromEntries(Object.entries(shortcuts).filter(([action]) => !(action in text.keys.actions)));
      await this.#write({ shortcuts: unknown });
      this.#notices.show(text.settings.shortcutsReset, { label: text.notices.undo, run: () => this.change({ shortcuts }), redo: this.resetShortcuts });
    });

  /** Does not watch a folder any more, and offers to undo it. */
  unwatch = (folder: string): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#write({ watched: await this.#watchedBut(folder) });
      this.#notices.show(text.settings.unwatched(folder), {
        label: text.notices.undo,
        run: () => void this.#notices.attempt(async () => this.#write({ watched: [...(await this.#watchedBut(folder)), folder] })),
      });
    });

  /** The folders that are watched, without one. Rejects with a Problem. */
  #watchedBut = async (folder: string): Promise<string[]> => (await this.#bridge.settings()).watched.filter((other) => other !== folder);

  /** Rejects with a Problem. */
  async #write(some: Partial<Chosen>): Promise<void> {
    if (this.chosen) this.chosen = { ...this.chosen, ...some };
    try {
      // the rest of the settings may have changed since they were read
      const before = await this.#bridge.settings();
      const changed = { ...before, ...some };
      await this.#bridge.setSettings(changed, before);
      this.chosen = changed;
    } catch (thrown) {
      await this.load().catch(() => {});
      throw thrown;
    }
  }

  setTheme = (theme: Theme): Promise<void> => this.change({ theme });
  setLanguage = (language: Language): Promise<void> => this.change({ language });
}
