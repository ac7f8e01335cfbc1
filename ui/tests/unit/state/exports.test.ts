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

test('several documents are written at once, and those that failed are named', async () => {
  const report = { path: '/home/you/papers', exported: 2, failed: [] };
  bridge.exportDocuments.mockResolvedValueOnce(report);
  await exports.saveSeveral(['a', 'b'], 'text');
  expect(bridge.exportDocuments).toHaveBeenCalledWith(['a', 'b'], { summary: true, answers: true, notes: true, format: 'text' });
  expect(messages()).toEqual(['2 documents exported to /home/you/papers']);

  const failed = Array.from({ length: 7 }, (_, at) => ({ name: `Paper ${at}`, reason: { code: 'not_in_library' as const } }));
  bridge.exportDocuments.mockResolvedValueOnce({ ...report, failed });
  await exports.saveSeveral(['a'], 'ris');
  const { stays, hint } = notices.list.at(-1)!;
  expect([stays, hint?.startsWith('Paper 0: This document isn’t in the library.'), hint?.endsWith('And 2 more documents.')]).toEqual([true, true, true]);

  bridge.exportDocuments.mockResolvedValueOnce({ ...report, exported: 0, failed }).mockResolvedValueOnce(null);
  await exports.saveSeveral(['a'], 'docx');
  await exports.saveSeveral(['a'], 'docx');
  expect(messages()).toEqual(['2 documents exported to /home/you/papers', '2 documents exported to /home/you/papers', 'None of these documents was exported.']);
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
