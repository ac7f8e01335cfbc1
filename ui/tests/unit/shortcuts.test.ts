// @vitest-environment jsdom

// Keys that a person gives to actions: which are taken, what they mean, and where they are shown.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { ACTIONS, actionOf, capsOf, keysOf, refusalOf, resetRefusalOf, tipOf } from '../../src/components/actions';
import { pressedIn } from '../../src/components/chords';
import Keys from '../../src/components/Keys.svelte';
import Library from '../../src/components/Library.svelte';
import Palette from '../../src/components/Palette.svelte';
import WindowKeys from '../../src/components/WindowKeys.svelte';
import ViewMenu from '../../src/pages/ViewMenu.svelte';
import Settings from '../../src/settings/Settings.svelte';
import { Desk, type ActionId } from '../../src/state';
import { text } from '../../src/text';
import Around from './Around.svelte';
import { card, settle, testBridge, type TestBridge } from './state/samples';

const onMac = (): void => void vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
const event = (key: string, more: KeyboardEventInit = {}): KeyboardEvent => new KeyboardEvent('keydown', { key, ...more });
const pressed = (key: string, more: KeyboardEventInit = {}): ActionId | null => actionOf(event(key, more));

let bridge: TestBridge;
let desk: Desk;

/** A window in which a person has chosen some keys. */
async function chosen(shortcuts: Record<string, string>): Promise<void> {
  const settings = { ...(await bridge.settings()), shortcuts };
  let kept = settings;
  bridge.settings.mockImplementation(async () => kept);
  bridge.setSettings.mockImplementation(async (next) => void (kept = next as typeof kept));
  desk = new Desk(bridge);
  await desk.start();
  render(Around, { desk, of: WindowKeys, takes: {} });
  await settle();
}

