import { beforeEach, describe, expect, type Mock, test, vi } from 'vitest';

import type { AnswerView, AppEvent, GivenAnswer } from '../../../src/bridge';
import { Asking } from '../../../src/state/asking.svelte';
import { answered, given, held, only, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let asking: Asking;
let came: Mock<(answer: AnswerView, before: AnswerView | null) => void>;
beforeEach(() => {
  bridge = testBridge();
  came = vi.fn();
  asking = new Asking(bridge, came);
});

describe('a question', () => {
  test('shows its progress, for its own document only', () => {
    bridge.ask.mockReturnValue(held<GivenAnswer>().promise);
    void asking.ask(only('a'), 'Which?');
    asking.receive({ kind: 'asking', scope: only('b'), stage: 'encoding', done: 0.9 });
    asking.receive({ kind: 'asking', scope: only('a'), stage: 'choosing', done: 0.2 });
    expect(asking.asked).toEqual({ kind: 'asking', question: 'Which?', scope: only('a'), stage: 'choosing', done: 0.2, soFar: null });
  });

  test('replaces the one before, whose answer comes too late', async () => {
    const [first, second] = [held<GivenAnswer>(), held<GivenAnswer>()];
    bridge.ask.mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
    const asked = [asking.ask(only('a'), 'First?'), asking.ask(only('a'), 'Second?')];
    first.give(given(answered('First?')));
    expect(await asked[0]).toBeNull();
    expect(asking.asked).toMatchObject({ kind: 'asking', question: 'Second?' });
    second.give(given(answered('Second?')));
    expect(await asked[1]).toMatchObject({ kind: 'answered', question: 'Second?' });
    expect(asking.found.map(({ places }) => places[0].text)).toEqual(['Third.']);
  });

  test('that is refused keeps the reason', async () => {
    const reason = { code: 'long_question', characters: 1200, limit: 1000 };
    bridge.ask.mockRejectedValue(reason);
    expect(await asking.ask(only('a'), 'Which?')).toEqual({ kind: 'refused', question: 'Which?', scope: only('a'), reason });
    expect(asking.found).toEqual([]);
  });

  test('is stopped in Rust only while it is in progress', async () => {
    await asking.ask(only('a'), 'Which?');
    await asking.close();
    expect(bridge.stopAsking).not.toHaveBeenCalled();
    bridge.ask.mockReturnValue(held<GivenAnswer>().promise);
    void asking.ask(only('a'), 'Which?');
    await asking.close();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
    expect(asking.asked).toBeNull();
  });
});

describe('a question in progress whose document goes out of view', () => {
  const first: Extract<AppEvent, { kind: 'first_answer' }> = { kind: 'first_answer', scope: only('a'), answer: answered('Which?', { provisional: true }) };
  const late = () => {
    const late = held<GivenAnswer>();
    bridge.ask.mockReturnValueOnce(late.promise);
    const ended = asking.ask(only('a'), 'Which?');
    asking.setAside();
    return { ...late, ended };
  };

  test('goes on, and its outcome does not come into view', async () => {
    const { give, ended } = late();
    // Escape, and one more document
    await asking.close();
    asking.setAside();
    asking.receiveFirst(first);
    give(given(answered('Which?')));
    expect(await ended).toMatchObject({ kind: 'answered', id: 1 });
    expect([asking.asked, came.mock.calls, bridge.stopAsking.mock.calls]).toEqual([null, [], []]);
    expect(asking.takeUp(() => true)).toBe(false);
  });

  test('is in view again with its document, as far as it is by then', async () => {
    const { give, ended } = late();
    asking.receive({ kind: 'asking', scope: only('a'), stage: 'encoding', done: 0.7 });
    asking.receiveFirst(first);
    expect([asking.takeUp(() => false), asking.asked]).toEqual([false, null]);
    expect(asking.takeUp(({ to }) => to === 'documents')).toBe(true);
    expect(asking.asked).toMatchObject({ kind: 'asking', done: 0.7, soFar: first.answer });
    const final = answered('Which?');
    give(given(final));
    await ended;
    expect([asking.answer, came.mock.calls]).toEqual([final, [[final, first.answer]]]);
  });

  test('ends when another one is asked', async () => {
    const { give, ended } = late();
    const other = asking.ask(only('b'), 'When?');
    give(given(answered('Which?')));
    expect(await ended).toBeNull();
    expect(await other).toMatchObject({ question: 'When?' });
    expect(asking.takeUp(() => true)).toBe(false);
  });
});

describe('a first result', () => {
  const soFar = (question: string, more: Partial<AnswerView> = {}): Extract<AppEvent, { kind: 'first_answer' }> => ({
    kind: 'first_answer',
    scope: only('a'),
    answer: answered(question, { provisional: true, ...more }),
  });
  let late: ReturnType<typeof held<GivenAnswer>>;
  let ended: Promise<unknown>;
  beforeEach(() => {
    late = held<GivenAnswer>();
    bridge.ask.mockReturnValueOnce(late.promise);
    ended = asking.ask(only('a'), 'Which?');
  });

  test('is shown while the reading goes on, and the final one replaces it', async () => {
    const first = soFar('Which?');
    const view = first.answer;
    asking.receiveFirst(first);
    expect(asking.answer).toBe(view);
    asking.receive({ kind: 'asking', scope: only('a'), stage: 'encoding', done: 0.7 });
    expect(asking.asked).toMatchObject({ kind: 'asking', done: 0.7, soFar: view });
    const final = answered('Which?');
    late.give(given(final));
    await ended;
    expect(asking.asked).toEqual({ kind: 'answered', question: 'Which?', scope: only('a'), id: 1, answer: final, failed: null, followUps: [] });
    expect(came.mock.calls).toEqual([
      [view, null],
      [final, view],
    ]);
  });

  test('of an older question, or of another document, is never shown', () => {
    bridge.ask.mockReturnValue(held<GivenAnswer>().promise);
    asking.receiveFirst({ ...soFar('Which?'), scope: only('b') });
    expect(asking.answer).toBeNull();
    void asking.ask(only('a'), 'And which else?');
    asking.receiveFirst(soFar('Which?'));
    expect([asking.answer, came.mock.calls]).toEqual([null, []]);
    void asking.close();
    asking.receiveFirst(soFar('And which else?'));
    expect([asking.asked, came.mock.calls]).toEqual([null, []]);
  });

  test('that comes after the final one is not shown', async () => {
    const final = answered('Which?');
    late.give(given(final));
    await ended;
    asking.receiveFirst(soFar('Which?'));
    expect(asking.answer).toBe(final);
  });

  test('remains when the question is stopped, and the final one does not replace it', async () => {
    const first = soFar('Which?');
    const view = first.answer;
    asking.receiveFirst(first);
    await asking.stop();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
    late.give(given(answered('Which?')));
    expect(await ended).toBeNull();
    expect(asking.asked).toEqual({ kind: 'answered', question: 'Which?', scope: only('a'), id: null, answer: view, failed: null, followUps: [] });
    await asking.close();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
  });

  test('remains when the reading fails, with the reason', async () => {
    const first = soFar('Which?');
    const view = first.answer;
    asking.receiveFirst(first);
    const reason = { code: 'model_failed', detail: 'no memory' };
    late.give(Promise.reject(reason) as never);
    await ended;
    expect(asking.asked).toEqual({ kind: 'answered', question: 'Which?', scope: only('a'), id: null, answer: view, failed: reason, followUps: [] });
    expect(came).toHaveBeenCalledOnce();
  });
});
