// Tables of evidence without Rust: one table of three documents and two questions, of which the last cell is not filled.

import type { AnswerView, Bridge, DocumentId, EvidenceCell, EvidenceTable, QuestionScope, TableTemplate } from '../../src/bridge';

const cell = (more: Partial<EvidenceCell>): EvidenceCell => ({ outcome: 'found', found: null, yours: null, ...more });
const EMPTY = cell({ outcome: null });

const TEMPLATES: TableTemplate[] = [
  { id: null, built_in: 'trial', name: '', questions: ['How many participants were included?', 'Which study design was used?'] },
  { id: null, built_in: 'machine_learning', name: '', questions: ['Which datasets were used?'] },
  { id: null, built_in: 'review', name: '', questions: ['How many studies were included?'] },
  { id: 4, built_in: null, name: 'Boats', questions: ['How far did they drift?'] },
];

type TablesBridge = Pick<
  Bridge,
  | 'tables' | 'table' | 'makeTable' | 'changeTable' | 'deleteTable' | 'restoreTable' | 'fillTable' | 'askAgain' | 'writeCell' | 'cellAnswer'
  | 'tableTemplates' | 'keepTemplate' | 'deleteTemplate' | 'restoreTemplate' | 'exportTable' | 'relatedPassages'
>;

/** The part of the bridge that is about tables; `answer` puts a question to documents. */
export function tables(
  called: (name: string, ...takes: unknown[]) => void,
  titles: ReadonlyMap<DocumentId, string>,
  answer: (scope: QuestionScope, question: string) => Promise<AnswerView>,
): TablesBridge {
  const ids = [...titles.keys()];
  const titleOf = (id: DocumentId): string => titles.get(id) ?? id;
  const found = (words: string, probability: number, page: number | null): EvidenceCell =>
    cell({ found: { words, quoted: `In all, the boats drifted ${words} before anybody saw them.`, page, probability, others: words.length % 2 } });
  const rows: [EvidenceCell, EvidenceCell][] = [
    [found('eleven kilometres a day', 0.86, 2), cell({ found: found('two years', 0.41, 3).found, yours: 'Three summers' })],
    [cell({ outcome: 'not_found' }), found('six weeks', 0.63, 12)],
    [found('nine nautical miles', 0.72, 4), EMPTY],
  ];
  const made: EvidenceTable = {
    id: 1,
    title: 'Drifting boats',
    follows: { kind: 'nothing' },
    paused: false,
    made_at: 1_790_000_000,
    changed_at: 1_790_000_000,
    columns: [
      { id: 1, question: 'How far did they drift?' },
      { id: 2, question: 'For how long?' },
    ],
    rows: ids.slice(0, 3).map((document, at) => ({ document, title: titleOf(document), cells: rows[at] ?? [EMPTY, EMPTY] })),
  };
  let kept: EvidenceTable[] = [made];
  let removed: EvidenceTable[] = [];
  let templates = TEMPLATES;
  const one = (id: number): EvidenceTable => {
    const table = kept.find((table) => table.id === id);
    if (!table) throw { code: 'not_kept' };
    return table;
  };
  const put = (table: EvidenceTable): EvidenceTable => {
    kept = [table, ...kept.filter(({ id }) => id !== table.id)];
    return table;
  };
  return {
    tables: async () =>
      kept.map(({ id, title, rows, columns, made_at, changed_at }) => ({
        id,
        title,
        rows: rows.length,
        columns: columns.length,
        filled: rows.flatMap(({ cells }) => cells).filter(({ outcome }) => outcome !== null).length,
        made_at,
        changed_at,
      })),
    table: async (id) => one(id),
    makeTable: async (table) => {
      called('makeTable', table);
      const columns = table.questions.map((question, at) => ({ id: 100 + at, question }));
      const rows = table.documents.map((document) => ({ document, title: titleOf(document), cells: columns.map(() => EMPTY) }));
      return put({ ...made, id: 2, title: table.title, follows: table.follows, columns, rows });
    },
    changeTable: async (id, change) => {
      called('changeTable', id, change);
      const table = one(id);
      switch (change.kind) {
        case 'rename':
          return put({ ...table, title: change.title.trim() });
        case 'follow':
          return put({ ...table, follows: change.follows });
        case 'take_out_row':
          return put({ ...table, rows: table.rows.filter(({ document }) => document !== change.document) });
        case 'add_rows':
          return put({
            ...table,
            rows: [...table.rows, ...change.documents.map((document) => ({ document, title: titleOf(document), cells: table.columns.map(() => EMPTY) }))],
          });
        case 'add_column':
          return put({
            ...table,
            columns: [...table.columns, { id: 200 + table.columns.length, question: change.question }],
            rows: table.rows.map((row) => ({ ...row, cells: [...row.cells, EMPTY] })),
          });
        case 'change_column':
          return put({ ...table, columns: table.columns.map((column) => (column.id === change.column ? { ...column, question: change.question } : column)) });
        case 'delete_column': {
          const at = table.columns.findIndex((column) => column.id === change.column);
          return put({ ...table, columns: table.columns.toSpliced(at, 1), rows: table.rows.map((row) => ({ ...row, cells: row.cells.toSpliced(at, 1) })) });
        }
        case 'order_columns': {
          const at = change.columns.map((id) => table.columns.findIndex((column) => column.id === id));
          const inOrder = <T>(all: T[]): T[] => at.flatMap((from) => all.slice(from, from + 1));
          return put({ ...table, columns: inOrder(table.columns), rows: table.rows.map((row) => ({ ...row, cells: inOrder(row.cells) })) });
        }
        case 'restore_column':
          return table;
      }
    },
    deleteTable: async (id) => {
      called('deleteTable', id);
      removed = [one(id)];
      kept = kept.filter((table) => table.id !== id);
    },
    restoreTable: async (id) => {
      called('restoreTable', id);
      removed.forEach(put);
      return one(id);
    },
    fillTable: async (id) => {
      called('fillTable', id);
      return null;
    },
    askAgain: async (id, column, document) => {
      called('askAgain', id, column, document);
      return one(id);
    },
    writeCell: async (id, column, document, yours) => {
      called('writeCell', id, column, document, yours);
      const table = one(id);
      const at = table.columns.findIndex((of) => of.id === column);
      const row = table.rows.find((row) => row.document === document);
      const written = { ...(row?.cells[at] ?? EMPTY), yours };
      put({ ...table, rows: table.rows.map((of) => (of === row ? { ...of, cells: of.cells.with(at, written) } : of)) });
      return written;
    },
    cellAnswer: async (column, document) => {
      called('cellAnswer', column, document);
      return answer({ to: 'documents', ids: [document] }, 'How far did the boats drift in a day?');
    },
    tableTemplates: async () => templates,
    keepTemplate: async (template) => {
      called('keepTemplate', template);
      templates = [...templates, { ...template, id: 9 }];
      return templates;
    },
    deleteTemplate: async (id) => {
      called('deleteTemplate', id);
      templates = templates.filter((template) => template.id !== id);
      return templates;
    },
    restoreTemplate: async (id) => {
      called('restoreTemplate', id);
      templates = TEMPLATES;
      return templates;
    },
    exportTable: async (id, format) => {
      called('exportTable', id, format);
      return `/home/you/${one(id).title}.${format}`;
    },
    relatedPassages: async (document, text) => {
      called('relatedPassages', document, text);
      const { answers } = await answer({ to: 'library' }, 'How long were boats lost?');
      const passages = answers.map(({ quotation }, at) => ({ quotation, nearness: 0.8 - at / 10 }));
      return { by: 'meaning', unseen: 0, passages };
    },
  };
}
