// @vitest-environment jsdom

// The page of settings: every field of the file, kept at once, found by words, and put back.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import Settings from '../../src/settings/Settings.svelte';
import { Desk } from '../../src/state';
import { pixelRatio } from '../../src/style/text_size.svelte';
import { speak, text } from '../../src/text';
import Around from './Around.svelte';
import { settle, testBridge } from './state/samples';

let bridge: ReturnType<typeof testBridge>;
let desk: Desk;
beforeEach(async () => {
  bridge = testBridge();
  desk = new Desk(bridge);
  await desk.start();
  desk.places.go('settings');
  render(Around, { desk, of: Settings, takes: {} });
  await settle();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  speak('english');
});

const rows = (): string[] => [...document.querySelectorAll<HTMLElement>('[data-setting]')].flatMap((row) => row.dataset.setting!.split(' ')).filter(Boolean);
const find = async (value: string): Promise<void> => {
  await fireEvent.input(screen.getByTestId('find-setting'), { target: { value } });
  await settle();
};

test('every field of the settings file is reachable', async () => {
  const fields = Object.keys(await bridge.usualSettings());
  expect(rows().sort()).toEqual(fields.sort());
});

test('the model for sequences is a folder, which is named and chosen here', async () => {
  const row = (): Element | null => document.querySelector('[data-setting="sequence_model"]');
  expect(row()?.textContent).toContain(text.sequences.noModel);
  desk.settings.chosen = { ...desk.settings.chosen!, sequence_model: 'C:\\models\\promoters' };
  await settle();
  expect(row()?.querySelector('.use span')?.textContent).toBe('promoters');
  await fireEvent.click(screen.getByTestId('choose-sequence_model'));
  expect(bridge.chooseSequenceModel).toHaveBeenCalledTimes(1);
  expect(desk.places.now).toBe('settings');
});

test('every control has a name', () => {
  const controls = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('.page input, .page select')];
  expect(controls.length).toBeGreaterThan(8);
  expect(controls.filter((control) => !control.labels?.[0]?.textContent.trim())).toEqual([]);
});

test('the cores are those that models have, whatever the browser counts', async () => {
  vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(64);
  desk.models.shelf = { ...desk.models.shelf!, cores: 3 };
  await settle();
  expect([...screen.getByTestId<HTMLSelectElement>('threads').options].map((option) => option.textContent)).toEqual([
    'All that Pagewing may use (3)',
    '1 core',
    '2 cores',
    '3 cores',
  ]);
});

test('a choice is kept at once', async () => {
  await fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'german' } });
  await settle();
  expect(bridge.setSettings).toHaveBeenLastCalledWith(expect.objectContaining({ language: 'german', theme: 'system' }), expect.anything());
  desk.settings.chosen = { ...desk.settings.chosen!, language: 'english' };
  await fireEvent.change(screen.getByTestId('choose-after_reading'), { target: { value: 'read_only' } });
  await settle();
  expect(bridge.setSettings).toHaveBeenLastCalledWith(expect.objectContaining({ after_reading: 'read_only' }), expect.anything());
});

test('the usual size of text is none of its own', async () => {
  const size = screen.getByTestId('choose-text_size');
  await fireEvent.change(size, { target: { value: '150' } });
  await settle();
  expect(bridge.setSettings).toHaveBeenLastCalledWith(expect.objectContaining({ text_size: 150 }), expect.anything());
  await fireEvent.change(size, { target: { value: '100' } });
  await settle();
  expect(bridge.setSettings).toHaveBeenLastCalledWith(expect.objectContaining({ text_size: null }), expect.anything());
});

test('a search leaves what is meant, and says when nothing is', async () => {
  await find('text size');
  expect(rows()).toEqual(['text_size']);
  await find('quit everything');
  expect(rows()).toEqual([]);
  expect(screen.getByRole('status').textContent).toContain('“quit everything”');
  await find('');
  expect(rows()).toContain('mirror');
  expect(document.querySelector('.nothing')).toBeNull();
});

test.each([
  ['english', 'dark', ['theme']],
  ['english', 'font size', ['text_size']],
  ['english', 'gpu', ['device']],
  ['english', 'threads', ['threads']],
  ['english', 'ocr', ['recognize_scans']],
  ['english', 'internet', ['mirror']],
  ['german', 'dunkel', ['theme']],
  ['german', 'schriftgröße', ['text_size']],
  ['german', 'grafik', ['device']],
  ['german', 'threads', ['threads']],
] as const)('a setting is found by other names than its own, %s: %s', async (language, typed, meant) => {
  speak(language);
  await find(typed);
  expect(rows()).toEqual(expect.arrayContaining([...meant]));
  // no more than a few are meant
  expect(rows().length).toBeLessThan(3);
});

test.each(['english', 'german'] as const)('what can be chosen is found, and so is what has no field, %s', async (language) => {
  speak(language);
  await find(text.settings.themes.light);
  expect(rows()).toEqual(['theme']);
  await find(text.settings.also.reset.split(' ')[0]!);
  expect(screen.getByTestId('reset-settings')).toBeTruthy();
});

test('shortcuts are found by what they do', async () => {
  await find('zoom');
  expect([...document.querySelectorAll<HTMLElement>('[data-action]')].map(({ dataset }) => dataset.action)).toEqual(['zoomIn', 'zoomOut']);
});

test('reset keeps the models, and can be undone', async () => {
  const before = { ...(await bridge.settings()), sequence_model: '/models/promoters' as never };
  bridge.settings.mockResolvedValue(before);
  await fireEvent.click(screen.getByTestId('reset-settings'));
  await settle();
  expect(bridge.setSettings).toHaveBeenLastCalledWith({ ...(await bridge.usualSettings()), model: 'folder', sequence_model: '/models/promoters' }, expect.anything());
  expect(desk.notices.undo()).toBe(true);
  await settle();
  expect(bridge.setSettings).toHaveBeenLastCalledWith(before, expect.anything());
});

test('the library and the models move to another folder, which the page then names', async () => {
  bridge.about.mockImplementation(async () => ({ version: '1.2.3', data: '/media/disk/Pagewing', settings: '/s.json', logs: '/logs' }));
  await fireEvent.click(screen.getByTestId('move-data'));
  await settle();
  expect(bridge.chooseDataFolder).toHaveBeenCalledTimes(1);
  expect(screen.getByTestId('data-folder').textContent).toBe('/media/disk/Pagewing');
  expect(desk.notices.list.map(({ message }) => message)).toEqual(['The library and the models have moved.']);
});

test('settings that cannot be put back say so, and nothing is said to be done', async () => {
  bridge.setSettings.mockRejectedValue({ code: 'settings_unwritable', path: '/s.json', detail: 'read-only' });
  await fireEvent.click(screen.getByTestId('reset-settings'));
  await settle();
  await tick();
  expect(desk.notices.list.map(({ stays }) => stays)).toEqual([true]);
});

test('pictures have the pixels of the screen where the browser does not count the size of the text', () => {
  document.documentElement.dataset.textSize = '150';
  vi.stubGlobal('devicePixelRatio', 2);
  const agent = vi.spyOn(navigator, 'userAgent', 'get');
  agent.mockReturnValue('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15');
  expect(pixelRatio()).toBe(3);
  agent.mockReturnValue('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0');
  expect(pixelRatio()).toBe(2);
  vi.unstubAllGlobals();
  delete document.documentElement.dataset.textSize;
});
