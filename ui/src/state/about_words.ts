// A question about words of a document: as it is put, and its parts as a person sees them, also in the history.

/** A longer question is not read whole. Characters. */
const LONGEST = 380;

/** The question as it is put, with the words that it is about. */
export function withWords(question: string, about: string): string {
  const passage = about.replace(/[\s.!?]+$/u, '');
  // the reader is asked one sentence, and finds more if it has the words; several sentences help the search alone
  const several = /[.!?]\s+\p{Lu}/u.test(passage) || passage.length + question.length > LONGEST;
  return several ? `“${passage}”\n\n${question}` : `${question.replace(/[\s.!?]+$/u, '')}: “${passage}”?`;
}

/** A question without the words that it is about, and those; null if it is about none. */
export function partsOfQuestion(put: string): { question: string; about: string | null } {
  const before = /^“([^]+)”\n\n([^]+)$/u.exec(put);
  if (before) return { question: before[2]!, about: before[1]! };
  const within = /^([^“]+): “([^]+)”\?$/u.exec(put);
  return within ? { question: `${within[1]!}?`, about: within[2]! } : { question: put, about: null };
}
