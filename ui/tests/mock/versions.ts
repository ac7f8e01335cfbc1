// The versions of the summary without Rust: changes are made as Rust makes them.

import type { Bridge, DocumentId, SummaryChange, SummaryView } from '../../src/bridge';

const YOURS = 'Boats leave the harbour with the evening wind, and the wind brings most of them home.';

/** The part of the bridge that is about versions; `made` makes the summary of a scene. */
export function versions(
  called: (name: string, ...takes: unknown[]) => void,
  made: () => Promise<SummaryView | null>,
  changed: boolean,
): Pick<Bridge, 'summary' | 'summaryVersions' | 'changeSummary' | 'undoSummary' | 'showSummary'> {
  let kept: { view: SummaryView; before: number | null; changed: boolean; shown: number; at: number }[] = [];
  let clock = 1;
  const keep = (view: SummaryView, before: number | null): void => {
    clock += 1;
    kept = [...kept, { view, before, changed: before !== null, shown: clock, at: 1_790_000_000 + clock * 7_000 }];
  };
  const newest = (): number => Math.max(...kept.map(({ shown }) => shown));
  const listed = () => kept.map((_, id) => id).filter((id) => !kept[id]!.changed || !kept.some(({ before }) => before === id));
  const viewOf = (id: number): SummaryView => {
    const { view, before, changed, shown, at } = kept[id]!;
    const others = listed().filter((other) => other !== id).length;
    return { ...view, version: { id, made_at: at, changed, undo: before !== null, shown: shown === newest(), others } };
  };
  const present = (document: DocumentId): SummaryView => ({ ...viewOf(kept.findIndex(({ shown }) => shown === newest())), document });
  const after = (view: SummaryView, change: SummaryChange): SummaryView['sentences'] => {
    const sentence = view.sentences[change.sentence]!;
    switch (change.kind) {
      case 'rewrite':
        return view.sentences.with(change.sentence, { ...sentence, text: change.text, support: null, yours: true });
      case 'remove':
        return view.sentences.toSpliced(change.sentence, 1);
      case 'pin':
        return view.sentences.with(change.sentence, { ...sentence, pinned: change.pinned });
      case 'move': {
        const to = change.sentence + (change.down ? 1 : -1);
        const other = view.sentences[to];
        if (!other) return view.sentences;
        if (view.options.sections && other.section !== sentence.section) {
          return view.sentences.with(change.sentence, { ...sentence, section: other.section });
        }
        return view.sentences.with(to, sentence).with(change.sentence, other);
      }
    }
  };
  const begin = async (): Promise<SummaryView | null> => {
    if (kept.length > 0) return kept[0]!.view;
    const view = await made();
    if (!view?.complete) return view;
    if (changed) keep({ ...view, options: { ...view.options, length: 'short' }, sentences: view.sentences.slice(0, 2) }, null);
    keep(view, null);
    if (!changed) return view;
    const mine = after(view, { kind: 'rewrite', sentence: 1, text: YOURS });
    keep({ ...view, sentences: after({ ...view, sentences: mine }, { kind: 'pin', sentence: 0, pinned: true }) }, 1);
    return view;
  };
  return {
    summary: async (id) => {
      const view = await begin();
      return view?.complete ? present(id) : view && { ...view, document: id };
    },
    summaryVersions: async () => listed().sort((one, other) => kept[other]!.shown - kept[one]!.shown).map(viewOf),
    changeSummary: async (id, version, change) => {
      called('changeSummary', version, change);
      const { view } = kept[version]!;
      const sentences = after(view, change);
      if (sentences !== view.sentences) keep({ ...view, sentences }, version);
      return present(id);
    },
    undoSummary: async (id, version) => {
      called('undoSummary', version);
      clock += 1;
      kept[kept[version]!.before!]!.shown = clock;
      kept = kept.slice(0, version);
      return present(id);
    },
    showSummary: async (id, version) => {
      called('showSummary', version);
      clock += 1;
      kept[version]!.shown = clock;
      return present(id);
    },
  };
}
