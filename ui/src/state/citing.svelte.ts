// An answer in short cites the quotations above it. What the pointer or the focus is on in the one marks what belongs to it in
// the other, until it leaves.

import type { CitedSentence, Quotation } from '../bridge';
import type { Found } from './answer';

/** Whether a cited sentence is one of those that a quotation has. */
const isOf = ({ document, sentence }: CitedSentence, quotation: Quotation): boolean =>
  quotation.document === document && quotation.sentences.includes(sentence);

/** The positions of the items for which something holds. */
const positions = <T>(items: readonly T[], holds: (item: T) => boolean): number[] => items.flatMap((item, at) => (holds(item) ? [at] : []));

export class Citing {
  /** What the ids of its elements begin with. */
  readonly #id: string;
  #cited = $state.raw<CitedSentence | null>(null);
  #quoted = $state.raw<Found | null>(null);

  /** The id has to be the only one in the window. */
  constructor(id: string) {
    this.#id = id;
  }

  /** The id of the words of a quotation, and of a sentence in short, by their positions. */
  quotationId = (at: number): string => `${this.#id}-quoted-${at}`;
  sentenceId = (at: number): string => `${this.#id}-said-${at}`;

  /** The pointer or the focus is on a source of a sentence in short; null when it leaves. */
  pointAtSource(cited: CitedSentence | null): void {
    this.#cited = cited;
  }

  /** The pointer or the focus is on a quotation; null when it leaves. */
  pointAtQuotation(found: Found | null): void {
    this.#quoted = found;
  }

  /** The places of a quotation that the source has at which a person points. */
  placesMeant({ places }: Found): readonly number[] {
    const cited = this.#cited;
    return cited ? positions(places, (place) => isOf(cited, place)) : [];
  }

  /** The sources, of these, that the quotation has at which a person points. */
  sourcesMeant(sources: readonly CitedSentence[]): readonly number[] {
    const quoted = this.#quoted;
    return quoted ? positions(sources, (source) => quoted.places.some((place) => isOf(source, place))) : [];
  }

  /** The ids of the quotations that have a source; undefined if none has it. */
  quotationsOf(source: CitedSentence, found: readonly Found[]): string | undefined {
    const ids = positions(found, ({ places }) => places.some((place) => isOf(source, place))).map(this.quotationId);
    return ids.length > 0 ? ids.join(' ') : undefined;
  }

  /** The id of the first sentence in short that draws on a quotation; undefined if none does. */
  sentenceOf({ places }: Found, said: readonly { evidence: readonly CitedSentence[] }[]): string | undefined {
    const at = said.findIndex(({ evidence }) => evidence.some((source) => places.some((place) => isOf(source, place))));
    return at < 0 ? undefined : this.sentenceId(at);
  }
}
