// Questions and what comes back, from one document and from several.

import type { Page } from 'playwright-core';

import { ask, click, type State } from './steps';

const askAndChoose = (question: string, nth = 0) => async (page: Page) => {
  await ask(question)(page);
  await click('quotation', nth)(page);
};
/** Asks all documents. */
const askAll = (question: string, then = 'quotation') => async (page: Page) => {
  await click('scope')(page);
  await click('scope-library')(page);
  await ask(question, then)(page);
};
/** Names the second document, and begins to name another. */
const mentioning = (words: string) => async (page: Page) => {
  await page.getByTestId('ask').pressSequentially('@big');
  await page.keyboard.press('Enter');
  await page.getByTestId('token').waitFor();
  await page.getByTestId('ask').pressSequentially(`@${words}`);
  await page.locator('.titles').waitFor();
};

export const ASKING: Record<string, State> = {
  asking: { scene: 'reading', first: ask('A slow question: how long were boats lost?', 'stop-asking') },
  answered: {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost?')(page);
      await click('quotation')(page);
    },
  },
  'not-found': { scene: 'written', first: ask('Who won the football world cup in 1998?') },
  routed: { scene: 'reading', first: ask('Please summarize this paper', 'answer') },
  refused: { scene: 'reading', first: ask('A broken question?', 'ask-refusal') },
  'words-only': { scene: 'reading', first: ask('How long were boats lost?'), more: { reader: 'none' } },
  'other-language': { scene: 'reading', first: ask('小船会漂多远？漂流多久？') },
  about: { scene: 'reading', first: ask('How many pages does this paper have?') },
  deciding: { scene: 'reading', first: ask('Did all boats come home?') },
  comparison: { scene: 'reading', first: askAndChoose('How does the drift compare for hours and sail?') },
  list: { scene: 'reading', first: ask('Which things matter for the drift?') },
  'list-chosen': { scene: 'reading', first: askAndChoose('Which things matter for the drift?', 2) },
  several: { scene: 'reading', first: askAndChoose('How many boats were followed, and how long were they lost?', 1) },
  'so-far': { scene: 'reading', first: askAndChoose('How long were boats lost at first?') },
  'so-far-not-found': { scene: 'reading', first: ask('Who won the football world cup first?') },
  stopped: {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost at first?')(page);
      await click('stop-asking')(page);
    },
  },
  'scope-menu': { scene: 'reading', first: click('scope') },
  'scope-chosen': {
    scene: 'reading',
    first: async (page) => {
      await click('scope')(page);
      await click('scope-named')(page);
      await click('scope-document', 1)(page);
      await click('scope-document', 2)(page);
    },
  },
  mentioning: { scene: 'reading', first: mentioning('') },
  'mentioning-nobody': { scene: 'reading', first: mentioning('submarine') },
  'asking-all': { scene: 'reading', first: askAll('A slow question: how long were boats lost?', 'stop-asking') },
  'from-several': { scene: 'reading', first: askAll('How long were boats lost?') },
  'from-several-not-found': { scene: 'reading', first: askAll('Who won the football world cup in 1998?') },
  'follow-ups': { scene: 'reading', more: { 'follow-ups': '' }, first: ask('How long were boats lost?', 'follow-up') },
  'about-words': {
    scene: 'reading',
    first: async (page) => {
      await page.locator('[data-testid="page"]').first().locator('.words span').filter({ hasText: 'We followed forty boats' }).dblclick();
      await click('ask-about')(page);
      await page.getByTestId('token').waitFor();
    },
  },
  'gist-possible': { scene: 'models-used', first: ask('How long were boats lost?', 'write-gist') },
  'gist-writing': {
    scene: 'models-used',
    more: { gist: 'slow' },
    first: async (page) => {
      await ask('How long were boats lost?', 'write-gist')(page);
      await click('write-gist')(page);
    },
  },
  'gist-written': {
    scene: 'models-used',
    first: async (page) => {
      await askAll('How long were boats lost?', 'write-gist')(page);
      await click('write-gist')(page);
      await page.getByTestId('gist-source').first().click();
    },
  },
  'question-to-all-unfolded': {
    scene: 'reading',
    first: async (page) => {
      await click('tab-questions')(page);
      await click('history-everywhere')(page);
      await click('past-question', 2)(page);
      await page.getByTestId('past-answer').waitFor();
    },
  },
  'flow-several': { scene: 'flow', first: askAndChoose('How many boats were followed, and how long were they lost?') },
  'flow-answered': {
    scene: 'flow',
    first: async (page) => {
      await ask('How long were boats lost?')(page);
      await click('quotation')(page);
    },
  },
};
