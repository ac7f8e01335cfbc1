// The bridge to Rust: everything that the window can ask for, in one typed interface. `tauri.ts` implements it for
// the product; the tests have implementations of their own.
//
// Every promise rejects with a Problem and with nothing else.

import type { About } from './generated/About';
import type { Annotation } from './generated/Annotation';
import type { AnnotationId } from './generated/AnnotationId';
import type { AnswerView } from './generated/AnswerView';
import type { AppEvent } from './generated/AppEvent';
import type { Arrangement } from './generated/Arrangement';
import type { ColumnId } from './generated/ColumnId';
import type { DocumentCard } from './generated/DocumentCard';
import type { DocumentDetails } from './generated/DocumentDetails';
import type { DocumentId } from './generated/DocumentId';
import type { DocumentView } from './generated/DocumentView';
import type { EvidenceCell } from './generated/EvidenceCell';
import type { EvidenceTable } from './generated/EvidenceTable';
import type { Excerpt } from './generated/Excerpt';
import type { ExportFormat } from './generated/ExportFormat';
import type { ExportOptions } from './generated/ExportOptions';
import type { ExportReport } from './generated/ExportReport';
import type { Fault } from './generated/Fault';
import type { FoundDocument } from './generated/FoundDocument';
import type { GivenAnswer } from './generated/GivenAnswer';
import type { Group } from './generated/Group';
import type { GroupId } from './generated/GroupId';
import type { GroupKind } from './generated/GroupKind';
import type { History } from './generated/History';
import type { JobId } from './generated/JobId';
import type { JobView } from './generated/JobView';
import type { Language } from './generated/Language';
import type { LeftAt } from './generated/LeftAt';
import type { LibrarySize } from './generated/LibrarySize';
import type { Licences } from './generated/Licences';
import type { MarkColour } from './generated/MarkColour';
import type { ModelId } from './generated/ModelId';
import type { ModelOffer } from './generated/ModelOffer';
import type { ModelRole } from './generated/ModelRole';
import type { ModelShelf } from './generated/ModelShelf';
import type { NewAnnotation } from './generated/NewAnnotation';
import type { NewTable } from './generated/NewTable';
import type { OwnWords } from './generated/OwnWords';
import type { PastQuestions } from './generated/PastQuestions';
import type { QuestionId } from './generated/QuestionId';
import type { QuestionScope } from './generated/QuestionScope';
import type { RecordView } from './generated/RecordView';
import type { RelatedPassages } from './generated/RelatedPassages';
import type { SequenceModel } from './generated/SequenceModel';
import type { SequenceView } from './generated/SequenceView';
import type { Settings } from './generated/Settings';
import type { StartupRemark } from './generated/StartupRemark';
import type { SummaryChange } from './generated/SummaryChange';
import type { SummaryOptions } from './generated/SummaryOptions';
import type { SummaryView } from './generated/SummaryView';
import type { TableCard } from './generated/TableCard';
import type { TableChange } from './generated/TableChange';
import type { TableFormat } from './generated/TableFormat';
import type { TableId } from './generated/TableId';
import type { TableTemplate } from './generated/TableTemplate';
import type { TemplateId } from './generated/TemplateId';
import type { TrackFormat } from './generated/TrackFormat';
import type { TrackPart } from './generated/TrackPart';
import type { TrashedDocument } from './generated/TrashedDocument';
import type { VersionId } from './generated/VersionId';

/** News about files that somebody drags over the window. */
export type Drag =
  | { kind: 'over'; count: number }
  | { kind: 'left' }
  | { kind: 'dropped'; paths: string[] };

export interface Bridge {
  /** Calls the listener with every event from now on, in order. */
  subscribe(listener: (event: AppEvent) => void): Promise<void>;
  /** Calls the listener when files are dragged over the window or dropped on it. */
  onDrag(listener: (drag: Drag) => void): Promise<void>;

