import { describe, expect, test } from 'vitest';

import type { Page, Place, Rect, SentenceView } from '../../../src/bridge';
import { likenessOf, sentencesByPage } from '../../../src/pages/likeness';

const page = (more: Partial<Page> = {}): Page => ({ number: 3, crop: { x0: 0, y0: 0, x1: 600, y1: 800 }, rotate: 0, verdict: { kind: 'good' }, ...more });
const at = (page: number, rect: Rect): Place => ({ kind: 'page', page, rect });
const sentence = (id: number, text: string, ...places: Place[]): SentenceView => ({ id, section: null, text, places });
const line = (y0: number, x1 = 500): Rect => ({ x0: 100, y0, x1, y1: y0 + 10 });

describe('the likeness of a page', () => {
  test('has each line where it stands', () => {
    const lines = likenessOf(page(), [sentence(0, 'Two words here, two there', at(3, line(700)), at(3, line(680)))], 0);
    expect(lines).toEqual([
      { text: 'Two words here,', x: 300, y: 95, length: 400, height: 10, upwards: false },
      { text: 'two there', x: 300, y: 115, length: 400, height: 10, upwards: false },
    ]);
  });

  test('turns with the page, and the words stay upright on one that lies on its side in the file', () => {
    const lying = sentence(0, 'Runs upwards in the file', at(3, { x0: 90, y0: 200, x1: 100, y1: 600 }));
    const upright = likenessOf(page({ rotate: 90 }), [lying], 0);
    expect(upright).toEqual([{ text: 'Runs upwards in the file', x: 400, y: 95, length: 400, height: 10, upwards: false }]);
    const [turned] = likenessOf(page(), [lying], 0);
    expect(turned).toMatchObject({ x: 95, y: 400, length: 400, height: 10, upwards: true });
  });

  test('begins where the visible part of the page begins', () => {
    const cut = page({ crop: { x0: 50, y0: 100, x1: 550, y1: 750 } });
    expect(likenessOf(cut, [sentence(0, 'A line', at(3, line(700)))], 0)).toMatchObject([{ x: 250, y: 45 }]);
  });

  test('leaves out what has no extent or no words, and knows an end', () => {
    const nothing = [sentence(0, 'A line', at(3, { x0: 100, y0: 700, x1: 100, y1: 710 })), sentence(1, ' ', at(3, line(700)))];
    expect(likenessOf(page(), nothing, 0)).toEqual([]);
    const table = Array.from({ length: 5_000 }, (_, id) => sentence(id, 'cell', at(3, line(700))));
    expect(likenessOf(page(), table, 0).length).toBeLessThan(500);
  });
});

test('a sentence that goes on belongs to both pages, and once to each', () => {
  const [on, next] = [sentence(0, 'It goes on', at(3, line(40)), at(3, line(20)), at(4, line(700))), sentence(1, 'Next', at(4, line(680)))];
  expect([...sentencesByPage([on, next, sentence(2, 'Flowing', { kind: 'flow', block: 0, start: 0, end: 7 })])]).toEqual([
    [3, [on]],
    [4, [on, next]],
  ]);
});
