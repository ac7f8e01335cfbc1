// The pure functions over jobs, summaries and search results.

import { describe, expect, test } from 'vitest';

import type { AnswerView, JobView, Quotation, SummaryView } from '../../src/bridge';
import { around, foundIn, stepFound, stepPlace } from '../../src/state/answer';
import { marked } from '../../src/state/found';
import { listed, summaryJobOf, withJob, withoutJob } from '../../src/state/jobs';
import { asText, isWeak, stepSentence, stepSource, withSummary } from '../../src/state/summary';
import { en } from '../../src/text/en';

const job = (id: number, more: Partial<JobView> = {}): JobView => ({
  id,
  kind: 'import',
  name: `${id}.pdf`,
  document: null,
  state: { kind: 'running' },
  stage: 'reading_pages',
  done: 0,
  eta_s: null,
  ...more,
});

describe('jobs', () => {
  test('news replaces what was known and keeps the order', () => {
    const jobs = withJob(withJob(withJob([], job(1)), job(2)), job(1, { done: 0.5 }));
    expect(jobs.map(({ id, done }) => [id, done])).toEqual([
      [1, 0.5],
      [2, 0],
    ]);
    expect(withoutJob(jobs, 1).map(({ id }) => id)).toEqual([2]);
  });

  test('only work under way and unanswered trouble is listed', () => {
    const reason = { code: 'scanned', message: 'No text.', hint: null };
    const jobs = [
      job(1, { state: { kind: 'done' } }),
      job(2, { state: { kind: 'queued' } }),
      job(3, { state: { kind: 'cancelled' } }),
      job(4, { state: { kind: 'refused', reason } }),
      job(5, { state: { kind: 'needs_password', wrong: false } }),
      job(6),
    ];
    expect(listed(jobs, jobs[5]!).map(({ id }) => id)).toEqual([2, 4, 5]);
  });

  test('the job of a summary is the last one for that document that is not over', () => {
    const jobs = [
      job(1, { kind: 'summarize', document: 'a', state: { kind: 'done' } }),
      job(2, { kind: 'summarize', document: 'a' }),
      job(3, { kind: 'summarize', document: 'b' }),
      job(4, { kind: 'import', document: 'a' }),
    ];
    expect(summaryJobOf(jobs, 'a')?.id).toBe(2);
    expect(summaryJobOf(jobs, 'c')).toBeNull();
  });
});

const summary: SummaryView = {
  document: 'a',
  origin: { kind: 'model', name: 'tiny' },
  sentences: [
    { text: 'One.', evidence: [{ sentence: 4, page: 2, weight: 0.7 }, { sentence: 9, page: 3, weight: 0.3 }], support: 0.9, section: null },
    { text: 'Two.', evidence: [], support: 0.2, section: null },
    { text: 'Three.', evidence: [{ sentence: 5, page: null, weight: 1 }], support: null, section: null },
  ],
  draft: '',
  complete: true,
  remarks: [],
  coverage: [],
};

describe('a summary', () => {
  test('is walked through from end to end and no further', () => {
    expect(stepSentence(summary, null, 1)).toEqual({ sentence: 0, source: 0 });
    expect(stepSentence(summary, null, -1)).toEqual({ sentence: 2, source: 0 });
    expect(stepSentence(summary, { sentence: 2, source: 0 }, 1)).toEqual({ sentence: 2, source: 0 });
    expect(stepSentence({ ...summary, sentences: [] }, null, 1)).toBeNull();
    expect(stepSource(summary, { sentence: 0, source: 0 }, 1)).toEqual({ sentence: 0, source: 1 });
    expect(stepSource(summary, { sentence: 0, source: 1 }, 1)).toEqual({ sentence: 0, source: 1 });
    expect(stepSource(summary, { sentence: 1, source: 0 }, 1)).toEqual({ sentence: 1, source: 0 });
  });

  test('of another document does not replace the one on show', () => {
    expect(withSummary(null, 'b', summary)).toBeNull();
    expect(withSummary(null, 'a', summary)).toBe(summary);
  });

  test('knows weak support; a quotation has none to be weak', () => {
    expect(summary.sentences.map(isWeak)).toEqual([false, true, false]);
  });

  test('is copied with the pages it comes from', () => {
    expect(asText('Boats', summary, en)).toBe('Boats\n\nOne. (page 2)\nTwo.\nThree.\n');
  });
});

