// A question to documents and its answer.

import type { AnswerRemark, AnswerView, DocumentFact, DocumentId, PassagesOnly, SectionSubject, SummaryScope, Wish } from '../../bridge';
import type { Text } from '../en';
import { shortened } from '../short';
import { jobs } from './jobs';
import { marks } from './marks';
import { byModel } from './names';
import { counted, grouped, percent } from './numbers';

const NO_PASSAGE = 'Keine Textstelle erwähnt das.';

const languages = new Intl.DisplayNames(['de'], { type: 'language', fallback: 'code' });
const languageOf = (code: string): string => languages.of(code) ?? code;

function summaryAsked(scope: SummaryScope, asked: number): string {
  switch (scope) {
    case 'document':
      return 'Diese Frage verlangt eine Zusammenfassung. Einzelne Textstellen ergeben keine, deshalb wird das ganze Dokument gelesen.';
    case 'files':
      return 'Diese Frage verlangt eine Zusammenfassung. Einzelne Textstellen ergeben keine, deshalb wird jedes Dokument für sich gelesen.';
    case 'library':
      return `Diese Frage verlangt eine Zusammenfassung von ${counted(asked, 'Dokument', 'Dokumenten')}. Zusammengefasst wird jeweils ein Dokument: Öffnen Sie eines, und fragen Sie noch einmal.`;
  }
}

/** What is possible instead of a wish that no document fulfils. */
const beyond: Record<Wish, string> = {
  greeting: 'Stellen Sie eine Frage zum Dokument. Die Antworten sind Zitate, jedes mit seiner Stelle.',
  pagewing:
    'Pagewing sucht Antworten in Dokumenten und zitiert sie mit der Seite. Fragen Sie, was im Dokument steht, worum es geht oder wie viele Seiten es hat.',
  writing:
    'Pagewing zitiert Dokumente und fasst sie zusammen. Es übersetzt nicht und schreibt keine anderen Texte. Fragen Sie, was im Dokument steht, oder nach einer Zusammenfassung.',
  command: 'Pagewing sucht Antworten im Dokument und bearbeitet keine Dateien. Fragen Sie, was im Dokument steht.',
  opinion:
    'Pagewing beurteilt keine Dokumente. Fragen Sie, was das Dokument selbst sagt, etwa zu seinen Grenzen, zu den Methoden oder zur Finanzierung.',
};

/** The title of the only document that was asked, unless it is the `open` one; else nothing. */
function otherTitle({ asked, without, answers, passages }: AnswerView, open: DocumentId | null): string | null {
  if (asked !== 1) return null;
  const quoted = [...answers.map(({ quotation }) => quotation), ...passages].map(({ document, title }) => ({ id: document, title }));
  const [only] = [...without, ...quoted];
  return only && only.id !== open && only.title !== '' ? `„${shortened(only.title)}“` : null;
}

/** The documents that were asked, as the beginning of a sentence. */
function inDocuments(answer: AnswerView, open: DocumentId | null): string {
  if (answer.asked !== 1) return 'In diesen Dokumenten';
  return `In ${otherTitle(answer, open) ?? 'diesem Dokument'}`;
}

/** In which order answers are: words that answer stand before whole sentences, which may be likelier to have the answer. */
function orderOf(answers: AnswerView['answers']): string {
  const falls = answers.every(({ probability }, at) => probability <= (answers[at - 1]?.probability ?? 1));
  return falls ? 'die wahrscheinlichste zuerst' : 'genaue Wörter vor ganzen Sätzen';
}

/** The answers, named by what the question asks for. */
function answersSaid(answer: AnswerView, open: DocumentId | null): string {
  const { asks_for, provisional, answers } = answer;
  const pieces = answers.flatMap((answer) => answer.pieces);
  const n = answers.length;
  switch (asks_for) {
    case 'about':
      return `Zu ${otherTitle(answer, open) ?? (answer.asked === 1 ? 'diesem Dokument' : 'diesen Dokumenten')}.`;
    case 'deciding':
      return n === 1 ? 'Dieser Satz entscheidet die Frage.' : 'Diese Sätze entscheiden die Frage.';
    case 'section':
      return n === 1 ? 'Dieser Teil des Dokuments handelt davon.' : 'Diese Teile des Dokuments handeln davon.';
    case 'comparison':
      if (pieces.length > 1) return `${pieces.length} Werte zum Vergleichen.`;
      break;
    case 'list':
      if (pieces.length > 0) return `Eine Liste mit ${counted(pieces.length, 'Eintrag', 'Einträgen')}. Sie ist vielleicht unvollständig.`;
      break;
    case 'several': {
      const parts = new Set(pieces.map(({ asked }) => asked)).size;
      return parts > 1 ? `${parts} Fragen, eine nach der anderen beantwortet.` : 'Das beantwortet einen Teil der Frage.';
    }
    case 'words':
    case 'definition':
  }
  if (provisional) return n === 1 ? 'Bisher eine Antwort.' : `Bisher ${n} Antworten, ${orderOf(answers)}.`;
  return n === 1 ? 'Eine Antwort wurde gefunden.' : `${n} Antworten wurden gefunden, ${orderOf(answers)}.`;
}

