// What can be done now. Each part of the window offers its actions while it is there; keys and the palette run them.

import { untrack } from 'svelte';

import type { Text } from '../text';

/** The name of an action; the catalogue has a sentence for each. */
export type ActionId = keyof Text['keys']['actions'];

/** What some actions do now; undefined for one that has nothing to do. */
export type Offer = { readonly [Id in ActionId]?: (() => unknown) | undefined };

export class Actions {
  /** Whether the palette lists them. */
  listed = $state(false);
  /** What is offered; of several offers for an action, the latest counts. */
  #offers = $state.raw<readonly Offer[]>([]);

  readonly #now = $derived.by((): Offer => Object.assign({}, ...this.#offers));

  /** Offers some actions, until what it returns is called. For use in an effect. */
  offer(some: Offer): () => void {
    // whoever offers something does not follow what others offer
    this.#offers = [...untrack(() => this.#offers), some];
    return () => (this.#offers = untrack(() => this.#offers).filter((other) => other !== some));
  }

  can = (id: ActionId): boolean => this.#now[id] !== undefined;

  /** Does it; false if there is nothing to do. */
  run = (id: ActionId): boolean => {
    const act = this.#now[id];
    act?.();
    return act !== undefined;
  };
}
