// Marks and notes without Rust: those that a test makes and, if the scene wants some, four marks, one of which is lost, with
// notes to the document and to a sentence.

import type { Annotation, AnnotationTarget, Bridge, DocumentId, DocumentView, MarkColour, MarkedPassage, NewTarget, SentenceId } from '../../src/bridge';

/** Sets the marks to the paper that was read again, in which one sentence stands before all others. */
type Anchoring = { anchor: (open: DocumentView) => void };
type Annotations = Anchoring & Pick<Bridge, 'annotations' | 'annotate' | 'changeAnnotation' | 'deleteAnnotation' | 'restoreAnnotation'>;

const AT = 1_790_000_000;

function passageOf({ sentences }: DocumentView, ids: readonly SentenceId[]): MarkedPassage {
  const marked = sentences.filter(({ id }) => ids.includes(id));
  const places = marked.flatMap((sentence) => sentence.places);
  const [first] = places;
  return {
    text: marked.map(({ text }) => text).join(' '),
    before: '',
    after: '',
    sentences: marked.map(({ id }) => id),
    start: 0,
    end: [...(marked.at(-1)?.text ?? '')].length,
    page: first?.kind === 'page' ? first.page : null,
    places,
  };
}

function kept(open: DocumentView, target: NewTarget): AnnotationTarget {
  switch (target.kind) {
    case 'sentences':
      return { kind: 'passage', passage: passageOf(open, target.sentences) };
    case 'selection': {
      const sentence = open.sentences.find(({ text }) => text.includes(target.text));
      const [first] = target.places;
      const start = sentence ? [...sentence.text.slice(0, sentence.text.indexOf(target.text))].length : 0;
      return {
        kind: 'passage',
        passage: {
          text: target.text,
          before: '',
          after: '',
          sentences: sentence ? [sentence.id] : [],
          start,
          end: start + [...target.text].length,
          page: first?.kind === 'page' ? first.page : null,
          places: target.places,
        },
      };
    }
    case 'summary_sentence':
      return { kind: 'summary_sentence', text: target.text, source: target.sources.length > 0 ? passageOf(open, target.sources.slice(0, 1)) : null };
    case 'document':
      return target;
  }
}

/** Where an annotation stands in the list, as Rust has it. */
const order = ({ target }: Annotation): [number, number] =>
  target.kind === 'document' ? [0, 0] : target.kind === 'passage' ? [1, target.passage.sentences[0] ?? Infinity] : [2, 0];

/** The part of the bridge that is about marks and notes. `some` is whether the paper has some from the beginning. */
export function annotations(called: (name: string, ...takes: unknown[]) => void, paper: () => Promise<DocumentView>, id: DocumentId, some: boolean): Annotations {
  let all: Annotation[] = [];
  let deleted: Annotation[] = [];
  let next = 1;
  const add = (document: DocumentId, target: AnnotationTarget, colour: MarkColour | null, note: string): Annotation => {
    const made: Annotation = { id: next++, document, target, colour, note, made_at: AT, changed_at: AT };
    all = [...all, made];
    return made;
  };
  const begun = (async () => {
    if (!some) return;
    const open = await paper();
    const marked = (nth: number, colour: MarkColour, note: string): Annotation =>
      add(id, { kind: 'passage', passage: passageOf(open, [open.sentences[nth]?.id ?? 0]) }, colour, note);
    add(id, { kind: 'document' }, null, 'Compare with the drift of the larger ferries, which the appendix leaves out.');
    marked(3, 'yellow', '');
    marked(5, 'green', 'This is the number for the talk.\n\nAsk Lena where it comes from.');
    marked(6, 'blue', '');
    marked(8, 'pink', 'Too good to be true?');
    const lost = { ...passageOf(open, []), text: 'The harbour was closed in the second winter.' };
    add(id, { kind: 'passage', passage: lost }, 'green', 'Look for the earlier edition.');
    add(id, kept(open, { kind: 'summary_sentence', text: 'The boats drift with the square of the hours.', sources: [open.sentences[9]?.id ?? 0] }), null, 'Not what the table says.');
  })();
  return {
    anchor: (open) => {
      all = all.map((annotation) => {
        const { target } = annotation;
        if (target.kind !== 'passage' || target.passage.sentences.length === 0) return annotation;
        const passage = passageOf(open, target.passage.sentences.map((id) => id + 1));
        return { ...annotation, target: { kind: 'passage', passage } };
      });
    },
    annotations: async (document) => {
      await begun;
      const listed = all.filter((annotation) => annotation.document === document);
      return listed.sort((one, other) => order(one)[0] - order(other)[0] || order(one)[1] - order(other)[1]);
    },
    annotate: async (document, { target, colour, note }) => {
      called('annotate', document, target, colour);
      return add(document, kept(await paper(), target), colour, note);
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