/** How the question ended, or how far it is. `open` is the document in view; without one, each document is called by its title. */
function said(answer: AnswerView, open: DocumentId | null): string {
  const { status, asked } = answer;
  switch (status.kind) {
    case 'found':
      return answersSaid(answer, open);
    case 'not_found': {
      if (answer.provisional) {
        return answer.passages.length > 0 ? 'Bisher nichts gefunden. Diese Textstellen kommen am nächsten.' : 'Bisher nichts gefunden.';
      }
      const documents = inDocuments(answer, open);
      if (answer.asks_for === 'about' && answer.passages.length === 0) return `${documents} nicht gefunden.`;
      if (answer.reader === null) return NO_PASSAGE;
      return answer.passages.length > 0
        ? `${documents} nicht gefunden. Diese Textstellen kommen am nächsten.`
        : `${documents} nicht gefunden, und nichts kommt dem nahe.`;
    }
    case 'passages_only':
      return 'Diese Textstellen erwähnen das.';
    case 'routed':
      switch (status.to) {
        case 'summary':
          return summaryAsked(status.scope, asked);
        case 'count':
          return status.counted === null
            ? `Die Frage ging an ${counted(asked, 'Dokument', 'Dokumente')}.`
            : `${grouped(status.counted.documents)} von ${asked === 1 ? '1 Dokument' : `${grouped(asked)} Dokumenten`} ${status.counted.documents === 1 ? 'hat' : 'haben'} eine Textstelle mit allen diesen Wörtern: ${status.counted.words.join(', ')}. Was dort darüber steht, wurde nicht gezählt.`;
        case 'beyond':
          return beyond[status.wish];
        case 'list':
          return answer.passages.length > 0
            ? 'Diese Textstellen erwähnen es. Für eine vollständige Liste müsste der ganze Text gelesen werden; diese ist vielleicht unvollständig.'
            : NO_PASSAGE;
      }
  }
}

/** Why a reader did not judge the passages. */
const unjudged: Record<PassagesOnly, string> = {
  no_reader: 'Kein Lesemodell ist installiert. Ob eine davon eine Antwort ist, wurde deshalb nicht beurteilt.',
  other_language: 'Das Lesemodell kann nur Englisch. Ob eine davon eine Antwort ist, wurde deshalb nicht beurteilt.',
};

