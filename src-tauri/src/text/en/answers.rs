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
            format!("Not found in {}.", documents(answer.asked))
        }
        AnswerStatus::NotFound if answer.reader.is_none() => NO_PASSAGE.into(),
        AnswerStatus::NotFound => {
            let documents = documents(answer.asked);
            match nothing {
                true => format!("Not found in {documents}, and nothing comes near it."),
                false => format!("Not found in {documents}. These passages come nearest."),
            }
        }
        AnswerStatus::PassagesOnly { because } => match because {
            PassagesOnly::NoReader => "Passages that mention this. No reader is installed, so none of them has been judged to be an answer.",
            PassagesOnly::OtherLanguage => "Passages that mention this. The reader knows English only, so none of them has been judged to be an answer.",
        }
        .into(),
        AnswerStatus::Routed(AnswerRoute::Summary { scope }) => summary(*scope, answer.asked),
        AnswerStatus::Routed(AnswerRoute::Count { counted }) => {
            count(counted.as_ref(), answer.asked)
        }
        AnswerStatus::Routed(AnswerRoute::Beyond { wish }) => beyond(*wish).into(),
        AnswerStatus::Routed(AnswerRoute::List) if nothing => NO_PASSAGE.into(),
        AnswerStatus::Routed(AnswerRoute::List) => {
            "These passages mention it. A complete list would require reading the whole text, so this one may be incomplete."
                .into()
        }
    }
}

/// What the documents that were asked are called.
fn documents(asked: u32) -> &'static str {
    match asked {
        1 => "this document",
        _ => "these documents",
    }
}

/// The line above answers, which says what they are.
fn found(answer: &AnswerView) -> String {
    let several = answer.answers.iter().any(|answer| answer.pieces.len() > 1);
    match (answer.asks_for, answer.answers.len()) {
        (QuestionKind::About, _) => "This was read from the document itself.".into(),
        (QuestionKind::Definition, 1) => "One place says what it is.".into(),
        (QuestionKind::Definition, count) => {
            format!("{count} places say what it is, the likeliest first.")
        }
        (QuestionKind::Deciding, 1) => {
            "This sentence decides it. Pagewing does not say yes or no, so read it yourself.".into()
        }
        (QuestionKind::Deciding, _) => {
            "These sentences decide it, the likeliest first. Pagewing does not say yes or no, so read them yourself."
                .into()
        }
        (QuestionKind::Section, 1) => "This part of the document is about it.".into(),
        (QuestionKind::Section, _) => "These parts of the document are about it.".into(),
        (QuestionKind::List, _) if several => {
            "Several entries were found. There may be more, because only the best passages were read."
                .into()
        }
        (QuestionKind::Comparison, _) if several => "Both values were found.".into(),
        (QuestionKind::Several, _) if several => "Each part was answered by itself.".into(),
        (QuestionKind::Several, _) => "This answers one part of the question.".into(),
        (_, 1) => "One answer was found.".into(),
        (_, count) => format!("{count} answers were found, {}.", order(&answer.answers)),
    }
}

/// In which order answers are: words that answer stand before whole sentences, which may be likelier to have the answer.
fn order(answers: &[FoundAnswer]) -> &'static str {
    match answers.is_sorted_by(|a, b| a.probability >= b.probability) {
        true => "the likeliest first",
        false => "exact words before whole sentences",
    }
}

/// What is possible instead of a wish that no document fulfils.
fn beyond(wish: Wish) -> &'static str {
    match wish {
        Wish::Greeting => {
            "Ask a question about the document. The answers are quotations, each with its page."
        }
        Wish::Pagewing => {
            "Pagewing looks answers up in documents and quotes them with their pages. Ask what a document says, what it is about, or how many pages it has."
        }
        Wish::Writing => {
            "Pagewing quotes and summarizes documents. It neither translates nor writes other texts. Ask what the document says, or for a summary."
        }
        Wish::Command => {
            "Pagewing looks questions up in the document and does nothing to files. Ask what the document says."
        }
        Wish::Opinion => {
            "Pagewing does not judge documents. Ask what the document says itself, for example about its limitations, its methods or who paid for it."
        }
    }
}

const NO_PASSAGE: &str = "No passage mentions this.";

fn summary(scope: SummaryScope, asked: u32) -> String {
    match scope {
        SummaryScope::Document => {
            "This question asks for a summary. Passages cannot give one, so the whole document is read."
                .into()
        }
        SummaryScope::Files => {
            "This question asks for a summary. Passages cannot give one, so each document is read by itself."
                .into()
        }
        SummaryScope::Library => format!(
            "This question asks for a summary, and {} documents were asked. A summary is made of one document: name one, or ask all of them what they say about something.",
            grouped(asked)
        ),
    }
}

