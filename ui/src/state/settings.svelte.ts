// The person's settings.

import type { Bridge, Language, Settings as Chosen, Theme } from '../bridge';
import type { Notices } from './notices.svelte';

type SettingsBridge = Pick<Bridge, 'settings' | 'setSettings'>;

export class Settings {
  /** Null until they are read. */
  chosen = $state.raw<Chosen | null>(null);
  readonly theme = $derived<Theme>(this.chosen?.theme ?? 'system');
  readonly language = $derived<Language>(this.chosen?.language ?? 'system');

  readonly #bridge: SettingsBridge;
  readonly #notices: Notices;

  constructor(bridge: SettingsBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Rejects with a Problem. */
  async load(): Promise<void> {
    this.chosen = await this.#bridge.settings();
  }

  /** Changes some of the settings. Those that cannot be written go back to what they were. */
  change = (some: Partial<Chosen>): Promise<void> =>
    this.#notices.attempt(async () => {
      if (this.chosen) this.chosen = { ...this.chosen, ...some };
      try {
        // the rest of the settings may have changed since they were read
        const changed = { ...(await this.#bridge.settings()), ...some };
        await this.#bridge.setSettings(changed);
        this.chosen = changed;
      } catch (thrown) {
        await this.load().catch(() => {});
        throw thrown;
      }
    });

  setTheme = (theme: Theme): Promise<void> => this.change({ theme });
  setLanguage = (language: Language): Promise<void> => this.change({ language });
}
