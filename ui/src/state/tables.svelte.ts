// Tables of evidence: the list of them, the one that is open, and what a person does with it.

import type {
  AppEvent,
  Bridge,
  ColumnId,
  DocumentId,
  EvidenceCell,
  EvidenceTable,
  Follows,
  NewTable,
  Quotation,
  TableCard,
  TableChange,
  TableFormat,
  TableId,
  TableTemplate,
} from '../bridge';
import { text } from '../text';
import { foundIn } from './answer';
import type { Notices } from './notices.svelte';

type TablesBridge = Pick<
  Bridge,
  | 'tables'
  | 'table'
  | 'makeTable'
  | 'changeTable'
  | 'deleteTable'
  | 'restoreTable'
  | 'fillTable'
  | 'askAgain'
  | 'writeCell'
  | 'cellAnswer'
  | 'tableTemplates'
  | 'keepTemplate'
  | 'deleteTemplate'
  | 'restoreTemplate'
  | 'exportTable'
>;

/** How a table is called; one without a title has a name too. */
export const titled = ({ title }: { title: string }): string => (title === '' ? text.tables.untitled : title);

/** The number of a table's cells whose question was put, and of all its cells. */
export const filledOf = ({ rows }: EvidenceTable): [filled: number, all: number] => {
  const cells = rows.flatMap((row) => row.cells);
  return [cells.filter(({ outcome }) => outcome !== null).length, cells.length];
};

/** A table that is being made: what stands in the form. */
export interface TableDraft {
  title: string;
  questions: string;
  /** The position of the list that the questions come from; -1 for none. */
  from: number;
  follows: Follows;
  chosen: DocumentId[];
}

const nothing = (): TableDraft => ({ title: '', questions: '', from: -1, follows: { kind: 'nothing' }, chosen: [] });

export class Tables {
  /** The one that was changed last first; null before the person looks at them. */
  list = $state.raw<readonly TableCard[] | null>(null);
  /** The table that is shown. */
  open = $state.raw<EvidenceTable | null>(null);
  /** Whether a table is being made. */
  making = $state(false);
  /** Stays when the person leaves the form without a word. */
  draft = $state(nothing());
  templates = $state.raw<readonly TableTemplate[]>([]);

  readonly #bridge: TablesBridge;
  readonly #notices: Notices;
  /** Counts the tables that were asked for: an older one that arrives later is not wanted any more. */
  #turn = 0;
  /** Cells that were filled while tables are on their way, for each of these: a table does not have what was filled after it was read. */
  readonly #awaited = new Set<Map<string, () => void>>();

