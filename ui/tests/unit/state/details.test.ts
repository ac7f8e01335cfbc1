import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { DocumentDetails } from '../../../src/bridge';
import { authorsOf, Details, yearOf } from '../../../src/state/details.svelte';
import { Notices } from '../../../src/state/notices.svelte';
import { details as sample, held, settle, testBridge, type TestBridge } from './samples';

let bridge: TestBridge;
let notices: Notices;
let details: Details;
const edited = vi.fn();
const messages = (): string[] => notices.list.map(({ message }) => message);

beforeEach(() => {
  bridge = testBridge();
  notices = new Notices();
  details = new Details(bridge, notices, edited);
});

test('each line is an author, and a year has up to four digits', () => {
  expect(authorsOf(' Ada Müller \n\nBerg, Bo\n')).toEqual(['Ada Müller', 'Berg, Bo']);
  expect(['', ' 2019 ', '0', '12345', '-3', 'MMXIX', '1.5'].map(yearOf)).toEqual([0, 2019, null, null, null, null, null]);
});

test('the details of a document that was asked for earlier come too late', async () => {
  const [old, recent] = [held<DocumentDetails>(), held<DocumentDetails>()];
  bridge.documentDetails.mockReturnValueOnce(old.promise).mockReturnValueOnce(recent.promise);
  const [first, second] = [details.open('a'), details.open('b')];
  recent.give(sample('b'));
  await second;
  old.give(sample('a'));
  await first;
  expect(details.now?.card.id).toBe('b');
  details.close();
  await details.refresh();
  expect([details.now, bridge.documentDetails.mock.calls.length]).toEqual([null, 2]);
});

test('the details of a document that is gone close, and nobody is told: they were not asked for', async () => {
  await details.open('a');
  bridge.documentDetails.mockRejectedValueOnce({ code: 'not_in_library' });
  await details.refresh();
  expect([details.now, messages()]).toEqual([null, []]);
  await details.open('b');
  bridge.documentDetails.mockRejectedValueOnce({ code: 'closing' });
  await details.refresh();
  expect([details.now?.card.id, messages().length]).toEqual(['b', 1]);
  details.leave(['a']);
  expect(details.now?.card.id).toBe('b');
  details.leave(['a', 'b']);
  expect(details.now).toBeNull();
});

describe('a person’s words', () => {
  test('are kept field by field, and undone with the field as it was', async () => {
    const own = { title: 'On Keels', authors: null, year: null };
    bridge.documentDetails.mockResolvedValueOnce(sample('a', { own })).mockResolvedValueOnce(sample('a', { own: { ...own, year: 2021 } }));
    await details.open('a');
    await details.write('year', 2021);
    expect(bridge.editDocument.mock.lastCall).toEqual(['a', { title: 'On Keels', authors: null, year: 2021 }]);
    expect(messages()).toEqual(['The year was changed.']);
    expect(edited.mock.lastCall?.[0]).toMatchObject({ id: 'a', yours: true });
    notices.undo();
    await settle();
    expect(bridge.editDocument.mock.lastCall).toEqual(['a', own]);
  });

  test('that match what was read change nothing, and no notice appears', async () => {
    await details.open('a');
    await details.write('title', 'Title a');
    expect(messages()).toEqual([]);
  });

  test('that are refused bring a notice with the reason', async () => {
    await details.open('a');
    bridge.editDocument.mockRejectedValueOnce({ code: 'long_note', characters: 2001, limit: 2000 });
    await details.write('title', 'x');
    expect(messages()).toEqual(['This text has 2001 characters; Pagewing keeps 2000 at most.']);
  });
});

test('a file is shown in its folder, and where nothing shows folders, a message says where it is', async () => {
  await details.showInFolder('a');
  expect(notices.list).toEqual([]);
  bridge.showDocumentInFolder.mockResolvedValueOnce('/papers');
  await details.showInFolder('a');
  expect(bridge.showDocumentInFolder).toHaveBeenLastCalledWith('a');
  expect(messages()).toEqual(['The file is in /papers.']);
});