describe('a search result', () => {
  test('marks words that begin with a word of the query, whatever their case', () => {
    expect(marked('Keels and keelhauling; unkeeled.', 'keel')).toEqual([
      { text: 'Keels', hit: true },
      { text: ' and ', hit: false },
      { text: 'keelhauling', hit: true },
      { text: '; unkeeled.', hit: false },
    ]);
  });

  test('takes signs in a query as signs', () => {
    expect(marked('a+b (c)', '(c) .*')).toEqual([
      { text: 'a+b (', hit: false },
      { text: 'c', hit: true },
      { text: ')', hit: false },
    ]);
    expect(marked('plain', '  ')).toEqual([{ text: 'plain', hit: false }]);
  });
});

describe('the words', () => {
  test('count', () => {
    expect(en.library.pages(1)).toBe('1 page');
    expect(en.library.pages(1200)).toBe('1,200 pages');
    expect(en.drop.over(0)).toBe('Drop to read');
  });

  test('gather pages into runs', () => {
    expect(en.notes.of({ kind: 'scanned_pages', pages: [9, 3, 4, 5] })).toContain('Pages 3–5 and 9 are pictures');
    expect(en.notes.of({ kind: 'failed_pages', pages: [2] })).toContain('Page 2 could');
  });

  test('say roughly how long it takes', () => {
    expect(en.jobs.left(2)).toBe('a few seconds left');
    expect(en.jobs.left(18)).toBe('about 20 s left');
    expect(en.jobs.left(70)).toBe('about 1 minute left');
    expect(en.jobs.left(3599)).toBe('about 1 hour left');
  });
});

describe('an answer', () => {
  const quotation = (text: string, start = 0, end = 0): Quotation => ({
    document: 'a',
    title: '',
    text,
    start,
    end,
    sentences: [0],
    page: 1,
    places: [],
    section: null,
  });
  const also = Array.from({ length: 9 }, (_, at) => quotation(`also ${at}`));
  const answer: AnswerView = {
    question: 'Which?',
    status: { kind: 'found' },
    message: '',
    reader: null,
    asked: 1,
    answers: [{ text: 'one', probability: 0.9, quotation: quotation('one'), also }],
    passages: [quotation('near')],
    without: [],
    without_count: 0,
    gist: null,
    remarks: [],
  };

  test('shows answers before passages, and of each a few places', () => {
    const found = foundIn(answer);
    expect(found.map(({ places }) => places.map(({ text }) => text))).toEqual([
      ['one', 'also 0', 'also 1', 'also 2', 'also 3'],
      ['near'],
    ]);
    expect(found.map(({ answer }) => answer?.probability ?? null)).toEqual([0.9, null]);
  });

  test('is walked through, and stays at its ends', () => {
    const found = foundIn(answer);
    const first = stepFound(found, null, 1)!;
    expect(first.text).toBe('one');
    const second = stepPlace(found, first, 1);
    expect(second.text).toBe('also 0');
    expect(stepPlace(found, first, -1)).toBe(first);
    const last = stepFound(found, second, 1)!;
    expect(last.text).toBe('near');
    expect(stepFound(found, last, 1)).toBe(last);
    expect(stepPlace(found, last, 1)).toBe(last);
    expect(stepFound([], null, 1)).toBeNull();
  });

  test('points out its words by characters, whatever they are', () => {
    expect(around(quotation('𝛼 is 5 % here', 5, 8))).toEqual(['𝛼 is ', '5 %', ' here']);
    expect(around(quotation('nothing'))).toEqual(['', '', 'nothing']);
  });
});
