// Marks and notes without Rust: those that a test makes.

import type { Annotation, AnnotationTarget, Bridge, NewTarget } from '../../src/bridge';

type Annotations = Pick<Bridge, 'annotations' | 'annotate' | 'changeAnnotation' | 'deleteAnnotation' | 'restoreAnnotation'>;

const kept = (target: NewTarget): AnnotationTarget => {
  const passage = { text: '', before: '', after: '', sentences: [], start: 0, end: 0, page: null, places: [] };
  switch (target.kind) {
    case 'sentences':
      return { kind: 'passage', passage: { ...passage, text: 'Words of the paper.', sentences: target.sentences } };
    case 'selection': {
      const [first] = target.places;
      const page = first?.kind === 'page' ? first.page : null;
      return { kind: 'passage', passage: { ...passage, text: target.text, places: target.places, page } };
    }
    case 'summary_sentence':
      return { kind: 'summary_sentence', text: target.text, source: null };
    case 'document':
      return target;
  }
};

/** The part of the bridge that is about marks and notes. */
export function annotations(called: (name: string, ...takes: unknown[]) => void): Annotations {
  let all: Annotation[] = [];
  let deleted: Annotation[] = [];
  return {
    annotations: async (document) => all.filter((annotation) => annotation.document === document),
    annotate: async (document, { target, colour, note }) => {
      called('annotate', document, target);
      const at = 1_790_000_000;
      const made: Annotation = { id: all.length + 1, document, target: kept(target), colour, note, made_at: at, changed_at: at };
      all = [...all, made];
      return made;
    },
    changeAnnotation: async (id, colour, note) => {
      called('changeAnnotation', id, colour, note);
      const before = all.find((annotation) => annotation.id === id);
      if (!before) throw { code: 'not_kept' };
      const changed = { ...before, colour, note };
      all = all.map((annotation) => (annotation.id === id ? changed : annotation));
      return changed;
    },
    deleteAnnotation: async (id) => {
      called('deleteAnnotation', id);
      deleted = all.filter((annotation) => annotation.id === id);
      all = all.filter((annotation) => annotation.id !== id);
    },
    restoreAnnotation: async (id) => {
      called('restoreAnnotation', id);
      const restored = deleted.find((annotation) => annotation.id === id);
      if (!restored) throw { code: 'not_kept' };
      all = [...all, restored];
      return restored;
    },
  };
}
