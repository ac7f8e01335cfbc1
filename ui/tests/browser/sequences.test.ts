// A document of sequences in a real browser: its records, and a track that is zoomed, read out and exported.

import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { openingPages, type View } from './window';

const AXE = fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url));
const openScene = openingPages();
let page: Page;

const open = async (parameters: Record<string, string> = {}, view: View = {}): Promise<void> => {
  page = await openScene('sequences', { parameters, ...view });
  await it('record').first().getByText('contig1').waitFor();
};
const it = (name: string) => page.getByTestId(name);
const calls = (name: string) => page.evaluate((name) => window.mock.calls.filter(([called]) => called === name).map(([, ...takes]) => takes), name);
const drawn = () => it('line').first().waitFor({ state: 'attached' });
const lastRange = async (): Promise<number[]> => ((await calls('sequenceTrack')).at(-1) as number[]).slice(1, 3);

test.each(['light', 'dark'] as const)('nothing is in the way of anybody: %s', async (theme) => {
  await open({ classes: '30' }, { theme });
  await drawn();
  await page.evaluate(await import('node:fs').then(({ readFileSync }) => readFileSync(AXE, 'utf8')));
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (what: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const found = await axe.run({ include: ['main'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
  expect(violations).toEqual([]);
  await page.screenshot({ path: fileURLToPath(new URL(`../../test-results/sequences-${theme}.png`, import.meta.url)) });
});

test('a track is zoomed by keys and by buttons, and read out', async () => {
  await open();
  await drawn();
  await expect.poll(() => it('said').textContent()).toBe('Bases 1–200,000');
  await it('plot').focus();
  await page.keyboard.press('+');
  await expect.poll(lastRange).toEqual([37_500, 162_500]);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => it('said').textContent()).toMatch(/^Bases [\d,]+–[\d,]+: no promoter [\d.]+%, promoter [\d.]+%, mean of several pieces$/);
  await page.keyboard.press('-');
  await page.keyboard.press('Home');
  await expect.poll(lastRange).toEqual([0, 200_000]);
  await it('plot-in').click();
  await expect.poll(async () => (await lastRange())[0]).toBeGreaterThan(0);
  await it('plot-all').click();
  await expect.poll(lastRange).toEqual([0, 200_000]);
});

test('the wheel zooms where the pointer is, and the whole record lets the pane scroll', async () => {
  await open();
  await drawn();
  await it('plot').scrollIntoViewIfNeeded();
  const box = (await it('plot').boundingBox())!;
  await page.mouse.move(box.x + box.width - 10, box.y + 60);
  await page.mouse.wheel(0, -200);
  await expect.poll(async () => (await lastRange())[0]).toBeGreaterThan(20_000);
  await expect.poll(() => it('said').textContent()).toContain('promoter');
  for (let turn = 0; turn < 3; turn += 1) await page.mouse.wheel(0, 200);
  await expect.poll(lastRange).toEqual([0, 200_000]);
  await it('sequences').evaluate((room) => room.scrollTo(0, 0));
  const again = (await it('plot').boundingBox())!;
  await page.mouse.move(again.x + 200, Math.min(780, again.y + 20));
  const before = await it('sequences').evaluate((room) => room.scrollTop);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => it('sequences').evaluate((room) => room.scrollTop)).toBeGreaterThan(before);
});

test('of very many records, few exist, and keys lead to the last', async () => {
  await open({ records: '40000' });
  expect(await it('record').count()).toBeLessThan(60);
  await page.getByRole('button', { name: 'contig1', exact: true }).focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'contig40000' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('contig40000');
  expect(await it('record').count()).toBeLessThan(60);
});

test('a record without results has no track, and a sentence says so', async () => {
  await open();
  await page.getByRole('button', { name: 'contig2', exact: true }).click();
  await it('no-track').waitFor();
});

test('a model is chosen, finds the classes, and the track appears', async () => {
  await open({ model: 'none' });
  await it('needs-model').waitFor();
  expect(await it('plot').count()).toBe(0);
  await it('choose-sequence-model').click();
  await it('classify').click();
  await it('job').waitFor();
  await page.evaluate(() => window.mock.finish());
  await drawn();
});

test('what is shown is exported, and nothing is offered that sequences do not have', async () => {
  await open();
  await drawn();
  await it('export-svg').click();
  await expect.poll(async () => (await calls('exportDrawing')).length).toBe(1);
  const [[name, drawing]] = (await calls('exportDrawing')) as [[string, string]];
  expect(name).toBe('contig1');
  expect(drawing).toContain('<svg xmlns=');
  await it('export-bed').click();
  await it('export-bedgraph').click();
  await expect.poll(() => calls('exportTrack')).toEqual([[0, 'bed', null], [0, 'bedgraph', null]]);
  expect(await it('ask').count()).toBe(0);
  expect(await it('summarize').count()).toBe(0);
});

test('in high contrast the lines and the words are there', async () => {
  await open();
  await drawn();
  await page.emulateMedia({ forcedColors: 'active' });
  const strokes = await it('line').evaluateAll((lines) => lines.map((line) => getComputedStyle(line).stroke));
  expect(new Set(strokes).size).toBe(2);
  await page.screenshot({ path: fileURLToPath(new URL('../../test-results/sequences-contrast.png', import.meta.url)) });
});

test('the smallest window has room for it', async () => {
  await open({}, { width: 900, height: 600 });
  await drawn();
  const wide = await it('sequences').evaluate((room) => room.scrollWidth - room.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