  /** The first documents of an arrangement, in its order: at most `BEGINNING` of them. */
  library(arrangement: Arrangement): Promise<DocumentCard[]>;
  /** All documents of an arrangement, in its order. */
  libraryOrder(arrangement: Arrangement): Promise<DocumentId[]>;
  /** What the list shows of some documents, without those that are not there any more. */
  cards(ids: DocumentId[]): Promise<DocumentCard[]>;
  /** The words around the first match of a search in each of some documents, and which of them match. */
  excerpts(query: string, ids: DocumentId[]): Promise<Excerpt[]>;
  /** Full-text search over the documents of an arrangement, best first. */
  find(query: string, among: Arrangement): Promise<FoundDocument[]>;
  /** The jobs that are in progress or need an answer. */
  jobs(): Promise<JobView[]>;

  /**
   * Reads files, and the documents in folders, into the library and then summarizes them. If they are very many, none is
   * read until `takeMany`, and an event says how many they are.
   */
  importFiles(paths: string[]): Promise<JobView[]>;
  /** Asks for a folder, watches it from now on, and reads what is in it. Empty if the person closes the dialog. */
  watchFolder(): Promise<JobView[]>;
  /** Ends the looks through folders that take a while, of which events say how far they are: nothing of what they found is read. */
  stopLooking(): Promise<void>;
  /** The number of files that wait for `takeMany`; null if there are none. */
  manyFiles(): Promise<number | null>;
  /** Reads the files that were asked about, or leaves them. */
  takeMany(read: boolean): Promise<JobView[]>;
  /** Opens the system's file dialog and imports the chosen files. Empty if the person closes the dialog. */
  chooseFiles(): Promise<JobView[]>;
  /** Opens the system's dialog for a folder of documents and gives its path; null if the person closes the dialog. */
  chooseFolder(): Promise<string | null>;
  /**
   * Opens the system's file dialog and imports the papers of the chosen Zotero library, BibTeX or RIS. What came of it is an
   * event; there is none if the person closes the dialog.
   */
  chooseBibliography(): Promise<void>;
  /** Imports the paper that comes with the program. */
  importExample(): Promise<JobView[]>;
  /** Stops a job within a second. */
  cancelJob(id: JobId): Promise<void>;
  /** Removes a job that was refused or failed, or waits for a password. */
  dismissJob(id: JobId): Promise<void>;
  /**
   * Brings back a job that was removed, with another identity, or one that was cancelled, to its place in the queue. Null if it is
   * not known any more. An event says that it is there.
   */
  bringBackJob(id: JobId): Promise<JobView | null>;
  /** Tries again what was refused or failed. */
  retryJob(id: JobId): Promise<void>;
  /** Moves a waiting job before another one; null is behind all others. */
  moveJob(id: JobId, before: JobId | null): Promise<void>;
  /**
   * Opens the folder of a job's file in the system's program for that. If there is none, resolves with the folder's path.
   */
  showInFolder(id: JobId): Promise<string | null>;
  /** Hands over the password that a job waits for. */
  unlock(id: JobId, password: string): Promise<void>;

  /** Everything that the window shows of a document that a person opens: it is not unread any more. */
  document(id: DocumentId): Promise<DocumentView>;
  /** The same of a document that is open, once it was read again: that does not count as opening it. */
  documentAgain(id: DocumentId): Promise<DocumentView>;
  /** The document's file. */
  documentBytes(id: DocumentId): Promise<ArrayBuffer>;
  /** Where the person left a document; null if nobody opened it yet. */
  leftAt(id: DocumentId): Promise<LeftAt | null>;
  /** Keeps where the person left a document. */
  leave(id: DocumentId, at: LeftAt): Promise<void>;
  /** Everything about a document that stands beside its text. */
  documentDetails(id: DocumentId): Promise<DocumentDetails>;
  /** Keeps a person's own title, authors and year; null is what was read. Resolves with the entry in the list. */
  editDocument(id: DocumentId, own: OwnWords): Promise<DocumentCard>;
  /** Marks documents as unread, or as read, and resolves with those for which that is new. */
  markUnread(ids: DocumentId[], unread: boolean): Promise<DocumentId[]>;
  /** Takes documents out of the library. */
  removeDocuments(ids: DocumentId[]): Promise<void>;
  /** Undoes `removeDocuments`, for thirty days. */
  restoreDocuments(ids: DocumentId[]): Promise<void>;
  /** The removed documents, the one that was removed last first. */
  trash(): Promise<TrashedDocument[]>;
  /** Deletes removed documents for good. */
  deleteDocuments(ids: DocumentId[]): Promise<void>;
  /** What the library takes on the disk. */
  librarySize(): Promise<LibrarySize>;
  /** Does with a document's file what `showInFolder` does with that of a job. */
  showDocumentInFolder(id: DocumentId): Promise<string | null>;