/** What a screen reader reads out when an answer comes into view, and when a better one replaces it. */
function announced(answer: AnswerView, open: DocumentId | null, again: boolean, changed: boolean): string {
  const { status, provisional } = answer;
  const parts = [
    again && !provisional ? 'Pagewing ist mit dem Lesen fertig.' : '',
    again && changed ? 'Die Antwort hat sich geändert.' : '',
    said(answer, open),
    status.kind === 'passages_only' ? unjudged[status.because] : '',
    provisional ? ask.stillReading : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** What the document does not show of itself. */
const notShown: Record<DocumentFact, string> = {
  title: 'Das Dokument nennt keinen Titel.',
  authors: 'Im Dokument steht nicht, wer es geschrieben hat.',
  corresponding_author: 'Das Dokument nennt niemanden, an den man schreiben kann.',
  affiliations: 'Im Dokument steht nicht, wo die arbeiten, die es geschrieben haben.',
  editors: 'Im Dokument steht nicht, wer es herausgegeben hat.',
  published: 'Im Dokument steht nicht, wann es erschienen ist.',
  received: 'Im Dokument steht nicht, wann es eingereicht wurde.',
  accepted: 'Im Dokument steht nicht, wann es angenommen wurde.',
  venue: 'Im Dokument steht nicht, wo es erschienen ist.',
  doi: 'Das Dokument nennt keine eigene DOI.',
  arxiv: 'Das Dokument nennt keine eigene arXiv-Nummer.',
  isbn: 'Das Dokument nennt keine ISBN.',
  issn: 'Das Dokument nennt keine ISSN.',
  identifier: 'Das Dokument nennt weder eine DOI noch eine andere Kennung.',
  licence: 'Das Dokument nennt keine Lizenz.',
  language: 'Der Text ist zu kurz, um seine Sprache zu erkennen.',
  keywords: 'Das Dokument führt keine Schlüsselwörter auf.',
  abstract: 'Das Dokument hat keinen Teil, den es Abstract oder Kurzfassung nennt.',
  sections: 'Im Dokument wurden keine Überschriften erkannt.',
  figures: 'Im Dokument wurden keine Bildunterschriften erkannt.',
  tables: 'Im Dokument wurden keine Tabellen erkannt.',
  references: 'Im Dokument wurde kein Literaturverzeichnis erkannt.',
  text: 'Das Dokument hat keinen Text, der sich zählen ließe.',
};

function remark(remark: AnswerRemark): string {
  switch (remark.kind) {
    case 'without_pages':
      return 'Dieses Dokument ist nicht in Seiten unterteilt. Fragen Sie nach seinen Wörtern oder Abschnitten.';
    case 'no_such_page':
      return `Eine Seite ${remark.page} gibt es nicht. Das Dokument hat ${counted(remark.pages, 'Seite', 'Seiten')}.`;
    case 'nothing_on_page':
      return `Auf Seite ${remark.page} war kein Text zu lesen.`;
    case 'part_not_found':
      return `Ein Teil der Frage blieb ohne Antwort: ${remark.asked}`;
    case 'not_shown':
      return notShown[remark.fact];
    case 'no_such_figure':
      return `Eine Abbildung ${remark.number} scheint das Dokument nicht zu haben.`;
    case 'no_such_table':
      return `Eine Tabelle ${remark.number} scheint das Dokument nicht zu haben.`;
    case 'other_language':
      return `Die Sprache der Frage scheint ${languageOf(remark.question)} zu sein, die des Dokuments ${remark.documents.map(languageOf).join(', ')}. Gesucht wurde mit der Frage, wie sie ist; eine Frage in der Sprache des Textes findet vielleicht mehr.`;
  }
}

/** What a suggested question asks. It is put in English, as `questionPut` has it. */
const sectionAsked: Record<SectionSubject, string> = {
  limitations: 'Welche Grenzen hat die Arbeit?',
  future: 'Was bleibt für künftige Arbeiten?',
  conclusion: 'Was wird daraus geschlossen?',
  funding: 'Wer hat die Arbeit bezahlt?',
  interests: 'Gibt es Interessenkonflikte?',
  data: 'Sind die Daten zugänglich?',
  code: 'Ist der Code zugänglich?',
  ethics: 'Hat eine Ethikkommission zugestimmt?',
  contributions: 'Wer hat was beigetragen?',
};

/** Titles of documents without an answer that are shown; the others are counted. */
const MOST_TITLES = 5;

/**
 * The documents that don't answer the question, with at most `most` characters of each title. Empty if only one document was
 * asked, or if none has an answer.
 */
function without({ asked, status, without: silent, without_count: all }: AnswerView, most?: number): string {
  if (asked < 2 || silent.length === 0 || (status.kind !== 'found' && status.kind !== 'passages_only')) return '';
  const titles = silent.slice(0, MOST_TITLES).map(({ title }) => shortened(title, most));
  const others = all - titles.length;
  const rest = others > 0 ? [counted(others, 'weiteres Dokument', 'weitere Dokumente')] : [];
  return `Nichts dazu in: ${[...titles, ...rest].join('; ')}`;
}

export const ask: Text['ask'] = {
  label: 'Frage zu diesem Dokument',
  send: 'Fragen',
  cancel: 'Abbrechen',
  stop: 'Beenden',
  name: 'Antwort',
  close: 'Antwort schließen',
  withoutReader: 'Kein Lesemodell ist installiert: Textstellen werden nur nach ihren Wörtern gefunden.',
  stage: (stage) => {
    if (stage === 'choosing') return 'Textstellen werden gesucht';
    return stage === 'encoding' ? 'Textstellen werden gelesen' : jobs.stage[stage];
  },
  probability: (share) => `${percent(Math.round(share * 100))} wahrscheinlich`,
  recognized: 'erkannter Text',
  recognizedMeans: 'Die Seite ist ein Bild; ihr Text wurde erkannt und kann falsche Buchstaben haben.',
  lost: (title) => (title === '' ? marks.lost : `Diese Worte stehen nicht mehr in „${shortened(title)}“.`),
  probabilityMeans: 'Wie wahrscheinlich diese Worte richtig sind, gemessen an Fragen mit bekannten Antworten.',
  readBy: (reader) => `Gelesen ${byModel(reader)}.`,
  said,
  unjudged,
  announced,
  stillReading: 'Pagewing liest noch: Vielleicht wird die Antwort besser.',
  stopped: 'Von Ihnen beendet: Es gibt vielleicht mehr.',
  remark,
  toSummary: 'Zusammenfassung anzeigen',
  without,
  followUp: (next) => {
    switch (next.kind) {
      case 'abbreviation':
        return `Wofür steht ${next.short}?`;
      case 'section':
        return sectionAsked[next.subject];
      case 'library':
        return 'Diese Frage allen Dokumenten stellen';
    }
  },
  followUps: 'Als Nächstes fragen',
  nothingAsked: 'Stellen Sie oben eine Frage. Die Antworten sind Zitate aus diesem Dokument, jedes mit seiner Seite.',
};
