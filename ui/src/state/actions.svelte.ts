// What can be done now. Each part of the window offers its actions while it is there; keys and the palette run them.

import type { Text } from '../text';

/** The name of an action; the catalogue has a sentence for each. */
export type ActionId = keyof Text['keys']['actions'];

/** What some actions do now; undefined for one that has nothing to do. */
export type Offer = { readonly [Id in ActionId]?: (() => unknown) | undefined };

export class Actions {
  /** Whether the palette lists them. */
  listed = $state(false);
  /**
   * What is offered; of several offers for an action, the latest counts. It is no signal: where an effect ends, a signal has the
   * value of before, and an offer that another effect made meanwhile would be lost with the one that is taken back.
   */
  #offers: readonly Offer[] = [];
  #count = 0;
  /** Changes with the offers. */
  #changes = $state(0);

  readonly #now = $derived.by((): Offer => {
    void this.#changes;
    return Object.assign({}, ...this.#offers);
  });

  /** Offers some actions, until what it returns is called. For use in an effect. */
  offer(some: Offer): () => void {
    this.#are([...this.#offers, some]);
    return () => this.#are(this.#offers.filter((other) => other !== some));
  }

  #are(offers: readonly Offer[]): void {
    this.#offers = offers;
    this.#changes = ++this.#count;
  }

  can = (id: ActionId): boolean => this.#now[id] !== undefined;

  /** Does it; false if there is nothing to do. */
  run = (id: ActionId): boolean => {
    const act = this.#now[id];
    act?.();
    return act !== undefined;
  };
}
