import { beforeEach, expect, type Mock, test, vi } from 'vitest';

import type { AnswerView, Gist, QuestionId } from '../../../src/bridge';
import { InShort } from '../../../src/state/in_short.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { answered, held, testBridge, type TestBridge } from './samples';

const GIST: Gist = { model: 'writer', sentences: [] };

let bridge: TestBridge;
let notices: Notices;
let came: Mock<(question: QuestionId, gist: Gist) => void>;
let inShort: InShort;
beforeEach(() => {
  bridge = testBridge();
  notices = new Notices();
  came = vi.fn();
  inShort = new InShort(bridge, notices, came);
});

test('what is written is handed on, and its progress shown until then', async () => {
  const late = held<AnswerView>();
  bridge.inShort.mockReturnValue(late.promise);
  const ended = inShort.write(3);
  inShort.receive({ kind: 'in_short', question: 4, stage: 'writing', done: 0.9 });
  inShort.receive({ kind: 'in_short', question: 3, stage: 'writing', done: 0.4 });
  expect(inShort.writing).toEqual({ question: 3, stage: 'writing', done: 0.4 });
  late.give(answered('Which?', { gist: GIST }));
  await ended;
  expect(came.mock.calls).toEqual([[3, GIST]]);
  expect([inShort.writing, notices.announcement]).toEqual([null, 'In short, written by writer.']);
});

test('work that the person stopped is no fault, and another is shown', async () => {
  bridge.inShort.mockRejectedValueOnce({ code: 'cancelled' }).mockRejectedValueOnce({ code: 'disk_full', path: '/library' });
  await inShort.write(3);
  expect([inShort.writing, notices.list]).toEqual([null, []]);
  await inShort.write(3);
  expect(notices.list[0]!.message).toContain('disk is full');
  expect(came).not.toHaveBeenCalled();
});
