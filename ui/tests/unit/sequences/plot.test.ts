// Where a track is drawn: zoom and moves within a record, round places, and which piece has a base.

import { expect, test } from 'vitest';

import type { TrackPart } from '../../../src/bridge';
import { svgOf } from '../../../src/sequences/drawing';
import { bandOf, baseAt, firstShown, holding, isWhole, moved, pieceAt, room, scaleOf, stepsOf, ticks, whole, zoomed } from '../../../src/sequences/plot';

/** Three pieces, with a gap behind the second. */
const PART: TrackPart = {
  exact: false,
  starts: [0, 40, 200],
  ends: [40, 100, 240],
  lines: [{ class: 1, low: [0.1, 0.2, 0], mean: [0.25, 0.5, 0], high: [0.5, 1, 0] }],
};

test('a zoom keeps the base under the pointer where it is, and nothing leaves the record', () => {
  const all = whole(10_000);
  expect(zoomed(all, 2, 2_500, 10_000)).toEqual({ from: 1_250, to: 6_250 });
  expect(zoomed({ from: 1_250, to: 6_250 }, 0.5, 2_500, 10_000)).toEqual(all);
  expect(isWhole(zoomed(all, 0.5, 9_000, 10_000), 10_000)).toBe(true);
  // at the edge the range stays as wide as it is
  expect(zoomed(all, 4, 9_999, 10_000)).toEqual({ from: 7_499, to: 9_999 });
  expect(moved({ from: 100, to: 600 }, -500, 10_000)).toEqual({ from: 0, to: 500 });
  expect(moved({ from: 9_000, to: 9_500 }, 5_000, 10_000)).toEqual({ from: 9_500, to: 10_000 });
});

test('nobody zooms in further than a few bases, and a short record is shown whole', () => {
  const near = zoomed(whole(10_000), 1e6, 500, 10_000);
  expect(near.to - near.from).toBe(40);
  expect(zoomed(whole(12), 8, 3, 12)).toEqual({ from: 0, to: 12 });
});

test('the range follows a base that leaves it', () => {
  expect(holding({ from: 100, to: 200 }, 150, 1_000)).toEqual({ from: 100, to: 200 });
  expect(holding({ from: 100, to: 200 }, 200, 1_000)).toEqual({ from: 101, to: 201 });
  expect(holding({ from: 100, to: 200 }, 60, 1_000)).toEqual({ from: 60, to: 160 });
});

test('places on the axis are round and not too many', () => {
  expect(ticks({ from: 0, to: 1_000 }, 5)).toEqual([0, 200, 400, 600, 800, 1_000]);
  expect(ticks({ from: 1_234, to: 1_300 }, 4)).toEqual([1_240, 1_260, 1_280, 1_300]);
  expect(ticks({ from: 0, to: 248_956_422 }, 8).length).toBeLessThanOrEqual(9);
});

test('the piece of a base is found, and none in a gap', () => {
  expect([0, 39, 40, 99, 100, 199, 200, 239, 240].map((base) => pieceAt(PART, base))).toEqual([0, 0, 1, 1, -1, -1, 2, 2, -1]);
  expect(pieceAt({ ...PART, starts: [], ends: [] }, 5)).toBe(-1);
  expect(baseAt({ from: 100, to: 200 }, 1)).toBe(199);
});

test('a line has steps and breaks at a gap, and a band goes from the lowest to the highest value', () => {
  const scale = scaleOf(whole(400), room(PART, 'one_class'), 400, 100);
  const [line] = PART.lines;
  expect(stepsOf(PART, line!, scale)).toBe('M0 75H40V50H100M200 100H240');
  expect(bandOf(PART, line!, scale)).toBe('M0 50H40V90H0ZM40 0H100V80H40ZM200 100H240V100H200Z');
  expect(bandOf({ ...PART, exact: true }, line!, scale)).toBe('');
});

test('numbers that are no probabilities have the room that they need', () => {
  expect(room(PART, 'classes')).toEqual([0, 1]);
  const far = { ...PART, lines: [{ class: 0, low: [-4], mean: [2], high: [12] }] };
  expect(room(far, 'numbers')).toEqual([-4, 12]);
  expect(room({ ...PART, lines: [] }, 'numbers')).toEqual([0, 1]);
});

test('few classes are all shown, and of many the first', () => {
  expect(firstShown(2)).toEqual([0, 1]);
  expect(firstShown(919)).toEqual([0]);
});

test('a drawing for a file stands for itself, and no name of a record breaks it', () => {
  const drawing = svgOf({
    title: '<a> & "b", bases 1–400',
    labels: ['no promoter', 'promoter <1>'],
    kind: 'one_class',
    span: whole(400),
    part: PART,
    base: (at) => `${at}`,
    value: (value) => `${value * 100}%`,
  });
  expect(drawing).toContain('<title>&lt;a&gt; &amp; &quot;b&quot;, bases 1–400</title>');
  expect(drawing).toContain('promoter &lt;1&gt;');
  expect(drawing).not.toMatch(/var\(|class=|no promoter/);
  expect(drawing.match(/<path/g)!.length).toBeGreaterThan(6);
});
