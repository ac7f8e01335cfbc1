// @vitest-environment jsdom

// A document of sequences: its records, what it needs for a track, and the track read out.

import { cleanup, fireEvent, screen, render } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { RecordView, SequenceView } from '../../../src/bridge';
import LibraryChosen from '../../../src/components/LibraryChosen.svelte';
import Sequences from '../../../src/sequences/Sequences.svelte';
import { Desk } from '../../../src/state';
import Around from '../Around.svelte';
import { card, job, model, shelf, testBridge, view, type TestBridge } from '../state/samples';

let bridge: TestBridge;
let desk: Desk;

const MODEL = { path: '/models/promoters', name: 'promoters', classes: 2 };
const TRACK = { model: 'promoters', labels: ['no promoter', 'promoter'], named: true, kind: 'one_class' as const, by_chosen: true };
const record = (name: string, more: Partial<RecordView> = {}): RecordView => ({ name, description: '', length: 1_000, gc: 400, unknown: 0, masked: 0, ...more });

beforeEach(() => {
  bridge = testBridge();
  bridge.sequenceRecords = vi.fn(async () => [record('chr1', { description: 'the first' }), record('chr2', { gc: 90, unknown: 800 })]);
  bridge.sequenceTrack = vi.fn(async (_id, _record, _from, _to, classes) => ({
    exact: true,
    starts: [0, 400],
    ends: [400, 900],
    lines: classes.map((one) => ({ class: one, low: [0.25, 0.5], mean: [0.25, 0.5], high: [0.25, 0.5] })),
  }));
});
afterEach(cleanup);

/** Shows a document with two records. */
async function show(more: Partial<SequenceView> = {}): Promise<void> {
  bridge.sequence = vi.fn(async () => ({ records: 2, bases: 2_000, track: null, model: null, unusable: null, ...more }));
  desk = new Desk(bridge);
  const nothing = createRawSnippet(() => ({ render: () => '<span></span>' }));
  const open = { ...view('a'), card: { ...card('a'), format: 'fasta' as const } };
  render(Around, { desk, of: Sequences, takes: { open, left: nothing, right: nothing } });
  await vi.waitFor(() => expect(screen.getAllByTestId('record')).toHaveLength(2));
  await screen.findByText('chr1');
}

test('without a model, a sentence says what is needed, and the records are there', async () => {
  await show();
  expect(screen.getByTestId('needs-model').textContent).toContain('genomes.md');
  expect(screen.getByTestId('no-text').textContent).toContain('no question');
  expect(screen.queryByTestId('plot')).toBeNull();
  expect(screen.queryByTestId('classify')).toBeNull();
  const [first, second] = screen.getAllByTestId('record');
  expect(first!.textContent).toContain('the first');
  expect(first!.textContent).toContain('40%');
  // shares of G and C are of the bases that are known
  expect(second!.textContent).toMatch(/45%.*80%/s);
  await fireEvent.click(screen.getByTestId('choose-sequence-model'));
  expect(bridge.chooseSequenceModel).toHaveBeenCalled();
});

test('a chosen model finds the classes in a job, and then the track is there', async () => {
  await show({ model: MODEL });
  await fireEvent.click(screen.getByTestId('classify'));
  await screen.findByTestId('job');
  expect(screen.queryByTestId('classify')).toBeNull();
  bridge.sequence = vi.fn(async () => ({ records: 2, bases: 2_000, track: TRACK, model: MODEL, unusable: null }));
  desk.jobs.receive(job(60, { kind: 'classify', document: 'a', state: { kind: 'done' } }));
  await screen.findByTestId('plot');
  expect(screen.getByTestId('found-by').textContent).toContain('promoters');
  expect(screen.queryByTestId('classify')).toBeNull();
});

