// The bridge of the product: Tauri's commands, and one channel for events.

import { Channel, invoke } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';

import { asProblem, type Bridge } from './api';
import type { AppEvent } from './generated/AppEvent';
import type { Commands } from './generated/Commands';
import { paced } from './paced';

/** Nothing for a command without arguments, else one object. */
type Takes<Name extends keyof Commands> =
  Commands[Name]['takes'] extends Record<string, never> ? [] : [Commands[Name]['takes']];

async function call<Name extends keyof Commands>(command: Name, ...[takes]: Takes<Name>): Promise<Commands[Name]['gives']> {
  try {
    return await invoke<Commands[Name]['gives']>(command, takes);
  } catch (thrown) {
    throw asProblem(thrown);
  }
}

export const bridge: Bridge = {
  async subscribe(listener) {
    const channel = new Channel<AppEvent>();
    channel.onmessage = paced(listener);
    await call('subscribe', { channel });
  },
  async onDrag(listener) {
    await getCurrentWebview().onDragDropEvent(({ payload }) => {
      // words that are dragged over the window are no files
      if (payload.type === 'enter' && payload.paths.length > 0) listener({ kind: 'over', count: payload.paths.length });
      if (payload.type === 'leave') listener({ kind: 'left' });
      if (payload.type === 'drop' && payload.paths.length > 0) listener({ kind: 'dropped', paths: payload.paths });
    });
  },

  library: (arrangement) => call('library', { arrangement }),
  libraryOrder: (arrangement) => call('library_order', { arrangement }),
  cards: (ids) => call('cards', { ids }),
  excerpts: (query, ids) => call('excerpts', { query, ids }),
  find: (query, among) => call('find', { query, among }),
  jobs: () => call('jobs'),

  importFiles: (paths) => call('import_files', { paths }),
  watchFolder: () => call('watch_folder'),
  stopLooking: () => call('stop_looking'),
  manyFiles: () => call('many_files'),
  takeMany: (read) => call('take_many', { read }),
  chooseFiles: () => call('choose_files'),
  chooseFolder: () => call('choose_folder'),
  chooseBibliography: () => call('choose_bibliography'),
  importExample: () => call('import_example'),
  cancelJob: (id) => call('cancel_job', { id }),
  dismissJob: (id) => call('dismiss_job', { id }),
  bringBackJob: (id) => call('bring_back_job', { id }),
  retryJob: (id) => call('retry_job', { id }),
  moveJob: (id, before) => call('move_job', { id, before }),
  showInFolder: (id) => call('show_in_folder', { id }),
  unlock: (id, password) => call('unlock', { id, password }),

  document: (id) => call('document', { id }),
  documentAgain: (id) => call('document_again', { id }),
  documentBytes: (id) => call('document_bytes', { id }),
  leftAt: (id) => call('left_at', { id }),
  leave: (id, at) => call('leave', { id, at }),
  documentDetails: (id) => call('document_details', { id }),
  editDocument: (id, own) => call('edit_document', { id, own }),
  markUnread: (ids, unread) => call('mark_unread', { ids, unread }),
  removeDocuments: (ids) => call('remove_documents', { ids }),
  restoreDocuments: (ids) => call('restore_documents', { ids }),
  trash: () => call('trash'),
  deleteDocuments: (ids) => call('delete_documents', { ids }),
  librarySize: () => call('library_size'),
  showDocumentInFolder: (id) => call('show_document_in_folder', { id }),

  groups: () => call('groups'),
  makeGroup: (kind, name) => call('make_group', { kind, name }),
  renameGroup: (id, name) => call('rename_group', { id, name }),
  deleteGroup: (id) => call('delete_group', { id }),
  restoreGroup: (id) => call('restore_group', { id }),
  addToGroup: (id, documents) => call('add_to_group', { id, documents }),
  takeFromGroup: (id, documents) => call('take_from_group', { id, documents }),

  recognize: (id) => call('recognize', { id }),
  summarize: (id, options) => call('summarize', { id, options }),
  summary: (id) => call('summary', { id }),
  summaryVersions: (id) => call('summary_versions', { id }),
  changeSummary: (id, version, change) => call('change_summary', { id, version, change }),
  undoSummary: (id, version) => call('undo_summary', { id, version }),
  showSummary: (id, version) => call('show_summary', { id, version }),

  ask: (scope, question) => call('ask', { scope, question }),
  stopAsking: () => call('stop_asking'),
  inShort: (id) => call('in_short', { id }),

  questions: (document, words, before) => call('questions', { document, words, before }),
  pastAnswer: (id) => call('past_answer', { id }),
  deleteQuestion: (id) => call('delete_question', { id }),
  deleteQuestions: (document) => call('delete_questions', { document }),
  restoreQuestions: (ids) => call('restore_questions', { ids }),

  annotations: (document) => call('annotations', { document }),
  annotate: (document, annotation) => call('annotate', { document, annotation }),
  changeAnnotation: (id, colour, note) => call('change_annotation', { id, colour, note }),
  deleteAnnotation: (id) => call('delete_annotation', { id }),
  restoreAnnotation: (id) => call('restore_annotation', { id }),

  tables: () => call('tables'),
  table: (id) => call('table', { id }),
  makeTable: (table) => call('make_table', { table }),
  changeTable: (id, change) => call('change_table', { id, change }),
  deleteTable: (id) => call('delete_table', { id }),
  restoreTable: (id) => call('restore_table', { id }),
  fillTable: (id) => call('fill_table', { id }),
  askAgain: (id, column, document) => call('ask_again', { id, column, document }),
  writeCell: (id, column, document, yours) => call('write_cell', { id, column, document, yours }),
  cellAnswer: (column, document) => call('cell_answer', { column, document }),
  tableTemplates: () => call('table_templates'),
  keepTemplate: (template) => call('keep_template', { template }),
  deleteTemplate: (id) => call('delete_template', { id }),
  restoreTemplate: (id) => call('restore_template', { id }),
  exportTable: (id, format) => call('export_table', { id, format }),
  relatedPassages: (document, text) => call('related_passages', { document, text }),

  exportDocument: (id, options) => call('export_document', { id, options }),
  exportDocuments: (ids, options) => call('export_documents', { ids, options }),
  exportQuestions: (question, format) => call('export_questions', { question, format }),
  exportedPage: (id, options) => call('exported_page', { id, options }),

  sequence: (id) => call('sequence', { id }),
  sequenceRecords: (id, from, count) => call('sequence_records', { id, from, count }),
  sequenceTrack: (id, record, from, to, classes) => call('sequence_track', { id, record, from, to, classes }),
  classifySequence: (id) => call('classify_sequence', { id }),
  chooseSequenceModel: () => call('choose_sequence_model'),
  exportTrack: (id, record, format, classNumber) => call('export_track', { id, record, format, class: classNumber }),
  exportDrawing: (name, drawing) => call('export_drawing', { name, drawing }),

  models: () => call('models'),
  downloadModel: (id, then) => call('download_model', { id, then }),
  downloadNamed: (reference) => call('download_named', { reference }),
  verifyModel: (id) => call('verify_model', { id }),
  makeFastCopy: (id) => call('make_fast_copy', { id }),
  measureModel: (id) => call('measure_model', { id }),
  chooseModelFolder: () => call('choose_model_folder'),
  offerModel: (path) => call('offer_model', { path }),
  addModel: (folder, copy, fastCopy) => call('add_model', { folder, copy, fastCopy }),
  useModel: (role, id) => call('use_model', { role, id }),
  removeModel: (id) => call('remove_model', { id }),
  freeMemory: () => call('free_memory'),
  network: () => call('network'),
  openAddress: (address) => call('open_address', { address }),

  about: () => call('about'),
  licences: () => call('licences'),
  diagnostics: () => call('diagnostics'),
  chooseDataFolder: () => call('choose_data_folder'),
  moveDataBack: (folder) => call('move_data_back', { folder }),
  stopMoving: () => call('stop_moving'),

  startupRemarks: () => call('startup_remarks'),

  settings: () => call('settings'),
  usualSettings: () => call('usual_settings'),
  setSettings: (settings, before) => call('set_settings', { settings, before }),
  speak: (language) => call('speak', { language }),
};
