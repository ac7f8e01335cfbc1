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
use crate::search::{FoundPassage, english_share, function_words, has_function_word};

/// Letter frequencies do not judge questions shorter than this, in characters.
const LEAST_CHARACTERS: usize = 30;
/// The confidence that the detector needs, 0 to 1.
const LEAST_CONFIDENCE: f64 = 0.95;

/// The share of function words in an English text is about 0.4. In other languages a few words look like English ones.
const ENGLISH_SHARE: f32 = 0.25;
/// Letters of an English word that says as much as one Chinese character.
const LETTERS_OF_CHARACTER: usize = 3;
/// So many function words that the documents' language lacks show the language of a question.
const SHOWN_BY_WORDS: usize = 2;

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

/// The sources with the passages that the reader can read, if it knows the question's language. Readers know English
/// alone. A question whose language is not certain counts as English; a passage does if its document's language is
/// English or not known, unless its letters are of another script, or if its own words are English.
pub(super) fn readable(
    question: &str,
    sources: &[Source],
    remarks: &[AnswerRemark],
) -> Vec<Source> {
    let other = remarks.iter().any(|remark| match remark {
        AnswerRemark::OtherLanguage { question, .. } => !is_english(question),
        _ => false,
    });
    let script = whatlang::detect_script(question);
    if other || script.is_some_and(|script| script != Script::Latin) {
        return Vec::new();
    }
    let of_source = |source: &Source| {
        let document = &source.document;
        let language = document.language.as_deref();
        let can_read = |found: &&FoundPassage| {
            let sentences = found.passage.sentences.iter();
            let texts: Vec<&str> = sentences
                .filter_map(|id| document.sentences.get(id.0 as usize))
                .map(|sentence| sentence.text.as_str())
                .collect();
            is_readable(&texts.join(" "), language)
        };
        Source {
            found: source.found.iter().filter(can_read).cloned().collect(),
            ..source.clone()
        }
    };
    let mut readable: Vec<Source> = sources.iter().map(of_source).collect();
    readable.retain(|source| !source.found.is_empty());
    readable
}

fn is_english(code: &str) -> bool {
    code == Lang::Eng.code()
}

/// Whether a reader of English can read a passage of a document in this language.
fn is_readable(passage: &str, language: Option<&str>) -> bool {
    let (mut latin, mut other) = (0, 0);
    for c in passage.chars().filter(|c| c.is_alphabetic()) {
        // up to the Latin letters with accents; Greek letters are symbols
        if c < '\u{400}' {
            latin += 1;
        } else {
            // a Chinese character is a word of several letters
            other += if c < '\u{2e80}' {
                1
            } else {
                LETTERS_OF_CHARACTER
            };
        }
    }
    let english = language.is_none_or(is_english);
    let share = english_share(passage);
    other <= latin && (english || share >= ENGLISH_SHARE)
}

fn certain_language(question: &str, found: bool, documents: &BTreeSet<&str>) -> Option<Lang> {
    let likeliest = whatlang::detect(question)?;
    // an English text contains no word of a Russian question
    let scripts: BTreeSet<String> = documents
        .iter()
        .filter_map(|code| Lang::from_code(*code))
        .map(|language| format!("{:?}", script_of(language)))
        .collect();
    // a Japanese question may have no kana
    let japanese = likeliest.script() == Script::Mandarin && documents.contains(Lang::Jpn.code());
    let other_script =
        !scripts.is_empty() && !scripts.contains(&format!("{:?}", likeliest.script())) && !japanese;
    let certain = question.chars().count() >= LEAST_CHARACTERS
        && likeliest.is_reliable()
        && likeliest.confidence() >= LEAST_CONFIDENCE
        // rare words of an English question may look like Romanian ones
        && (likeliest.lang() == Lang::Eng || english_share(question) < ENGLISH_SHARE);
    let not_english = !found
        && documents.iter().all(|code| *code == Lang::Eng.code())
        && question.split_whitespace().count() >= LEAST_WORDS
        && !has_function_word(question);
    by_words(question, documents)
        .or((other_script || certain || not_english).then_some(likeliest.lang()))
}

/// The language whose function words a question has, and the documents' languages do not: "What is the" is English to
/// a German document, and "wurde von dem" is German to an English one.
fn by_words(question: &str, documents: &BTreeSet<&str>) -> Option<Lang> {
    let codes: Vec<&str> = documents.iter().copied().collect();
    let (code, count) = function_words(question, &codes)?;
    let known = codes.iter().all(|code| Lang::from_code(*code).is_some());
    (known && !codes.is_empty() && count >= SHOWN_BY_WORDS)
        .then(|| Lang::from_code(code))
        .flatten()
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
                links: vec![],
            })
            .collect();
        remark(question, found, documents.iter())
    }

    #[test]
    fn a_question_of_chinese_characters_may_be_japanese() {
        assert_eq!(said("水位", &[Some("jpn")]), None);
        assert!(said("水位", &[Some("eng")]).is_some());
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
            "How is postpartum endometritis in dairy cows defined?",
        ] {
            assert_eq!(said_of(english, false, &[Some("eng")]), None, "{english}");
        }
    }

    #[test]
    fn the_words_of_a_question_show_its_language_to_documents_of_any_other() {
        let asked = |question: &str, documents: &str| match said(question, &[Some(documents)]) {
            Some(AnswerRemark::OtherLanguage { question, .. }) => question,
            _ => String::new(),
        };
        assert_eq!(asked("What is the yield?", "deu"), "eng");
        assert_eq!(asked("Wie wurde die Ausbeute gemessen?", "eng"), "deu");
        assert_eq!(asked("Quelle est la température de l'eau ?", "deu"), "fra");
        assert_eq!(asked("What is the yield?", "cmn"), "eng");
    }

    #[test]
    fn each_passage_is_read_or_not() {
        let english = "The water of the river was cold in the winter of 1998.";
        let chinese = "1998年冬天河水很冷，我们用BERT模型测量了三次。";
        let german = "Das Wasser des Flusses war im Winter 1998 kalt.";
        for (passage, language, wanted) in [
            (english, None, true),
            (english, Some("eng"), true),
            (english, Some("cmn"), true),
            (english, Some("deu"), true),
            (chinese, Some("cmn"), false),
            (chinese, Some("eng"), false),
            (german, Some("deu"), false),
            ("β-catenin 0.81", Some("eng"), true),
        ] {
            assert_eq!(
                is_readable(passage, language),
                wanted,
                "{passage} {language:?}"
            );
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
