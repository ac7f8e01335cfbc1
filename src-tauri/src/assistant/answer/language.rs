//! Whether a question is in another language than what it is asked of.
//!
//! A question is short and a guess at its language often wrong, so nothing is said unless its script alone
//! decides, or it is long enough and the detector has no doubt. Where nothing was found, a sentence without any
//! English function word is doubt enough of English.

use std::collections::BTreeSet;

use whatlang::{Lang, Script};

use super::types::AnswerRemark;
use crate::document::Document;
use crate::search::has_function_word;

/// Shorter questions are not judged by their letters' frequencies.
const LEAST_CHARACTERS: usize = 30;
/// What the detector has to be sure of.
const LEAST_CONFIDENCE: f64 = 0.95;

/// Fewer words may be names.
const LEAST_WORDS: usize = 5;

/// A remark on it, where the question's language is certain and no document is in it; where nothing was
/// `found`, it need not be quite as certain.
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

fn certain_language(question: &str, found: bool, documents: &BTreeSet<&str>) -> Option<Lang> {
    let likeliest = whatlang::detect(question)?;
    // no word of a Russian question is in an English text
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

/// The script that a language is mostly written in.
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
