// @vitest-environment jsdom

// A note while it is written: what is typed is there again if the program ends without a word.

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import NoteField from '../../src/components/NoteField.svelte';
import { draftOf, keepDraft, NEW_NOTE, noteOf } from '../../src/state';
import { keepDraftsOf } from '../../src/state/drafts';

const keep = vi.fn<(note: string) => Promise<boolean | void>>();
const about = { label: 'Note', placeholder: 'Write', testid: 'note', keep, document: 'a' };
const existing = { ...about, value: 'Check.', target: noteOf(3) };
const fresh = { ...about, value: '', target: NEW_NOTE, fresh: true };
const field = (): HTMLTextAreaElement => screen.getByTestId('note');
const type = (value: string): Promise<void> => fireEvent.input(field(), { target: { value } }) as unknown as Promise<void>;
const settle = (): Promise<void> => new Promise((done) => setTimeout(done));

beforeEach(() => {
  localStorage.clear();
  keep.mockReset().mockResolvedValue(true);
});
afterEach(() => {
  cleanup();
  keepDraftsOf([]);
});

describe('a note that there is', () => {
  test('is remembered as it is typed, until it is kept', async () => {
    const { rerender } = render(NoteField, { props: existing });
    await type('Check. Twice.');
    expect(draftOf('a', noteOf(3))).toBe('Check. Twice.');
    await fireEvent.blur(field());
    expect(keep.mock.calls).toEqual([['Check. Twice.']]);
    // the answer of the program says that it is kept
    expect(draftOf('a', noteOf(3))).toBe('Check. Twice.');
    await rerender({ ...existing, value: 'Check. Twice.' });
    expect(draftOf('a', noteOf(3))).toBeNull();
    expect(field().value).toBe('Check. Twice.');
  });

  test('loses the empty lines at its end when it is left', async () => {
    render(NoteField, { props: existing });
    await type('Check.\n\nTwice.\n \n');
    await fireEvent.blur(field());
    expect([keep.mock.calls, field().value]).toEqual([[['Check.\n\nTwice.']], 'Check.\n\nTwice.']);
  });

  test('has what was typed before the end of the program, which is kept at once', () => {
    keepDraft('a', noteOf(3), 'Check. Twi');
    render(NoteField, { props: existing });
    expect(field().value).toBe('Check. Twi');
    expect(keep.mock.calls).toEqual([['Check. Twi']]);
  });

  test('is left alone where the draft says the same, or where another note has one', () => {
    keepDraft('a', noteOf(3), 'Check. ');
    keepDraft('a', noteOf(4), 'Something else');
    render(NoteField, { props: existing });
    expect([keep.mock.calls, draftOf('a', noteOf(3))]).toEqual([[], null]);
  });

  test('has nothing to remember when the person takes the letters back', async () => {
    render(NoteField, { props: existing });
    await type('Check. T');
    await type('Check.');
    expect(draftOf('a', noteOf(3))).toBeNull();
  });
});

describe('a new note', () => {
  test('has what was typed before the end of the program, and is kept when the person leaves it', async () => {
    keepDraft('a', NEW_NOTE, 'Read it ag');
    render(NoteField, { props: fresh });
    expect([field().value, keep.mock.calls]).toEqual(['Read it ag', []]);
    await fireEvent.blur(field());
    await settle();
    expect([keep.mock.calls, field().value, draftOf('a', NEW_NOTE)]).toEqual([[['Read it ag']], '', null]);
  });

  test('that cannot be kept comes back', async () => {
    keep.mockResolvedValue(false);
    render(NoteField, { props: fresh });
    await type('Too long.');
    await fireEvent.blur(field());
    await settle();
    expect([field().value, draftOf('a', NEW_NOTE)]).toEqual(['Too long.', 'Too long.']);
  });

  test('leaves the one that was begun meanwhile', async () => {
    let give: (kept: boolean) => void = () => {};
    keep.mockReturnValue(new Promise((resolve) => (give = resolve)));
    render(NoteField, { props: fresh });
    await type('One.');
    await fireEvent.blur(field());
    await type('Two');
    give(true);
    await settle();
    expect([field().value, draftOf('a', NEW_NOTE)]).toEqual(['Two', 'Two']);
  });

  test('is kept once when its document goes, and then forgotten', async () => {
    const { unmount } = render(NoteField, { props: fresh });
    await type('Not finished');
    unmount();
    await settle();
    expect([keep.mock.calls, draftOf('a', NEW_NOTE)]).toEqual([[['Not finished']], null]);
  });
});
