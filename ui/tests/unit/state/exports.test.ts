import { beforeEach, expect, test, vi } from 'vitest';

import { Exports } from '../../../src/state/exports.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { asHtml, asQuotation } from '../../../src/state/quoting';
import { testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let notices: Notices;
let exports: Exports;
const messages = (): string[] => notices.list.map(({ message }) => message);

beforeEach(() => {
  bridge = testBridge();
  notices = new Notices();
  exports = new Exports(bridge, notices);
});

test('a file is written with what is wanted, and the notice names it', async () => {
  bridge.exportDocument.mockResolvedValueOnce('/home/you/On Wings.md');
  exports.what.answers = false;
  await exports.save('a', 'markdown');
  expect(bridge.exportDocument).toHaveBeenCalledWith('a', { summary: true, answers: false, notes: true, format: 'markdown' });
  expect(messages()).toEqual(['Exported to /home/you/On Wings.md']);
});

test('a question of the history is written to a file, or all of them', async () => {
  bridge.exportQuestions.mockResolvedValueOnce('/home/you/Which.txt').mockResolvedValueOnce(null);
  await exports.saveQuestions(7, 'text');
  await exports.saveQuestions(null, 'json');
  expect(bridge.exportQuestions.mock.calls).toEqual([[7, 'text'], [null, 'json']]);
  expect(messages()).toEqual(['Exported to /home/you/Which.txt']);
});

test('a dialog that is closed is no news, and a fault is', async () => {
  bridge.exportDocument.mockResolvedValueOnce(null);
  await exports.save('a', 'docx');
  expect(messages()).toEqual([]);
  bridge.exportDocument.mockRejectedValueOnce({ code: 'nothing_to_export' });
  await exports.save('a', 'docx');
  expect(messages()).toHaveLength(1);
});

test('the web page is printed, and nothing is if there is none', async () => {
  const print = vi.fn(async () => {});
  bridge.exportedPage.mockResolvedValueOnce('<html></html>').mockRejectedValueOnce({ code: 'nothing_to_export' });
  await exports.print('a', print);
  await exports.print('a', print);
  expect(print.mock.calls).toEqual([['<html></html>']]);
  expect(bridge.exportedPage).toHaveBeenCalledWith('a', { summary: true, answers: true, notes: true, format: 'html' });
  expect(messages()).toHaveLength(1);
});

test('something is chosen until nothing is', () => {
  expect(exports.some).toBe(true);
  exports.what = { summary: false, answers: false, notes: false };
  expect(exports.some).toBe(false);
});

test('a quotation names its document and its page, as far as there are any', () => {
  expect(asQuotation({ text: 'Boats\tdrift. ', title: 'On Wings', page: 4 })).toBe('“Boats | drift.” (On Wings, p. 4)');
  expect(asQuotation({ text: 'Boats drift.', title: 'On Wings', page: null })).toBe('“Boats drift.” (On Wings)');
  expect(asQuotation({ text: 'Boats drift.', title: '', page: null })).toBe('“Boats drift.”');
  expect(asHtml({ text: 'a < b & c', title: '<b>On</b>', page: 1 })).toBe('<p>“a &lt; b &amp; c” (<cite>&lt;b&gt;On&lt;/b&gt;, p. 1</cite>)</p>');
});
