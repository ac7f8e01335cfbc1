import { beforeEach, describe, expect, test } from 'vitest';

import { Panes } from '../../../src/state/panes.svelte';
import { remembered } from '../../../src/state/remembered';

let filled = true;
let reading = true;
let sided = true;
const made = (room = 1280): Panes => {
  const panes = new Panes({ filled: () => filled, reading: () => reading, sided: () => sided });
  panes.room = room;
  return panes;
};
beforeEach(() => {
  localStorage.clear();
  [filled, reading, sided] = [true, true, true];
});

describe('the side pane', () => {
  test('has a third of the window, within limits', () => {
    expect([900, 1280, 3840].map((room) => made(room).side.now)).toEqual([340, 448, 520]);
  });

  test('leaves room for the pages', () => {
    const panes = made(1280);
    panes.resizeSide(5000);
    // the library has 256, the pages keep 440
    expect([panes.side.now, panes.pages]).toEqual([1280 - 256 - 440, 440]);
    panes.resizeSide(1);
    expect(panes.side.now).toBe(panes.side.least);
    panes.room = 900;
    expect(panes.side.now).toBe(panes.side.least);
  });

  test('is remembered with its width, and goes back to the usual one', () => {
    made().resizeSide(400);
    expect(made().side.now).toBe(400);
    made().showSide(false);
    expect([made().sideShown, made().side.now]).toEqual([false, 400]);
    made().resizeSide(null);
    expect(made().side.now).toBe(448);
  });

  test('lies over the pages in a narrow window, and only when it is called', () => {
    const panes = made(640);
    expect([panes.sideShown, panes.sideOver]).toEqual([false, false]);
    panes.showSide(true);
    expect([panes.sideShown, panes.sideOver]).toEqual([true, true]);
    expect(panes.side.now).toBeLessThanOrEqual(640);
    panes.uncover();
    expect(panes.sideShown).toBe(false);
    panes.room = 1280;
    expect([panes.sideShown, panes.sideOver]).toEqual([true, false]);
  });

  test.each([1280, 640])('takes no room of what has none, and is as before for what has one: %i', (room) => {
    const usual = made(room).sideShown;
    sided = false;
    const panes = made(room);
    expect([panes.sideShown, panes.sideOver, panes.pages]).toEqual([false, false, room - (room === 640 ? 0 : 256)]);
    panes.showSide(!usual);
    sided = true;
    expect(made(room).sideShown).toBe(usual);
  });
});

test('larger letters leave less room: what lies over the pages does so earlier, and is as wide as they need', () => {
  const panes = made(900);
  expect([panes.narrow, panes.sideOver]).toEqual([false, false]);
  panes.letters = 2;
  expect([panes.narrow, panes.sideShown, panes.pages]).toEqual([true, false, 900]);
  panes.showSide(true);
  expect([panes.sideOver, panes.side.now]).toEqual([true, 680]);
  panes.room = 2000;
  expect([panes.narrow, panes.libraryShown, panes.side.now]).toEqual([false, false, 700]);
  panes.room = 2160;
  expect([panes.libraryShown, panes.library.now]).toEqual([true, 512]);
});

describe('the library', () => {
  test('stands beside the pages if there is room, and lies over them if not', () => {
    const panes = made(1280);
    expect([panes.libraryShown, panes.libraryOver]).toEqual([true, false]);
    panes.room = 900;
    expect(panes.libraryShown).toBe(false);
    panes.showLibrary(true);
    expect([panes.libraryShown, panes.libraryOver]).toEqual([true, true]);
    // called over the pages once, it is not remembered
    expect(made(900).libraryShown).toBe(false);
  });

  test('is not there without documents, and stays if none is open', () => {
    filled = false;
    expect(made().libraryShown).toBe(false);
    [filled, reading] = [true, false];
    expect(made(900).libraryShown).toBe(true);
  });

  test('stays folded', () => {
    made().showLibrary(false);
    expect(made().libraryShown).toBe(false);
  });
});

test.each(['{', 'null', '7', '{"side":"wide","library":1e999,"side_folded":1}'])('what cannot be read is as if nothing was kept: %s', (kept) => {
  localStorage.setItem('pagewing.panes', kept);
  expect([made().side.now, made().library.now, made().sideShown]).toEqual([448, 256, true]);
});

test('nothing is remembered where nothing was kept', () => {
  expect(remembered('never')).toBeNull();
});