  /** The collections, then the tags, each in the order of their names. */
  groups(): Promise<Group[]>;
  /** The collection or tag of a name; one is made if there is none. */
  makeGroup(kind: GroupKind, name: string): Promise<Group>;
  /** Gives a collection or a tag another name. */
  renameGroup(id: GroupId, name: string): Promise<Group>;
  /** Deletes a collection or a tag, and none of its documents. */
  deleteGroup(id: GroupId): Promise<void>;
  /** Undoes `deleteGroup`, for about an hour. If another one has the name by now, that one gets the documents. */
  restoreGroup(id: GroupId): Promise<Group>;
  /** Puts documents into a collection, or gives them a tag, and resolves with those for which that is new. */
  addToGroup(id: GroupId, documents: DocumentId[]): Promise<DocumentId[]>;
  /** Takes documents out of a collection, or a tag from them, and resolves with those that were in it. */
  takeFromGroup(id: GroupId, documents: DocumentId[]): Promise<DocumentId[]>;

  /** Recognizes the text of the pages that are pictures. */
  recognize(id: DocumentId): Promise<JobView>;
  /** Begins a new summary. */
  summarize(id: DocumentId, options: SummaryOptions): Promise<JobView>;
  /** The document's summary, which may still be in progress; null if there is none. */
  summary(id: DocumentId): Promise<SummaryView | null>;
  /** The versions of the summary, that on show first and then the one that was shown last: at most 50. */
  summaryVersions(id: DocumentId): Promise<SummaryView[]>;
  /** Changes a version of the summary. Resolves with what is on show now: a new version, or the same if nothing changed. */
  changeSummary(id: DocumentId, version: VersionId, change: SummaryChange): Promise<SummaryView>;
  /** Takes back the change that made a version. Resolves with what is on show now. */
  undoSummary(id: DocumentId, version: VersionId): Promise<SummaryView>;
  /** Shows an earlier version again. */
  showSummary(id: DocumentId, version: VersionId): Promise<SummaryView>;

  /**
   * Asks documents a question and resolves with the answer; events report the progress. A question that is still
   * in progress stops and rejects with `cancelled`, as after `stopAsking`.
   */
  ask(scope: QuestionScope, question: string): Promise<GivenAnswer>;
  /** Stops the question in progress within a second. */
  stopAsking(): Promise<void>;

  /** Has the chosen model write an answer of the history in short. A question or `stopAsking` stops it: `cancelled`. */
  inShort(id: QuestionId): Promise<AnswerView>;

  /**
   * The history of one document, with the questions that name it, or of the library, the newest question first: at most 100
   * questions, those older than `before` if it is given. With words, only questions that contain each of them, in themselves
   * or in their answers.
   */
  questions(document: DocumentId | null, words: string, before: QuestionId | null): Promise<PastQuestions>;
  /** The answer to a question of the history, as it was given. */
  pastAnswer(id: QuestionId): Promise<AnswerView>;
  /** Deletes a question of the history. */
  deleteQuestion(id: QuestionId): Promise<void>;
  /** Deletes all questions of one document, or of the library, and resolves with them. */
  deleteQuestions(document: DocumentId | null): Promise<QuestionId[]>;
  /** Undoes a deletion, for about an hour. */
  restoreQuestions(ids: QuestionId[]): Promise<void>;

