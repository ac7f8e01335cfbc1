// Keys that are pressed together, written as `mod+shift+f`. `mod` is Ctrl, and Cmd on a Mac. A sign has a name where `+` would join.

import { text } from '../text';
import { isMac, letterOf } from './keys';

const SIGNS: Readonly<Record<string, string>> = { plus: '+', minus: '-', equals: '=', comma: ',', bracket: '[', question: '?', arabicquestion: '؟' };
const ARROWS: Readonly<Record<string, string>> = { up: '↑', down: '↓', left: '←', right: '→' };
const NAMES: ReadonlyMap<string, string> = new Map([...Object.entries(SIGNS).map(([name, sign]) => [sign, name] as const), ...Object.keys(ARROWS).map((name) => [`arrow${name}`, name] as const)]);

/** Keys that only change what another one means. */
const HELD = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn', 'NumLock', 'OS'];

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

/** Which keys write a sign or a figure depends on the keyboard. */
const isSign = (letter: string): boolean => !/^[a-z]/.test(letter);

const isFunction = (letter: string): boolean => /^f(?:[1-9]|1\d|2[0-4])$/.test(letter);

export function isPressed(event: KeyboardEvent, written: string): boolean {
  const chord = chordOf(written);
  const letter = letterIn(chord);
  const [mod, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (letterOf(event) !== letter || mod !== chord.mod || other) return false;
  return isSign(letter) ? event.altKey === chord.alt || isMac() : event.altKey === chord.alt && event.shiftKey === chord.shift;
}

/** Whether the same press is both. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [chordOf(one), chordOf(other)];
  if (letterIn(a) !== letterIn(b) || a.mod !== b.mod) return false;
  return isSign(letterIn(a)) ? a.alt === b.alt || isMac() : a.alt === b.alt && a.shift === b.shift;
}

/** What stands on the keys of a chord, each by itself, in the order of the system. */
export function capsIn(written: string): string[] {
  const { mod, alt, shift, name } = chordOf(written);
  const caps = text.keys.caps;
  const sign = SIGNS[name]?.replace('-', '−');
  const key = sign ?? ARROWS[name] ?? (name === 'delete' ? caps.delete : name === 'escape' ? caps.escape : name === 'backspace' ? '⌫' : name.toUpperCase());
  if (isMac()) return [...(alt ? ['⌥'] : []), ...(shift ? ['⇧'] : []), ...(mod ? ['⌘'] : []), key];
  return [...(mod ? [caps.mod] : []), ...(alt ? [caps.alt] : []), ...(shift ? [caps.shift] : []), key];
}

/** The chord that a person presses; null while it is no more than Ctrl, Alt or Shift. */
export function pressedIn(event: KeyboardEvent): string | null {
  if (HELD.includes(event.key)) return null;
  const letter = letterOf(event);
  const held = [(isMac() ? event.metaKey : event.ctrlKey) && 'mod', event.altKey && 'alt', event.shiftKey && !isSign(letter) && 'shift'];
  return [...held.filter(Boolean), letter === ' ' ? 'space' : (NAMES.get(letter) ?? letter)].join('+');
}

/** Whether keys are held that belong to the system: the one with its sign, and Ctrl on a Mac. */
export const isOfSystem = ({ ctrlKey, metaKey }: KeyboardEvent): boolean => (isMac() ? ctrlKey : metaKey);

/** Whether it is a letter or a sign alone, which a field writes. */
export function isPlain(written: string): boolean {
  const chord = chordOf(written);
  return !chord.mod && !chord.alt && [...letterIn(chord)].length === 1;
}

/** Whether with Shift it is another chord. */
export function hasReverse(written: string): boolean {
  const chord = chordOf(written);
  const letter = letterIn(chord);
  return !chord.shift && (/^[a-z]$/.test(letter) || isFunction(letter));
}

/** What a field does with a chord: it writes it, moves the caret, copies, or takes back what was typed. */
export function isOfFields(written: string): boolean {
  const chord = chordOf(written);
  const letter = letterIn(chord);
  const mac = isMac();
  if (isFunction(letter)) return false;
  // Option moves the caret by a word
  if (letter.startsWith('arrow')) return !chord.alt || chord.mod || chord.shift || mac;
  // Enter, Tab, Delete, and what no keyboard has everywhere
  if ([...letter].length !== 1) return true;
  if (!chord.mod) return !chord.alt || mac;
  // AltGr writes signs, and some systems call it Ctrl and Alt
  if (chord.alt && !mac) return !/^[a-z]$/.test(letter);
  return !chord.alt && ['a', 'c', 'v', 'x', 'y', 'z'].includes(letter);
}

/** What closes, hides or makes small the window before a page receives it. */
export function isOfWindow(written: string): boolean {
  return (isMac() ? ['mod+q', 'mod+w', 'mod+h', 'mod+m', 'mod+alt+h'] : ['alt+f4']).includes(written);
}

/** Whether a file of settings has a chord here that can be pressed. */
export const isChord = (written: string): boolean => /^(?:mod\+)?(?:alt\+)?(?:shift\+)?[^+\s]+$/.test(written) && pressable(chordOf(written));

const pressable = ({ name }: Chord): boolean => [...name].length === 1 || name in SIGNS || name in ARROWS || isFunction(name);
