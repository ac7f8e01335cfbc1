// What stands in menus and behind buttons and makes sense by itself: the palette offers it too. None of it has a key by itself;
// keys that a person gives it are pressed in WindowKeys.

import { tick } from 'svelte';

import type { DocumentView, ExportFormat } from '../bridge';
import { isUnderWay, type Desk, type Offer, type Tab } from '../state';
import { focusOn } from './panes';
import { print } from './print';
import { copySummary } from './taking';

/** Opens a menu by its button, which has the focus then. */
async function openMenu(testid: string): Promise<void> {
  await focusOn(`[data-testid="${testid}"]`);
  const button = document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
  if (button?.getAttribute('aria-expanded') === 'false') button.click();
}

function showTab({ panes, tabs }: Desk, tab: Tab): Promise<void> {
  panes.showSide(true);
  tabs.show(tab);
  return focusOn(`#tab-${tab}`);
}

/** Shows what stands beside the text of a document, with the focus in one of its fields. */
async function showDetails({ details, panes, tabs }: Desk, { card }: DocumentView, field: string): Promise<void> {
  panes.showSide(true);
  tabs.show('summary');
  await details.open(card.id);
  await focusOn(field);
}

/** The exports with the parts that are chosen in their menu, and the entries for a list of references. */
function exportsOf({ exports }: Desk, { card: { id } }: DocumentView): Offer {
  const save = (format: ExportFormat) => (): Promise<void> => exports.save(id, format);
  const ofParts: Offer = {
    print: () => exports.print(id, print),
    exportMarkdown: save('markdown'),
    exportText: save('text'),
    exportHtml: save('html'),
    exportDocx: save('docx'),
    exportJson: save('json'),
  };
  return { ...(exports.some && ofParts), exportBibtex: save('bibtex'), exportRis: save('ris') };
}

function ofDocument(desk: Desk, open: DocumentView): Offer {
  const { library, summary, summaryJob } = desk;
  const { id } = open.card;
  const card = library.documents.find((card) => card.id === id) ?? open.card;
  const complete = summary.view?.complete && !(summaryJob && isUnderWay(summaryJob)) ? summary.view : null;
  const scanned = open.pages.some(({ verdict }) => verdict.kind === 'scanned' || verdict.kind === 'partly_unreadable');
  const ofText: Offer = {
    ...exportsOf(desk, open),
    recognize: scanned && !desk.recognition ? () => desk.jobs.recognize(id) : undefined,
    copySummary: complete ? () => copySummary(desk, open, complete) : undefined,
    summarizePart: complete ? () => showMenu(desk, 'again', 'summary') : undefined,
    versions: complete?.version && complete.version.others > 0 ? () => showMenu(desk, 'versions', 'summary') : undefined,
    thumbnails: open.pages.length > 0 ? () => openMenu('thumbnails') : undefined,
    noteToDocument: () => noteToDocument(desk),
    exportQuestions: () => exportQuestions(desk),
    scope: library.texts.length > 1 ? () => showMenu(desk, 'scope') : undefined,
    goToPage: open.pages.length > 0 ? () => focusOn('[data-testid="page-number"]') : undefined,
    showSummary: () => showTab(desk, 'summary'),
    showQuestions: () => showTab(desk, 'questions'),
    showNotes: () => showTab(desk, 'notes'),
    showOutline: () => showTab(desk, 'outline'),
    askAll: library.textCount > 1 ? () => askAll(desk, open) : undefined,
  };
  return {
    ...(!desk.inSequences && ofText),
    editDetails: () => showDetails(desk, open, '[data-testid="details"] input, [data-testid="details"] textarea'),
    collections: () => showDetails(desk, open, '[data-testid="new-collection"]'),
    markUnread: card.unread ? undefined : () => library.markUnread([id], true),
    removeDocument: () => desk.trash.remove([{ id, card }]),
  };
}

/** Shows a menu of the side pane; it may stand in one of the tabs. */
async function showMenu(desk: Desk, testid: string, tab?: Tab): Promise<void> {
  desk.panes.showSide(true);
  if (tab) desk.tabs.show(tab);
  await openMenu(testid);
}

async function noteToDocument(desk: Desk): Promise<void> {
  await showTab(desk, 'notes');
  await focusOn('[data-testid="new-note"]');
}

/** All questions are exported where they are listed. */
async function exportQuestions(desk: Desk): Promise<void> {
  const { history } = desk;
  if (history.words !== '') history.find('');
  await history.show(true);
  await showMenu(desk, 'export-questions', 'questions');
}

async function askAll({ draft, panes }: Desk, { card }: DocumentView): Promise<void> {
  draft.choose('library', card.id);
  panes.showSide(true);
  await focusOn('#ask');
}

async function sort({ chosen, panes }: Desk): Promise<void> {
  panes.showLibrary(true);
  // the tools for chosen documents stand in the place of the menu
  chosen.clear();
  await openMenu('sort');
}

async function select({ chosen, panes }: Desk, all: boolean): Promise<void> {
  panes.showLibrary(true);
  chosen.choosing = true;
  if (all) chosen.all();
  await focusOn('[data-testid="library-item"][tabindex="0"]');
}

/** What is done with all documents that are chosen in the list. */
const ofChosen = ({ chosen, panes, trash }: Desk): Offer => ({
  chosenGroups: () => {
    panes.showLibrary(true);
    return openMenu('chosen-groups');
  },
  removeChosen: () => trash.remove(chosen.rows),
});

/** Keys that select documents count in the list alone, so these are not among the keys of the window. */
const ofLibrary = (desk: Desk): Offer => ({
  sort: () => sort(desk),
  showAll: desk.library.limited ? desk.library.showAll : undefined,
  select: () => select(desk, false),
  selectAll: () => select(desk, true),
});

async function newTable({ places, tables }: Desk): Promise<void> {
  places.go('tables');
  await tick();
  await tables.begin();
}

async function emptyTrash({ places, trash }: Desk): Promise<void> {
  places.go('trash');
  await trash.refresh();
  // the question stands there, and what answers no has the focus
  trash.ask(trash.list?.map(({ card }) => card.id) ?? []);
}

async function showDiagnostics({ about, places }: Desk): Promise<void> {
  places.go('about');
  await about.showDiagnostics(true);
}

/** What the palette offers besides what has keys. */
export function offersOf(desk: Desk): Offer {
  const { library, places, reading, settings, tables } = desk;
  const waits = desk.listedJobs.length > 0 || settings.chosen?.paused === true;
  return {
    ...(library.documents.length > 0 && ofLibrary(desk)),
    ...(desk.chosen.ids.length > 0 && ofChosen(desk)),
    ...(reading.open && ofDocument(desk, reading.open)),
    queue: reading.open && waits ? () => openMenu('queue') : undefined,
    watch: desk.intake.watch,
    newTable: () => newTable(desk),
    exportTable: places.now === 'tables' && tables.open ? () => openMenu('export-table') : undefined,
    emptyTrash: () => emptyTrash(desk),
    showDiagnostics: () => showDiagnostics(desk),
    moveLibrary: desk.about.moving.choose,
    resetSettings: settings.reset,
  };
}
