//! An answer's sentences: how the question ended, and what a reader should know.

use whatlang::Lang;

use super::numbers::{self, grouped, page, percent};
use crate::assistant::answer::{
    AnswerRemark, AnswerRoute, AnswerStatus, AnswerView, Counted, DocumentFact, FoundAnswer,
    PassagesOnly, QuestionKind, Quotation, SummaryScope, Wish,
};
use crate::text::marks::in_marks;
use crate::text::rows::with_cells;

/// How the question ended, in a sentence or two.
pub(crate) fn message(answer: &AnswerView) -> String {
    let nothing = answer.passages.is_empty();
    match &answer.status {
        AnswerStatus::Found => found(answer),
        AnswerStatus::NotFound if answer.asks_for == QuestionKind::About && nothing => {
            format!("{} nicht gefunden.", in_documents(answer.asked))
        }
        AnswerStatus::NotFound if answer.reader.is_none() => NO_PASSAGE.into(),
        AnswerStatus::NotFound => {
            let documents = in_documents(answer.asked);
            match nothing {
                true => format!("{documents} nicht gefunden, und nichts kommt dem nahe."),
                false => {
                    format!("{documents} nicht gefunden. Diese Textstellen kommen am nächsten.")
                }
            }
        }
        AnswerStatus::PassagesOnly { because } => match because {
            PassagesOnly::NoReader => "Textstellen, die das erwähnen. Kein Lesemodell ist installiert; ob eine davon eine Antwort ist, wurde deshalb nicht beurteilt.",
            PassagesOnly::OtherLanguage => "Textstellen, die das erwähnen. Das Lesemodell kann nur Englisch; ob eine davon eine Antwort ist, wurde deshalb nicht beurteilt.",
        }
        .into(),
        AnswerStatus::Routed(AnswerRoute::Summary { scope }) => summary(*scope, answer.asked),
        AnswerStatus::Routed(AnswerRoute::Count { counted }) => {
            count(counted.as_ref(), answer.asked)
        }
        AnswerStatus::Routed(AnswerRoute::Beyond { wish }) => beyond(*wish).into(),
        AnswerStatus::Routed(AnswerRoute::List) if nothing => NO_PASSAGE.into(),
        AnswerStatus::Routed(AnswerRoute::List) => {
            "Diese Textstellen erwähnen es. Für eine vollständige Liste müsste der ganze Text gelesen werden; diese ist vielleicht unvollständig."
                .into()
        }
    }
}

/// The documents that were asked, as the beginning of a sentence.
fn in_documents(asked: u32) -> &'static str {
    match asked {
        1 => "In diesem Dokument",
        _ => "In diesen Dokumenten",
    }
}

/// The line above answers, which says what they are.
fn found(answer: &AnswerView) -> String {
    let several = answer.answers.iter().any(|answer| answer.pieces.len() > 1);
    match (answer.asks_for, answer.answers.len()) {
        (QuestionKind::About, _) => "Das ist am Dokument selbst abgelesen.".into(),
        (QuestionKind::Definition, 1) => "Eine Stelle sagt, was es ist.".into(),
        (QuestionKind::Definition, count) => {
            format!("{count} Stellen sagen, was es ist, die wahrscheinlichste zuerst.")
        }
        (QuestionKind::Deciding, 1) => {
            "Dieser Satz entscheidet die Frage. Pagewing sagt weder ja noch nein: Lesen Sie ihn selbst."
                .into()
        }
        (QuestionKind::Deciding, _) => {
            "Diese Sätze entscheiden die Frage, der wahrscheinlichste zuerst. Pagewing sagt weder ja noch nein: Lesen Sie sie selbst."
                .into()
        }
        (QuestionKind::Section, 1) => "Dieser Teil des Dokuments handelt davon.".into(),
        (QuestionKind::Section, _) => "Diese Teile des Dokuments handeln davon.".into(),
        (QuestionKind::List, _) if several => {
            "Mehrere Einträge wurden gefunden. Es gibt vielleicht mehr, denn nur die besten Textstellen wurden gelesen."
                .into()
        }
        (QuestionKind::Comparison, _) if several => "Beide Werte wurden gefunden.".into(),
        (QuestionKind::Several, _) if several => "Jeder Teil wurde für sich beantwortet.".into(),
        (QuestionKind::Several, _) => "Das beantwortet einen Teil der Frage.".into(),
        (_, 1) => "Eine Antwort wurde gefunden.".into(),
        (_, count) => format!(
            "{count} Antworten wurden gefunden, {}.",
            order(&answer.answers)
        ),
    }
}

