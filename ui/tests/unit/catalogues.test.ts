// The catalogues of all languages: none lacks a word, none has one that nobody uses, and each is written as its language is.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { de } from '../../src/text/de';
import { en } from '../../src/text/en';

const ROOT = join(import.meta.dirname, '../../..');
const SOURCE = join(ROOT, 'ui/src');
const read = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .map((file) => join(folder, file));

/** The words of a catalogue by their paths, such as `models.add.get`. A list is one word. */
function wordsIn(value: unknown, path = ''): [path: string, word: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, part]) => wordsIn(part, path === '' ? name : `${path}.${name}`));
}
const paths = (catalogue: unknown): string[] => wordsIn(catalogue).map(([path]) => path);

/** What of a catalogue a piece of source uses: paths, also those of which only a part stands there, as `text.jobs.stage[stage]`. */
interface Uses {
  whole: Set<string>;
  /** Paths that stand there without a further name, with the source in which they do. */
  parts: Map<string, string[]>;
}

function usesIn(sources: readonly string[], prefix: string): Uses {
  const uses: Uses = { whole: new Set(), parts: new Map() };
  for (const source of sources) {
    for (const [, path = ''] of source.matchAll(new RegExp(`${prefix}([a-z]\\w*(?:\\??\\.[a-z]\\w*)*)`, 'gi'))) {
      const names = path.replaceAll('?.', '.').split('.');
      // behind a word there may be a method: `text.marks.none.length`
      names.forEach((_, at) => uses.whole.add(names.slice(0, at + 1).join('.')));
      const whole = names.join('.');
      uses.parts.set(whole, [...(uses.parts.get(whole) ?? []), source]);
    }
  }
  return uses;
}

/** Whether a word is used: by its path, or by its name where a part of the catalogue is taken as a whole. */
function isUsed(path: string, { whole, parts }: Uses): boolean {
  if (whole.has(path)) return true;
  const names = path.split('.');
  // a place as a whole is never taken, so what counts begins with two names
  for (let length = names.length - 1; length >= 2; length -= 1) {
    const part = names.slice(0, length).join('.');
    const rest = names.slice(length).join('.');
    for (const source of parts.get(part) ?? []) {
      const indexed = new RegExp(`${part.replaceAll('.', '\\??\\.')}\\s*\\[`).test(source);
      if (indexed || source.includes(`.${rest}`)) return true;
    }
  }
  return false;
}

const outside = filesIn('.').filter((file) => !file.startsWith('text/')).map(read);
/** Files of a catalogue that use words of their own places, and of other files, without the catalogue's name. */
const inside = (language: string): string[] => filesIn(`text/${language}`).filter((file) => !file.endsWith('index.ts')).map(read);

function unusedIn(catalogue: unknown, language: string): string[] {
  const window = usesIn(outside, '\\btext\\.');
  const own = usesIn(inside(language), '(?<![\\w.])');
  return paths(catalogue).filter((path) => !isUsed(path, window) && !isUsed(path, own));
}

describe.each([['de', de]])('the catalogue %s', (_, catalogue) => {
  test('has the words of the English one and no others', () => {
    expect(paths(catalogue)).toEqual(paths(en));
  });

  test('has words of the same kind', () => {
    const kinds = (words: unknown): string[] => wordsIn(words).map(([path, word]) => `${path}: ${Array.isArray(word) ? `${word.length} entries` : typeof word}`);
    expect(kinds(catalogue)).toEqual(kinds(en));
  });

  test('leaves no sentence in English and none empty', () => {
    const english = new Map(wordsIn(en));
    const sentences = wordsIn(catalogue).filter(([, word]) => typeof word === 'string') as [string, string][];
    expect(sentences.filter(([path, word]) => word.includes(' ') && word === english.get(path))).toEqual([]);
    expect(sentences.filter(([path, word]) => word === '' && english.get(path) !== '')).toEqual([]);
  });

  test('tells its actions apart', () => {
    const what = Object.values(catalogue.keys.actions);
    expect(new Set(what).size).toBe(what.length);
  });
});