fn count(counted: Option<&Counted>, asked: u32) -> String {
    match counted {
        None => format!(
            "The question was put to {}.",
            numbers::counted(asked, "document", "documents")
        ),
        Some(counted) => format!(
            "{} of {} a passage with all of these words: {}. What they say about it was not counted; that would take reading each of them.",
            grouped(counted.documents),
            numbers::counted(asked, "document has", "documents have"),
            counted.words.join(", ")
        ),
    }
}

/// A remark about an answer.
pub(crate) fn remark(remark: &AnswerRemark) -> String {
    match remark {
        AnswerRemark::WithoutPages => {
            "This document is not divided into pages. You can ask for its words or its sections."
                .into()
        }
        AnswerRemark::NoSuchPage { page, pages } => format!(
            "There is no page {}. The document has {}.",
            grouped(*page),
            numbers::counted(*pages, "page", "pages")
        ),
        AnswerRemark::NothingOnPage { page } => {
            format!("No text could be read on page {}.", grouped(*page))
        }
        AnswerRemark::PartNotFound { asked } => {
            format!("One part of the question was not answered: {asked}")
        }
        AnswerRemark::NotShown { fact } => not_shown(*fact).into(),
        AnswerRemark::NoSuchFigure { number } => {
            format!("The document does not seem to have a Figure {number}.")
        }
        AnswerRemark::NoSuchTable { number } => {
            format!("The document does not seem to have a Table {number}.")
        }
        AnswerRemark::OtherLanguage {
            question,
            documents,
        } => {
            let documents: Vec<&str> = documents.iter().map(|code| language(code)).collect();
            format!(
                "The question seems to be in {}, and the text in {}. It was looked up as it is; a question in the language of the text may find more.",
                language(question),
                documents.join(", ")
            )
        }
    }
}

/// What the document does not show of itself.
fn not_shown(fact: DocumentFact) -> &'static str {
    match fact {
        DocumentFact::Title => "The document does not show its title.",
        DocumentFact::Authors => "The document does not show who wrote it.",
        DocumentFact::CorrespondingAuthor => {
            "The document does not name an author to whom readers can write."
        }
        DocumentFact::Affiliations => "The document does not show where its authors work.",
        DocumentFact::Editors => "The document does not show who edited it.",
        DocumentFact::Published => "The document does not show when it was published.",
        DocumentFact::Received => "The document does not show when it was received.",
        DocumentFact::Accepted => "The document does not show when it was accepted.",
        DocumentFact::Venue => "The document does not show where it was published.",
        DocumentFact::Doi => "The document does not show a DOI of its own.",
        DocumentFact::Arxiv => "The document does not show an arXiv number of its own.",
        DocumentFact::Isbn => "The document does not show an ISBN.",
        DocumentFact::Issn => "The document does not show an ISSN.",
        DocumentFact::Identifier => "The document does not show a DOI or another identifier.",
        DocumentFact::Licence => "The document does not show its licence.",
        DocumentFact::Language => "The text is too short to recognize its language.",
        DocumentFact::Keywords => "The document does not list keywords.",
        DocumentFact::Abstract => "The document does not have a part that it calls its abstract.",
        DocumentFact::Sections => "No headings were recognized in the document.",
        DocumentFact::Figures => "No captions of figures were recognized in the document.",
        DocumentFact::Tables => "No tables were recognized in the document.",
        DocumentFact::References => "No list of references was recognized in the document.",
        DocumentFact::Text => "The document does not have text that could be counted.",
    }
}

/// A language's English name by its ISO 639-3 code; the code if the language is unknown.
fn language(code: &str) -> &str {
    Lang::from_code(code).map_or(code, |language| language.eng_name())
}

/// The starter model read the passages.
pub(crate) const STARTER_MODEL: &str =
    "Read by the starter model; “pagewing models list” names larger ones.";

/// A model could not sum up the answers, and why.
pub(crate) fn no_gist(model: &str, why: &str) -> String {
    format!("{model} could not sum up the answers. {why}")
}

/// `4 entries (90%)`: an answer whose pieces are named below it.
pub(crate) fn several(answer: &FoundAnswer) -> String {
    let pieces = u32::try_from(answer.pieces.len()).unwrap_or(u32::MAX);
    let entries = numbers::counted(pieces, "entry", "entries");
    format!("{entries} ({})", percent(answer.probability))
}

/// The text of a quotation, in quotation marks; single marks stand around a quotation within it.
pub(crate) fn quoted(text: &str) -> String {
    in_marks(&with_cells(text), ['“', '”'], ['‘', '’'])
}

/// `On Wings, p. 3, Methods`, and whether the text was recognized.
pub(crate) fn place(quotation: &Quotation) -> String {
    let title = Some(quotation.title.clone()).filter(|title| !title.is_empty());
    let parts = [
        title,
        quotation.page.map(page),
        quotation.section.clone(),
        quotation.recognized.then(|| "recognized text".to_owned()),
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
                other.page.map_or_else(|| "elsewhere".into(), page)
            } else {
                place(other)
            }
        })
        .collect();
    format!("also: {}", others.join("; "))
}