/// In which order answers are: words that answer stand before whole sentences, which may be likelier to have the answer.
fn order(answers: &[FoundAnswer]) -> &'static str {
    match answers.is_sorted_by(|a, b| a.probability >= b.probability) {
        true => "die wahrscheinlichste zuerst",
        false => "genaue Wörter vor ganzen Sätzen",
    }
}

/// What is possible instead of a wish that no document fulfils.
fn beyond(wish: Wish) -> &'static str {
    match wish {
        Wish::Greeting => {
            "Stellen Sie eine Frage zum Dokument. Die Antworten sind Zitate, jedes mit seiner Seite."
        }
        Wish::Pagewing => {
            "Pagewing sucht Antworten in Dokumenten und zitiert sie mit der Seite. Fragen Sie, was in einem Dokument steht, worum es geht oder wie viele Seiten es hat."
        }
        Wish::Writing => {
            "Pagewing zitiert Dokumente und fasst sie zusammen. Es übersetzt nicht und schreibt keine anderen Texte. Fragen Sie, was im Dokument steht, oder nach einer Zusammenfassung."
        }
        Wish::Command => {
            "Pagewing sucht Antworten im Dokument und bearbeitet keine Dateien. Fragen Sie, was im Dokument steht."
        }
        Wish::Opinion => {
            "Pagewing beurteilt keine Dokumente. Fragen Sie, was das Dokument selbst sagt, etwa zu seinen Grenzen, zu den Methoden oder zur Finanzierung."
        }
    }
}

const NO_PASSAGE: &str = "Keine Textstelle erwähnt das.";

fn summary(scope: SummaryScope, asked: u32) -> String {
    match scope {
        SummaryScope::Document => {
            "Diese Frage verlangt eine Zusammenfassung. Einzelne Textstellen ergeben keine, deshalb wird das ganze Dokument gelesen."
                .into()
        }
        SummaryScope::Files => {
            "Diese Frage verlangt eine Zusammenfassung. Einzelne Textstellen ergeben keine, deshalb wird jedes Dokument für sich gelesen."
                .into()
        }
        SummaryScope::Library => format!(
            "Diese Frage verlangt eine Zusammenfassung, und gefragt wurden {} Dokumente. Zusammengefasst wird jeweils ein Dokument: Nennen Sie eines, oder fragen Sie alle, was sie über etwas sagen.",
            grouped(asked)
        ),
    }
}

fn count(counted: Option<&Counted>, asked: u32) -> String {
    match counted {
        None => format!(
            "Die Frage ging an {}.",
            numbers::counted(asked, "Dokument", "Dokumente")
        ),
        Some(counted) => format!(
            "{} von {} {} eine Textstelle mit allen diesen Wörtern: {}. Was dort darüber steht, wurde nicht gezählt; dazu müsste jede gelesen werden.",
            grouped(counted.documents),
            numbers::counted(asked, "Dokument", "Dokumenten"),
            if counted.documents == 1 {
                "hat"
            } else {
                "haben"
            },
            counted.words.join(", ")
        ),
    }
}