test('a kept model that finds classes is offered, and the document knows it once it is chosen', async () => {
  const ready = { role: 'classifies' as const, state: { kind: 'ready' as const } };
  const promoters = model('tester/promoters', { ...ready, tasks: ['classify_bases'], folder: '/models/tester--promoters/original' });
  const bases = model('tester/bases', { ...ready, tasks: ['predict'] });
  let kept = shelf([promoters, bases]);
  bridge.models = vi.fn(async () => kept);
  bridge.useModel = vi.fn(async () => (kept = shelf([{ ...promoters, in_use: true }, bases])));
  await show();
  await desk.models.refresh();
  const [use, ...none] = await screen.findAllByTestId('use-kept-model');
  expect(none).toEqual([]);
  expect(use!.textContent.trim()).toBe('Use tester/promoters');
  bridge.sequence = vi.fn(async () => ({ records: 2, bases: 2_000, track: null, model: { ...MODEL, name: 'tester/promoters' }, unusable: null }));
  await fireEvent.click(use!);
  expect(bridge.useModel).toHaveBeenCalledWith('classifies', 'tester/promoters');
  expect((await screen.findByTestId('classify')).textContent).toContain('tester/promoters');
  expect(screen.queryByTestId('use-kept-model')).toBeNull();
});

test('keys zoom and move the reading line, whose values are read out', async () => {
  await show({ model: MODEL, track: TRACK });
  const plot = await screen.findByTestId('plot');
  const said = (): string | null => screen.getByTestId('said').textContent;
  expect(said()).toBe('Bases 1–1,000');
  await vi.waitFor(() => expect(screen.getAllByTestId('line')).toHaveLength(2));
  await fireEvent.keyDown(plot, { key: 'ArrowLeft' });
  expect(said()).toBe('Bases 1–400: no promoter 25%, promoter 25%');
  await fireEvent.keyDown(plot, { key: 'ArrowRight' });
  expect(said()).toBe('Bases 401–900: no promoter 50%, promoter 50%');
  await fireEvent.keyDown(plot, { key: 'ArrowRight' });
  expect(said()).toBe('Base 901: the model says nothing here.');
  await fireEvent.keyDown(plot, { key: '+' });
  await vi.waitFor(() => expect(bridge.sequenceTrack).toHaveBeenLastCalledWith('a', 0, expect.any(Number), expect.any(Number), [0, 1]));
  const [, , from, to] = vi.mocked(bridge.sequenceTrack).mock.lastCall!;
  expect(to - from).toBe(625);
  await fireEvent.keyDown(plot, { key: 'Home' });
  await vi.waitFor(() => expect(bridge.sequenceTrack).toHaveBeenLastCalledWith('a', 0, 0, 1_000, [0, 1]));
});

test('a class that is not shown is not asked for', async () => {
  await show({ model: MODEL, track: TRACK });
  await screen.findByTestId('plot');
  await fireEvent.click(screen.getAllByTestId('class')[0]!);
  await vi.waitFor(() => expect(bridge.sequenceTrack).toHaveBeenLastCalledWith('a', 0, 0, 1_000, [1]));
});

test('the track of a record is exported, and so is what is shown of it', async () => {
  await show({ model: MODEL, track: TRACK });
  await screen.findByTestId('plot');
  await vi.waitFor(() => expect(screen.getAllByTestId('line')).toHaveLength(2));
  await fireEvent.click(screen.getByTestId('export-bed'));
  expect(bridge.exportTrack).toHaveBeenCalledWith('a', 0, 'bed', null);
  await fireEvent.click(screen.getByTestId('export-svg'));
  expect(bridge.exportDrawing).toHaveBeenCalledWith('chr1', expect.stringContaining('<svg xmlns='));
});

test('a model that cannot be used is named with the reason', async () => {
  await show({ unusable: { code: 'model_missing', folder: '/models/gone', starter: false } });
  expect(screen.getByTestId('unusable').textContent).not.toBe('');
  expect(screen.queryByTestId('needs-model')).toBeNull();
});

test('of a model without names for its classes, a sentence says so', async () => {
  await show({ model: MODEL, track: TRACK });
  expect(screen.getByTestId('found-by').textContent).not.toContain('no names');
  cleanup();
  await show({ model: MODEL, track: { ...TRACK, labels: ['LABEL_0', 'LABEL_1'], named: false } });
  expect(screen.getByTestId('found-by').textContent).toContain('This model has no names for its classes.');
});

