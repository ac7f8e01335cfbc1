// Where the person is: at the document, or at one of the places that lie over it.

export type Place = 'reading' | 'tables' | 'models' | 'privacy' | 'trash' | 'settings' | 'about';

export class Places {
  now = $state<Place>('reading');

  go = (place: Place): void => {
    this.now = place;
  };

  back = (): void => this.go('reading');
}