/// A remark about an answer.
pub(crate) fn remark(remark: &AnswerRemark) -> String {
    match remark {
        AnswerRemark::WithoutPages => {
            "Dieses Dokument ist nicht in Seiten unterteilt. Fragen Sie nach seinen Wörtern oder Abschnitten."
                .into()
        }
        AnswerRemark::NoSuchPage { page, pages } => format!(
            "Eine Seite {} gibt es nicht. Das Dokument hat {}.",
            grouped(*page),
            numbers::counted(*pages, "Seite", "Seiten")
        ),
        AnswerRemark::NothingOnPage { page } => {
            format!("Auf Seite {} war kein Text zu lesen.", grouped(*page))
        }
        AnswerRemark::PartNotFound { asked } => {
            format!("Ein Teil der Frage blieb ohne Antwort: {asked}")
        }
        AnswerRemark::NotShown { fact } => not_shown(*fact).into(),
        AnswerRemark::NoSuchFigure { number } => {
            format!("Eine Abbildung {number} scheint das Dokument nicht zu haben.")
        }
        AnswerRemark::NoSuchTable { number } => {
            format!("Eine Tabelle {number} scheint das Dokument nicht zu haben.")
        }
        AnswerRemark::OtherLanguage {
            question,
            documents,
        } => {
            let documents: Vec<&str> = documents.iter().map(|code| language(code)).collect();
            format!(
                "Die Sprache der Frage scheint {} zu sein, die des Textes {}. Gesucht wurde mit der Frage, wie sie ist; eine Frage in der Sprache des Textes findet vielleicht mehr.",
                language(question),
                documents.join(", ")
            )
        }
    }
}

/// What the document does not show of itself.
fn not_shown(fact: DocumentFact) -> &'static str {
    match fact {
        DocumentFact::Title => "Das Dokument nennt keinen Titel.",
        DocumentFact::Authors => "Im Dokument steht nicht, wer es geschrieben hat.",
        DocumentFact::CorrespondingAuthor => {
            "Das Dokument nennt niemanden, an den man schreiben kann."
        }
        DocumentFact::Affiliations => {
            "Im Dokument steht nicht, wo die arbeiten, die es geschrieben haben."
        }
        DocumentFact::Editors => "Im Dokument steht nicht, wer es herausgegeben hat.",
        DocumentFact::Published => "Im Dokument steht nicht, wann es erschienen ist.",
        DocumentFact::Received => "Im Dokument steht nicht, wann es eingereicht wurde.",
        DocumentFact::Accepted => "Im Dokument steht nicht, wann es angenommen wurde.",
        DocumentFact::Venue => "Im Dokument steht nicht, wo es erschienen ist.",
        DocumentFact::Doi => "Das Dokument nennt keine eigene DOI.",
        DocumentFact::Arxiv => "Das Dokument nennt keine eigene arXiv-Nummer.",
        DocumentFact::Isbn => "Das Dokument nennt keine ISBN.",
        DocumentFact::Issn => "Das Dokument nennt keine ISSN.",
        DocumentFact::Identifier => "Das Dokument nennt weder eine DOI noch eine andere Kennung.",
        DocumentFact::Licence => "Das Dokument nennt keine Lizenz.",
        DocumentFact::Language => "Der Text ist zu kurz, um seine Sprache zu erkennen.",
        DocumentFact::Keywords => "Das Dokument führt keine Schlüsselwörter auf.",
        DocumentFact::Abstract => {
            "Das Dokument hat keinen Teil, den es Abstract oder Kurzfassung nennt."
        }
        DocumentFact::Sections => "Im Dokument wurden keine Überschriften erkannt.",
        DocumentFact::Figures => "Im Dokument wurden keine Bildunterschriften erkannt.",
        DocumentFact::Tables => "Im Dokument wurden keine Tabellen erkannt.",
        DocumentFact::References => "Im Dokument wurde kein Literaturverzeichnis erkannt.",
        DocumentFact::Text => "Das Dokument hat keinen Text, der sich zählen ließe.",
    }
}

