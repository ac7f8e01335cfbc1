// The words of the window: all of them in `src/text/`. `catalogues.test.ts` sees that all of them are in use.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

import type { AnswerView, Cap, Damage, ModelCard, Note, QuestionKind, Remark, SummaryScope } from '../../src/bridge';
import { de } from '../../src/text/de';
import { en } from '../../src/text/en';
import { summary } from './state/samples';

const SOURCE = join(import.meta.dirname, '../../src');
const files = (ending: string): string[] =>
  readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
const read = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');

/** Attributes whose value a person sees, or a screen reader reads out. */
const SEEN = ['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext', 'label', 'placeholder', 'title'];
const isWord = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);

type Node = AST.SvelteNode | { type: string };

/** Everything below a node that a person would see, although it stands in the markup. */
function wordsIn(node: Node): string[] {
  switch (node.type) {
    case 'Text':
    case 'TemplateElement': {
      const { data, value } = node as { data?: string; value?: { raw: string } };
      return [data, value?.raw].filter(isWord).map((word) => word.trim());
    }
    case 'Literal':
      return [(node as { value: unknown }).value].filter(isWord);
    case 'Attribute':
      if (!SEEN.includes((node as AST.Attribute).name)) return [];
      break;
    // what is compared, declared or set is not shown
    case 'BinaryExpression':
    case 'ClassDirective':
    case 'ConstTag':
    case 'OnDirective':
    case 'StyleDirective':
      return [];
    // an argument in small letters and hyphens is a name in the code
    case 'RenderTag':
      return wordsIn((node as AST.RenderTag).expression).filter((word) => !/^[a-z-]+$/.test(word));
    case 'IfBlock': {
      const { consequent, alternate } = node as AST.IfBlock;
      return [consequent, alternate].flatMap((part) => (part ? wordsIn(part) : []));
    }
  }
  return Object.entries(node)
    .filter(([key]) => key !== 'metadata' && key !== 'parent')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((child): child is Node => typeof child === 'object' && child !== null && typeof child.type === 'string')
    .flatMap(wordsIn);
}
const wordsOf = (source: string): string[] => wordsIn(parse(source, { modern: true }).fragment);

/** Whether the value of a variable is a word of the catalogue at once, and not when a function is called. */
function holdsWord(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(holdsWord);
  const { type, object } = node as { type?: string; object?: { type: string; name?: string } };
  if (type === 'ArrowFunctionExpression' || type === 'FunctionExpression') return false;
  if (type === 'MemberExpression' && object?.type === 'Identifier' && object.name === 'text') return true;
  return Object.entries(node).some(([key, child]) => key !== 'metadata' && key !== 'loc' && holdsWord(child));
}

/** Variables of a component that keep a word for its life, so that it does not follow a change of the language. */
function keptWords(source: string): string[] {
  const { instance, module } = parse(source, { modern: true });
  const lines = [instance, module].flatMap((script) => script?.content.body ?? []);
  return lines.flatMap((line) => {
    if (line.type !== 'VariableDeclaration') return [];
    return line.declarations.flatMap(({ id, init }) => {
      const called = init?.type === 'CallExpression' ? init.callee : null;
      // `$derived`, and what a person then types
      const rune = called?.type === 'Identifier' && ['$derived', '$state'].includes(called.name);
      return !rune && holdsWord(init) ? [id.type === 'Identifier' ? id.name : id.type] : [];
    });
  });
}

describe('a visible word', () => {
  test.each(files('.svelte'))('never stands in the markup: %s', (file) => {
    expect(wordsOf(read(file))).toEqual([]);
  });

  test.each(files('.svelte'))('is not kept in a variable: %s', (file) => {
    expect(keptWords(read(file))).toEqual([]);
  });

  test('that is kept is found', () => {
    const source = `<script module>const A = [text.a.b];</script><script lang="ts">
      const kept: string = text.a.b; const list = [['x', text.a.c]]; const called = text.a.d(1);
      const now = $derived([text.a.b]); let typed = $state(text.a.e(2)); const later = () => text.a.b;
    </script>`;
    expect(keptWords(source)).toEqual(['kept', 'list', 'called', 'A']);
  });

  test('is found wherever it could stand', () => {
    const markup = `
      <h1 class="big">Heading</h1>
      {@render entry('Turn it', 'turn-it', act)}
      {#if kind === 'failed'}<p>{wrong ? 'Again' : text.password}</p>{/if}
      <button aria-label="Close it" title={\`Page \${n}\`} data-testid="close" onclick={() => go('there')}></button>`;
    expect(wordsOf(markup)).toEqual(['Heading', 'Turn it', 'Again', 'Close it', 'Page']);
  });
});