describe('every word', () => {
  test.each([
    ['en', en],
    ['de', de],
  ])('of the catalogue %s is in use', (language, catalogue) => {
    expect(unusedIn(catalogue, language)).toEqual([]);
  });

  test('that is not in use is found', () => {
    const uses = usesIn(['text.jobs.stage[stage]; text.marks.none.length; const words = text.pages.link; words.copy'], '\\btext\\.');
    const used = (path: string): boolean => isUsed(path, uses);
    expect(['jobs.stage.saving', 'marks.none', 'pages.link.copy'].filter((path) => !used(path))).toEqual([]);
    expect(['jobs.name', 'jobs.left', 'marks.row', 'pages.link.copied', 'pages.name', 'stage.saving'].filter(used)).toEqual([]);
  });
});

describe('English', () => {
  test.each(filesIn('text/en').map((file) => [file, read(file)] as const))('keeps a number and its unit on one line: %s', (_, source) => {
    const words = source.replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '');
    expect(words.match(/[\d}] (GB|MB|KB|\$\{unit\})/g)).toBeNull();
  });
});

describe('German', () => {
  const written = filesIn('text/de').map((file) => [file, read(file)] as const);

  test.each(written)('is written as German is: %s', (_, source) => {
    const words = source.replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '');
    expect(words.match(/”/g)).toBeNull();
    // each quotation mark that opens is closed before the next one opens
    expect(words.match(/„[^“]*„|“[^„]*“/g)).toBeNull();
    // three points, a unit and the sign of per cent stand behind a space that does not break
    expect(words.match(/\p{L} …|\p{L}…|\d[ ]?%| (GB|MB|KB)\b/gu)).toBeNull();
    expect(words.match(/\bbitte\b|[^\w]!['`]/gi)).toBeNull();
  });

  test('says what each model of Pagewing’s list is for', () => {
    const { models } = JSON.parse(readFileSync(join(ROOT, 'assets/catalogue.json'), 'utf8')) as { models: { id: string; role: 'writes' | 'reads' | 'finds'; purpose: string }[] };
    expect(models.length).toBeGreaterThan(3);
    for (const { id, role, purpose } of models) {
      const said = (id: string): string => de.models.purposeOf({ id, role, tasks: [], purpose, origin: { kind: 'catalogue' } } as never);
      // more than what any model of its role does
      expect([id, said(id)]).not.toEqual([id, said('another')]);
      expect([id, said(id)]).not.toEqual([id, purpose]);
    }
  });

  test('has a title for each model of Pagewing’s list', () => {
    const { models } = JSON.parse(readFileSync(join(ROOT, 'assets/catalogue.json'), 'utf8')) as { models: { title: string }[] };
    for (const { title } of models) {
      expect([title, de.model.called({ name: title } as never)]).not.toEqual([title, title]);
      expect(de.models.nowUsed(title)).not.toContain(title);
    }
    // a model of a person's own keeps its name
    expect(de.model.called({ name: 'my-model' } as never)).toBe('my-model');
  });

  test('names the starter model as Rust does', () => {
    const rust = readFileSync(join(ROOT, 'src-tauri/src/weights/starter.rs'), 'utf8');
    const name = /pub const NAME: &str = "([^"]+)"/.exec(rust)?.[1] ?? '';
    expect(de.ask.readBy(name)).toBe('Gelesen vom Startmodell.');
    expect(de.ask.readBy('bigbird-base-trivia-itc')).toBe('Gelesen von bigbird-base-trivia-itc.');
  });

  test('counts', () => {
    expect(de.library.pages(1)).toBe('1 Seite');
    expect(de.library.pages(1200)).toBe('1.200 Seiten');
    expect(de.drop.over(0)).toBe('Zum Lesen loslassen');
    // whether a path is a file or a folder is not known before it is dropped
    expect(de.drop.over(1)).toBe('Zum Lesen loslassen');
    expect(de.drop.over(2)).toBe('Loslassen, um 2 Dateien oder Ordner zu lesen');
    expect(de.scope.askAll(1200)).toBe('Frage an alle 1.200 Dokumente');
    expect(de.history.deleted(1)).toBe('Frage gelöscht.');
    expect(de.history.deleted(2)).toBe('2 Fragen gelöscht.');
    expect(de.summary.drawsOn(12, 12)).toBe('Sie beruht auf allen 12 Seiten.');
    expect(de.summary.drawsOn(3, 12)).toBe('Sie beruht auf 3 von 12 Seiten.');
    expect(de.running.minutes(60)).toBe('1 Stunde');
    expect(de.running.minutes(5)).toBe('5 Minuten');
  });

  test('gathers pages into runs, in the case that the sentence asks for', () => {
    expect(de.remarks.of({ kind: 'scanned_pages', pages: [9, 3, 4, 5] })).toBe('Seiten 3–5 und 9 sind Bilder ohne Text und konnten nicht gelesen werden.');
    expect(de.remarks.of({ kind: 'scanned_pages', pages: [2] })).toBe('Seite 2 ist ein Bild ohne Text und konnte nicht gelesen werden.');
    expect(de.remarks.of({ kind: 'recognized_pages', pages: [1, 2] })).toBe('Der Text der Seiten 1–2 wurde erkannt und kann falsche Buchstaben haben.');
    expect(de.remarks.of({ kind: 'recognized_pages', pages: [7] })).toContain('Der Text von Seite 7 wurde');
    expect(de.remarks.of({ kind: 'unknown_letters', pages: [4, 6] })).toContain('auf den Seiten 4 und 6 sind');
    expect(de.remarks.remark({ kind: 'about_pages', first: 3, last: 3 })).toBe('Nur zu Seite 3.');
    expect(de.remarks.remark({ kind: 'about_pages', first: 3, last: 5 })).toBe('Nur zu den Seiten 3–5.');
    expect(de.faults.message({ code: 'no_such_pages', first: 9, last: 9, pages: 1 })).toBe('Eine Seite 9 hat dieses Dokument nicht: Es hat 1 Seite.');
  });

  test('says roughly how long it takes, in the case that the sentence asks for', () => {
    expect([2, 18, 70, 3599, 7300].map(de.jobs.left)).toEqual([
      'noch wenige Sekunden',
      'noch etwa 20 Sekunden',
      'noch etwa 1 Minute',
      'noch etwa 1 Stunde',
      'noch etwa 2 Stunden',
    ]);
    expect(de.models.pace('writes', 2)).toBe('Fasst auf diesem Computer 10.000 Wörter in wenigen Sekunden zusammen.');
  });

  test('writes numbers with points and commas, and dates with the day first', () => {
    expect([0, 12_300, 1.59e6, 577e6, 2.31e9].map(de.running.held)).toEqual(
      ['0 KB', '12 KB', '1,6 MB', '0,6 GB', '2,3 GB'].map((size) => `Geladene Modelle belegen ${size.replace(' ', '\u00a0')}.`),
    );
    expect(de.jobs.transfer({ bytes: 3e6, total: 91e6, per_second: 11.4e6, retry_in: null }, null)).toEqual(['3 von 91\u00a0MB', '11\u00a0MB/s']);
    expect(de.remarks.of({ kind: 'truncated', cap: { kind: 'pages', limit: 5000 } })).toBe('Nur die ersten 5.000 Seiten wurden gelesen.');
    expect(de.summary.support(0.314)).toBe('Rückhalt 31\u00a0%');
    expect(de.privacy.time(Date.UTC(2026, 8, 14, 12) / 1000)).toMatch(/^14\.09\.2026, \d\d:\d\d$/);
  });

  test('names languages in German', () => {
    expect(de.ask.remark({ kind: 'other_language', question: 'deu', documents: ['eng', 'fra'] })).toContain('scheint Deutsch zu sein, die des Dokuments Englisch, Französisch.');
  });
});

