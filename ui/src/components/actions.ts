// Every action of the window that has a key or stands in the palette, as data: the keys that are pressed, the sheet of keys, the
// menus and the palette all read this table. Its words are in the catalogue, under the same names.
//
// A chord is written as `mod+shift+f`. `mod` is Ctrl, and Cmd on a Mac. A sign has a name, because `+` joins.

import type { ActionId } from '../state';
import { text } from '../text';
import { isMac, letterOf } from './keys';

export interface Action {
  id: ActionId;
  /** The chords that are shown; none for an action of the palette alone. */
  keys: readonly string[];
  /** What is shown and pressed on a Mac, where the system or the keyboard has no room for the others. */
  mac?: readonly string[];
  /** Chords that do the same, or its reverse, and are not shown. */
  also?: readonly string[];
  /** Whether it leaves the person where they are; others lead back to the document first. */
  anywhere?: true;
}

/** In the order of the sheet. */
export const ACTIONS: readonly Action[] = [
  { id: 'add', keys: ['mod+o'] },
  // the browser pastes by itself, and says what
  { id: 'paste', keys: ['mod+v'] },
  { id: 'palette', keys: ['mod+shift+p'], anywhere: true },
  { id: 'find', keys: ['mod+f'] },
  { id: 'findNext', keys: ['f3'], mac: ['mod+g'], also: ['f3', 'shift+f3', 'mod+g', 'mod+shift+g'] },
  { id: 'findInLibrary', keys: ['mod+shift+f'] },
  { id: 'ask', keys: ['mod+k'] },
  { id: 'library', keys: ['mod+b'] },
  { id: 'side', keys: ['mod+j'] },
  { id: 'models', keys: ['mod+m'], mac: ['mod+shift+m'], anywhere: true },
  { id: 'settings', keys: ['mod+comma'], anywhere: true },
  { id: 'sentence', keys: ['up', 'down'] },
  { id: 'source', keys: ['left', 'right'] },
  { id: 'mark', keys: ['mod+d'] },
  { id: 'markWithNote', keys: ['mod+shift+d'] },
  { id: 'edit', keys: ['f2'] },
  { id: 'move', keys: ['alt+up'], also: ['alt+down'] },
  { id: 'undo', keys: ['mod+z'], anywhere: true },
  { id: 'redo', keys: ['mod+shift+z'], also: ['mod+y'], anywhere: true },
  { id: 'zoomIn', keys: ['mod+plus'], also: ['mod+equals'] },
  { id: 'zoomOut', keys: ['mod+minus'] },
  { id: 'fitWidth', keys: ['mod+0'] },
  { id: 'fitPage', keys: ['mod+9'] },
  { id: 'facing', keys: ['mod+2'] },
  { id: 'turnRight', keys: ['r'] },
  { id: 'turnLeft', keys: ['shift+r'] },
  { id: 'back', keys: ['alt+left'], mac: ['mod+bracket'] },
  { id: 'copy', keys: ['mod+c'] },
  { id: 'select', keys: ['shift+down'], also: ['shift+up'] },
  { id: 'selectAll', keys: ['mod+a'] },
  { id: 'remove', keys: ['delete'], mac: ['backspace'], also: ['delete'] },
  { id: 'close', keys: ['escape'] },
  { id: 'keys', keys: ['question'], also: ['arabicquestion'], anywhere: true },
  { id: 'example', keys: [] },
  { id: 'tour', keys: [] },
  { id: 'bibliography', keys: [], anywhere: true },
  { id: 'pause', keys: [], anywhere: true },
  { id: 'resume', keys: [], anywhere: true },
  { id: 'summarize', keys: [] },
  { id: 'getWriter', keys: [] },
  { id: 'tables', keys: [], anywhere: true },
  { id: 'privacy', keys: [], anywhere: true },
  { id: 'trash', keys: [], anywhere: true },
  { id: 'about', keys: [], anywhere: true },
  { id: 'lightTheme', keys: [], anywhere: true },
  { id: 'darkTheme', keys: [], anywhere: true },
  { id: 'systemTheme', keys: [], anywhere: true },
  { id: 'editDetails', keys: [] },
  { id: 'collections', keys: [] },
  { id: 'markUnread', keys: [] },
  { id: 'removeDocument', keys: [] },
  { id: 'recognize', keys: [] },
  { id: 'copySummary', keys: [] },
  { id: 'print', keys: [] },
  { id: 'exportMarkdown', keys: [] },
  { id: 'exportText', keys: [] },
  { id: 'exportHtml', keys: [] },
  { id: 'exportDocx', keys: [] },
  { id: 'exportJson', keys: [] },
  { id: 'exportBibtex', keys: [] },
  { id: 'exportRis', keys: [] },
  { id: 'goToPage', keys: [] },
  { id: 'showSummary', keys: [] },
  { id: 'showQuestions', keys: [] },
  { id: 'showNotes', keys: [] },
  { id: 'showOutline', keys: [] },
  { id: 'askAll', keys: [] },
  { id: 'sort', keys: [] },
  { id: 'showAll', keys: [] },
  { id: 'watch', keys: [], anywhere: true },
  { id: 'queue', keys: [] },
  { id: 'newTable', keys: [], anywhere: true },
  { id: 'exportTable', keys: [], anywhere: true },
  { id: 'resetSettings', keys: [], anywhere: true },
];

