import { beforeEach, expect, test } from 'vitest';

import type { BibliographyReport } from '../../../src/bridge';
import { Desk } from '../../../src/state';
import { testBridge, type TestBridge } from './samples';

const REPORT: BibliographyReport = { name: 'zotero.sqlite', papers: 2, files: 2, without_file: 1, missing: 0, missing_names: [], unreadable: 0 };

let bridge: TestBridge;
let desk: Desk;
beforeEach(async () => {
  localStorage.clear();
  bridge = testBridge();
  desk = new Desk(bridge);
  await desk.start();
});
const shown = () => desk.notices.list.map(({ message, hint, stays }) => [message, hint, stays]);

test('what comes over from another program is said, and leaves by itself', () => {
  bridge.send({ kind: 'bibliography', report: REPORT });
  expect(shown()).toEqual([['2 documents come over from zotero.sqlite. 1 entry names no file.', null, false]]);
});

test('missing files are counted and named, and stay until somebody has read them', () => {
  const missing_names = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf', 'f.pdf'];
  bridge.send({ kind: 'bibliography', report: { ...REPORT, without_file: 0, missing: 9, missing_names } });
  expect(shown()).toEqual([['2 documents come over from zotero.sqlite.', '9 files are missing: a.pdf, b.pdf, c.pdf, d.pdf, e.pdf and 4 more.', true]]);
});

test('a bibliography that cannot be read is said to be that', async () => {
  bridge.chooseBibliography.mockRejectedValueOnce({ code: 'bibliography_damaged', path: '/z/zotero.sqlite', detail: 'torn' });
  await desk.jobs.chooseBibliography();
  expect(shown()).toEqual([['Pagewing can’t read the Zotero library /z/zotero.sqlite: torn.', 'Close Zotero and try again.', true]]);
});
