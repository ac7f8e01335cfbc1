// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { wholeWords, widened } from '../../../src/pages/whole_words';

/** What a selection means that is given between strokes. */
function meant(marked: string): string {
  const [before = '', selected = ''] = marked.split('|');
  const [from, to] = widened(marked.replaceAll('|', ''), [before.length, before.length + selected.length]);
  return marked.replaceAll('|', '').slice(from, to);
}
afterEach(() => vi.unstubAllGlobals());

describe('a selection that cuts words means the whole words', () => {
  test.each([
    ['the sec|ondary outcom|e was', 'secondary outcome'],
    ['S|mall boats dri|ft far', 'Small boats drift'],
    ['sma|l|l', 'small'],
    ['don’t w|ait|', 'wait'],
    ['do|n’t wai|t', 'don’t wait'],
    ['rose by 3|.5| points', '3.5'],
    ['1|2,0|00 boats', '12,000'],
    ['É|cole normal|e', 'École normale'],
    // an accent that is a sign of its own
    ['E\u0301c|ol|e', 'E\u0301cole'],
    ['снов|а верну|лся', 'снова вернулся'],
    ['배가 표|류한|다', '표류한다'],
    ['السف|ينة ال|صغيرة', 'السفينة الصغيرة'],
    ['𝒙|𝒚|𝒛 over', '𝒙𝒚𝒛'],
    // a hyphen that breaks a word at the end of a line, and one that does not
    ['the sec-\non|dary out|come', 'sec-\nondary outcome'],
    ['the se|c-\nond|ary', 'sec-\nondary'],
    ['the long|-te|rm goal', '-term'],
    ['Lake-\nG|enev|a', 'Geneva'],
  ])('%j', (marked, whole) => expect(meant(marked)).toBe(whole));
});

describe('a selection stays as it is', () => {
  test.each([
    ['the |secondary outcome| was', 'secondary outcome'],
    ['the| secondary| outcome', ' secondary'],
    ['(|drift|)', 'drift'],
    ['a |“quoted” word|.', '“quoted” word'],
    ['end.| Next|', ' Next'],
    ['of |COVID|-19', 'COVID'],
  ])('where it cuts no word: %j', (marked, whole) => expect(meant(marked)).toBe(whole));
});

describe('scripts that write no spaces between words', () => {
  test('have the words that the web view knows', () => {
    // “the small boat drifts in the harbour”; “research”, “result”
    expect(meant('研|究结|果表明')).toBe('研究结果');
    expect(meant('研\n|究结|果表明')).toBe('研\n究结果');
    expect(meant('この研|究は小さ|な船')).toBe('研究は小さな');
    expect(meant('เรือ|เล็|กลอย')).toBe('เล็ก');
    // a Latin word ends where they begin
    expect(meant('使用BE|RT模|型')).toBe('BERT模型');
  });

  test('are taken as selected where it knows none', () => {
    vi.stubGlobal('Intl', Object.fromEntries(Object.getOwnPropertyNames(Intl).filter((name) => name !== 'Segmenter').map((name) => [name, Reflect.get(Intl, name)])));
    expect('Segmenter' in Intl).toBe(false);
    expect(meant('研|究结|果表明')).toBe('究结');
    expect(meant('sma|ll bo|ats')).toBe('small boats');
  });
});

describe('on a page', () => {
  /** Runs of letters as the layer of words has them, each as far to the right and as high as it says; `null` ends a line. */
  function page(...runs: ([text: string, left: number, height?: number] | null)[]): Element {
    const layer = document.createElement('div');
    const places = new Map<Node, { left: number; top: number; height: number }>();
    let top = 0;
    for (const run of runs) {
      if (!run) {
        layer.append(document.createElement('br'));
        top += 20;
        continue;
      }
      const [text, left, height = 10] = run;
      const span = document.createElement('span');
      span.textContent = text;
      layer.append(span);
      places.set(span.firstChild!, { left, top, height });
    }
    // every letter is five wide
    vi.spyOn(Range.prototype, 'getBoundingClientRect').mockImplementation(function (this: Range) {
      const { left, top, height } = places.get(this.startContainer)!;
      return new DOMRect(left + 5 * this.startOffset, top, 5 * (this.endOffset - this.startOffset), height);
    });
    return layer;
  }
  /** What is selected from a letter of one run to a letter of another, as whole words. */
  function whole(layer: Element, [first, from]: [number, number], [last, to]: [number, number]): string {
    const run = (nth: number): Node => layer.querySelectorAll('span')[nth]!.firstChild!;
    const range = document.createRange();
    range.setStart(run(first), from);
    range.setEnd(run(last), to);
    return wholeWords(range, () => layer).toString();
  }
  beforeEach(() => {
    Range.prototype.getBoundingClientRect ??= () => new DOMRect();
    globalThis.DOMRect ??= class {
      constructor(public x = 0, public y = 0, public width = 0, public height = 0) {}
      get left() { return this.x; }
      get top() { return this.y; }
      get right() { return this.x + this.width; }
      get bottom() { return this.y + this.height; }
    } as unknown as typeof DOMRect;
  });
  afterEach(() => vi.restoreAllMocks());

  test('a word may have several runs, and two lines', () => {
    expect(whole(page(['a sec', 0], ['ondary', 25], [' ', 55], ['out', 60], ['come', 75]), [1, 2], [3, 1])).toBe('secondary outcome');
    expect(whole(page(['the sec-', 0], null, ['ondary outcome', 0]), [1, 2], [1, 9])).toBe('sec-ondary outcome');
    expect(whole(page(['the sec-', 0], null, ['ondary outcome', 0]), [0, 0], [0, 7])).toBe('the sec-ondary');
    expect(whole(page(['by the sea', 0], null, ['side', 0]), [1, 1], [1, 3])).toBe('side');
  });

  test('what stands in the next column or cell is another word, and so is the number of a note', () => {
    expect(whole(page(['left', 0], ['right', 60]), [0, 1], [0, 3])).toBe('left');
    expect(whole(page(['left', 0], ['right', 60]), [1, 1], [1, 3])).toBe('right');
    expect(whole(page(['boats', 0], ['12', 25, 6]), [0, 1], [0, 3])).toBe('boats');
    expect(whole(page(['CO', 0], ['2', 10, 10]), [0, 1], [0, 2])).toBe('CO2');
  });
});
