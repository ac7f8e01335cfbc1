// Every action of the window that has a key or stands in the palette, as data: the keys that are pressed, the sheet of keys, the
// menus and the palette all read this table. Its words are in the catalogue, under the same names.
//
// A person's own keys take the place of those of the table; a few belong to fields, lists and arrows and stay.

import type { ActionId } from '../state';
import { capsIn, hasReverse, isChord, isOfFields, isOfWindow, isPlain, isPressed, isSame } from './chords';
import { isMac } from './keys';
import { allWritten, writtenFor } from './shortcuts.svelte';

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
  /** Whether a person cannot give it other keys: a field or a list has the same ones, or it has a pair of them. */
  fixed?: true;
}

/** In the order of the sheet. */
export const ACTIONS: readonly Action[] = [
  { id: 'add', keys: ['mod+o'] },
  // the browser pastes by itself, and says what
  { id: 'paste', keys: ['mod+v'], fixed: true },
  { id: 'palette', keys: ['mod+shift+p'], anywhere: true },
  { id: 'find', keys: ['mod+f'] },
  { id: 'findNext', keys: ['f3'], mac: ['mod+g'], also: ['f3', 'shift+f3', 'mod+g', 'mod+shift+g'] },
  { id: 'findInLibrary', keys: ['mod+shift+f'] },
  { id: 'ask', keys: ['mod+k'] },
  { id: 'library', keys: ['mod+b'] },
  { id: 'side', keys: ['mod+j'] },
  { id: 'models', keys: ['mod+m'], mac: ['mod+shift+m'], anywhere: true },
  { id: 'settings', keys: ['mod+comma'], anywhere: true },
  { id: 'sentence', keys: ['up', 'down'], fixed: true },
  { id: 'source', keys: ['left', 'right'], fixed: true },
  { id: 'mark', keys: ['mod+d'] },
  { id: 'markWithNote', keys: ['mod+shift+d'] },
  { id: 'edit', keys: ['f2'] },
  { id: 'move', keys: ['alt+up'], also: ['alt+down'], fixed: true },
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
  { id: 'copy', keys: ['mod+c'], fixed: true },
  { id: 'select', keys: ['shift+down'], also: ['shift+up'], fixed: true },
  { id: 'selectAll', keys: ['mod+a'], fixed: true },
  // a Mac has no key for it
  { id: 'menu', keys: ['shift+f10'], mac: [], fixed: true },
  { id: 'remove', keys: ['delete'], mac: ['backspace'], also: ['delete'], fixed: true },
  { id: 'close', keys: ['escape'], fixed: true },
  { id: 'keys', keys: ['question'], also: ['arabicquestion'], anywhere: true },
  { id: 'addFolder', keys: [] },
  { id: 'example', keys: [] },
  { id: 'tour', keys: [] },
  { id: 'bibliography', keys: [], anywhere: true },
  { id: 'pause', keys: [], anywhere: true },
  { id: 'resume', keys: [], anywhere: true },
  { id: 'summarize', keys: [] },
  { id: 'summarizePart', keys: [] },
  { id: 'versions', keys: [] },
  { id: 'getWriter', keys: [] },
  { id: 'tables', keys: [], anywhere: true },
  { id: 'privacy', keys: [], anywhere: true },
  { id: 'trash', keys: [], anywhere: true },
  { id: 'emptyTrash', keys: [], anywhere: true },
  { id: 'about', keys: [], anywhere: true },
  { id: 'showDiagnostics', keys: [], anywhere: true },
  { id: 'lightTheme', keys: [], anywhere: true },
  { id: 'darkTheme', keys: [], anywhere: true },
  { id: 'systemTheme', keys: [], anywhere: true },
  { id: 'editDetails', keys: [] },
  { id: 'collections', keys: [] },
  { id: 'markUnread', keys: [] },
  { id: 'removeDocument', keys: [] },
  { id: 'chosenGroups', keys: [] },
  { id: 'removeChosen', keys: [] },
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
  { id: 'exportQuestions', keys: [] },
  { id: 'goToPage', keys: [] },
  { id: 'thumbnails', keys: [] },
  { id: 'showSummary', keys: [] },
  { id: 'showQuestions', keys: [] },
  { id: 'showNotes', keys: [] },
  { id: 'showOutline', keys: [] },
  { id: 'noteToDocument', keys: [] },
  { id: 'related', keys: [] },
  { id: 'scope', keys: [] },
  { id: 'askAll', keys: [] },
  { id: 'sort', keys: [] },
  { id: 'showAll', keys: [] },
  { id: 'watch', keys: [], anywhere: true },
  { id: 'queue', keys: [] },
  { id: 'newTable', keys: [], anywhere: true },
  { id: 'exportTable', keys: [], anywhere: true },
  { id: 'moveLibrary', keys: [], anywhere: true },
  { id: 'resetSettings', keys: [], anywhere: true },
];

