//! Whether a question is in a different language from the documents.
//!
//! A question is short, and a guess at its language is often wrong. So a remark needs a script that decides alone,
//! or a question that is long enough for the detector to be sure. If nothing was found, the absence of any English
//! function word is enough to doubt that a question is English.

use std::collections::BTreeSet;

use whatlang::{Lang, Script};

use super::gather::Source;
use super::types::AnswerRemark;
use crate::document::Document;
use crate::search::has_function_word;

/// Letter frequencies do not judge questions shorter than this, in characters.
const LEAST_CHARACTERS: usize = 30;
/// The confidence that the detector needs, 0 to 1.
const LEAST_CONFIDENCE: f64 = 0.95;

/// A question of fewer words may consist of names.
const LEAST_WORDS: usize = 5;

/// A remark, if the question's language is certain and none of the documents is in it. If nothing was `found`, a
/// lower certainty is enough.
pub(super) fn remark<'a>(
    question: &str,
    found: bool,
    documents: impl Iterator<Item = &'a Document>,
) -> Option<AnswerRemark> {
    let languages: BTreeSet<&str> = documents
        .map(|document| document.language.as_deref())
        .collect::<Option<_>>()?;
    let asked = certain_language(question, found, &languages)?;
    if languages.is_empty() || languages.contains(asked.code()) {
        return None;
    }
    Some(AnswerRemark::OtherLanguage {
        question: asked.code().to_owned(),
        documents: languages.into_iter().map(str::to_owned).collect(),
    })
}

/// Whether the reader knows the language of the question and of at least one source. Readers know English alone; a
/// document without a known language, and a question whose language is not certain, count as English.
pub(super) fn reader_knows(question: &str, sources: &[Source], remarks: &[AnswerRemark]) -> bool {
    let english = |code: &str| code == Lang::Eng.code();
    let document = |source: &Source| source.document.language.as_deref().is_none_or(english);
    let other = remarks.iter().any(|remark| match remark {
        AnswerRemark::OtherLanguage { question, .. } => !english(question),
        _ => false,
    });
    let script = whatlang::detect_script(question);
    let readable = script.is_none_or(|script| script == Script::Latin);
    (sources.is_empty() || sources.iter().any(document)) && !other && readable
}

fn certain_language(question: &str, found: bool, documents: &BTreeSet<&str>) -> Option<Lang> {
    let likeliest = whatlang::detect(question)?;
    // an English text contains no word of a Russian question
    let scripts: BTreeSet<String> = documents
        .iter()
        .filter_map(|code| Lang::from_code(*code))
        .map(|language| format!("{:?}", script_of(language)))
        .collect();
    let other_script =
        !scripts.is_empty() && !scripts.contains(&format!("{:?}", likeliest.script()));
    let certain = question.chars().count() >= LEAST_CHARACTERS
        && likeliest.is_reliable()
        && likeliest.confidence() >= LEAST_CONFIDENCE;
    let not_english = !found
        && documents.iter().all(|code| *code == Lang::Eng.code())
        && question.split_whitespace().count() >= LEAST_WORDS
        && !has_function_word(question);
    (other_script || certain || not_english).then_some(likeliest.lang())
}

/// The script in which a language is usually written.
fn script_of(language: Lang) -> Script {
    Script::all()
        .iter()
        .copied()
        .find(|script| script.langs().contains(&language))
        .unwrap_or(Script::Latin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, Format};

    fn said(question: &str, languages: &[Option<&str>]) -> Option<AnswerRemark> {
        said_of(question, true, languages)
    }

    fn in_english_texts(question: &str) -> Option<AnswerRemark> {
        Some(AnswerRemark::OtherLanguage {
            question: question.into(),
            documents: vec!["eng".into()],
        })
    }

    fn said_of(question: &str, found: bool, languages: &[Option<&str>]) -> Option<AnswerRemark> {
        let documents: Vec<Document> = languages
            .iter()
            .map(|language| Document {
                id: DocumentId("aa".into()),
                format: Format::Text,
                title: None,
                authors: vec![],
                language: language.map(Into::into),
                pages: vec![],
                sections: vec![],
                blocks: vec![],
                sentences: vec![],
                notes: vec![],
            })
            .collect();
        remark(question, found, documents.iter())
    }

    #[test]
    fn another_language_is_said_when_it_is_certain() {
        let german =
            "Welche Ergebnisse wurden mit der neuen Behandlung bei älteren Patienten erzielt?";
        assert_eq!(said(german, &[Some("eng")]), in_english_texts("deu"));
        assert_eq!(said(german, &[Some("deu")]), None);
        assert_eq!(said(german, &[Some("eng"), Some("deu")]), None);
        assert_eq!(said(german, &[None]), None);
        assert!(said("Где это?", &[Some("eng")]).is_some());
    }

    #[test]
    fn where_nothing_was_found_less_certainty_is_enough() {
        let german =
            "Welche Technik wurde zur Bestimmung der minimalen Hemmkonzentration verwendet?";
        assert_eq!(
            said_of(german, false, &[Some("eng")]),
            in_english_texts("deu")
        );
        for english in [
            "Which technique was used for measuring albatrosses here?",
            "Ocimum micranthum antimicrobial activity",
        ] {
            assert_eq!(said_of(english, false, &[Some("eng")]), None, "{english}");
        }
    }

    #[test]
    fn short_questions_and_names_are_not_judged() {
        for question in [
            "What is BigBird?",
            "Who is Ada Lovelace?",
            "CRISPR Cas9 off-target?",
            "Was macht Wnt/β-catenin?",
            "Does O. sanctum contain ursolic acid and eugenol?",
            "What software did they use for the analysis of variance?",
            "How many students took part in the second survey?",
        ] {
            assert_eq!(said(question, &[Some("eng")]), None, "{question}");
        }
    }
}
