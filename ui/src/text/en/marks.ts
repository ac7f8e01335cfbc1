// Marks and notes: what a person marked in a document and wrote to it.

import type { MarkColour } from '../../bridge';
import { shortened } from '../short';

const colours: Record<MarkColour, string> = { yellow: 'Yellow', green: 'Green', blue: 'Blue', pink: 'Pink' };

export const marks = {
  name: 'Marks and notes',
  colours,
  /** The row of colours in a menu. */
  row: 'Mark',
  mark: (colour: MarkColour): string => `Mark in ${colours[colour].toLowerCase()}`,
  marked: (colour: MarkColour): string => `Marked in ${colours[colour].toLowerCase()}.`,
  colourOf: (words: string): string => `Colour of “${shortened(words)}”`,
  note: 'Note',
  write: 'Write a note',
  writeToDocument: 'Write a note on the document',
  noteTo: (words: string): string => `Note on “${shortened(words)}”`,
  toDocument: 'Note on the document',
  toSummary: 'On the summary:',
  goTo: (chip: string, words: string): string => `${chip}, “${shortened(words)}”`,
  lost: 'These words are no longer in the document.',
  none: 'Nothing is marked yet. Select words in the document and choose a colour, or choose a sentence of the summary and press Ctrl D.',
  removeMark: (words: string): string => `Remove the mark from “${shortened(words)}”`,
  removeNote: 'Remove this note',
  remove: 'Remove mark',
  markRemoved: 'Mark removed.',
  noteRemoved: 'Note removed.',
};
