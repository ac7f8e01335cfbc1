// @vitest-environment jsdom

import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';

import type { Fallback, FollowUp, JobView, PastQuestion } from '../../src/bridge';
import Answer from '../../src/components/Answer.svelte';
import Cited from '../../src/components/Cited.svelte';
import DocumentHead from '../../src/components/DocumentHead.svelte';
import FollowUps from '../../src/components/FollowUps.svelte';
import PastQuestionItem from '../../src/components/PastQuestionItem.svelte';
import Remarks from '../../src/components/Remarks.svelte';
import Password from '../../src/components/Password.svelte';
import JobProgress from '../../src/components/JobProgress.svelte';
import Jobs from '../../src/components/Jobs.svelte';
import Sections from '../../src/components/Sections.svelte';
import Sentence from '../../src/components/Sentence.svelte';
import Running from '../../src/models/Running.svelte';
import { Desk } from '../../src/state';
import { foundIn } from '../../src/state/answer';
import Around from './Around.svelte';
import Quoted from './Quoted.svelte';
import { answered, card, details, job, only, quotation, shelf, testBridge } from './state/samples';

afterEach(cleanup);

const sentence = {
  text: 'Boats drift.',
  evidence: [
    { sentence: 3, page: 2, weight: 0.8 },
    { sentence: 9, page: 5, weight: 0.2 },
  ],
  support: 0.31,
  section: null,
  yours: false,
  pinned: false,
};
const props = { sentence, source: null, tabbable: true, hint: () => {}, onkeydown: () => {} };

describe('the outline', () => {
  const section = (id: number, title: string, page: number) => ({ id, title, level: 1, parent: null, kind: 'body' as const, page });

  test('tells headings apart that are alike, and says how long a summary of one becomes', () => {
    const sections = [section(0, 'Finding', 2), section(1, 'Finding', 2), section(2, 'Meaning', 3)];
    render(Sections, { sections, choose: () => {}, summarize: () => {}, length: 'short' });
    expect(screen.getAllByTestId('section').map((button) => button.textContent?.replace(/\s+/g, ' ').trim())).toEqual(['Finding 1 of 2 2', 'Finding 2 of 2 2', 'Meaning 3']);
    expect(screen.getAllByTestId('summarize-section').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Summarize “Finding” (1 of 2, short)',
      'Summarize “Finding” (2 of 2, short)',
      'Summarize “Meaning” (short)',
    ]);
  });
});

describe('a sentence', () => {
  test('shows its first source when it is pressed, another when that chip is', async () => {
    const choose = vi.fn();
    render(Sentence, { ...props, choose });
    await fireEvent.click(screen.getByTestId('summary-sentence'));
    await fireEvent.click(screen.getByRole('button', { name: 'p. 5, source 2' }));
    expect(choose.mock.calls).toEqual([[0], [1]]);
  });

  test('says weak support in words', () => {
    render(Sentence, { ...props, choose: () => {} });
    expect(screen.getByText('Weak support, 31%')).toBeTruthy();
  });

  test('says when it has no source', () => {
    render(Sentence, { ...props, sentence: { ...sentence, evidence: [] }, choose: () => {} });
    expect(screen.getByText('No source found for this sentence.')).toBeTruthy();
  });

  test('of a person is theirs and has no share of support', () => {
    render(Sentence, { ...props, sentence: { ...sentence, support: null, yours: true }, choose: () => {} });
    expect(screen.getByTestId('yours').textContent).toBe('Yours');
    expect(screen.queryByTestId('support')).toBeNull();
    // the words are not the document's
    expect(document.querySelector('.quotation')).toBeNull();
  });

  test('is plain text, whatever it contains', () => {
    render(Sentence, { ...props, sentence: { ...sentence, text: '<img src=x> & <b>bold</b>' }, choose: () => {} });
    expect(screen.getByTestId('summary-sentence').textContent).toBe('<img src=x> & <b>bold</b>');
  });
});

test('a source in one of several documents has a comma behind their title, also where it has no page', () => {
  const places = [null, 4].map((page) => quotation('Third.', { page }));
  const words = createRawSnippet(() => ({ render: () => '<span>Third.</span>' }));
  const takes = { quotation: true, pages: places.map(({ page }) => page), titles: places.map(({ title }) => title), shown: null, tabbable: true, names: ['quotation', 'quotation-place'], words, choose: () => {}, hint: () => {}, onkeydown: () => {}, taken: () => {} };
  render(Around, { desk: new Desk(testBridge()), of: Cited, takes });
  expect(screen.getAllByTestId('quotation-place').map((chip) => chip.textContent.trim())).toEqual(['Title a,\u00a0in the text', 'Title a,\u00a0p. 4']);
});

