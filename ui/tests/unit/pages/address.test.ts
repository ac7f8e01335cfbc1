import { describe, expect, test } from 'vitest';

import { hasOtherLetters, isMail, otherHost, piecesOf } from '../../../src/pages/address';

describe('an address', () => {
  test.each([
    ['https://example.org/harbour?from=book', ['https://', 'example.org', '/harbour?from=book']],
    ['http://example.org:8080/', ['http://', 'example.org:8080', '/']],
    ['https://[2001:db8::1]/x', ['https://', '[2001:db8::1]', '/x']],
    // a name before an @ may look like a server
    ['https://bank.example@evil.example/', ['https://bank.example@', 'evil.example', '/']],
    ['https://a@b@evil.example/@bank.example', ['https://a@b@', 'evil.example', '/@bank.example']],
    ['https://evil.example?@bank.example', ['https://', 'evil.example', '?@bank.example']],
    ['mailto:ann@example.org?subject=a@b', ['mailto:ann@', 'example.org', '?subject=a@b']],
    ['mailto:', ['mailto:', '', '']],
  ])('shows where it leads: %s', (url, pieces) => {
    expect(Object.values(piecesOf(url))).toEqual(pieces);
    expect(Object.values(piecesOf(url)).join('')).toBe(url);
  });

  test('is of a site or of a person', () => {
    expect([isMail('MAILTO:ann@example.org'), isMail('https://example.org/mailto:')]).toEqual([true, false]);
  });

  test('may have a name in other letters', () => {
    const cyrillic = new URL('https://pаypal.com/').href;
    expect(cyrillic).toBe('https://xn--pypal-4ve.com/');
    expect(hasOtherLetters(cyrillic)).toBe(true);
    expect(hasOtherLetters(new URL('https://www.bücher.example/').href)).toBe(true);
    expect(hasOtherLetters('https://example.org/xn--')).toBe(false);
    expect(hasOtherLetters('https://relaxn--.org/')).toBe(false);
  });
});

describe('the words of a link', () => {
  test.each([
    ['name the site', 'https://example.org/harbour', 'https://example.org/harbour'],
    ['name it without its beginning', 'see www.example.org.', 'https://example.org/'],
    ['name it in capitals', 'EXAMPLE.ORG', 'https://www.example.org/'],
    ['name nothing', 'the supplement [12]', 'https://example.org/'],
    ['name a file', 'analysis.py and Node.js', 'https://example.org/'],
    ['name a person', 'ann@example.com', 'https://example.org/'],
    ['are in two lines', 'https://exam\nple.org/har\nbour', 'https://example.org/harbour'],
    ['are in two lines with a hyphen', 'https://exam-\nple.org', 'https://example.org/'],
    ['stand beside others that lead there', 'see\nexample.org', 'https://example.org/'],
    ['name it in its own letters', 'https://bücher.example', 'https://xn--bcher-kva.example/'],
    ['are of a mail address', 'https://example.com', 'mailto:ann@example.org'],
  ])('agree where they %s', (_what, words, url) => {
    expect(otherHost(words, url)).toBeNull();
  });

  test.each([
    ['paypal.com', 'https://evil.example/', 'paypal.com'],
    ['https://www.paypal.com/login', 'https://evil.example/?paypal.com', 'paypal.com'],
    ['(www.paypal.com)', 'https://paypal.com.evil.example/', 'paypal.com'],
    ['paypal.com', 'https://evilpaypal.com/', 'paypal.com'],
    ['paypal.com', 'https://paypal.com@evil.example/', 'paypal.com'],
    ['https://pаypal.com', 'https://paypal.com/', 'xn--pypal-4ve.com'],
    ['https://doi.org/10.1000/182', 'https://dx.doi.org/10.1000/182', 'doi.org'],
  ])('promise another site: %s, which leads to %s', (words, url, named) => {
    expect(otherHost(words, url)).toBe(named);
  });
});
