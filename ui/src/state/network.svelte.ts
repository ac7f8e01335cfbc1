// The connections that Pagewing ever opened, as its ledger has them.

import type { Bridge, History } from '../bridge';
import type { Notices } from './notices.svelte';

export class Network {
  /** Null until it is read. */
  history = $state.raw<History | null>(null);

  readonly #bridge: Pick<Bridge, 'network'>;
  readonly #notices: Notices;

  constructor(bridge: Pick<Bridge, 'network'>, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  refresh = (): Promise<void> =>
    this.#notices.attempt(async () => void (this.history = await this.#bridge.network()));
}