  /**
   * What a person marked in a document and wrote to it: notes to the document, then marks in the document's order, then
   * notes to its summary.
   */
  annotations(document: DocumentId): Promise<Annotation[]>;
  /** Keeps a new mark or note. */
  annotate(document: DocumentId, annotation: NewAnnotation): Promise<Annotation>;
  /** Changes the colour and the note. */
  changeAnnotation(id: AnnotationId, colour: MarkColour | null, note: string): Promise<Annotation>;
  deleteAnnotation(id: AnnotationId): Promise<void>;
  /** Undoes a deletion, for about an hour. */
  restoreAnnotation(id: AnnotationId): Promise<Annotation>;

  /**
   * Opens the system's dialog for a file to write, and writes what is kept of a document. Resolves with the file's path;
   * null if the person closes the dialog.
   */
  exportDocument(id: DocumentId, options: ExportOptions): Promise<string | null>;
  /**
   * Opens the system's dialog for a folder, and writes a file for each document there; or, as BibTeX and RIS, the one for a file with
   * the entries of all. Null if the person closes the dialog.
   */
  exportDocuments(ids: DocumentId[], options: ExportOptions): Promise<ExportReport | null>;
  /**
   * Does the same as `exportDocument` with a question of the history and its answer, or with all questions. A question that is not there is
   * a Problem.
   */
  exportQuestions(question: QuestionId | null, format: ExportFormat): Promise<string | null>;
  /** What an export as a web page contains, whatever the format. */
  exportedPage(id: DocumentId, options: ExportOptions): Promise<string>;

  /** The tables of evidence, the one that was changed last first. */
  tables(): Promise<TableCard[]>;
  table(id: TableId): Promise<EvidenceTable>;
  /** Makes a table, which is filled in the background; events report each cell. */
  makeTable(table: NewTable): Promise<EvidenceTable>;
  /** Changes a table. What it lacks then is filled in the background. */
  changeTable(id: TableId, change: TableChange): Promise<EvidenceTable>;
  deleteTable(id: TableId): Promise<void>;
  /** Undoes `deleteTable`, for about an hour. */
  restoreTable(id: TableId): Promise<EvidenceTable>;
  /** Goes on with the filling that the person stopped. Null if nothing is lacking. */
  fillTable(id: TableId): Promise<JobView | null>;
  /** Puts questions again: all of a table, or one, or those to one document. What the person wrote stays. */
  askAgain(id: TableId, column: ColumnId | null, document: DocumentId | null): Promise<EvidenceTable>;
  /** Keeps what the person writes into a cell; null shows again what was found. */
  writeCell(id: TableId, column: ColumnId, document: DocumentId, yours: string | null): Promise<EvidenceCell>;
  /** The whole answer of a cell, with the places of its quotations. */
  cellAnswer(column: ColumnId, document: DocumentId): Promise<AnswerView>;
  /** The lists of questions for tables: Pagewing's, as they came or as the person changed them, and the person's own. */
  tableTemplates(): Promise<TableTemplate[]>;
  /** Keeps a list of questions. Resolves with all lists. */
  keepTemplate(template: TableTemplate): Promise<TableTemplate[]>;
  /** Deletes a list of questions; one of Pagewing's is there again as it came. Resolves with all lists. */
  deleteTemplate(id: TemplateId): Promise<TableTemplate[]>;
  /** Undoes `deleteTemplate`, for about an hour. */
  restoreTemplate(id: TemplateId): Promise<TableTemplate[]>;
  /** Opens the system's dialog for a file to write, and writes a table. Resolves as `exportDocument` does. */
  exportTable(id: TableId, format: TableFormat): Promise<string | null>;
  /** The passages of other documents that are nearest to words of a document or of its summary. */
  relatedPassages(document: DocumentId, text: string): Promise<RelatedPassages>;

