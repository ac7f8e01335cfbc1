// The bridge to Rust: everything the window can ask for, in one typed interface. `tauri.ts` is the real
// one; the tests put their own behind the same interface.
//
// Every promise rejects with an ApiError, nothing else.

import type { AnswerView } from './generated/AnswerView';
import type { ApiError } from './generated/ApiError';
import type { AppEvent } from './generated/AppEvent';
import type { DocumentCard } from './generated/DocumentCard';
import type { DocumentId } from './generated/DocumentId';
import type { DocumentView } from './generated/DocumentView';
import type { FoundDocument } from './generated/FoundDocument';
import type { JobId } from './generated/JobId';
import type { JobView } from './generated/JobView';
import type { ModelView } from './generated/ModelView';
import type { Settings } from './generated/Settings';
import type { StartupRemark } from './generated/StartupRemark';
import type { SummaryOptions } from './generated/SummaryOptions';
import type { SummaryView } from './generated/SummaryView';

/** Files dragged over the window. */
export type Drag =
  | { kind: 'over'; count: number }
  | { kind: 'left' }
  | { kind: 'dropped'; paths: string[] };

export interface Bridge {
  /** Tells of everything that happens from now on, in order. */
  subscribe(listener: (event: AppEvent) => void): Promise<void>;
  /** Tells of files that are dragged over the window or dropped on it. */
  onDrag(listener: (drag: Drag) => void): Promise<void>;

  /** The documents of the library, newest first. */
  library(): Promise<DocumentCard[]>;
  /** Full-text search over the library, best first. */
  find(query: string): Promise<FoundDocument[]>;
  /** Jobs that are under way or want an answer. */
  jobs(): Promise<JobView[]>;

  /** Reads files into the library; a summary follows by itself. */
  importFiles(paths: string[]): Promise<JobView[]>;
  /** Asks for files by the system's dialog, then imports them. Empty when the dialog was closed. */
  chooseFiles(): Promise<JobView[]>;
  /** Reads the paper that comes with the program. */
  importExample(): Promise<JobView[]>;
  /** Stops a job within a second. */
  cancelJob(id: JobId): Promise<void>;
  /** Forgets a job that ended badly. */
  dismissJob(id: JobId): Promise<void>;
  /** Gives the password that a job waits for. */
  unlock(id: JobId, password: string): Promise<void>;

  /** A document, opened. */
  document(id: DocumentId): Promise<DocumentView>;
  /** The file itself. */
  documentBytes(id: DocumentId): Promise<ArrayBuffer>;
  /** Takes a document out of the library. */
  removeDocument(id: DocumentId): Promise<void>;
  /** Undoes `removeDocument`. */
  restoreDocument(id: DocumentId): Promise<void>;

  /** Writes a summary anew. */
  summarize(id: DocumentId, options: SummaryOptions): Promise<JobView>;
  /** The summary that is kept or being written. */
  summary(id: DocumentId): Promise<SummaryView | null>;

  /**
   * Asks a document, and waits for the answer; events tell how far it is. A question at work is stopped, as by
   * `stopAsking`: it rejects with `cancelled`.
   */
  ask(id: DocumentId, question: string): Promise<AnswerView>;
  /** Stops the question at work within a second. */
  stopAsking(): Promise<void>;
  /** The name of the model that answers questions; null where passages are only shown. */
  reader(): Promise<string | null>;

  /** The chosen model. */
  model(): Promise<ModelView | null>;
  /** Asks for a model's folder by the system's dialog; null when it was closed. */
  chooseModel(): Promise<ModelView | null>;
  /** Goes back to key sentences. The folder stays where it is. */
  forgetModel(): Promise<void>;

  /** What a person should know about how the program started. */
  startupRemarks(): Promise<StartupRemark[]>;

  settings(): Promise<Settings>;
  setSettings(settings: Settings): Promise<void>;
}

/** Whatever was thrown, as an ApiError. */
export function asApiError(thrown: unknown): ApiError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    const { code, message } = thrown;
    const hint = 'hint' in thrown && typeof thrown.hint === 'string' ? thrown.hint : null;
    if (typeof code === 'string' && typeof message === 'string') return { code, message, hint };
  }
  // a command that does not exist, or whose arguments do not fit, is rejected with plain text
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'unexpected', message, hint: null };
}
