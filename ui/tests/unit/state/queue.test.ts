import { expect, test } from 'vitest';

import { moved, waitingIn } from '../../../src/state/queue';
import { job } from './samples';

const queued = (id: number, turn = id) => job(id, { turn, state: { kind: 'queued' } });
const order = (jobs: readonly { id: number }[]) => jobs.map(({ id }) => id);

test('what waits stands in the order of its turns, and of its numbers among equals', () => {
  const jobs = [queued(1, 7), job(2), queued(3), queued(4, 3), job(5, { kind: 'download', state: { kind: 'queued' } }), queued(6, -2)];
  expect(order(waitingIn(jobs))).toEqual([6, 3, 4, 1]);
});

test('a moved job has the place of another, and none is lost', () => {
  const jobs = [queued(1), job(2), queued(3), queued(4), queued(9)];
  const after = (id: number, before: number | null) => order(waitingIn(moved(jobs, id, before)));
  expect(after(9, 3)).toEqual([1, 9, 3, 4]);
  expect(after(1, null)).toEqual([3, 4, 9, 1]);
  expect(after(4, 1)).toEqual([4, 1, 3, 9]);
  // one that is not there any more
  expect(after(3, 77)).toEqual([1, 4, 9, 3]);
  expect(moved(jobs, 2, 1)).toEqual(jobs);
  const turns = moved(jobs, 9, 1).map(({ turn }) => turn);
  expect([...turns].sort()).toEqual([1, 2, 3, 4, 9]);
});