  /** A document of sequences: how many records it has, and which models are there for it. */
  sequence(id: DocumentId): Promise<SequenceView>;
  /** Some of its records, in the order of the file: at most 200. */
  sequenceRecords(id: DocumentId, from: number, count: number): Promise<RecordView[]>;
  /** What a model says of a range of a record, of some classes: at most 512 pieces, however long the range is. */
  sequenceTrack(id: DocumentId, record: number, from: number, to: number, classes: number[]): Promise<TrackPart>;
  /** Finds the classes along a document with the chosen model. */
  classifySequence(id: DocumentId): Promise<JobView>;
  /** Opens the system's dialog for a folder, and chooses the model in it. Null if the person closes the dialog. */
  chooseSequenceModel(): Promise<SequenceModel | null>;
  /** Writes the track of a record, of one class or of all. Resolves as `exportDocument` does. */
  exportTrack(id: DocumentId, record: number, format: TrackFormat, classNumber: number | null): Promise<string | null>;
  /** Writes a drawing in SVG. Resolves as `exportDocument` does. */
  exportDrawing(name: string, drawing: string): Promise<string | null>;

  /** All models, with what the Models page shows of them. */
  models(): Promise<ModelShelf>;
  /** Downloads a model and makes it ready. With `then`, the model is chosen and the document summarized with it. */
  downloadModel(id: ModelId, then: DocumentId | null): Promise<JobView>;
  /** Downloads a model by its repository or URL. */
  downloadNamed(reference: string): Promise<JobView>;
  /** Compares a model's files with their hashes. */
  verifyModel(id: ModelId): Promise<JobView>;
  /** Makes the fast copy of a model. */
  makeFastCopy(id: ModelId): Promise<JobView>;
  /** Measures how fast a model is on this machine. */
  measureModel(id: ModelId): Promise<JobView>;
  /** Opens the system's dialog for a model's folder. Null if the person closes the dialog. */
  chooseModelFolder(): Promise<ModelOffer | null>;
  /** What a dropped folder holds; null if it is not the folder of a model at all. */
  offerModel(path: string): Promise<ModelOffer | null>;
  /** Copies or links a model's folder, with a fast copy if asked for. */
  addModel(folder: string, copy: boolean, fastCopy: boolean): Promise<JobView>;
  /** Chooses the model of a role; null for key sentences or the starter model. */
  useModel(role: ModelRole, id: ModelId | null): Promise<ModelShelf>;
  /** Deletes a model from the disk. A linked folder stays where it is. */
  removeModel(id: ModelId): Promise<ModelShelf>;
  /** Takes every loaded model out of the memory. */
  freeMemory(): Promise<void>;
  /** The newest connections, and the totals of all that Pagewing ever opened. */
  network(): Promise<History>;

  /** Hands a web or mail address to the system, which opens it in the program that it has for it. */
  openAddress(address: string): Promise<void>;

  /** The version, and where everything is kept. */
  about(): Promise<About>;
  /** The licences of Pagewing and of everything in it. */
  licences(): Promise<Licences>;
  /** A text for whoever looks for a fault, without a word of any document. */
  diagnostics(): Promise<string>;
  /**
   * Asks for a folder and moves the library and the models into it. Resolves with the folder in which they were, or with null
   * if the person closes the dialog; rejects with `cancelled` after `stopMoving`. Events say how far it is. Until it is done,
   * nothing else can be asked for.
   */
  chooseDataFolder(): Promise<string | null>;
  /** Moves them to a folder in which they were, and resolves with the one in which they are now. */
  moveDataBack(folder: string): Promise<string>;
  /** Has them stay where they are. */
  stopMoving(): Promise<void>;

  /** What a person should know about how the program started. */
  startupRemarks(): Promise<StartupRemark[]>;

  settings(): Promise<Settings>;
  /** The settings of a person who has changed none. */
  usualSettings(): Promise<Settings>;
  /** Changes those that are others than `before`, when they were read. */
  setSettings(settings: Settings, before: Settings): Promise<void>;
  /** Has dialogs of the system and exported files in this language. */
  speak(language: Language): Promise<void>;
}

/** What a promise rejects with: a fault of the program, or a call that does not reach it. */
export type Problem = Fault | { code: 'unexpected'; detail: string };

/** Turns whatever was thrown into a Problem. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    return thrown as Problem;
  }
  // a command that does not exist, or whose arguments do not fit, is rejected with plain text
  return { code: 'unexpected', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
