// The library and the models move to another folder, and back.

import { asProblem, type AppEvent, type Bridge } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';

type MovingBridge = Pick<Bridge, 'chooseDataFolder' | 'moveDataBack' | 'stopMoving'>;

export class Moving {
  /** How far it is, in bytes; null while nothing moves. */
  progress = $state.raw<{ done: number; total: number } | null>(null);

  readonly #bridge: MovingBridge;
  readonly #notices: Notices;
  /** Reads again what the move has changed. Rejects with a Problem. */
  readonly #moved: () => Promise<unknown>;

  constructor(bridge: MovingBridge, notices: Notices, moved: () => Promise<unknown>) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#moved = moved;
  }

  /** Asks for a folder, and offers to undo the move. */
  choose = (): Promise<void> => this.#move(this.#bridge.chooseDataFolder);

  stop = (): Promise<void> => this.#notices.attempt(() => this.#bridge.stopMoving());

  receive({ done, total }: Extract<AppEvent, { kind: 'moving' }>): void {
    this.progress = { done, total };
  }

  #move = (move: () => Promise<string | null>): Promise<void> =>
    this.#notices.attempt(async () => {
      try {
        const before = await move();
        if (before === null) return;
        this.progress = null;
        await this.#moved();
        this.#notices.show(text.settings.dataMoved, { label: text.notices.undo, run: () => void this.#move(() => this.#bridge.moveDataBack(before)) });
      } catch (thrown) {
        // the person stopped it
        if (asProblem(thrown).code !== 'cancelled') throw thrown;
      } finally {
        this.progress = null;
      }
    });
}
