// What the desk does with a question: where its answer is shown, and what ends it.

import { beforeEach, describe, expect, test } from 'vitest';

import type { DocumentView, GivenAnswer, QuestionScope } from '../../../src/bridge';
import { Desk } from '../../../src/state/desk.svelte';
import { answered, given, held, only, quotation, testBridge, view, type TestBridge } from './samples';

let bridge: TestBridge;
beforeEach(() => {
  localStorage.clear();
  bridge = testBridge();
});

async function started(): Promise<Desk> {
  const desk = new Desk(bridge);
  await desk.start();
  return desk;
}
async function opened(): Promise<Desk> {
  const desk = await started();
  await desk.reading.openDocument('a');
  return desk;
}

describe('a question', () => {
  test('is asked of the open document, and its quotation shown with every sentence of it', async () => {
    const desk = await opened();
    desk.reading.show({ kind: 'summary', sentence: 0, source: 0 });
    await desk.questions.ask('Which?', only('a'));
    expect(bridge.ask).toHaveBeenCalledWith(only('a'), 'Which?');
    expect(desk.notices.announcement).toBe('One answer was found.');
    expect(desk.reading.sources.map(({ id }) => id)).toEqual([0, 2]);
  });

  test('is stopped by Escape, then its highlight removed, then its answer', async () => {
    const desk = await opened();
    const late = held<GivenAnswer>();
    bridge.ask.mockReturnValueOnce(late.promise);
    const asked = desk.questions.ask('Which?', only('a'));
    desk.back();
    expect(desk.asking.asked).toBeNull();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
    late.give(given(answered('Which?')));
    await asked;
    expect(desk.asking.asked).toBeNull();

    await desk.questions.ask('Which?', only('a'));
    desk.questions.step(1);
    desk.back();
    expect([desk.reading.shown.kind, desk.asking.asked?.kind]).toEqual(['none', 'answered']);
    desk.back();
    expect(desk.asking.asked).toBeNull();
    expect(bridge.stopAsking).toHaveBeenCalledOnce();
  });

  test('leaves the field when its answer is closed, and stays in it when it was stopped or refused', async () => {
    const desk = await opened();
    desk.draft.words = 'Which?';
    bridge.ask.mockRejectedValueOnce({ code: 'closing' });
    await desk.questions.askDraft();
    await desk.questions.close();
    expect(desk.draft.words).toBe('Which?');
    await desk.questions.askDraft();
    await desk.questions.close();
    expect([desk.draft.words, desk.asking.asked]).toEqual(['', null]);
  });

  test('that is closed leaves the highlight of the summary alone', async () => {
    const desk = await opened();
    await desk.questions.ask('Which?', only('a'));
    desk.reading.show({ kind: 'summary', sentence: 0, source: 0 });
    await desk.questions.close();
    expect(desk.reading.shown.kind).toBe('summary');
  });

  test('that cannot be answered says why in its place, not as a message', async () => {
    const desk = await opened();
    const reason = { code: 'long_question', characters: 1200, limit: 1000 };
    bridge.ask.mockRejectedValue(reason);
    await desk.questions.ask('Which?', only('a'));
    expect(desk.asking.asked).toEqual({ kind: 'refused', question: 'Which?', scope: only('a'), reason });
    expect([desk.notices.list, desk.notices.announcement]).toEqual([[], 'The question has 1200 characters; Pagewing takes 1000 at most.']);
  });

  test('for a summary has one written only if there is none', async () => {
    const desk = await opened();
    bridge.ask.mockResolvedValue(given(answered('Summarize this', { answers: [], status: { kind: 'routed', to: 'summary', scope: 'document' } })));
    await desk.questions.ask('Summarize this', only('a'));
    expect(bridge.summarize).not.toHaveBeenCalled();
    bridge.summary.mockResolvedValue(null);
    await desk.reading.openDocument('b');
    await desk.questions.ask('Summarize this', only('b'));
    expect(bridge.summarize).toHaveBeenCalledOnce();
  });

  test('opens its tab, and its answer is marked there if the person has gone on to another', async () => {
    const desk = await opened();
    const late = held<GivenAnswer>();
    bridge.ask.mockReturnValueOnce(late.promise);
    const asked = desk.questions.ask('Which?', only('a'));
    expect(desk.tabs.now).toBe('questions');
    desk.tabs.show('summary');
    late.give(given(answered('Which?')));
    await asked;
    expect([desk.tabs.now, [...desk.tabs.unread]]).toEqual(['summary', ['questions']]);
  });

  test('does not outlive its document', async () => {
    const desk = await opened();
    await desk.questions.ask('Which?', only('a'));
    await desk.reading.openDocument('b');
    expect(desk.asking.asked).toBeNull();
  });

  test('in progress goes on while another document is in view, and its document says that the answer is there', async () => {
    const desk = await opened();
    const late = held<GivenAnswer>();
    bridge.ask.mockReturnValueOnce(late.promise);
    const asked = desk.questions.ask('Which?', only('a'));
    await desk.reading.openDocument('b');
    desk.back();
    expect([desk.asking.asked, desk.tabs.now, bridge.stopAsking.mock.calls]).toEqual([null, 'summary', []]);
    late.give(given(answered('Which?')));
    await asked;
    expect([desk.asking.asked, desk.reading.shown.kind, [...desk.tabs.unread]]).toEqual([null, 'none', []]);
    await desk.reading.openDocument('c');
    expect([...desk.tabs.unread]).toEqual([]);
    await desk.reading.openDocument('a');
    expect([...desk.tabs.unread]).toEqual(['questions']);
    await desk.reading.openDocument('b');
    await desk.reading.openDocument('a');
    expect([...desk.tabs.unread]).toEqual([]);
  });

  test('in progress is in its tab again when its document is', async () => {
    const desk = await opened();
    const late = held<GivenAnswer>();
    bridge.ask.mockReturnValueOnce(late.promise);
    const asked = desk.questions.ask('Which?', only('a'));
    await desk.reading.openDocument('b');
    await desk.reading.openDocument('a');
    expect([desk.asking.asked?.kind, [...desk.tabs.unread]]).toEqual(['asking', ['questions']]);
    late.give(given(answered('Which?')));
    await asked;
    expect(desk.asking.asked?.kind).toBe('answered');
  });

  test('that fails while another document is in view says so', async () => {
    const desk = await opened();
    const late = held<GivenAnswer>();
    bridge.ask.mockReturnValueOnce(late.promise);
    const asked = desk.questions.ask('Which?', only('a'));
    await desk.reading.openDocument('b');
    late.give(Promise.reject({ code: 'long_question', characters: 1200, limit: 1000 }) as never);
    await asked;
    expect(desk.notices.list.map(({ message }) => message)).toEqual(['The question has 1200 characters; Pagewing takes 1000 at most.']);
    await desk.reading.openDocument('a');
    expect([...desk.tabs.unread]).toEqual([]);
  });

  test('to several documents outlives each of them, and its quotation opens its document', async () => {
    const desk = await opened();
    const there = quotation('Third, the second was left out.', { document: 'b', sentences: [2] });
    const here = quotation('First.', { document: 'a' });
    const answer = (of: typeof here) => ({ text: of.text, probability: 0.5, quotation: of, also: [], pieces: [] });
    bridge.ask.mockResolvedValue(given(answered('Which?', { asked: 2, answers: [answer(there), answer(here)] })));
    await desk.questions.ask('Which?', only('a', 'b'));
    // the first quotation stands in another document, which is not opened for it
    expect([desk.reading.open?.card.id, desk.reading.shown.kind]).toEqual(['a', 'none']);
    desk.questions.step(1);
    expect([desk.reading.open?.card.id, desk.reading.sources]).toEqual(['a', []]);
    expect(await desk.questions.openFor('b')).toBe(true);
    desk.reading.show({ kind: 'quotation', quotation: there });
    expect(desk.reading.sources.map(({ id }) => id)).toEqual([2]);
    expect([desk.tabs.now, desk.asking.asked?.kind]).toEqual(['questions', 'answered']);
    await desk.reading.openDocument('c');
    expect(desk.asking.asked).toBeNull();
  });

  test('goes when another document is chosen while one is opened for its quotation', async () => {
    const desk = await opened();
    await desk.questions.ask('Which?', only('a', 'b'));
    const late = held<DocumentView>();
    bridge.document.mockReturnValueOnce(late.promise);
    const followed = desk.questions.openFor('b');
    await desk.reading.openDocument('c');
    late.give(view('b'));
    expect(await followed).toBe(false);
    expect([desk.reading.open?.card.id, desk.asking.asked, desk.tabs.now]).toEqual(['c', null, 'summary']);
  });

  test('that is suggested is put to the same documents, or to all', async () => {
    const desk = await opened();
    await desk.questions.ask('Which?', only('a', 'b'));
    await desk.questions.follow({ kind: 'section', subject: 'limitations' });
    expect(bridge.ask).toHaveBeenLastCalledWith(only('a', 'b'), 'What are the limitations?');
    await desk.questions.follow({ kind: 'library' });
    expect(bridge.ask).toHaveBeenLastCalledWith({ to: 'library' }, 'What are the limitations?');
  });

  test('of the history is put again to what is left of its documents', async () => {
    const desk = await opened();
    const documents = [{ id: 'a', title: 'On Wings', here: true }, { id: 'b', title: 'Gone', here: false }];
    const past = { id: 1, question: 'Which?', asked_at: 0, documents, outcome: 'found', words: '', page: null } as const;
    await desk.questions.again({ ...past, scope: 'documents' });
    expect(bridge.ask).toHaveBeenLastCalledWith(only('a'), 'Which?');
    await desk.questions.again({ ...past, scope: 'library' });
    expect(bridge.ask).toHaveBeenLastCalledWith({ to: 'library' }, 'Which?');
  });

  test('hands its progress on', async () => {
    const desk = await opened();
    bridge.ask.mockReturnValueOnce(held<GivenAnswer>().promise);
    void desk.questions.ask('Which?', only('a'));
    bridge.send({ kind: 'asking', scope: only('a'), stage: 'choosing', done: 0.2 });
    expect(desk.asking.asked).toMatchObject({ stage: 'choosing', done: 0.2 });
  });

  describe('with a first result', () => {
    const quoting = (words: string, sentences: number[], page = 1) => ({
      text: words,
      probability: 0.5,
      quotation: quotation(`${words}.`, { sentences, page }),
      also: [],
      pieces: [],
    });
    const asked = async (...first: ReturnType<typeof quoting>[]) => {
      const desk = await opened();
      const late = held<GivenAnswer>();
      bridge.ask.mockReturnValueOnce(late.promise);
      const ended = desk.questions.ask('Which?', only('a'));
      bridge.send({ kind: 'first_answer', scope: only('a'), answer: answered('Which?', { provisional: true, answers: first }) });
      return {
        desk,
        finish: async (...answers: ReturnType<typeof quoting>[]) => {
          late.give(given(answered('Which?', { answers })));
          await ended;
        },
      };
    };

    test('shows it and says that the reading goes on', async () => {
      const { desk, finish } = await asked(quoting('one', [0]));
      expect(desk.asking.found.map(({ words }) => words)).toEqual(['one']);
      expect(desk.notices.announcement).toBe('One answer so far. Still reading: this may improve.');
      await finish(quoting('one', [0]));
      expect(desk.notices.announcement).toBe('Pagewing has finished reading. One answer was found.');
    });

    test('shows the same place when the final answer quotes it too, without a new look at it', async () => {
      const { desk, finish } = await asked(quoting('one', [0]));
      desk.questions.step(1);
      const looks = desk.reading.looks;
      await finish(quoting('two', [2]), quoting('one', [0, 2], 4));
      expect(desk.reading.shown).toMatchObject({ kind: 'quotation', quotation: { text: 'one.', page: 4 } });
      expect(desk.reading.looks).toBe(looks);
      expect(desk.notices.announcement).toBe(
        'Pagewing has finished reading. The answer has changed. 2 answers were found, the likeliest first.',
      );
      desk.questions.step(-1);
      expect(desk.reading.shown).toMatchObject({ quotation: { text: 'two.' } });
    });

    test('makes way for a better answer that stands before it, unless the person looked at it', async () => {
      const { desk, finish } = await asked(quoting('one', [0]));
      expect(desk.reading.shown).toMatchObject({ quotation: { text: 'one.' } });
      await finish(quoting('two', [2], 4), quoting('one', [0]));
      expect(desk.reading.shown).toMatchObject({ quotation: { text: 'two.' } });
      expect(desk.asking.found[0]?.places).toContain(desk.reading.shown.kind === 'quotation' && desk.reading.shown.quotation);
    });

    test('takes the highlight back when the final answer does not have it', async () => {
      const { desk, finish } = await asked(quoting('one', [0]));
      desk.questions.step(1);
      await finish(quoting('two', [2]));
      expect(desk.reading.shown.kind).toBe('none');
    });

    test('is shown on its page at once, and what replaces it too, unless the person looked elsewhere', async () => {
      const { desk, finish } = await asked(quoting('one', [0]));
      expect(desk.reading.shown).toMatchObject({ kind: 'quotation', quotation: { text: 'one.' } });
      await finish(quoting('two', [2]));
      expect(desk.reading.shown).toMatchObject({ quotation: { text: 'two.' } });

      const again = await asked(quoting('one', [0]));
      again.desk.reading.show({ kind: 'summary', sentence: 0, source: 0 });
      await again.finish(quoting('two', [2]));
      expect(again.desk.reading.shown.kind).toBe('summary');
    });

    test('keeps it at Escape, then removes the highlight, then the answer', async () => {
      const { desk } = await asked(quoting('one', [0]));
      desk.questions.step(1);
      desk.back();
      expect([desk.asking.asked?.kind, desk.reading.shown.kind]).toEqual(['answered', 'quotation']);
      expect(bridge.stopAsking).toHaveBeenCalledOnce();
      desk.back();
      expect([desk.asking.asked?.kind, desk.reading.shown.kind]).toEqual(['answered', 'none']);
      desk.back();
      expect(desk.asking.asked).toBeNull();
    });
  });

  test('with several parts marks the others beside the one that is shown', async () => {
    const desk = await opened();
    const piece = (asked: string, sentences: number[]) => ({ asked, text: asked, probability: 0.5, quotation: quotation(asked, { sentences }) });
    const pieces = [piece('one', [0]), piece('two', [2])];
    bridge.ask.mockResolvedValue(
      given(
        answered('Which and what?', {
          asks_for: 'several',
          answers: [{ text: 'one; two', probability: 0.5, quotation: pieces[0]!.quotation, also: [], pieces }],
        }),
      ),
    );
    await desk.questions.ask('Which and what?', only('a'));
    expect(desk.notices.announcement).toBe('2 questions, answered one after the other.');
    expect([desk.reading.sources, desk.questions.beside].map((shown) => shown.map(({ id }) => id))).toEqual([[0], [2]]);
    desk.questions.step(1);
    expect([desk.reading.sources, desk.questions.beside].map((shown) => shown.map(({ id }) => id))).toEqual([[2], [0]]);
  });
});

describe('the history below the answer', () => {
  test.each<[string, QuestionScope, boolean]>([
    ['the whole library', { to: 'library' }, true],
    ['other documents', only('b', 'c'), true],
    ['the open document', only('a'), false],
    ['the open document among others', only('b', 'a'), false],
  ])('of a question to %s is the one in which it will stand', async (_, scope, everywhere) => {
    const desk = await opened();
    bridge.questions.mockClear();
    await desk.questions.ask('Which?', scope);
    expect(desk.history.everywhere).toBe(everywhere);
    expect(bridge.questions.mock.calls).toEqual(everywhere ? [[null, '', null]] : []);
  });

  test('stays that of all documents when the open one is asked again', async () => {
    const desk = await opened();
    await desk.history.show(true);
    await desk.questions.ask('Which?', only('a'));
    expect(desk.history.everywhere).toBe(true);
  });
});
