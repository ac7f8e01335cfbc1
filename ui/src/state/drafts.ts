// What a person has typed and nothing keeps yet: a note, other words for a sentence of the summary, a question. It is there
// again where it was being written if the program ends without a word, and goes when it is kept or given up. The web view writes
// it to the disk a little later: of what is typed in the last half second before a kill, some is lost.

import type { DocumentId } from '../bridge';
import { remember, remembered } from './remembered';

const NAME = 'drafts';
const MOST = 50;
/** A person who goes on typing is not waited for. Milliseconds. */
const AFTER_MS = 200;

/** What is being written, each in its document. */
export const QUESTION = 'question';
export const NEW_NOTE = 'note';
export const noteOf = (id: number): string => `note ${id}`;
export const sentenceOf = (words: string): string => `sentence ${words}`;

type Entry = readonly [document: DocumentId, target: string, words: string];

/** What waits to be remembered. */
let waiting: readonly Entry[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

const isEntry = (entry: unknown): entry is Entry => Array.isArray(entry) && entry.length === 3 && entry.every((part) => typeof part === 'string');

/** All drafts, the latest first. */
function all(): readonly Entry[] {
  const kept = remembered(NAME);
  const before = Array.isArray(kept) ? kept.filter(isEntry) : [];
  return [...waiting, ...before.filter((entry) => !waiting.some((newer) => same(newer, entry)))];
}

const same = ([document, target]: Entry, [otherDocument, otherTarget]: Entry): boolean => document === otherDocument && target === otherTarget;

function write(entries: readonly Entry[]): void {
  clearTimeout(timer);
  timer = undefined;
  waiting = [];
  remember(NAME, entries.slice(0, MOST));
}

/** What was being written there; null if nothing was. */
export const draftOf = (document: DocumentId, target: string): string | null =>
  all().find((entry) => same(entry, [document, target, '']))?.[2] ?? null;

/** Remembers what is being written, soon. Nothing but white space is nothing. */
export function keepDraft(document: DocumentId, target: string, words: string): void {
  if (words.trim() === '') {
    dropDraft(document, target);
    return;
  }
  const entry: Entry = [document, target, words];
  waiting = [entry, ...waiting.filter((other) => !same(other, entry))];
  timer ??= setTimeout(() => write(all()), AFTER_MS);
}

/** Forgets what was kept elsewhere, or given up. */
export function dropDraft(document: DocumentId, target: string): void {
  const entries = all();
  const left = entries.filter((entry) => !same(entry, [document, target, '']));
  if (left.length < entries.length) write(left);
}

/** Forgets what was being written in documents that are gone. */
export function keepDraftsOf(documents: readonly DocumentId[]): void {
  const entries = all();
  const left = entries.filter(([document]) => documents.includes(document));
  if (left.length < entries.length) write(left);
}