describe('a quotation whose words a new reading does not have', () => {
  const lost = (named: boolean) => {
    const gone = quotation('Third.', { sentences: [], places: [], end: 6 });
    const [found] = foundIn(answered('Which?', { answers: [{ text: 'Third.', probability: 0.8, quotation: gone, also: [], pieces: [] }] }));
    const idle = { choose: () => {}, hint: () => {}, onkeydown: () => {} };
    render(Quoted, { desk: new Desk(testBridge()), found: found!, kind: 'words', named, continues: false, shown: -1, tabbable: true, ...idle });
  };

  test('says so in the place of the chips that would lead to them', () => {
    lost(false);
    expect(screen.getByTestId('lost').textContent).toBe('These words are no longer in the document.');
    expect(screen.getByTestId('quotation').textContent).toBe('Third.');
    expect(screen.queryByTestId('quotation-place')).toBeNull();
  });

  test('names its document among others', () => {
    lost(true);
    expect(screen.getByTestId('lost').textContent).toBe('These words are no longer in “Title a”.');
  });
});

describe('a question about words of the document', () => {
  const QUESTION = '“Boats drift. Nobody sails”\n\nHow far?';

  test('is the heading of its answer, and the words stand below it', () => {
    const takes = { asked: { kind: 'asking', question: QUESTION, scope: only('a'), stage: 'waiting', done: 0, soFar: null } };
    render(Around, { desk: new Desk(testBridge()), of: Answer, takes });
    expect(screen.getByRole('heading').textContent).toBe('How far?');
    expect(screen.getByTestId('asked-about').textContent).toBe('About “Boats drift. Nobody sails”');
  });

  test('is named in the history before the words', () => {
    const entry: PastQuestion = { id: 1, question: QUESTION, asked_at: 0, scope: 'documents', documents: [], outcome: 'found', words: 'Far.', page: null };
    render(Around, { desk: new Desk(testBridge()), of: PastQuestionItem, takes: { entry, tabbable: true, remove: () => {}, onfocus: () => {}, onkeydown: () => {} } });
    expect(screen.getByTestId('past-question').textContent?.trim()).toMatch(/^How far\?\s*About “Boats drift/);
  });
});

describe('what may be asked next', () => {
  const shown = (followUps: FollowUp[]) => render(Around, { desk: new Desk(testBridge()), of: FollowUps, takes: { followUps } });

  test('has a heading over questions', () => {
    shown([{ kind: 'abbreviation', short: 'GPS' }, { kind: 'library' }]);
    expect(screen.getByRole('heading').textContent).toBe('Ask next');
  });

  test('has none where it is only the same question to all documents', () => {
    shown([{ kind: 'library' }]);
    expect(screen.getByTestId('follow-up').textContent).toBe('Ask all documents this question');
    expect(screen.queryByRole('heading')).toBeNull();
  });
});

test('the facts of a document say what in it is a person’s', () => {
  const takes = { card: { ...card('a'), year: 2022, yours: true }, facts: '20 pages' };
  render(Around, { desk: new Desk(testBridge()), of: DocumentHead, takes });
  expect(screen.getByText('2022, 20 pages, details edited by you')).toBeTruthy();
});

test.each([
  [true, 'yours'],
  [false, 'imported'],
])('a field says whose words stand in the place of what was read: yours is %s', async (yours, whose) => {
  const bridge = testBridge();
  const own = { title: 'On Keels', authors: null, year: null };
  bridge.documentDetails.mockResolvedValue(details('a', { card: { ...card('a'), yours }, own }));
  const desk = new Desk(bridge);
  await desk.details.open('a');
  render(Around, { desk, of: DocumentHead, takes: { card: { ...card('a'), yours }, facts: '' } });
  expect(document.querySelector(`label[for="${screen.getByTestId('own-title').id}"]`)?.textContent).toContain(whose);
  // whoever leaves the document leaves no form behind
  cleanup();
  expect(desk.details.now).toBeNull();
});