const SIGNS: Readonly<Record<string, string>> = { plus: '+', minus: '-', equals: '=', comma: ',', bracket: '[', question: '?', arabicquestion: '؟' };
const ARROWS: Readonly<Record<string, string>> = { up: '↑', down: '↓', left: '←', right: '→' };

interface Chord {
  mod: boolean;
  alt: boolean;
  shift: boolean;
  /** The name of the key. */
  name: string;
}

function chordOf(written: string): Chord {
  const parts = written.split('+');
  return { mod: parts.includes('mod'), alt: parts.includes('alt'), shift: parts.includes('shift'), name: parts.at(-1)! };
}

/** The key as `letterOf` has it. */
const letterIn = ({ name }: Chord): string => SIGNS[name] ?? (name in ARROWS ? `arrow${name}` : name);

function isPressed(event: KeyboardEvent, chord: Chord): boolean {
  const letter = letterIn(chord);
  const [mod, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (letterOf(event) !== letter || mod !== chord.mod || other) return false;
  // which keys write a sign or a figure depends on the keyboard
  const sign = !/^[a-z]/.test(letter);
  return sign ? event.altKey === chord.alt || isMac() : event.altKey === chord.alt && event.shiftKey === chord.shift;
}

const shownOf = ({ keys, mac }: Action): readonly string[] => (isMac() && mac) || keys;

const named = new Map(ACTIONS.map((action) => [action.id, action]));

/** Whether an action leaves the person where they are. */
export const isAnywhere = (id: ActionId): boolean => named.get(id)?.anywhere ?? false;

/** The action that a key means; null for other keys. */
export function actionOf(event: KeyboardEvent): ActionId | null {
  const meant = ACTIONS.find((action) => [...shownOf(action), ...(action.also ?? [])].some((chord) => isPressed(event, chordOf(chord))));
  return meant?.id ?? null;
}

/** What stands on the keys of a chord, each by itself, in the order of the system. */
function capsIn(written: string): string[] {
  const { mod, alt, shift, name } = chordOf(written);
  const caps = text.keys.caps;
  const mac = isMac();
  const sign = SIGNS[name]?.replace('-', '−');
  const key = sign ?? ARROWS[name] ?? (name === 'delete' ? caps.delete : name === 'escape' ? caps.escape : name === 'backspace' ? '⌫' : name.toUpperCase());
  if (mac) return [...(alt ? ['⌥'] : []), ...(shift ? ['⇧'] : []), ...(mod ? ['⌘'] : []), key];
  return [...(mod ? [caps.mod] : []), ...(alt ? [caps.alt] : []), ...(shift ? [caps.shift] : []), key];
}

/** What stands on the keys of an action, for a key each. Arrows that go two ways are two. */
export const capsOf = (id: ActionId): string[] => shownOf(named.get(id)!).flatMap(capsIn);

/** The keys of an action in one piece, as a menu shows them: `Ctrl 0`, on a Mac `⌘0`. */
export const keysOf = (id: ActionId): string => capsOf(id).join(isMac() ? '' : ' ');
