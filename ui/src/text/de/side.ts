// The side pane and its tabs, and the edges of the panes.

import type { Text } from '../en';
import { grouped } from './numbers';

export const side: Text['side'] = {
  name: 'Seitenleiste',
  show: 'Seitenleiste anzeigen',
  showNew: 'Seitenleiste anzeigen, neu',
  hide: 'Seitenleiste ausblenden',
  tab: { summary: 'Zusammenfassung', questions: 'Fragen', notes: 'Notizen', outline: 'Gliederung' },
  unread: 'neu',
  resize: 'Breite der Seitenleiste',
  resizeLibrary: 'Breite der Bibliothek',
  resizeHow: 'Ziehen, oder mit den Pfeiltasten. Ein Doppelklick stellt die übliche Breite her.',
  width: (pixels) => `${grouped(pixels)} Pixel`,
};