describe('how models run', () => {
  const shown = async (fallback: Fallback | null) => {
    const desk = new Desk(testBridge());
    await desk.settings.load();
    render(Around, { desk, of: Running, takes: { shelf: shelf([], { fallback }) } });
    return screen.getByLabelText('Device').getAttribute('aria-describedby');
  };

  test('says why no graphics card is used, beside the choice of the device', async () => {
    const describes = await shown({ kind: 'out_of_memory' });
    expect(screen.getByText('Models run on the processor: the memory of the graphics card ran out.').id).toBe(describes);
  });

  test('names the device with its memory, and the precision that the automatic choice is there', async () => {
    const desk = new Desk(testBridge());
    await desk.settings.load();
    desk.settings.chosen = { ...desk.settings.chosen!, precision: 'automatic' };
    const processor = { choice: 'processor' as const, name: 'Ryzen', memory: 16.6e9, in_use: false };
    const card = { choice: 'graphics_card' as const, name: 'RTX', memory: 8.5e9, in_use: true };
    const takes = { shelf: shelf([], { devices: [processor, card], precisions: ['bf16', 'f16', 'f32'] }) };
    const { rerender } = render(Around, { desk, of: Running, takes });
    const devices = (): string[] => [...screen.getByLabelText<HTMLSelectElement>('Device').options].map(({ textContent }) => textContent.replaceAll('\u00a0', ' '));
    const described = (): string | undefined => document.getElementById(screen.getByLabelText('Precision').getAttribute('aria-describedby') ?? '')?.textContent;
    expect(devices()).toEqual(['Automatic (RTX, 8.5 GB)', 'Processor (Ryzen, 16.6 GB)', 'Graphics card (RTX, 8.5 GB)']);
    expect(described()).toBe('Now bf16.');

    // the system may give neither name nor memory
    await rerender({ desk, of: Running, takes: { shelf: shelf([], { devices: [{ ...processor, name: '', memory: 0, in_use: true }], precisions: ['int8', 'f32'] }) } });
    expect(devices()).toEqual(['Automatic', 'Processor']);
    expect(described()).toBe('Now int8 where a model has a fast copy, else f32.');
    desk.settings.chosen = { ...desk.settings.chosen!, precision: 'f32' };
    await tick();
    expect(described()).toBeUndefined();
  });

  test('says nothing where the choice is followed', async () => {
    expect(await shown(null)).toBeNull();
    expect(screen.queryByText(/run on the processor/)).toBeNull();
  });
});

test('of thousands of jobs those that run and those that need an answer are shown, and the rest is counted', () => {
  const waiting = Array.from({ length: 2_000 }, (_, nth) => job(nth + 1, { name: `${nth}.pdf`, state: { kind: 'queued' } }));
  const locked = job(5_000, { name: 'locked.pdf', state: { kind: 'needs_password', wrong: false } });
  const desk = new Desk(testBridge());
  desk.jobs.list = [...waiting, locked];
  render(Around, { desk, of: Jobs, takes: {} });
  expect(document.querySelectorAll('li')).toHaveLength(60);
  expect(document.body.textContent).toContain('locked.pdf');
  expect(screen.getByTestId('more-jobs').textContent).toBe('1,941 more wait');
});

test('a screen reader reads out the stage and share of a job', () => {
  const job = {
    id: 1,
    kind: 'import' as const,
    name: 'a.pdf',
    document: null,
    turn: 1,
    by_itself: false,
    to_show: false,
    state: { kind: 'running' as const },
    stage: 'laying_out' as const,
    done: 0.425,
    eta_s: 61, model: null, table: null, transfer: null,
  };
  render(JobProgress, { job });
  const bar = screen.getByRole('progressbar');
  expect(bar.getAttribute('aria-valuetext')).toBe('Finding sections and sentences, 42%');
  expect(document.body.textContent).toContain('about 1 minute left');
});

test('the seconds to the next attempt go by without news, and begin again with news', async () => {
  vi.useFakeTimers();
  try {
    const job = (retry_in: number): JobView => ({
      id: 1,
      kind: 'download',
      name: 'a model',
      document: null,
      turn: 1,
      by_itself: false,
      to_show: false,
      state: { kind: 'running' },
      stage: 'retrying',
      done: 0.4,
      eta_s: null,
      model: 'a/b',
      table: null,
      transfer: { bytes: 4e8, total: 1e9, per_second: 0, retry_in },
    });
    const { rerender } = render(JobProgress, { job: job(17) });
    const left = () => /next attempt in \d+ second/.exec(document.body.textContent!)?.[0];
    expect(left()).toBe('next attempt in 17 second');
    await vi.advanceTimersByTimeAsync(2000);
    expect(left()).toBe('next attempt in 15 second');
    await rerender({ job: job(30) });
    await vi.advanceTimersByTimeAsync(1000);
    expect(left()).toBe('next attempt in 29 second');
  } finally {
    vi.useRealTimers();
  }
});

test('a password is passed on once, and the field is empty afterwards', async () => {
  const unlock = vi.fn();
  render(Password, { wrong: true, unlock });
  expect(screen.getByText('Wrong password. Try again.')).toBeTruthy();
  const field = screen.getByTestId<HTMLInputElement>('password');
  await fireEvent.input(field, { target: { value: 'sesame' } });
  await fireEvent.submit(field.form!);
  await fireEvent.submit(field.form!);
  expect(unlock.mock.calls).toEqual([['sesame']]);
  expect(field.value).toBe('');
});

test('the same note twice is two notes', () => {
  render(Remarks, { remarks: ['A remark.', 'A remark.'] });
  expect(screen.getAllByTestId('remark')).toHaveLength(2);
});

test('no notes, no list', () => {
  render(Remarks, { remarks: [] });
  expect(screen.queryByRole('list')).toBeNull();
});
