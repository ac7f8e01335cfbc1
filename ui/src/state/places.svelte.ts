// Where the person is: at the document, or at one of the places that lie over it.

import type { DocumentId } from '../bridge';

export type Place = 'reading' | 'tables' | 'models' | 'privacy' | 'trash' | 'settings' | 'about';

/** What a person followed from a place to a page. */
interface Followed {
  /** The document that it led to. */
  document: DocumentId;
  from: Place;
  /** Where it stands there. */
  at: string;
}

export class Places {
  now = $state<Place>('reading');
  /** What leads back to a place, until the person goes elsewhere. */
  followed = $state.raw<Followed | null>(null);
  /** Where the person comes back to in the place that they left for a page. */
  returned: string | null = null;

  go = (place: Place): void => {
    this.followed = null;
    this.returned = null;
    this.now = place;
  };

  back = (): void => this.go('reading');

  /** Leaves a place for a page of a document, with a way back. */
  follow(followed: Followed): void {
    this.back();
    this.followed = followed;
  }

  /** Goes back to what was followed. */
  return = (): void => {
    const { followed } = this;
    if (!followed) return;
    this.go(followed.from);
    this.returned = followed.at;
  };
}