describe('the words', () => {
  test('count', () => {
    expect(en.library.pages(1)).toBe('1 page');
    expect(en.library.pages(1200)).toBe('1,200 pages');
    expect(en.drop.over(0)).toBe('Drop to read');
  });

  test('gather pages into runs', () => {
    expect(en.remarks.of({ kind: 'scanned_pages', pages: [9, 3, 4, 5] })).toContain('Pages 3–5 and 9 are pictures');
    expect(en.remarks.of({ kind: 'failed_pages', pages: [2] })).toContain('Page 2 could');
  });

  test('say roughly how long it takes', () => {
    expect(en.jobs.left(2)).toBe('a few seconds left');
    expect(en.jobs.left(18)).toBe('about 20 seconds left');
    expect(en.jobs.left(70)).toBe('about 1 minute left');
    expect(en.jobs.left(3599)).toBe('about 1 hour left');
  });
});

describe('a fault of a file of any format', () => {
  const faults = [
    { code: 'empty' as const },
    { code: 'damaged' as const },
    { code: 'worker_died' as const },
    { code: 'unknown_encryption' as const },
    { code: 'no_text' as const },
    { code: 'too_large' as const, bytes: 2 ** 30 + 1, limit: 2 ** 30 },
  ];

  test.each(faults)('has words that suit every format: $code', (fault) => {
    const said = `${en.faults.message(fault)} ${en.faults.hint(fault) ?? ''}`;
    expect(said).not.toMatch(/PDF|page|viewer/);
  });
});

describe('why models run on the processor', () => {
  test('is one sentence with the first line of what a driver reports', () => {
    const said = en.running.fallback;
    const detail = 'CUDA_ERROR_NO_DEVICE: no device.\nbacktrace';
    expect(said({ kind: 'no_card', detail })).toBe(
      'Models run on the processor: no graphics card answered (CUDA_ERROR_NO_DEVICE: no device).',
    );
    expect(said({ kind: 'failed', detail })).toContain('failed (CUDA_ERROR_NO_DEVICE: no device).');
    expect(said({ kind: 'too_small', needed: 3e9, available: 1e9 })).toBe(
      'Models run on the processor: the graphics card has 1.0\u00a0GB of free memory, and the model needs 3.0\u00a0GB.',
    );
    expect(said({ kind: 'disagrees' })).toBe('Models run on the processor: a test on the graphics card gave wrong numbers.');
  });

  test('is one sentence in German too', () => {
    const said = de.running.fallback;
    const detail = 'CUDA_ERROR_NO_DEVICE: no device.\nbacktrace';
    expect(said({ kind: 'no_card', detail })).toBe(
      'Modelle laufen auf dem Prozessor: Keine Grafikkarte hat sich gemeldet (CUDA_ERROR_NO_DEVICE: no device).',
    );
    expect(said({ kind: 'too_small', needed: 3e9, available: 1e9 })).toBe(
      'Modelle laufen auf dem Prozessor: Auf der Grafikkarte sind 1,0\u00a0GB Arbeitsspeicher frei, und das Modell braucht 3,0\u00a0GB.',
    );
  });
});

describe('a size', () => {
  test('is in the unit that people compare it in', () => {
    expect([0, 12_300, 1.59e6, 9.96e6, 470e6, 499e6, 577e6, 2.31e9, 3e9].map(en.running.held)).toEqual(
      ['0\u00a0KB', '12\u00a0KB', '1.6\u00a0MB', '10\u00a0MB', '470\u00a0MB', '499\u00a0MB', '0.6\u00a0GB', '2.3\u00a0GB', '3.0\u00a0GB'].map((size) => `Loaded models hold ${size}.`),
    );
  });

  test('of a part is in the unit of the whole', () => {
    const transfer = { bytes: 3e6, total: 2.31e9, per_second: 0, retry_in: null };
    expect(en.jobs.transfer(transfer, null)).toEqual(['0.0 of 2.3\u00a0GB']);
    expect(en.jobs.transfer({ ...transfer, total: 91e6, per_second: 11.4e6 }, null)).toEqual(['3 of 91\u00a0MB', '11\u00a0MB/s']);
    expect(en.jobs.transfer({ ...transfer, bytes: 4e5, total: 1.59e6 }, null)).toEqual(['0.4 of 1.6\u00a0MB']);
    expect(en.jobs.transfer({ ...transfer, total: null }, 1)).toEqual(['3.0\u00a0MB', 'next attempt in 1 second']);
  });
});

