// The states of the window that tests look at: a scene of the mock bridge, and what a person does in it.

import type { Page } from 'playwright-core';

export interface State {
  scene: string;
  /** What a person does before the picture. */
  first?: (page: Page) => Promise<void>;
  /** More parameters for the mock bridge. */
  more?: Record<string, string>;
}

export const click = (name: string, nth = 0) => (page: Page) => page.getByTestId(name).nth(nth).click();
const ask = (question: string, then = 'quotation') => async (page: Page) => {
  await page.getByTestId('ask').fill(question);
  await page.keyboard.press('Enter');
  await page.getByTestId(then).first().waitFor();
};
const askAndChoose = (question: string, nth = 0) => async (page: Page) => {
  await ask(question)(page);
  await click('quotation', nth)(page);
};
/** The Models page, scrolled to one of its parts. */
const modelsPage = (part = '', then: (page: Page) => Promise<void> = async () => {}) => async (page: Page) => {
  await page.getByTestId('summary').waitFor();
  await page.keyboard.press('Control+m');
  await page.getByTestId('part-writes').waitFor();
  await then(page);
  if (part !== '') await page.locator(part).evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
/** Goes to a place through the page of settings, and waits for something in it. */
const place = (name: string, then: string) => async (page: Page) => {
  await click('settings')(page);
  await click(`go-${name}`)(page);
  await page.getByTestId(then).first().waitFor();
};
const privacyPage = async (page: Page) => {
  await click('model')(page);
  await click('open-privacy')(page);
  await page.getByTestId('place-privacy').locator('h2').waitFor();
};
/** The list of tables, and then what a person does there. */
const tablesPage = (then: (page: Page) => Promise<void> = async () => {}) => async (page: Page) => {
  await withLibrary(click('open-tables'))(page);
  await page.getByTestId('open-table').waitFor();
  await then(page);
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
const find = (words: string) => async (page: Page) => {
  await page.keyboard.press('Control+f');
  await page.locator('#find-in-document:focus').waitFor();
  await page.keyboard.type(words);
  await page.getByTestId('find-count').filter({ hasText: /of|Not/ }).waitFor();
};
const line = async (page: Page) => void (await page.getByTestId('get-writer').waitFor());
/** Removes two documents and goes to the trash. */
const trashed = (then: (page: Page) => Promise<void>) => async (page: Page) => {
  for (const nth of [3, 2]) {
    await page.getByTestId('library-item').nth(nth).focus();
    await page.keyboard.press('Delete');
  }
  await click('sort')(page);
  await click('open-trash')(page);
  await page.getByTestId('trashed').first().waitFor();
  await then(page);
};
const withLibrary = (then: (page: Page) => Promise<void>) => async (page: Page) => {
  if (await page.getByTestId('show-library').isVisible()) await click('show-library')(page);
  await then(page);
};

/** By the names of their pictures. */
export const STATES: Record<string, State> = {
  empty: { scene: 'empty' },
  tour: { scene: 'empty', first: click('take-tour') },
  'tour-sources': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('pages').focus();
      await page.keyboard.press('?');
      await click('tour-from-keys')(page);
      await click('tour-next')(page);
      await page.getByText('Step 2 of 4').waitFor();
    },
  },
  'settings-damaged': { scene: 'empty', more: { settings: 'damaged' } },
  working: { scene: 'working' },
  queue: { scene: 'queue' },
  quotations: { scene: 'reading', first: click('summary-sentence', 1) },
  written: { scene: 'written', first: click('summary-sentence', 2) },
  related: {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(2).hover();
      await click('sentence-menu', 2)(page);
      await click('sentence-related')(page);
      await page.getByTestId('related').getByTestId('quotation').first().waitFor();
    },
  },
  tables: { scene: 'reading', first: tablesPage() },
  table: {
    scene: 'reading',
    first: tablesPage(async (page) => {
      await click('open-table')(page);
      await page.getByTestId('table-row').nth(2).waitFor();
    }),
  },
  'table-menu': {
    scene: 'reading',
    first: tablesPage(async (page) => {
      await click('open-table')(page);
      await page.getByTestId('table-cell').nth(1).hover();
      await click('cell-menu', 1)(page);
      await page.getByTestId('cell-write').waitFor();
    }),
  },
  'table-new': {
    scene: 'reading',
    first: tablesPage(async (page) => {
      await click('new-table')(page);
      await page.getByTestId('table-template').selectOption({ index: 1 });
    }),
  },
  writing: { scene: 'writing' },
  sections: { scene: 'sections' },
  'sections-folded': {
    scene: 'sections',
    first: async (page) => {
      await click('fold-section', 0)(page);
      await click('summary-sentence', 2)(page);
    },
  },
  'summary-changed': { scene: 'written', more: { changed: '' }, first: (page) => page.getByTestId('summary-sentence').nth(1).hover() },
  'key-sentences-changed': { scene: 'reading', more: { changed: '' } },
  'sentence-menu': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(2).hover();
      await click('sentence-menu', 2)(page);
      await page.getByTestId('sentence-remove').waitFor();
    },
  },
  'sentence-edited': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(0).focus();
      await page.keyboard.press('F2');
      await page.keyboard.type(' And this is mine, with words enough for another line.');
    },
  },
  'sentence-removed': {
    scene: 'written',
    first: async (page) => {
      await page.getByTestId('summary-sentence').nth(1).focus();
      await page.keyboard.press('Delete');
      await page.getByTestId('notice').waitFor();
    },
  },
  versions: {
    scene: 'written',
    more: { changed: '' },
    first: async (page) => {
      await click('versions')(page);
      await page.getByTestId('version').nth(2).waitFor();
    },
  },
  'version-looked-at': {
    scene: 'written',
    more: { changed: '' },
    first: async (page) => {
      await click('versions')(page);
      await click('version', 2)(page);
      await page.getByTestId('looking').waitFor();
    },
  },
  'source-hinted': { scene: 'written', first: (page) => page.getByTestId('summary-sentence').nth(0).hover() },
  'flow-sections': { scene: 'flow', more: { sections: '' } },
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
  export: { scene: 'written', first: click('export') },
  'export-nothing': {
    scene: 'written',
    first: async (page) => {
      await click('export')(page);
      for (const part of ['summary', 'answers', 'notes']) await page.getByTestId(`export-part-${part}`).uncheck();
    },
  },
  'outline-tab': { scene: 'written', first: click('tab-outline') },
  'answer-unread': {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost at first?')(page);
      await click('tab-summary')(page);
      await page.evaluate(() => window.mock.finish());
      await page.locator('[data-testid="tab-questions"][data-unread="true"]').waitFor();
    },
  },
  'again-more': {
    scene: 'models-used',
    first: async (page) => {
      await click('again')(page);
      await page.getByTestId('focus').selectOption('pages');
      await click('more-options')(page);
    },
  },
  'again-wrong': {
    scene: 'written',
    first: async (page) => {
      await click('again')(page);
      await page.getByTestId('focus').selectOption('pages');
      await page.getByTestId('focus-pages').fill('1, 4');
      await page.keyboard.press('Enter');
      await page.getByTestId('wrong-pages').waitFor();
    },
  },
  'no-such-page': {
    scene: 'book',
    first: async (page) => {
      await page.getByTestId('page-number').fill('xx');
      await page.keyboard.press('Enter');
      await page.getByTestId('wrong-page').waitFor();
    },
  },
  'page-menu': {
    scene: 'reading',
    first: async (page) => {
      await page.getByTestId('page-number').fill('3');
      await page.keyboard.press('Enter');
      await page.locator('[data-testid="page"][data-page="3"]').click({ button: 'right', position: { x: 120, y: 150 } });
      await page.getByTestId('place-menu').waitFor();
    },
  },
  'part-of-it': { scene: 'written', more: { focus: 'pages' } },
  'side-folded': { scene: 'written', first: click('hide-side') },
  'side-folded-unread': {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost at first?')(page);
      await click('tab-summary')(page);
      await click('hide-side')(page);
      await page.evaluate(() => window.mock.finish());
      await page.locator('[data-testid="show-side"][data-unread="true"]').waitFor();
    },
  },
  'pages-narrowest': {
    scene: 'book',
    first: async (page) => {
      await page.getByTestId('page-number').fill('30');
      await page.keyboard.press('Enter');
      await page.getByTestId('divider-side').focus();
      await page.keyboard.press('End');
    },
  },
  begun: { scene: 'begun' },
  busy: { scene: 'busy', first: click('queue') },
  notes: { scene: 'notes' },
  none: { scene: 'none' },
  flow: { scene: 'flow', first: click('summary-sentence', 1) },
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
  starter: { scene: 'reading', first: click('model') },
  'no-starter': { scene: 'reading', first: click('model'), more: { reader: 'none' } },
  drag: { scene: 'reading', first: (page) => page.evaluate(() => window.mock.drag({ kind: 'over', count: 3 })) },
  outline: { scene: 'written', first: click('outline') },
  model: { scene: 'written', first: click('model') },
  'models-absent': { scene: 'models-absent', first: modelsPage() },
  'models-absent-more': { scene: 'models-absent', first: modelsPage('#adding'), more: { 'more-models': '' } },
  'models-absent-running': { scene: 'models-absent', first: modelsPage('#running'), more: { 'more-models': '' } },
  'models-downloading': { scene: 'models-downloading', first: modelsPage() },
  'models-retrying': { scene: 'models-retrying', first: modelsPage() },
  'models-paused': { scene: 'models-paused', first: modelsPage() },
  'models-failed': { scene: 'models-failed', first: modelsPage() },
  'models-verifying': { scene: 'models-verifying', first: modelsPage() },
  'models-converting': { scene: 'models-converting', first: modelsPage() },
  'models-ready': { scene: 'models-ready', first: modelsPage() },
  'models-used': { scene: 'models-used', first: modelsPage(), more: { 'more-models': '' } },
  'models-removing': { scene: 'models-used', first: modelsPage('', click('remove-model')) },
  'models-unmeasured': { scene: 'models-unmeasured', first: modelsPage() },
  'models-large': { scene: 'models-large', first: modelsPage() },
  'models-crowded': { scene: 'models-crowded', first: modelsPage() },
  'models-damaged': { scene: 'models-damaged', first: modelsPage() },
  'models-offline': { scene: 'models-offline', first: modelsPage() },
  'models-coming': {
    scene: 'models-absent',
    first: modelsPage('#adding', async (page) => {
      await page.getByTestId('reference').fill('ada/bigbird-pegasus-letters');
      await page.keyboard.press('Enter');
      await page.getByTestId('coming-model').waitFor();
    }),
  },
  'model-offered': {
    scene: 'models-absent',
    first: async (page) => {
      await page.getByTestId('summary').waitFor();
      await page.evaluate(() => window.mock.drag({ kind: 'dropped', paths: ['/home/ada/Downloads/bigbird-pegasus-large-pubmed'] }));
      await page.getByTestId('offer').waitFor();
    },
  },
  'line-absent': { scene: 'models-absent', first: line },
  'line-downloading': { scene: 'models-downloading', first: line },
  'line-retrying': { scene: 'models-retrying', first: line },
  'line-paused': { scene: 'models-paused', first: line },
  'line-failed': { scene: 'models-failed', first: line },
  'line-converting': { scene: 'models-converting', first: line },
  'line-offline': { scene: 'models-offline', first: line },
  'line-ready': { scene: 'models-ready', first: line },
  'line-too-large': { scene: 'models-large', first: async (page) => void (await page.getByTestId('make-fit').waitFor()) },
  'menu-downloading': { scene: 'models-downloading', first: click('model') },
  privacy: { scene: 'models-used', first: privacyPage },
  'privacy-empty': { scene: 'models-absent', first: privacyPage, more: { ledger: 'empty' } },
  again: { scene: 'written', first: click('again') },
  keys: {
    scene: 'reading',
    first: async (page) => {
      await page.getByTestId('pages').focus();
      await page.keyboard.press('?');
      await page.locator('dialog#keys[open]').waitFor();
    },
  },
  settings: { scene: 'reading', first: place('settings', 'find-setting') },
  'settings-sought': {
    scene: 'reading',
    first: async (page) => {
      await place('settings', 'find-setting')(page);
      await page.getByTestId('find-setting').fill('text');
      await page.getByTestId('choose-theme').waitFor({ state: 'detached' });
    },
  },
  'settings-nothing': {
    scene: 'reading',
    first: async (page) => {
      await place('settings', 'find-setting')(page);
      await page.getByTestId('find-setting').fill('quux');
      await page.getByTestId('place-settings').getByRole('status').waitFor();
    },
  },
  'settings-reset': {
    scene: 'reading',
    first: async (page) => {
      await place('settings', 'reset-settings')(page);
      await click('reset-settings')(page);
      await page.getByTestId('notice').waitFor();
    },
  },
  'place-about': { scene: 'reading', first: place('about', 'library-licence') },
  'place-about-diagnostics': {
    scene: 'reading',
    first: async (page) => {
      await place('about', 'library-licence')(page);
      await click('show-diagnostics')(page);
      await page.getByTestId('diagnostics').waitFor();
    },
  },
  'place-about-built': { scene: 'reading', more: { licences: 'none' }, first: place('about', 'no-licences') },
  palette: {
    scene: 'reading',
    first: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByTestId('palette-entry').first().waitFor();
    },
  },
  'palette-nothing': {
    scene: 'reading',
    first: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByTestId('palette-field').fill('quux');
      await page.getByTestId('palette').getByRole('status').waitFor();
    },
  },
  'view-menu': { scene: 'book', first: click('view') },
  'whole-page': { scene: 'book', first: (page) => page.keyboard.press('Control+9') },
  facing: {
    scene: 'book',
    first: async (page) => {
      await page.keyboard.press('Control+2');
      await page.getByTestId('page-number').fill('6');
      await page.keyboard.press('Enter');
      await page.getByTestId('back-to-place').waitFor();
    },
  },
  turned: {
    scene: 'reading',
    first: async (page) => {
      await page.getByTestId('pages').focus();
      await page.keyboard.press('r');
    },
  },
  address: { scene: 'book', first: click('link', 5) },
  'address-promised': { scene: 'book', first: click('link', 6) },
  'address-mail': { scene: 'book', first: click('link', 7) },
  'address-refused': {
    scene: 'book',
    more: { opener: 'none' },
    first: async (page) => {
      await click('link', 5)(page);
      await click('open-address')(page);
      await page.getByTestId('address-trouble').waitFor();
    },
  },
  'thumbnails-marked': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await page.getByTestId('strip-mark').first().waitFor();
      await click('thumbnails')(page);
      await page.locator('[data-testid="thumbnail"] canvas').nth(3).waitFor();
    },
  },
  'quotation-menu': {
    scene: 'reading',
    first: async (page) => {
      await ask('How long were boats lost?')(page);
      await page.getByTestId('quotation').first().click({ button: 'right' });
      await page.getByTestId('quotation-copy').waitFor();
    },
  },
  thumbnails: {
    scene: 'book',
    first: async (page) => {
      await click('thumbnails')(page);
      await page.locator('[data-testid="thumbnail"] canvas').nth(8).waitFor();
    },
  },
  finding: { scene: 'book', first: find('harbour') },
  'finding-nothing': { scene: 'reading', first: find('a sail of gold') },
  'flow-finding': { scene: 'flow', first: find('the') },
  library: { scene: 'reading', first: withLibrary(async () => {}) },
  groups: { scene: 'reading', more: { groups: '' }, first: withLibrary(async (page) => void (await page.getByTestId('group').first().waitFor())) },
  sorting: { scene: 'reading', first: withLibrary(click('sort')) },
  chosen: {
    scene: 'reading',
    more: { groups: '' },
    first: withLibrary(async (page) => {
      for (const nth of [0, 2]) await page.getByTestId('library-item').nth(nth).click({ modifiers: ['Control'] });
      await click('chosen-groups')(page);
    }),
  },
  details: {
    scene: 'reading',
    more: { groups: '' },
    first: async (page) => {
      await page.locator('#panel-summary header').hover();
      await click('edit-details')(page);
      await page.getByTestId('details-done').waitFor();
    },
  },
  trash: { scene: 'reading', first: withLibrary(trashed(async () => {})) },
  'trash-asking': { scene: 'reading', first: withLibrary(trashed(click('delete-now'))) },
  found: {
    scene: 'reading',
    first: withLibrary(async (page) => {
      await page.getByTestId('find').fill('the');
      await page.locator('mark').first().waitFor();
    }),
  },
  removed: {
    scene: 'reading',
    first: withLibrary(async (page) => {
      await page.getByTestId('library-item').nth(1).focus();
      await page.keyboard.press('Delete');
      await page.getByTestId('notice').waitFor();
    }),
  },
};