  constructor(bridge: TablesBridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Reads the list and the open table again. */
  refresh = (): Promise<void> =>
    this.#notices.attempt(async () => {
      this.list = await this.#bridge.tables();
      const { open } = this;
      if (!open) return;
      if (this.list.some(({ id }) => id === open.id)) await this.#show(() => this.#bridge.table(open.id));
      else this.open = null;
    });

  show = (id: TableId): Promise<void> => this.#notices.attempt(() => this.#show(() => this.#bridge.table(id)));

  /** Goes back a step; false if there is none. */
  back = (): boolean => {
    if (this.making) this.making = false;
    else if (this.open) {
      this.#turn += 1;
      this.open = null;
    } else return false;
    return true;
  };

  /** Begins to make a table, of documents that are chosen already or of others. */
  begin = (chosen: readonly DocumentId[] = []): Promise<void> =>
    this.#notices.attempt(async () => {
      if (chosen.length > 0) this.draft = { ...this.draft, follows: { kind: 'nothing' }, chosen: [...chosen] };
      this.templates = await this.#bridge.tableTemplates();
      this.making = true;
    });

  make = (table: NewTable): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#show(() => this.#bridge.makeTable(table));
      this.cancel();
    });

  /** Leaves the form for good. */
  cancel = (): void => {
    this.making = false;
    this.draft = nothing();
  };

  /** Changes the open table. With words, the notice that says so offers to undo it. */
  change = (change: TableChange, undo: { words: string; change: TableChange } | null = null): Promise<void> =>
    this.#notices.attempt(async () => {
      if (this.open) await this.#change(this.open.id, change, undo);
    });

  /** Deletes a table and offers to undo it. */
  remove = (table: { id: TableId; title: string }): Promise<void> =>
    this.#notices.attempt(async () => {
      await this.#bridge.deleteTable(table.id);
      this.list = this.list?.filter(({ id }) => id !== table.id) ?? null;
      if (this.open?.id === table.id) {
        this.#turn += 1;
        this.open = null;
      }
      this.#notices.show(text.tables.removed(titled(table)), {
        label: text.notices.undo,
        run: () =>
          this.#notices.attempt(async () => {
            await this.#bridge.restoreTable(table.id);
            await this.refresh();
          }),
        redo: () => this.remove(table),
      });
    });

  /** Goes on with the filling of the open table. */
  fill = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const { open } = this;
      if (!open) return;
      await this.#bridge.fillTable(open.id);
      await this.#show(() => this.#bridge.table(open.id));
    });

  /** Puts questions of the open table again: all of them, or one, or those to one document. */
  askAgain = (column: ColumnId | null, document: DocumentId | null): Promise<void> =>
    this.#notices.attempt(async () => {
      const { open } = this;
      if (open) await this.#show(() => this.#bridge.askAgain(open.id, column, document), true);
    });

  /** Keeps what the person writes into a cell; null shows again what was found. Words that go can be brought back. */
  write = (column: ColumnId, document: DocumentId, yours: string | null): Promise<void> =>
    this.#notices.attempt(async () => {
      if (this.open) await this.#write(this.open, column, document, yours);
    });

  /** The quotation behind a cell; null if there is none. */
  quotation = async (column: ColumnId, document: DocumentId): Promise<Quotation | null> => {
    let quotation: Quotation | null = null;
    await this.#notices.attempt(async () => {
      const [first] = foundIn(await this.#bridge.cellAnswer(column, document));
      quotation = first?.places[0] ?? null;
    });
    return quotation;
  };

  /** Writes the open table to a file. */
  save = (format: TableFormat): Promise<void> =>
    this.#notices.attempt(async () => {
      if (!this.open) return;
      const path = await this.#bridge.exportTable(this.open.id, format);
      if (path !== null) this.#notices.show(text.out.exported(path));
    });

  /** Keeps a list of questions for other tables. */
  keepTemplate = (template: TableTemplate): Promise<void> =>
    this.#notices.attempt(async () => {
      this.templates = await this.#bridge.keepTemplate(template);
      this.#notices.show(text.tables.kept);
    });

  /** Deletes a list of questions and offers to undo it. One of Pagewing's is there again as it came. */
  removeTemplate = (template: TableTemplate): Promise<void> =>
    this.#notices.attempt(async () => {
      const { id } = template;
      if (id === null) return;
      this.templates = await this.#bridge.deleteTemplate(id);
      this.#notices.show(text.tables.templateRemoved, {
        label: text.notices.undo,
        run: () => this.#notices.attempt(async () => void (this.templates = await this.#bridge.restoreTemplate(id))),
        redo: () => this.removeTemplate(template),
      });
    });

  receive(event: Extract<AppEvent, { kind: 'tables' | 'cell_filled' }>): void {
    if (event.kind === 'cell_filled') this.#filled(event.table, event.column, event.document, event.cell);
    else this.changed();
  }

  /** Reads them again if somebody has looked at them. */
  changed(): void {
    if (this.list !== null) void this.refresh();
  }

  async #write(table: EvidenceTable, column: ColumnId, document: DocumentId, yours: string | null): Promise<void> {
    const across = table.columns.findIndex(({ id }) => id === column);
    const before = table.rows.find((row) => row.document === document)?.cells[across]?.yours ?? '';
    const keep = async (words: string | null): Promise<void> =>
      this.#filled(table.id, column, document, await this.#bridge.writeCell(table.id, column, document, words));
    await keep(yours);
    if (before === '' || (yours ?? '').trim() !== '') return;
    this.#notices.show(text.tables.wordsRemoved, {
      label: text.notices.undo,
      run: () => this.#notices.attempt(() => keep(before)),
      redo: () => this.#write(table, column, document, yours),
    });
  }

  /** Puts a cell into the open table, and into one that is on its way. */
  #filled(table: TableId, column: ColumnId, document: DocumentId, cell: EvidenceCell): void {
    for (const since of this.#awaited) since.set([table, column, document].join(), () => this.#put(table, column, document, cell));
    this.#put(table, column, document, cell);
  }

  #put(table: TableId, column: ColumnId, document: DocumentId, cell: EvidenceCell): void {
    const { open } = this;
    if (open?.id !== table) return;
    const across = open.columns.findIndex(({ id }) => id === column);
    const down = open.rows.findIndex((row) => row.document === document);
    const row = open.rows[down];
    if (across < 0 || !row) return;
    this.open = { ...open, rows: open.rows.with(down, { ...row, cells: row.cells.with(across, cell) }) };
  }

  /**
   * Shows a table, unless another one is asked for meanwhile. What was found is forgotten where questions are put again
   * (`anew`), also what is filled in until the table is here.
   */
  async #show(fetch: () => Promise<EvidenceTable>, anew = false): Promise<void> {
    const turn = ++this.#turn;
    const since = new Map<string, () => void>();
    this.#awaited.add(since);
    try {
      const table = await fetch();
      if (turn !== this.#turn) return;
      this.open = table;
      if (!anew) for (const put of since.values()) put();
    } finally {
      this.#awaited.delete(since);
    }
  }

  async #change(id: TableId, change: TableChange, undo: { words: string; change: TableChange } | null): Promise<void> {
    await this.#showIf(id, () => this.#bridge.changeTable(id, change), change.kind === 'change_column');
    if (!undo) return;
    this.#notices.show(undo.words, {
      label: text.notices.undo,
      run: () => this.#notices.attempt(() => this.#showIf(id, () => this.#bridge.changeTable(id, undo.change))),
      redo: () => this.#change(id, change, undo),
    });
  }

  /** Does something to a table, and shows it if it is still open. */
  async #showIf(id: TableId, fetch: () => Promise<EvidenceTable>, anew = false): Promise<void> {
    if (this.open?.id === id) await this.#show(fetch, anew);
    else await fetch();
  }
}
