// @vitest-environment jsdom

// The Models page: models for sequences and classes stand under a heading of their own.

import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';

import type { ModelCard, ModelShelf } from '../../src/bridge';
import ModelsPage from '../../src/models/Models.svelte';
import { Desk } from '../../src/state';
import Around from './Around.svelte';
import { model, shelf, testBridge, type TestBridge } from './state/samples';

const kept = (id: string, tasks: ModelCard['tasks'], more: Partial<ModelCard> = {}): ModelCard =>
  model(id, { role: 'classifies', tasks, state: { kind: 'ready' }, origin: { kind: 'named' }, disk_bytes: 1e8, ...more });
const PROMOTERS = kept('tester/promoters', ['classify_bases', 'classify_text', 'encode']);
const BASES = kept('tester/bases', ['predict', 'encode']);

let bridge: TestBridge;

async function show(models: ModelCard[]): Promise<void> {
  bridge = testBridge();
  let now: ModelShelf = shelf(models);
  bridge.models = vi.fn(async () => now);
  bridge.useModel = vi.fn(async (role, id) => {
    now = shelf(models.map((card) => (card.role === role ? { ...card, in_use: card.id === id } : card)));
    return now;
  });
  const desk = new Desk(bridge);
  render(Around, { desk, of: ModelsPage, takes: {} });
  await screen.findByTestId('part-writes');
}
afterEach(cleanup);

test('without a model that classifies, there is no part for them', async () => {
  await show([model('a/b')]);
  expect(screen.queryByTestId('part-classifies')).toBeNull();
});

test('models that classify have a part of their own, and each says what it does', async () => {
  await show([model('a/b'), PROMOTERS, BASES]);
  const part = within(screen.getByTestId('part-classifies'));
  expect(part.getByRole('heading', { level: 2 }).textContent).toBe('Sequences and classes');
  const [promoters, bases] = part.getAllByTestId('model-card');
  expect(promoters!.textContent).toContain('Finds classes along sequences. Finds the class of a document. Makes vectors of sequences.');
  expect(bases!.textContent).toContain('Scores sequences. Makes vectors of sequences.');
  // a time for a document of words says nothing of them
  expect(part.queryByTestId('measure-model')).toBeNull();
  expect(promoters!.textContent).not.toContain('speed');
  const others = screen.getByTestId('part-writes');
  expect(others.textContent).not.toContain('promoters');
});

test('the model for sequences is chosen there, for nothing else, and only one that finds classes along them', async () => {
  await show([model('a/b'), PROMOTERS, BASES]);
  const part = (): ReturnType<typeof within> => within(screen.getByTestId('part-classifies'));
  const [use, ...none] = part().getAllByTestId('use-model');
  expect(none).toEqual([]);
  await fireEvent.click(use!);
  expect(vi.mocked(bridge.useModel).mock.calls).toEqual([['classifies', 'tester/promoters']]);
  await part().findByTestId('in-use');
  expect(part().queryByTestId('use-model')).toBeNull();
});
