// The settings that the window itself follows.

import type { Bridge, Theme } from '../bridge';
import type { Notices } from './notices.svelte';

type SettingsBridge = Pick<Bridge, 'settings' | 'setSettings'>;

export class Settings {
  theme = $state<Theme>('system');

  readonly #bridge: SettingsBridge;
  readonly #notices: Notices;

  constructor(bridge: SettingsBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Rejects with a Problem. */
  async load(): Promise<void> {
    this.theme = (await this.#bridge.settings()).theme;
  }

  setTheme = (theme: Theme): Promise<void> =>
    this.#notices.attempt(async () => {
      this.theme = theme;
      // the rest of the settings may have changed since they were read
      await this.#bridge.setSettings({ ...(await this.#bridge.settings()), theme });
    });
}