/// A language's German name by its ISO 639-3 code; its own name if it has none here, the code if it is unknown.
fn language(code: &str) -> &str {
    match code {
        "ara" => "Arabisch",
        "ces" => "Tschechisch",
        "cmn" => "Chinesisch",
        "dan" => "Dänisch",
        "deu" => "Deutsch",
        "ell" => "Griechisch",
        "eng" => "Englisch",
        "fin" => "Finnisch",
        "fra" => "Französisch",
        "heb" => "Hebräisch",
        "hin" => "Hindi",
        "hrv" => "Kroatisch",
        "hun" => "Ungarisch",
        "ita" => "Italienisch",
        "jpn" => "Japanisch",
        "kor" => "Koreanisch",
        "lat" => "Latein",
        "nld" => "Niederländisch",
        "nob" => "Norwegisch",
        "pes" => "Persisch",
        "pol" => "Polnisch",
        "por" => "Portugiesisch",
        "ron" => "Rumänisch",
        "rus" => "Russisch",
        "slk" => "Slowakisch",
        "spa" => "Spanisch",
        "swe" => "Schwedisch",
        "tur" => "Türkisch",
        "ukr" => "Ukrainisch",
        "vie" => "Vietnamesisch",
        code => Lang::from_code(code).map_or(code, |language| language.name()),
    }
}

/// The starter model read the passages.
pub(crate) const STARTER_MODEL: &str =
    "Gelesen vom Startmodell; größere nennt „pagewing models list“.";

/// A model could not sum up the answers, and why.
pub(crate) fn no_gist(model: &str, why: &str) -> String {
    format!("{model} konnte die Antworten nicht kurz fassen. {why}")
}

/// `4 Einträge (90 %)`: an answer whose pieces are named below it.
pub(crate) fn several(answer: &FoundAnswer) -> String {
    let pieces = u32::try_from(answer.pieces.len()).unwrap_or(u32::MAX);
    let entries = numbers::counted(pieces, "Eintrag", "Einträge");
    format!("{entries} ({})", percent(answer.probability))
}

/// The text of a quotation, in quotation marks; single marks stand around a quotation within it.
pub(crate) fn quoted(text: &str) -> String {
    in_marks(&with_cells(text), ['„', '“'], ['‚', '‘'])
}

/// `On Wings, S. 3, Methods`, and whether the text was recognized.
pub(crate) fn place(quotation: &Quotation) -> String {
    let title = Some(quotation.title.clone()).filter(|title| !title.is_empty());
    let parts = [
        title,
        quotation.page.map(page),
        quotation.section.clone(),
        quotation.recognized.then(|| "erkannter Text".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The other places that say what an answer says; places in its own document by their pages.
pub(crate) fn also<'q>(
    answer: &FoundAnswer,
    others: impl Iterator<Item = &'q Quotation>,
) -> String {
    let others: Vec<String> = others
        .map(|other| {
            if other.document == answer.quotation.document {
                other.page.map_or_else(|| "an anderer Stelle".into(), page)
            } else {
                place(other)
            }
        })
        .collect();
    format!("auch: {}", others.join("; "))
}

/// The line above what a model wrote about the quotations.
pub(crate) fn gist_by(model: &str) -> String {
    format!("Kurz gefasst, geschrieben von {model} aus diesen Textstellen:")
}

/// A sentence that a model wrote, the places of its sources, and whether these support it weakly.
pub(crate) fn gist_sentence(said: &str, places: &[String], weak: bool) -> String {
    let mut line = said.to_owned();
    if !places.is_empty() {
        line.push_str(&format!(" [{}]", places.join("; ")));
    }
    if weak {
        line.push_str(" (wenig Rückhalt in den Quellen)");
    }
    line
}

/// The documents without an answer: some titles, and the number of the others.
pub(crate) fn nothing_in(titles: &[&str], others: usize) -> String {
    let mut names: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
    if others > 0 {
        names.push(format!("{others} weitere"));
    }
    format!("Nichts dazu in: {}", names.join("; "))
}
