import { describe, expect, test, vi } from 'vitest';

import { View } from '../../../src/pages/view.svelte';

describe('the view', () => {
  test('is as it was left, and says what to keep', () => {
    const left = { page: 7, share: 0.25, zoom: { kind: 'factor', factor: 1.5 }, turn: 90, facing: true } as const;
    expect(new View(left, () => {}).left).toEqual(left);
    expect(new View(null, () => {}).left).toEqual({ page: 1, share: 0, zoom: { kind: 'width' }, turn: 0, facing: false });
  });

  test('reports each change that is kept', () => {
    const changed = vi.fn();
    const view = new View(null, changed);
    view.moved({ at: 3, share: 0.1 });
    view.show({ kind: 'page' });
    view.turnBy(-90);
    view.face();
    expect(changed).toHaveBeenCalledTimes(4);
    expect(view.left).toEqual({ page: 4, share: 0.1, zoom: { kind: 'page' }, turn: 270, facing: true });
  });

  test('keeps the share of the whole of running text, whose paragraphs may be others the next time', () => {
    const view = new View(null, () => {});
    view.moved({ at: 12, share: 0.5, whole: 0.25 });
    expect(view.left).toMatchObject({ page: 1, share: 0.25 });
    expect(new View(view.left, () => {}).spot).toEqual({ at: 0, share: 0.25 });
  });

  test('goes back from wherever it was left for', () => {
    const view = new View(null, () => {});
    view.goToSpot = (spot) => view.moved(spot);
    view.moved({ at: 3, share: 0, whole: 0.1 });
    view.leaveBy(() => view.moved({ at: 30, share: 0, whole: 0.9 }));
    expect([view.spot.at, view.past.length]).toEqual([30, 1]);
    view.back();
    expect([view.spot, view.past]).toEqual([{ at: 3, share: 0, whole: 0.1 }, []]);
  });

  test('goes back through the places of its jumps', () => {
    const view = new View(null, () => {});
    view.goTo = (page) => view.moved({ at: page - 1, share: 0 });
    view.goToSpot = (spot) => view.moved(spot);
    view.moved({ at: 0, share: 0.5 });
    view.jump(9);
    view.jump(20);
    expect([view.spot.at, view.past.length]).toEqual([19, 2]);
    view.back();
    expect(view.spot).toEqual({ at: 8, share: 0 });
    view.back();
    view.back();
    expect([view.spot, view.past]).toEqual([{ at: 0, share: 0.5 }, []]);
  });
});
