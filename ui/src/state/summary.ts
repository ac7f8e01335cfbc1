// Reading a summary: which of its sentences is chosen, and how well it is carried.

import type { DocumentId, SummarySentence, SummaryView } from '../bridge';
import type { Text } from '../text/en';

/** Below this share of support a sentence is marked as weakly supported, in words. */
export const WEAK_SUPPORT = 0.5;

/** A sentence of the summary, and which of its sources is shown on the page. */
export interface Choice {
  sentence: number;
  source: number;
}

export const isWeak = (sentence: SummarySentence): boolean =>
  sentence.support !== null && sentence.support < WEAK_SUPPORT;

/** The choice one sentence further; stays at both ends. */
export function stepSentence(summary: SummaryView, choice: Choice | null, by: 1 | -1): Choice | null {
  const last = summary.sentences.length - 1;
  if (last < 0) return null;
  const from = choice?.sentence ?? (by === 1 ? -1 : last + 1);
  return { sentence: Math.min(last, Math.max(0, from + by)), source: 0 };
}

/** The choice one source further within the same sentence; stays at both ends. */
export function stepSource(summary: SummaryView, choice: Choice, by: 1 | -1): Choice {
  const last = (summary.sentences[choice.sentence]?.evidence.length ?? 1) - 1;
  return { ...choice, source: Math.min(Math.max(0, last), Math.max(0, choice.source + by)) };
}

/** What an event says about the summary on show: news of another document changes nothing. */
export const withSummary = (
  shown: SummaryView | null,
  open: DocumentId | null,
  news: SummaryView,
): SummaryView | null => (news.document === open ? news : shown);

/** The summary as plain text, every sentence with the page it comes from. */
export function asText(title: string, summary: SummaryView, text: Text): string {
  const lines = summary.sentences.map((sentence) => {
    const page = sentence.evidence[0]?.page ?? null;
    return page === null ? sentence.text : `${sentence.text} ${text.summary.pages(page)}`;
  });
  return [title, '', ...lines, ''].join('\n');
}