/** What stands at the usual sizes in high contrast and on a large screen, as an example. */
export const CONTRAST = ['empty', 'working', 'queue', 'table', 'notes-some', 'flow-marked', 'written', 'sections-folded', 'answered', 'answer-unread', 'outline', 'model', 'writing', 'scope-chosen', 'mentioning', 'from-several'];
/** Looked at with more contrast. */
export const MORE = ['empty', 'working', 'written', 'answered', 'notes-some', 'outline'];
export const LARGE = ['sections', 'answered'];

// the smallest windows, as a text size of 200 % makes them of 1280 x 800 and of 900 x 600
export const NARROW: Record<string, State> = {
  'narrow-pages': { scene: 'written' },
  'narrow-side': { scene: 'sections', first: click('show-side') },
  'narrow-outline': {
    scene: 'written',
    first: async (page) => {
      await click('show-side')(page);
      await click('tab-outline')(page);
    },
  },
  'narrow-notes': {
    scene: 'reading',
    more: { marks: '' },
    first: async (page) => {
      await click('show-side')(page);
      await click('tab-notes')(page);
    },
  },
  'narrow-empty': { scene: 'empty' },
  'narrow-working': { scene: 'working' },
  'narrow-tour': { scene: 'empty', first: click('take-tour') },
  'narrow-settings': {
    scene: 'empty',
    first: async (page) => {
      await page.keyboard.press('Control+,');
      await page.getByTestId('find-setting').waitFor();
    },
  },
  'narrow-palette': {
    scene: 'empty',
    first: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByTestId('palette-entry').first().waitFor();
    },
  },
};