test('the focus stays in the list of records until the one that a key leads to is there', async () => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(306);
  let give = (): void => {};
  bridge.sequenceRecords = vi.fn(async (_id, from, count) => {
    if (from > 0) await new Promise<void>((done) => (give = done));
    return Array.from({ length: count }, (_, nth) => record(`r${from + nth}`));
  });
  bridge.sequence = vi.fn(async () => ({ records: 1_000, bases: 1_000_000, track: null, model: null, unusable: null }));
  desk = new Desk(bridge);
  const nothing = createRawSnippet(() => ({ render: () => '<span></span>' }));
  render(Around, { desk, of: Sequences, takes: { open: { ...view('a'), card: { ...card('a'), format: 'fasta' as const } }, left: nothing, right: nothing } });
  const first = await screen.findByText('r0');
  first.focus();
  await fireEvent.keyDown(first, { key: 'End' });
  await vi.waitFor(() => expect(bridge.sequenceRecords).toHaveBeenCalledWith('a', 900, 100));
  expect(document.activeElement).toBe(first);
  give();
  await vi.waitFor(() => expect(document.activeElement?.textContent.trim()).toBe('r999'));
  vi.restoreAllMocks();
});

test.each([
  ['nothing', null],
  ['sequences', 'fasta'],
] as const)('chosen documents are asked also while %s is open: the first of them opens, and has the field', async (_, format) => {
  bridge.library.mockResolvedValue([card('b'), card('c')]);
  bridge.libraryOrder.mockResolvedValue(['b', 'c']);
  bridge.document.mockImplementation(async (id: string) => view(id));
  await show();
  await desk.start();
  render(Around, { desk, of: LibraryChosen, takes: { remove: () => {} } });
  desk.chosen.toggle('b');
  desk.chosen.toggle('c');
  desk.reading.open = format && { ...view('a'), card: { ...card('a'), format } };
  await fireEvent.click(await screen.findByTestId('chosen-menu'));
  await fireEvent.click(await screen.findByTestId('ask-chosen'));
  await vi.waitFor(() => expect(desk.draft.scope('b')).toEqual({ to: 'documents', ids: ['b', 'c'] }));
  expect(desk.reading.open?.card.id).toBe('b');
});

test('a document that is open stays when others are asked', async () => {
  bridge.library.mockResolvedValue([card('b')]);
  bridge.libraryOrder.mockResolvedValue(['b']);
  await show();
  await desk.start();
  render(Around, { desk, of: LibraryChosen, takes: { remove: () => {} } });
  desk.chosen.toggle('b');
  desk.reading.open = view('a');
  await fireEvent.click(await screen.findByTestId('chosen-menu'));
  await fireEvent.click(await screen.findByTestId('ask-chosen'));
  await vi.waitFor(() => expect(desk.draft.scope('a')).toEqual({ to: 'documents', ids: ['b'] }));
  expect(desk.reading.open?.card.id).toBe('a');
});

test('of chosen documents, those with text are summarized', async () => {
  const some = [{ ...card('a'), format: 'fasta' as const }, card('b')];
  bridge.library.mockResolvedValue(some);
  bridge.libraryOrder.mockResolvedValue(['a', 'b']);
  await show();
  await desk.start();
  await desk.library.know(['a', 'b']);
  render(Around, { desk, of: LibraryChosen, takes: { remove: () => {} } });
  desk.chosen.toggle('a');
  await fireEvent.click(await screen.findByTestId('chosen-menu'));
  expect(screen.queryByTestId('summarize-chosen')).toBeNull();
  await fireEvent.click(screen.getByTestId('chosen-menu'));
  desk.chosen.toggle('b');
  await fireEvent.click(await screen.findByTestId('chosen-menu'));
  await fireEvent.click(await screen.findByTestId('summarize-chosen'));
  await vi.waitFor(() => expect(bridge.summarize).toHaveBeenCalled());
  expect(bridge.summarize.mock.calls.map(([id]) => id)).toEqual(['b']);
});
