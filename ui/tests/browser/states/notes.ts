// The questions asked before, notes and marks.

import { click, type State } from './steps';

export const NOTES: Record<string, State> = {
  'questions-none': { scene: 'reading', first: click('tab-questions') },
  'question-unfolded': {
    scene: 'reading',
    first: async (page) => {
      await click('tab-questions')(page);
      await click('past-question', 0)(page);
      await page.getByTestId('past-answer').waitFor();
    },
  },
  'questions-of-all': {
    scene: 'reading',
    first: async (page) => {
      await click('tab-questions')(page);
      await click('history-everywhere')(page);
    },
  },
  'no-such-question': {
    scene: 'reading',
    first: async (page) => {
      await click('tab-questions')(page);
      await page.getByTestId('find-question').fill('submarine');
      await page.getByTestId('past-question').first().waitFor({ state: 'detached' });
    },
  },
  'notes-none': { scene: 'written', first: click('tab-notes') },
  'notes-some': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await click('tab-notes')(page);
      await click('annotation-words', 1)(page);
    },
  },
  'note-writing': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await click('tab-notes')(page);
      await page.getByTestId('note-text').nth(1).click();
      await page.keyboard.type('Compare with the second table.');
    },
  },
  'mark-removed': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await click('tab-notes')(page);
      await click('remove-annotation', 2)(page);
      await page.getByTestId('notice').waitFor();
    },
  },
  'mark-clicked': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await page.getByTestId('pen').first().waitFor();
      const { x, y, width, height } = (await page.getByTestId('pen').first().boundingBox())!;
      await page.mouse.click(x + width / 2, y + height / 2);
      await page.getByTestId('place-menu').waitFor();
    },
  },
  'words-selected': {
    scene: 'reading',
    first: async (page) => {
      const line = page.locator('[data-testid="page"][data-page="1"] .words span').filter({ hasText: 'We followed forty boats' });
      await line.waitFor();
      const { x, y, width, height } = (await line.boundingBox())!;
      await page.mouse.move(x + 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.7, y + height / 2, { steps: 4 });
      await page.mouse.up();
      await page.getByTestId('place-menu').waitFor();
    },
  },
  'marked-and-cited': {
    scene: 'written',
    first: async (page) => {
      await click('summary-sentence', 0)(page);
      await page.keyboard.press('Control+d');
      await page.getByTestId('pen').first().waitFor();
    },
  },
  'flow-marked': {
    scene: 'flow',
    more: { marks: '' },
    first: async (page) => {
      await click('tab-notes')(page);
      await click('annotation-words', 0)(page);
    },
  },
};
