// What a person should know about an address before it is opened: where it leads, whatever it and the words of its link
// look like.

/** An address in three pieces, so that the one that says where it leads can stand out. */
export interface AddressPieces {
  before: string;
  /** The server of a web address, as a browser asks for it; the server of the recipient of a mail address. */
  host: string;
  after: string;
}

/** Names in letters beyond a to z are asked for in this form. */
const OTHER_LETTERS = /(?:^|\.)xn--/i;

/**
 * A server that words name: behind `https://` or `www.`, or by an ending that no file name has. A dot at the end belongs to
 * the sentence.
 */
const NAMED =
  /(?:^|[\s("'<[{“‘,;])(?:(?:https?:\/\/|www\.)([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)|((?:[\p{L}\p{N}-]+\.)+(?:com|org|net|edu|gov|int|info|io|dev|app)))(?=[\s/:?#.,;)"'\]}>”’]|$)/giu;

export const isMail = (url: string): boolean => /^mailto:/i.test(url);

/** An address with its server apart. The address is one that a browser or pdf.js has read. */
export function piecesOf(url: string): AddressPieces {
  // what stands before an @ is a name, whatever it looks like
  const [, before = url, host = '', after = ''] = /^(mailto:[^?#]*@)([^?#@,]*)(.*)$/i.exec(url) ?? /^(https?:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/i.exec(url) ?? [];
  return { before, host, after };
}

export const hasOtherLetters = (url: string): boolean => OTHER_LETTERS.test(piecesOf(url).host);

/** A server as browsers ask for it, without the `www.` that most of them have. */
function plainHost(name: string): string | null {
  try {
    return new URL(`https://${name}`).hostname.replace(/^www\./, '');
  } catch {
    return null;
  }
}

/** The servers that words name, in each way in which their lines may belong together. */
function namedIn(words: string): string[] {
  const readings = [words.replaceAll('\n', ' '), words.replaceAll('\n', ''), words.replaceAll(/-\n/g, '').replaceAll('\n', '')];
  return readings.flatMap((reading) => [...reading.matchAll(NAMED)].flatMap(([, full, bare]) => plainHost(full ?? bare ?? '') ?? []));
}

/** The server that the words of a link name, if it is not the one that the link leads to. */
export function otherHost(words: string, url: string): string | null {
  if (isMail(url)) return null;
  const host = plainHost(piecesOf(url).host);
  const named = namedIn(words);
  return named.includes(host ?? '') ? null : (named[0] ?? null);
}

/** How far a letter may lie outside of its link, in pixels. */
const SLACK = 1;

const isWithin = (box: DOMRect, letter: DOMRect): boolean => {
  const [x, y] = [(letter.left + letter.right) / 2, (letter.top + letter.bottom) / 2];
  return x >= box.left - SLACK && x <= box.right + SLACK && y >= box.top - SLACK && y <= box.bottom + SLACK;
};

const touches = (box: DOMRect, other: DOMRect): boolean =>
  other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top;

/** The words of the page's layer that lie under a box, each piece that the file draws in a line of its own. */
function wordsIn(layer: Element, box: DOMRect): string {
  const lines: string[] = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    range.selectNodeContents(node);
    if (!touches(box, range.getBoundingClientRect())) continue;
    const units = node.textContent ?? '';
    let within = '';
    for (let at = 0; at < units.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      if (isWithin(box, range.getBoundingClientRect())) within += units[at];
    }
    if (within !== '') lines.push(within);
  }
  return lines.join('\n');
}

/** The words of a link: its own, or on a page those under it, and under those beside it that lead to the same address, since a long address has two lines. */
export function wordsOf(link: HTMLElement): string {
  const layer = link.closest('[data-testid="page"]')?.querySelector('.page-words');
  if (!layer) return link.textContent ?? '';
  const name = link.getAttribute('aria-label');
  const isSame = (other: Element | null | undefined): other is HTMLElement => other instanceof HTMLElement && other.getAttribute('aria-label') === name;
  const links = [link];
  for (let other = link.previousElementSibling; isSame(other); other = other.previousElementSibling) links.unshift(other);
  for (let other = link.nextElementSibling; isSame(other); other = other.nextElementSibling) links.push(other);
  return links.map((one) => wordsIn(layer, one.getBoundingClientRect())).join('\n');
}
