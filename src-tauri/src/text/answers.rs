//! An answer's sentences: how the question ended, and what a reader should know.

use whatlang::Lang;

use super::numbers::grouped;
use crate::assistant::answer::{
    AnswerRemark, AnswerRoute, AnswerStatus, AnswerView, Counted, SummaryScope,
};

/// How the question ended, in a sentence or two.
pub(crate) fn message(answer: &AnswerView) -> String {
    let nothing = answer.passages.is_empty();
    match &answer.status {
        AnswerStatus::Found => match answer.answers.len() {
            1 => "One answer was found.".into(),
            count => format!("{count} answers were found, the likeliest first."),
        },
        AnswerStatus::NotFound if answer.reader.is_none() => NO_PASSAGE.into(),
        AnswerStatus::NotFound => {
            let documents = match answer.asked {
                1 => "this document",
                _ => "these documents",
            };
            match nothing {
                true => format!("Not found in {documents}, and nothing comes near it."),
                false => format!("Not found in {documents}. These passages come nearest."),
            }
        }
        AnswerStatus::PassagesOnly => {
            "Passages that mention this. No reader is installed, so none of them has been judged to be an answer."
                .into()
        }
        AnswerStatus::Routed(AnswerRoute::Summary { scope }) => summary(*scope, answer.asked),
        AnswerStatus::Routed(AnswerRoute::Count { counted }) => {
            count(counted.as_ref(), answer.asked)
        }
        AnswerStatus::Routed(AnswerRoute::List) if nothing => NO_PASSAGE.into(),
        AnswerStatus::Routed(AnswerRoute::List) => {
            "These passages mention it. A list of them all would take reading the whole text, so this one may be incomplete."
                .into()
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
        None => format!("{} documents are asked here.", grouped(asked)),
        Some(counted) => format!(
            "{} of {} documents have a passage with all of these words: {}. What they say about it was not counted; that would take reading each of them.",
            grouped(counted.documents),
            grouped(asked),
            counted.words.join(", ")
        ),
    }
}

/// A remark about an answer.
pub(crate) fn remark(remark: &AnswerRemark) -> String {
    match remark {
        AnswerRemark::OtherLanguage {
            question,
            documents,
        } => {
            let documents: Vec<&str> = documents.iter().map(|code| language(code)).collect();
            format!(
                "The question seems to be in {}, and what was asked is in {}. It was looked up as it is; a question in the language of the text may find more.",
                language(question),
                documents.join(", ")
            )
        }
    }
}

/// A language's English name by its ISO 639-3 code; the code if the language is unknown.
fn language(code: &str) -> &str {
    Lang::from_code(code).map_or(code, |language| language.eng_name())
}

/// Says that the starter model read.
pub(crate) const STARTER_MODEL: &str =
    "Read by the starter model; “pagewing models list” names larger ones.";

/// Says that a model could not put in short what was found, and why.
pub(crate) fn no_gist(model: &str, why: &str) -> String {
    format!("{model} could not put in short what was found. {why}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn answer(status: AnswerStatus, reader: Option<&str>, asked: u32) -> AnswerView {
        AnswerView {
            question: "How heavy?".into(),
            status,
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
    fn every_end_of_a_question_has_its_own_sentence() {
        use AnswerRoute::{Count, List, Summary};
        use AnswerStatus::{Found, NotFound, PassagesOnly, Routed};
        let counted = Counted {
            words: vec!["bird".into(), "sea".into()],
            documents: 3,
        };
        let ends = [
            (Found, Some("reader"), 1),
            (NotFound, Some("reader"), 1),
            (NotFound, Some("reader"), 2),
            (NotFound, None, 2),
            (PassagesOnly, None, 2),
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