const named = new Map(ACTIONS.map((action) => [action.id, action]));

/** What counts as a letter alone: where something can be typed, it is typed. */
const LETTERS: readonly ActionId[] = ['turnRight', 'turnLeft', 'keys'];
/** What a field does by the same keys. */
const IN_FIELDS: readonly ActionId[] = ['undo', 'redo'];
/** What goes the other way with Shift. */
const REVERSIBLE: readonly ActionId[] = ['findNext'];

/** Why keys cannot be those of an action; `taken` names the action that has them. */
export type Refusal = { readonly why: 'field' | 'system' | 'reverse' } | { readonly why: 'taken'; readonly by: ActionId };

/** Whether an action can have keys, whichever others have them. */
function refused(id: ActionId, written: string): Refusal | null {
  if (isOfWindow(written)) return { why: 'system' };
  const plain = LETTERS.includes(id) && isPlain(written);
  const undoes = IN_FIELDS.includes(id) && ['mod+z', 'mod+y', 'mod+shift+z'].includes(written);
  if (isOfFields(written) && !plain && !undoes) return { why: 'field' };
  return REVERSIBLE.includes(id) && !hasReverse(written) ? { why: 'reverse' } : null;
}

/** Whether a person can give it other keys. */
export const isSettable = (id: ActionId): boolean => named.get(id)?.fixed !== true;

/** The person's own keys of an action; null if there are none that it can have. */
function ownOf(id: ActionId): string | null {
  const written = writtenFor(id);
  return written !== undefined && isSettable(id) && isChord(written) && refused(id, written) === null ? written : null;
}

/** The keys that an action has by itself. */
const usualOf = ({ keys, mac }: Action): readonly string[] => (isMac() && mac) || keys;

/** What a person gave to one action is not meant by another any more. */
const isFree = (id: ActionId, chord: string): boolean =>
  !allWritten().some(([other, written]) => other !== id && isSame(written, chord) && named.has(other as ActionId) && ownOf(other as ActionId) !== null);

/** The chords of an action that are shown. */
function shownOf(action: Action): readonly string[] {
  const own = ownOf(action.id);
  return own === null ? usualOf(action).filter((chord) => isFree(action.id, chord)) : [own];
}

/** All chords of an action. */
function meantBy(action: Action): readonly string[] {
  const own = ownOf(action.id);
  if (own !== null) return REVERSIBLE.includes(action.id) ? [own, `shift+${own}`] : [own];
  return [...shownOf(action), ...(action.also ?? []).filter((chord) => isFree(action.id, chord))];
}

/** Whether a person gave it keys. */
export const isChanged = (id: ActionId): boolean => ownOf(id) !== null;

/** Why an action cannot have keys; null if it can. */
export function refusalOf(id: ActionId, written: string): Refusal | null {
  const why = refused(id, written);
  if (why !== null) return why;
  const wanted = REVERSIBLE.includes(id) ? [written, `shift+${written}`] : [written];
  const taken = ACTIONS.find((action) => action.id !== id && meantBy(action).some((chord) => wanted.some((other) => isSame(chord, other))));
  return taken ? { why: 'taken', by: taken.id } : null;
}

/** Why an action cannot have its usual keys back: another has them now. Null if it can. */
export function resetRefusalOf(id: ActionId): Refusal | null {
  for (const chord of usualOf(named.get(id)!)) {
    const by = ACTIONS.find((other) => other.id !== id && meantBy(other).some((its) => isSame(its, chord)))?.id;
    if (by) return { why: 'taken', by };
  }
  return null;
}

/** Whether these are the keys that an action has by itself. */
export const isUsual = (id: ActionId, written: string): boolean => usualOf(named.get(id)!).some((chord) => isSame(chord, written));

/** Whether an action leaves the person where they are. */
export const isAnywhere = (id: ActionId): boolean => named.get(id)?.anywhere ?? false;

/** The action that a key means; null for other keys. */
export function actionOf(event: KeyboardEvent): ActionId | null {
  return ACTIONS.find((action) => meantBy(action).some((chord) => isPressed(event, chord)))?.id ?? null;
}

/** What stands on the keys of an action, for a key each. Arrows that go two ways are two. */
export const capsOf = (id: ActionId): string[] => shownOf(named.get(id)!).flatMap(capsIn);

/** Keys in one piece, as a menu shows them: `Ctrl 0`, on a Mac `⌘0`. */
const joined = (caps: readonly string[]): string => caps.join(isMac() ? '' : ' ');

export const keysOf = (id: ActionId): string => joined(capsOf(id));

/** A chord in one piece. */
export const keysIn = (written: string): string => joined(capsIn(written));

/** The tooltip of a button: its words, and the keys that do the same. */
export function tipOf(words: string, id: ActionId): string {
  const keys = keysOf(id);
  return keys === '' ? words : `${words} (${keys})`;
}
