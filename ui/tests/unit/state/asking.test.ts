import { beforeEach, describe, expect, test } from 'vitest';

import type { AnswerView } from '../../../src/bridge';
import { Asking } from '../../../src/state/asking.svelte';
import { answered, held, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let asking: Asking;
beforeEach(() => {
  bridge = testBridge();
  asking = new Asking(bridge);
});

describe('a question', () => {
  test('shows its progress, for its own document only', () => {
    bridge.ask.mockReturnValue(held<AnswerView>().promise);
    void asking.ask('a', 'Which?');
    asking.receive({ kind: 'asking', document: 'b', stage: 'encoding', done: 0.9 });
    asking.receive({ kind: 'asking', document: 'a', stage: 'choosing', done: 0.2 });
    expect(asking.asked).toEqual({ kind: 'asking', question: 'Which?', stage: 'choosing', done: 0.2 });
  });

  test('replaces the one before, whose answer comes too late', async () => {
    const [first, second] = [held<AnswerView>(), held<AnswerView>()];
    bridge.ask.mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
    const asked = [asking.ask('a', 'First?'), asking.ask('a', 'Second?')];
    first.give(answered('First?'));
    expect(await asked[0]).toBeNull();
    expect(asking.asked).toMatchObject({ kind: 'asking', question: 'Second?' });
    second.give(answered('Second?'));
    expect(await asked[1]).toMatchObject({ kind: 'answered', question: 'Second?' });
    expect(asking.found.map(({ places }) => places[0].text)).toEqual(['Third.']);
  });

  test('that is refused keeps the reason', async () => {
    const reason = { code: 'long_question', characters: 1200, limit: 1000 };
    bridge.ask.mockRejectedValue(reason);
    expect(await asking.ask('a', 'Which?')).toEqual({ kind: 'refused', question: 'Which?', reason });
    expect(asking.found).toEqual([]);
  });

  test('is stopped in Rust only while it is in progress', async () => {
    await asking.ask('a', 'Which?');
    await asking.close();
    expect(bridge.stopAsking).not.toHaveBeenCalled();
    bridge.ask.mockReturnValue(held<AnswerView>().promise);
    void asking.ask('a', 'Which?');
    await asking.close();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
    expect(asking.asked).toBeNull();
  });
});