describe('a model', () => {
  const card: ModelCard = {
    id: 'a/b',
    role: 'writes',
    tasks: [],
    name: 'b',
    purpose: null,
    languages: ['en', 'not a tag!'],
    licence: 'MIT',
    origin: { kind: 'catalogue' },
    state: { kind: 'absent' },
    download_bytes: 2.31e9,
    disk_bytes: 0,
    ready_bytes: 0.62e9,
    memory: [],
    fast_copy: { kind: 'needless' },
    in_use: false,
    loaded_bytes: 0,
    seconds: null,
    folder: null,
    unused: [],
  };

  test('is described in one line, with what is known', () => {
    expect(en.models.facts(card, 1.3e9)).toBe('English and not a tag!, MIT, download of 2.3\u00a0GB, then 0.6\u00a0GB on the disk, 1.3\u00a0GB of memory');
    const bare = { ...card, languages: [], licence: null, download_bytes: null };
    expect(en.models.facts(bare, null)).toBe('');
    const made = { ...bare, state: { kind: 'ready' as const }, fast_copy: { kind: 'made' as const, bytes: 6e8, original_bytes: 2.3e9 } };
    expect(en.models.facts(made, null)).toBe('Fast copy of 0.6\u00a0GB and its original of 2.3\u00a0GB on the disk');
  });

  test('that classifies says what it does, in both languages', () => {
    const other = { ...card, role: 'classifies' as const };
    expect(en.models.purposeOf(other)).toBe('Reads sequences, or finds the class of a document.');
    const known = { ...other, tasks: ['predict' as const, 'encode' as const] };
    expect(en.models.purposeOf(known)).toBe('Scores sequences. Makes vectors of sequences.');
    expect(de.models.purposeOf(known)).toBe('Bewertet Sequenzen. Macht aus Sequenzen Vektoren.');
  });

  test('is offered with the sizes that are known', () => {
    expect(en.getting.needs(card)).toBe('Written summaries need a model (0.6\u00a0GB after a download of 2.3\u00a0GB).');
    expect(en.getting.needs({ ...card, ready_bytes: null })).toBe('Written summaries need a model (a download of 2.3\u00a0GB).');
    expect(en.getting.needs({ ...card, download_bytes: null })).toBe('Written summaries need a model.');
  });

  test('is damaged in words', () => {
    const damages: { [Kind in Damage['kind']]: Extract<Damage, { kind: Kind }> } = {
      file_missing: { kind: 'file_missing', file: 'config.json' },
      other_size: { kind: 'other_size', file: 'model.safetensors', expected: 2.3e9, found: 1e6 },
      other_hash: { kind: 'other_hash', file: 'spiece.model' },
      not_usable: { kind: 'not_usable', detail: 'it is a GPT-2' },
      unread: { kind: 'unread', how: 'crashed' },
      newer: { kind: 'newer' },
      folder_gone: { kind: 'folder_gone', folder: '/gone' },
    };
    expect(Object.values(damages).map(en.models.damage)).toEqual([
      'config.json is missing.',
      'model.safetensors has 1.0\u00a0MB instead of 2.3\u00a0GB.',
      'spiece.model is not what it should be: its SHA-256 differs.',
      'Pagewing can’t use it: it is a GPT-2.',
      'Reading its files crashed, in a separate process.',
      'A newer Pagewing keeps it. This one leaves it alone.',
      'Its folder is gone: /gone.',
    ]);
  });
});

