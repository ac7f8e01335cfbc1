// Exports of documents and of questions: what goes into them, and where they went.

import type { Bridge, DocumentId, ExportFormat, ExportOptions, QuestionId } from '../bridge';
import { text } from '../text';
import type { Notices } from './notices.svelte';

/** What can go into an export. */
export const PARTS = ['summary', 'answers', 'notes'] as const satisfies readonly (keyof ExportOptions)[];
export type ExportPart = (typeof PARTS)[number];

/** Formats with these parts. */
export const FORMATS = ['markdown', 'text', 'html', 'docx', 'json'] as const satisfies readonly ExportFormat[];
/** Formats of an entry in a list of references. */
export const REFERENCES = ['bibtex', 'ris'] as const satisfies readonly ExportFormat[];

/** Most documents that are named if they could not be exported. */
const MOST_NAMED = 5;

type ExportsBridge = Pick<Bridge, 'exportDocument' | 'exportDocuments' | 'exportQuestions' | 'exportedPage'>;

export class Exports {
  what = $state<Record<ExportPart, boolean>>({ summary: true, answers: true, notes: true });
  readonly some = $derived(PARTS.some((part) => this.what[part]));

  readonly #bridge: ExportsBridge;
  readonly #notices: Notices;

  constructor(bridge: ExportsBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Writes a file where the person wants it. */
  save = (id: DocumentId, format: ExportFormat): Promise<void> =>
    this.#notices.attempt(async () => {
      const path = await this.#bridge.exportDocument(id, { ...this.what, format });
      if (path !== null) this.#notices.show(text.out.exported(path));
    });

  /** Writes a file for each of several documents into a folder, or all their entries into one file, and names those that failed. */
  saveSeveral = (ids: readonly DocumentId[], format: ExportFormat): Promise<void> =>
    this.#notices.attempt(async () => {
      const report = await this.#bridge.exportDocuments([...ids], { ...this.what, format });
      if (report === null) return;
      const { path, exported, failed } = report;
      const said = exported === 0 ? text.out.noneExported : text.out.severalExported(exported, path);
      if (failed.length === 0) {
        this.#notices.show(said);
        return;
      }
      const named = failed.slice(0, MOST_NAMED).map(({ name, reason }) => text.out.notExported(name, text.faults.message(reason)));
      const more = failed.length - named.length;
      this.#notices.keep(said, [...named, ...(more > 0 ? [text.out.moreNotExported(more)] : [])].join(' '));
    });

  /** Does the same as `save` with a question of the history and its answer, or with all of them. */
  saveQuestions = (question: QuestionId | null, format: ExportFormat): Promise<void> =>
    this.#notices.attempt(async () => {
      const path = await this.#bridge.exportQuestions(question, format);
      if (path !== null) this.#notices.show(text.out.exported(path));
    });

  /** Has the same as in a web page printed. */
  print = (id: DocumentId, print: (page: string) => Promise<void>): Promise<void> =>
    this.#notices.attempt(async () => print(await this.#bridge.exportedPage(id, { ...this.what, format: 'html' })));
}