beforeEach(() => {
  localStorage.clear();
  bridge = testBridge();
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('keys that are pressed', () => {
  test.each<[string, KeyboardEventInit, string | null]>([
    ['k', { ctrlKey: true }, 'mod+k'],
    ['K', { ctrlKey: true, shiftKey: true }, 'mod+shift+k'],
    ['+', { ctrlKey: true, shiftKey: true }, 'mod+plus'],
    ['ArrowLeft', { altKey: true }, 'alt+left'],
    ['F6', { shiftKey: true }, 'shift+f6'],
    ['Control', { ctrlKey: true }, null],
    ['Shift', { shiftKey: true }, null],
  ])('%s with %o is %s', (key, more, written) => {
    expect(pressedIn(event(key, more))).toBe(written);
  });

  test('on a Mac, Cmd is what Ctrl is elsewhere', () => {
    onMac();
    expect(pressedIn(event('k', { metaKey: true }))).toBe('mod+k');
  });
});

describe('keys for an action', () => {
  test.each<[ActionId, string, string | null]>([
    ['ask', 'mod+e', null],
    ['ask', 'alt+q', null],
    ['ask', 'f6', null],
    ['ask', 'shift+f6', null],
    ['ask', 'mod+f', 'find'],
    // also by keys that are not shown
    ['ask', 'mod+y', 'field'],
    ['ask', 'mod+equals', 'zoomIn'],
    ['ask', 'q', 'field'],
    ['ask', 'shift+q', 'field'],
    ['ask', 'question', 'field'],
    ['ask', 'enter', 'field'],
    ['ask', 'mod+left', 'field'],
    ['ask', 'mod+c', 'field'],
    ['ask', 'alt+f4', 'system'],
    // letters alone are typed in fields, and count elsewhere
    ['turnRight', 'q', null],
    ['turnRight', 'mod+e', null],
    ['keys', 'f1', null],
    ['undo', 'mod+y', 'redo'],
    ['findNext', 'mod+e', null],
    ['findNext', 'mod+shift+e', 'reverse'],
    ['findNext', 'mod+h', null],
    ['findNext', 'mod+d', 'mark'],
  ])('%s cannot have %s because of %s', (id, written, why) => {
    const refusal = refusalOf(id, written);
    expect(refusal?.why === 'taken' ? refusal.by : (refusal?.why ?? null)).toBe(why);
  });

  test('on a Mac are with Cmd: Option writes signs, and the system has some', () => {
    onMac();
    expect([refusalOf('ask', 'alt+q')?.why, refusalOf('ask', 'mod+q')?.why, refusalOf('ask', 'mod+e')]).toEqual(['field', 'system', null]);
  });

  test('are never the same as those of another, however they are given', () => {
    for (const { id, keys } of ACTIONS) for (const written of keys) expect(ACTIONS.filter((other) => other.id !== id && refusalOf(other.id, written) === null).map((other) => other.id)).toEqual([]);
  });
});

describe('chosen keys', () => {
  test('take the place of the usual ones, and are pressed in the window', async () => {
    await chosen({ settings: 'mod+e', privacy: 'f6' });
    expect([pressed('e', { ctrlKey: true }), pressed(',', { ctrlKey: true }), keysOf('settings')]).toEqual(['settings', null, 'Ctrl E']);
    await fireEvent.keyDown(window, { key: 'e', ctrlKey: true });
    expect(desk.places.now).toBe('settings');
    // an action that has none by itself
    await fireEvent.keyDown(window, { key: 'F6' });
    expect(desk.places.now).toBe('privacy');
  });

  test('of what goes both ways go back with Shift', async () => {
    await chosen({ findNext: 'mod+e' });
    expect([pressed('e', { ctrlKey: true }), pressed('E', { ctrlKey: true, shiftKey: true }), pressed('F3')]).toEqual(['findNext', 'findNext', null]);
  });

  test('of a letter that needs Ctrl count in a field too', async () => {
    await chosen({ keys: 'mod+e' });
    const sheet = vi.fn();
    vi.spyOn(document, 'getElementById').mockImplementation((id) => (id === 'keys' ? (sheet(), null) : null));
    const field = document.body.appendChild(document.createElement('input'));
    await fireEvent.keyDown(field, { key: 'e', ctrlKey: true });
    field.remove();
    expect(sheet).toHaveBeenCalledTimes(1);
  });

  test('that a file has and a person could not give count for nothing', async () => {
    await chosen({ ask: 'q', copy: 'mod+e', find: '', library: 'mod+', fly: 'mod+u', side: 'mod+shift+nonsense' });
    expect([keysOf('ask'), keysOf('copy'), keysOf('find'), keysOf('library'), keysOf('side')]).toEqual(['Ctrl K', 'Ctrl C', 'Ctrl F', 'Ctrl B', 'Ctrl J']);
    expect([pressed('q'), pressed('e', { ctrlKey: true }), pressed('u', { ctrlKey: true })]).toEqual([null, null, null]);
  });

  test('win over the usual keys of another action in a file', async () => {
    await chosen({ privacy: 'mod+f' });
    expect([pressed('f', { ctrlKey: true }), keysOf('find')]).toEqual(['privacy', '']);
    expect(tipOf('Find', 'find')).toBe('Find');
    expect(resetRefusalOf('find')).toEqual({ why: 'taken', by: 'privacy' });
  });

  test('show in the palette, the sheet, menus and tooltips at once', async () => {
    bridge.library.mockResolvedValue([card('a')]);
    await chosen({});
    render(Around, { desk, of: Library, takes: { hide: () => {}, children: () => {} } });
    render(Around, { desk, of: Keys, takes: {} });
    render(Around, { desk, of: Palette, takes: {} });
    render(Around, { desk, of: ViewMenu, takes: { view: { zoom: { kind: 'width' }, facing: false } } });
    await fireEvent.click(screen.getByTestId('view'));
    desk.actions.listed = true;
    await settle();
    const shown = (): (string | undefined)[] => [
      screen.getByTestId('hide-library').title,
      document.querySelector('dl [data-action="library"] dt')?.textContent,
      screen.getAllByTestId('palette-entry').find((entry) => entry.textContent.includes(text.keys.actions.library))?.querySelector('.caps')?.textContent ?? undefined,
      screen.getAllByTestId('view-entry').map((entry) => entry.querySelector('kbd')?.textContent)[0],
    ];
    expect(shown()).toEqual(['Hide library (Ctrl B)', 'Ctrl B', 'Ctrl B', 'Ctrl 0']);
    await desk.settings.setShortcut('library', 'mod+e');
    await desk.settings.setShortcut('fitWidth', 'alt+w');
    await settle();
    expect(shown()).toEqual(['Hide library (Ctrl E)', 'Ctrl E', 'Ctrl E', 'Alt W']);
  });
});

describe('the page of settings', () => {
  const row = (id: ActionId): HTMLElement => document.querySelector<HTMLElement>(`.row[data-action="${id}"]`)!;
  const record = async (id: ActionId): Promise<HTMLElement> => {
    await fireEvent.click(row(id).querySelector('[data-testid="change-shortcut"]')!);
    return screen.getByTestId('record-shortcut');
  };
  const alert = (id: ActionId): string | null => row(id).querySelector('[role="alert"]')?.textContent ?? null;
  const kept = (): Record<string, string> | undefined => desk.settings.chosen?.shortcuts as Record<string, string> | undefined;

  beforeEach(async () => {
    await chosen({ fly: 'mod+u' });
    desk.places.go('settings');
    render(Around, { desk, of: Settings, takes: {} });
    await settle();
  });

  test('takes the keys that are pressed, and keeps them', async () => {
    await fireEvent.keyDown(await record('ask'), { key: 'e', ctrlKey: true });
    await settle();
    expect(kept()).toEqual({ fly: 'mod+u', ask: 'mod+e' });
    expect(screen.queryByTestId('record-shortcut')).toBeNull();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Ctrl E: change the keys of “Ask about the open document”');
  });

  test('does nothing else with them', async () => {
    const field = await record('ask');
    await fireEvent.keyDown(field, { key: 'p', ctrlKey: true, shiftKey: true });
    expect(desk.actions.listed).toBe(false);
    expect(alert('ask')).toBe('“All commands” has Ctrl Shift P.');
    expect(kept()).toEqual({ fly: 'mod+u' });
  });

  test('says why it does not take keys that a field or the system needs', async () => {
    const field = await record('ask');
    await fireEvent.keyDown(field, { key: 'q' });
    expect(alert('ask')).toBe('A text field needs Q. Hold Ctrl with a letter, or take F1 to F12.');
    await fireEvent.keyDown(field, { key: 'F4', altKey: true });
    expect(alert('ask')).toBe('The system needs Alt F4.');
    // the field waits for others
    await fireEvent.keyDown(field, { key: 'Escape' });
    await settle();
    expect([alert('ask'), desk.places.now, kept()]).toEqual([null, 'settings', { fly: 'mod+u' }]);
  });

  test('the usual keys are no choice', async () => {
    await fireEvent.keyDown(await record('ask'), { key: 'e', ctrlKey: true });
    await settle();
    await fireEvent.keyDown(await record('ask'), { key: 'k', ctrlKey: true });
    await settle();
    expect(kept()).toEqual({ fly: 'mod+u' });
  });

  test('one goes back to its usual keys, unless another has them now', async () => {
    await desk.settings.setShortcut('ask', 'mod+e');
    await desk.settings.setShortcut('privacy', 'mod+k');
    await settle();
    const reset = (id: ActionId) => fireEvent.click(row(id).querySelector('[data-testid="reset-shortcut"]')!);
    await reset('ask');
    await settle();
    expect([alert('ask'), keysOf('ask')]).toEqual(['“Privacy” has the usual keys.', 'Ctrl E']);
    await reset('privacy');
    await settle();
    await reset('ask');
    await settle();
    expect([kept(), capsOf('privacy'), keysOf('ask')]).toEqual([{ fly: 'mod+u' }, [], 'Ctrl K']);
  });

  test('all go back at once, which can be undone; names that are not known stay', async () => {
    await desk.settings.setShortcut('ask', 'mod+e');
    await fireEvent.click(screen.getByTestId('reset-shortcuts'));
    await settle();
    expect(kept()).toEqual({ fly: 'mod+u' });
    desk.notices.undo();
    await settle();
    await tick();
    expect(kept()).toEqual({ fly: 'mod+u', ask: 'mod+e' });
  });

  test('keys of fields and lists are shown and stay', () => {
    expect(row('copy').querySelector('button')).toBeNull();
    expect(row('copy').textContent).toContain('Ctrl');
    expect(row('privacy').textContent).toContain('None');
  });
});
