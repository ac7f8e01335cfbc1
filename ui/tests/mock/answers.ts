// Questions and their answers: a word of the question chooses the outcome.

import type { AnswerView, Bridge, FollowUp, Problem, QuestionScope, Quotation } from '../../src/bridge';
import { called, listener } from './heard';
import { KINDS } from './kinds';
import { documents } from './library';
import { paper } from './opened';
import { PAPER, query, scene, SHELF, WRITER } from './scene';
import { fromSeveral, inShort } from './several';

const reader = query.get('reader') === 'none' ? null : 'starter model';

/** The number of every question that is asked. */
const ASKED = 9;
/** What is suggested after each answer. */
const FOLLOW_UPS: FollowUp[] = [{ kind: 'abbreviation', short: 'GPS' }, { kind: 'section', subject: 'limitations' }, { kind: 'library' }];

/** Ends the question in progress. */
let stopAsking = (): void => {};
/** Lets a question that was answered provisionally come to its end. */
export let finish = (): void => {};
/** Sends the provisional answer once more, too late. */
export let again = (): void => {};

/** Quotes the sentences of the paper that contain the words. */
async function quoting(id: string): Promise<(words: RegExp) => Quotation[]> {
  const { sentences } = await paper();
  return (words) =>
    sentences.flatMap((sentence): Quotation[] => {
      const hit = words.exec(sentence.text);
      const place = sentence.places[0];
      if (!hit) return [];
      return [
        {
          document: id,
          title: SHELF[0]!.title,
          text: sentence.text,
          start: hit.index,
          end: reader ? hit.index + hit[0].length : hit.index,
          sentences: [sentence.id],
          page: scene === 'flow' || place?.kind !== 'page' ? null : place.page,
          places: sentence.places,
          section: null,
          recognized: false,
        },
      ];
    });
}

/** A word of the question chooses the outcome; without one of these words it is an answer, or those of `KINDS`. */
export async function answerTo(scope: QuestionScope, question: string): Promise<AnswerView> {
  const asked = documents().filter(({ id }) => scope.to === 'library' || scope.ids.includes(id));
  const quoted = await quoting(asked[0]?.id ?? PAPER);
  const view: AnswerView = {
    question,
    asks_for: 'words',
    provisional: false,
    status: { kind: 'passages_only', because: 'no_reader' },
    reader,
    asked: 1,
    answers: [],
    passages: [],
    without: [],
    without_count: 0,
    gist: null,
    remarks: [],
  };
  if (question.includes('summarize')) {
    return { ...view, status: { kind: 'routed', to: 'summary', scope: 'document' } };
  }
  if (asked.length > 1) return fromSeveral(view, asked, quoted);
  if (!reader) return { ...view, passages: quoted(/^/).slice(0, 3) };
  if (question.includes('football')) {
    return { ...view, status: { kind: 'not_found' }, passages: quoted(/(?=two days|painted)/).slice(0, 3) };
  }
  if (question.includes('漂')) {
    return { ...view, status: { kind: 'passages_only', because: 'other_language' }, passages: quoted(/(?=two days|painted)/).slice(0, 3) };
  }
  const kind = KINDS.find(({ word }) => question.includes(word));
  if (kind) return { ...view, status: { kind: 'found' }, asks_for: kind.asks_for, answers: kind.answers(quoted) };
  const [first, ...also] = quoted(/two days/);
  const [second] = quoted(/a year/);
  const answers = [
    ...(first ? [{ text: 'two days', probability: 0.83, quotation: first, also, pieces: [] }] : []),
    ...(second ? [{ text: 'a year', probability: 0.34, quotation: second, also: [], pieces: [] }] : []),
  ];
  return { ...view, status: { kind: 'found' }, answers };
}

/** What is found first, before all is read. */
async function firstTo(scope: QuestionScope, question: string): Promise<AnswerView> {
  const view = await answerTo(scope, question);
  const answers = view.answers.slice(-1).map((answer) => ({ ...answer, probability: 0.21, also: [] }));
  return { ...view, provisional: true, answers };
}

export const bridge: Pick<Bridge, 'ask' | 'inShort' | 'stopAsking'> = {
  ask: async (scope, question) => {
    called('ask', scope, question);
    stopAsking();
    if (question.includes('broken')) throw { code: 'model_failed', detail: 'it made a mistake of its own' } satisfies Problem;
    if (question.includes('slow')) {
      listener({ kind: 'asking', scope, stage: 'encoding', done: 0.61 });
      await new Promise<void>((_, stopped) => (stopAsking = () => stopped({ code: 'cancelled' } satisfies Problem)));
    }
    if (question.includes('first')) {
      const answer = await firstTo(scope, question);
      listener({ kind: 'asking', scope, stage: 'encoding', done: 0.34 });
      again = () => listener({ kind: 'first_answer', scope, answer });
      again();
      await new Promise<void>((ended, stopped) => {
        finish = ended;
        stopAsking = () => stopped({ code: 'cancelled' } satisfies Problem);
      });
    }
    const next = query.has('follow-ups') ? FOLLOW_UPS : [];
    return { id: ASKED, answer: await answerTo(scope, question), follow_ups: next };
  },
  inShort: async (id) => {
    called('inShort', id);
    if (query.get('gist') === 'slow') {
      listener({ kind: 'in_short', question: id, stage: 'writing', done: 0.4 });
      await new Promise<void>((_, stopped) => (stopAsking = () => stopped({ code: 'cancelled' } satisfies Problem)));
    }
    const answer = await answerTo({ to: 'library' }, 'How long were boats lost?');
    return { ...answer, gist: inShort(WRITER, answer) };
  },
  stopAsking: async () => {
    called('stopAsking');
    stopAsking();
  },
};