/// The line above what a model wrote about the quotations.
pub(crate) fn gist_by(model: &str) -> String {
    format!("In short, written by {model} from these passages:")
}

/// A sentence that a model wrote, the places of its sources, and whether these support it weakly.
pub(crate) fn gist_sentence(said: &str, places: &[String], weak: bool) -> String {
    let mut line = said.to_owned();
    if !places.is_empty() {
        line.push_str(&format!(" [{}]", places.join("; ")));
    }
    if weak {
        line.push_str(" (weakly supported by its sources)");
    }
    line
}

/// The documents without an answer: some titles, and the number of the others.
pub(crate) fn nothing_in(titles: &[&str], others: usize) -> String {
    let mut names: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
    if others > 0 {
        names.push(format!("{others} others"));
    }
    format!("Nothing on this in: {}", names.join("; "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::document::DocumentId;

    fn answer(status: AnswerStatus, reader: Option<&str>, asked: u32) -> AnswerView {
        AnswerView {
            question: "How heavy?".into(),
            asks_for: QuestionKind::Words,
            status,
            provisional: false,
            reader: reader.map(Into::into),
            asked,
            answers: vec![],
            passages: vec![],
            without: vec![],
            without_count: 0,
            gist: None,
            remarks: vec![],
        }
    }

    #[test]
    fn a_part_of_several_questions_is_called_a_part() {
        let view = AnswerView {
            asks_for: QuestionKind::Several,
            ..answer(AnswerStatus::Found, Some("reader"), 1)
        };
        assert_eq!(message(&view), "This answers one part of the question.");
    }

    #[test]
    fn every_end_of_a_question_has_its_own_sentence() {
        use AnswerRoute::{Beyond, Count, List, Summary};
        use AnswerStatus::{Found, NotFound, Routed};
        let counted = Counted {
            words: vec!["bird".into(), "sea".into()],
            documents: 3,
        };
        let only = |because| AnswerStatus::PassagesOnly { because };
        let ends = [
            (Found, Some("reader"), 1),
            (NotFound, Some("reader"), 1),
            (NotFound, Some("reader"), 2),
            (NotFound, None, 2),
            (only(PassagesOnly::NoReader), None, 2),
            (only(PassagesOnly::OtherLanguage), Some("reader"), 1),
            (
                Routed(Summary {
                    scope: SummaryScope::Document,
                }),
                None,
                1,
            ),
            (
                Routed(Summary {
                    scope: SummaryScope::Files,
                }),
                None,
                2,
            ),
            (
                Routed(Summary {
                    scope: SummaryScope::Library,
                }),
                None,
                1200,
            ),
            (Routed(Count { counted: None }), None, 2),
            (
                Routed(Count {
                    counted: Some(counted),
                }),
                None,
                4,
            ),
        ];
        let said: Vec<String> = ends
            .into_iter()
            .map(|(status, reader, asked)| message(&answer(status, reader, asked)))
            .collect();
        assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len());
        assert!(
            said.iter()
                .any(|text| text.contains("1,200 documents were asked"))
        );
        assert!(
            said.iter()
                .any(|text| text.starts_with("3 of 4 documents") && text.contains("bird, sea"))
        );
        assert_eq!(message(&answer(Routed(List), None, 2)), NO_PASSAGE);
        let wishes = [
            Wish::Greeting,
            Wish::Pagewing,
            Wish::Writing,
            Wish::Command,
            Wish::Opinion,
        ];
        let refused = wishes.map(|wish| message(&answer(Routed(Beyond { wish }), None, 1)));
        assert_eq!(refused.iter().collect::<BTreeSet<_>>().len(), refused.len());
    }

    #[test]
    fn the_order_of_answers_is_named() {
        let likely = |probability: f32| FoundAnswer {
            text: "162".into(),
            probability,
            quotation: Quotation {
                document: DocumentId("aa".into()),
                title: String::new(),
                text: "162".into(),
                start: 0,
                end: 3,
                sentences: vec![],
                page: None,
                places: vec![],
                section: None,
                recognized: false,
            },
            also: vec![],
            pieces: vec![],
        };
        let said = |shares: &[f32]| {
            message(&AnswerView {
                answers: shares.iter().copied().map(likely).collect(),
                ..answer(AnswerStatus::Found, Some("reader"), 1)
            })
        };
        assert_eq!(
            said(&[0.7, 0.6, 0.6]),
            "3 answers were found, the likeliest first."
        );
        assert_eq!(
            said(&[0.69, 0.76, 0.58]),
            "3 answers were found, exact words before whole sentences."
        );
    }

    #[test]
    fn languages_are_named() {
        let said = remark(&AnswerRemark::OtherLanguage {
            question: "deu".into(),
            documents: vec!["eng".into(), "xxx".into()],
        });
        assert!(
            said.contains("in German") && said.contains("in English, xxx"),
            "{said}"
        );
    }
}