describe('every fact has its sentence', () => {
  const caps: { [Kind in Cap['kind']]: Extract<Cap, { kind: Kind }> } = {
    pages: { kind: 'pages', limit: 5000 },
    characters: { kind: 'characters', limit: 20_000_000 },
    characters_on_pages: { kind: 'characters_on_pages', page: 300_000, document: 20_000_000 },
  };
  const notes: { [Kind in Note['kind']]: Extract<Note, { kind: Kind }> } = {
    truncated: { kind: 'truncated', cap: caps.pages },
    scanned_pages: { kind: 'scanned_pages', pages: [3, 4] },
    recognized_pages: { kind: 'recognized_pages', pages: [1, 2] },
    failed_pages: { kind: 'failed_pages', pages: [7] },
    unknown_letters: { kind: 'unknown_letters', pages: [4] },
    included_left_out: { kind: 'included_left_out', count: 2 },
    worker_died: { kind: 'worker_died', page: 2 },
  };
  const remarks: { [Kind in Remark['kind']]: Extract<Remark, { kind: Kind }> } = {
    about_section: { kind: 'about_section', title: 'Methods' },
    about_pages: { kind: 'about_pages', first: 3, last: 5 },
    about_selection: { kind: 'about_selection' },
    no_running_text: { kind: 'no_running_text' },
    note: { kind: 'note', note: notes.worker_died },
  };
  const answer: AnswerView = {
    question: 'How heavy?',
    asks_for: 'words',
    provisional: false,
    status: { kind: 'found' },
    reader: 'reader',
    asked: 1,
    answers: [],
    passages: [],
    without: [],
    without_count: 0,
    gist: null,
    remarks: [],
  };
  const scopes: Record<SummaryScope, AnswerView> = {
    document: { ...answer, status: { kind: 'routed', to: 'summary', scope: 'document' } },
    files: { ...answer, asked: 2, status: { kind: 'routed', to: 'summary', scope: 'files' } },
    library: { ...answer, asked: 1200, status: { kind: 'routed', to: 'summary', scope: 'library' } },
  };
  const pieces = ['one', 'two'].map((asked) => ({
    asked,
    text: asked,
    probability: 0.5,
    quotation: { document: 'a', title: '', text: asked, start: 0, end: 3, sentences: [0], page: 1, places: [], section: null, recognized: false },
  }));
  const [first] = pieces;
  const found = { text: 'one; two', probability: 0.5, quotation: first!.quotation, also: [] };
  const kinds: Record<QuestionKind, AnswerView> = {
    words: answer,
    definition: { ...answer, asks_for: 'definition', provisional: true, answers: [{ ...found, pieces: [] }] },
    about: { ...answer, asks_for: 'about' },
    deciding: { ...answer, asks_for: 'deciding' },
    section: { ...answer, asks_for: 'section' },
    comparison: { ...answer, asks_for: 'comparison', answers: [{ ...found, pieces }] },
    list: { ...answer, asks_for: 'list', answers: [{ ...found, pieces }] },
    several: { ...answer, asks_for: 'several', answers: [{ ...found, pieces }] },
  };
  const ends: { [Kind in AnswerView['status']['kind']]: AnswerView[] } = {
    found: [...Object.values(kinds), { ...kinds.several, answers: [{ ...found, pieces: pieces.slice(1) }] }],
    not_found: [
      { ...answer, status: { kind: 'not_found' } },
      { ...answer, status: { kind: 'not_found' }, provisional: true },
      { ...answer, status: { kind: 'not_found' }, provisional: true, passages: [first!.quotation] },
    ],
    passages_only: [{ ...answer, status: { kind: 'passages_only', because: 'no_reader' }, reader: null }],
    routed: [
      ...Object.values(scopes),
      { ...answer, asked: 4, status: { kind: 'routed', to: 'count', counted: null } },
      { ...answer, asked: 4, status: { kind: 'routed', to: 'count', counted: { words: ['bird'], documents: 3 } } },
      { ...answer, status: { kind: 'routed', to: 'list' } },
    ],
  };

  test('a note and a remark', () => {
    const said = [
      ...Object.values(caps).map((cap) => en.remarks.of({ kind: 'truncated', cap })),
      ...Object.values(notes).slice(1).map(en.remarks.of),
      en.remarks.remark(remarks.about_section),
      en.remarks.remark(remarks.about_pages),
      en.remarks.remark(remarks.no_running_text),
    ];
    expect(said).toEqual([
      'Only the first 5,000 pages were read.',
      'Only the first 20,000,000 characters were read.',
      'Some of the text was not read: Pagewing reads at most 300,000 characters of a page and 20,000,000 of a document.',
      'Pages 3–4 are pictures without text and could not be read.',
      'The text of pages 1–2 was recognized and may have wrong letters.',
      'Page 7 could not be read; the others could.',
      'Some letters on page 4 could not be identified, because their font does not name them.',
      '2 documents inside this one were not read; the rest was.',
      'Page 2 could not be read; the pages after it were.',
      'About the section “Methods” only.',
      'About pages 3–5 only.',
      'This document has no running text to summarize. You can read it and ask about it.',
    ]);
    expect(en.remarks.remark(remarks.note)).toBe(en.remarks.of(notes.worker_died));
  });

  test('an end of a question', () => {
    const said = Object.values(ends).flat().map((end) => en.ask.said(end, 'a'));
    expect(new Set(said).size).toBe(said.length);
    expect(said).toContain('A list of 2 entries. It may be incomplete.');
    expect(said).toContain('3 of 4 documents have a passage with all of these words: bird. What they say about it was not counted.');
  });

  test('where it was looked, if that is not the open document', () => {
    const silent: AnswerView = { ...answer, status: { kind: 'not_found' }, without: [{ id: 'b', title: 'ChipSort' }], without_count: 1 };
    expect(en.ask.said(silent, 'b')).toBe('Not found in this document, and nothing comes near it.');
    expect(en.ask.said(silent, 'a')).toBe('Not found in “ChipSort”, and nothing comes near it.');
    expect(en.ask.said({ ...silent, passages: [first!.quotation] }, null)).toBe('Not found in “ChipSort”. These passages come nearest.');
    expect(en.ask.said({ ...silent, asked: 2 }, 'a')).toBe('Not found in these documents, and nothing comes near it.');
    const quotation = { ...first!.quotation, document: 'b', title: 'ChipSort' };
    const about: AnswerView = { ...kinds.about, answers: [{ ...found, quotation, pieces: [] }] };
    expect([en.ask.said(about, 'a'), en.ask.said(about, 'b')]).toEqual(['About “ChipSort”.', 'About this document.']);
    // in German, the place stands first
    expect(de.ask.said(silent, 'b')).toBe('In diesem Dokument nicht gefunden, und nichts kommt dem nahe.');
    expect(de.ask.said(silent, 'a')).toBe('In „ChipSort“ nicht gefunden, und nichts kommt dem nahe.');
    expect(de.ask.said({ ...silent, asked: 2 }, 'a')).toBe('In diesen Dokumenten nicht gefunden, und nichts kommt dem nahe.');
    expect([de.ask.said(about, 'a'), de.ask.said(about, 'b')]).toEqual(['Zu „ChipSort“.', 'Zu diesem Dokument.']);
  });

  test('the order of answers as it is', () => {
    const likely = (...shares: number[]): AnswerView => ({ ...answer, answers: shares.map((probability) => ({ ...found, probability, pieces: [] })) });
    expect(en.ask.said(likely(0.7, 0.6, 0.6), 'a')).toBe('3 answers were found, the likeliest first.');
    expect(en.ask.said(likely(0.69, 0.76, 0.58), 'a')).toBe('3 answers were found, exact words before whole sentences.');
    expect(de.ask.said(likely(0.69, 0.76, 0.58), 'a')).toBe('3 Antworten wurden gefunden, genaue Wörter vor ganzen Sätzen.');
  });

  test('a reason why nothing was judged, which is read out too', () => {
    const only: AnswerView = { ...answer, status: { kind: 'passages_only', because: 'other_language' } };
    expect(en.ask.announced(only, 'a', false, false)).toBe(
      'These passages mention this. The reader knows English only, so none of them has been judged to be an answer.',
    );
  });

  test('a version of a summary says which part it is about', () => {
    const version = (...remarks: Remark[]) => en.edits.version(summary('a', { remarks }));
    expect(version()).toBe('Key sentences, medium');
    expect(version({ kind: 'no_running_text' })).toBe('Key sentences, medium');
    expect(version({ kind: 'about_section', title: 'Methods' })).toBe('Key sentences, medium, about the section “Methods”');
    expect(version({ kind: 'about_pages', first: 2, last: 2 })).toBe('Key sentences, medium, about page 2');
    expect(version({ kind: 'about_pages', first: 2, last: 3 })).toBe('Key sentences, medium, about pages 2–3');
    expect(version({ kind: 'about_selection' })).toBe('Key sentences, medium, about the selected sentences');
    expect(en.remarks.remark({ kind: 'about_pages', first: 2, last: 3 })).toBe('About pages 2–3 only.');
  });

  test('a question in another language', () => {
    const said = en.ask.remark({ kind: 'other_language', question: 'deu', documents: ['eng'] });
    expect(said).toContain('in German, and the document in English');
  });
});