describe('numbers', () => {
  const N = 12_345;
  /** Names of pages, steps and shares are not counted. */
  const NAMES = new Set(['page', 'thumbnail', 'thisPage', 'place', 'pageRange', 'percent', 'zoom', 'likely', 'support', 'weakSupport', 'probability', 'at']);
  /** What is said about nothing but numbers: its place in the catalogue, and its name. */
  const counting = new Set(
    filesIn('text/en').flatMap((file) =>
      read(file)
        .split(/^export const /m)
        .flatMap((place) => [...place.matchAll(/(\w+): \(\w+: number(?:, \w+: number)*\): string =>/g)].map(([, name]) => `${/^\w+/.exec(place)?.[0]}.${name}`)),
    ),
  );

  test.each([
    ['en', en],
    ['de', de],
  ] as const)('have their thousands apart: %s', (_, catalogue) => {
    const said = wordsIn(catalogue).flatMap(([path, word]) => {
      const [place, ...names] = path.split('.');
      const name = names.at(-1) ?? '';
      if (typeof word !== 'function' || !counting.has(`${place}.${name}`) || NAMES.has(name)) return [];
      return [`${path}: ${String(word(...Array.from({ length: word.length }, () => N)))}`];
    });
    expect(said.length).toBeGreaterThan(15);
    expect(said.filter((words) => words.includes(String(N)))).toEqual([]);
  });
});
