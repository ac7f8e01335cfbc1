// The side pane and its tabs, and the edges of the panes.

import { counted } from './numbers';

export const side = {
  name: 'Side pane',
  show: 'Show side pane',
  /** The same if something new stands in it. */
  showNew: 'Show side pane, new',
  hide: 'Hide side pane',
  tab: { summary: 'Summary', questions: 'Questions', notes: 'Notes', outline: 'Outline' },
  /** Follows the name of a tab in which something arrived. */
  unread: 'new',
  resize: 'Width of side pane',
  resizeLibrary: 'Width of library',
  resizeHow: 'Drag, or use arrow keys. Double-click for the usual width.',
  width: (pixels: number): string => counted(pixels, 'pixel', 'pixels'),
};
