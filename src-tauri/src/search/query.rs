//! Turns a person's question into a query for FTS5.
//!
//! A passage matches if it has any content word, and BM25 weighs the words. Neighbouring content words match once
//! more as a phrase, with half of a word's weight. Every token is quoted, so that FTS5 takes nothing in a question
//! for an operator.

use unicode_segmentation::UnicodeSegmentation;

use super::stop_words::{is_english, is_stop_word, without_asking};
use crate::library::{Analyzer, Term, is_hiragana};

/// Most words of a query. More make it slower but not better.
const MOST_WORDS: usize = 48;

/// The content words of a question, in lower case and in order, without duplicates; all its words if it has no
/// content words.
pub fn content_words(question: &str) -> Vec<String> {
    let words: Vec<String> = words(question);
    let mut content: Vec<String> = Vec::new();
    for word in words.iter().filter(|word| !is_english(word)) {
        if !content.contains(word) {
            content.push(word.clone());
        }
    }
    if content.is_empty() {
        content = words;
        content.dedup();
    }
    content.truncate(MOST_WORDS);
    content
}

/// Whether a question contains an English function word, as nearly every English question does.
pub fn has_function_word(question: &str) -> bool {
    words(question).iter().any(|word| is_english(word))
}

fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// A query for FTS5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordsQuery {
    /// The query.
    pub(super) text: String,
    /// How often each word stands in it; a phrase stands there once.
    pub(super) weight: usize,
}

/// The query for a question to documents that these analyzers indexed; `None` if the question has no words. A `quick`
/// one gives phrases the weight of words, which takes half of the time.
pub(super) fn words_query(
    question: &str,
    analyzers: &[Analyzer],
    quick: bool,
) -> Option<WordsQuery> {
    let asked = without_asking(question);
    let mut words: Vec<String> = Vec::new();
    let mut phrases: Vec<String> = Vec::new();
    // parts of compounds are guesses, and count as little as phrases
    let mut parts: Vec<String> = Vec::new();
    let add = |to: &mut Vec<String>, token: String| {
        if !to.contains(&token) {
            to.push(token);
        }
    };
    for analyzer in analyzers {
        let mut terms = analyzer.terms(&asked);
        if terms.is_empty() {
            terms = analyzer.terms(question);
        }
        let stops: Vec<bool> = terms
            .iter()
            .map(|term| finds_nothing(term, analyzer.language()))
            .collect();
        let only_stops = stops.iter().all(|stop| *stop);
        let content = |at: usize| only_stops || stops.get(at).is_some_and(|stop| !stop);
        for (at, term) in terms.iter().enumerate().filter(|(at, _)| content(*at)) {
            // the last character of a longer stretch is in the pair before it
            let alone = at == 0 || !ends(&terms, at);
            if !term.begins || alone {
                add(&mut words, token(term));
            }
            for also in &term.also {
                add(&mut words, quoted(also));
            }
            for part in analyzer.parts(term) {
                if !is_stop_word(&part, analyzer.language()) {
                    add(&mut parts, quoted(&part));
                }
            }
            if let Some(next) = terms.get(at + 1).filter(|next| !next.begins)
                && !only_stops
                && content(at + 1)
            {
                add(
                    &mut phrases,
                    quoted(&format!("{} {}", term.token, next.token)),
                );
            }
        }
    }
    words.truncate(MOST_WORDS);
    phrases.extend(parts);
    phrases.truncate(MOST_WORDS);
    if words.is_empty() {
        return None;
    }
    // each word twice and each phrase once: a phrase has half of a word's weight
    let weight = if quick || phrases.is_empty() { 1 } else { 2 };
    let all: Vec<String> = std::iter::repeat_n(words, weight)
        .flatten()
        .chain(phrases)
        .collect();
    Some(WordsQuery {
        text: all.join(" OR "),
        weight,
    })
}

/// Whether the term at `at` is the last character of the pair before it.
fn ends(terms: &[Term], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| terms.get(before));
    let term = terms.get(at);
    before
        .zip(term)
        .is_some_and(|(before, term)| term.begins && before.token.ends_with(&term.token))
}

fn finds_nothing(term: &Term, language: Option<&str>) -> bool {
    is_stop_word(&term.word, language) || is_hiragana(&term.word)
}

fn token(term: &Term) -> String {
    let quoted = quoted(&term.token);
    if term.begins {
        format!("{quoted} *")
    } else {
        quoted
    }
}

/// A query for passages that contain all of `words`, in documents that these analyzers indexed; `None` if there are
/// none.
pub fn all_of(words: &[String], analyzers: &[Analyzer]) -> Option<String> {
    let each: Vec<String> = words
        .iter()
        .filter_map(|word| any_form(word, analyzers))
        .collect();
    (!each.is_empty()).then(|| each.join(" AND "))
}

/// A query for any form of a word or phrase.
pub(super) fn any_form(word: &str, analyzers: &[Analyzer]) -> Option<String> {
    let mut forms: Vec<String> = Vec::new();
    for analyzer in analyzers {
        let terms = analyzer.terms(word);
        let [first, rest @ ..] = terms.as_slice() else {
            continue;
        };
        let mut found = vec![token(first)];
        if rest.is_empty() {
            found.extend(first.also.iter().map(|also| quoted(also)));
        } else {
            let last = terms.len() - 1;
            let in_order = terms.iter().enumerate();
            let tokens: Vec<&str> = in_order
                .filter(|(at, _)| *at < last || !ends(&terms, *at))
                .map(|(_, term)| term.token.as_str())
                .collect();
            found = vec![quoted(&tokens.join(" "))];
        }
        for form in found {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    (!forms.is_empty()).then(|| format!("({})", forms.join(" OR ")))
}

/// A quoted string of FTS5, whose tokenizer splits it at spaces.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(question: &str, language: &str) -> Option<String> {
        words_query(question, &[Analyzer::of(Some(language))], false).map(|query| query.text)
    }

    #[test]
    fn words_that_only_ask_are_dropped() {
        assert_eq!(
            content_words("What is the role of the gut microbiota in the gut?"),
            ["role", "gut", "microbiota"]
        );
        assert_eq!(content_words("Who is who?"), ["who", "is", "who"]);
        assert!(content_words(" ?! ").is_empty());
    }

    #[test]
    fn neighbours_are_a_phrase_of_half_weight_and_nothing_is_an_operator() {
        let found = words_query(
            "Who wrote \"black OR white\" (x)?",
            &[Analyzer::of(None)],
            false,
        );
        let words = "\"wrote\" OR \"black\" OR \"white\" OR \"x\"";
        let phrases = "\"wrote black\" OR \"white x\"";
        let text = format!("{words} OR {words} OR {phrases}");
        assert_eq!(found, Some(WordsQuery { text, weight: 2 }));
        assert_eq!(query("…", "eng"), None);
    }

    #[test]
    fn words_that_ask_are_dropped_in_the_documents_language() {
        let german = "Welche Studien wurden 2019 in Berlin begonnen?";
        assert_eq!(
            query(german, "deu")
                .as_deref()
                .map(|text| text.contains("wurd")),
            Some(false)
        );
        // "what is the yield rate"
        assert_eq!(
            query("产率是多少？", "cmn").as_deref(),
            Some("\"产率\" OR \"率是\" OR \"产率\" OR \"率是\" OR \"产率 率是\"")
        );
        // a single character begins a pair
        assert_eq!(query("什么是水？", "cmn").as_deref(), Some("\"是水\""));
        assert_eq!(query("水？", "cmn").as_deref(), Some("\"水\" *"));
    }

    #[test]
    fn all_of_asks_for_every_word_in_any_form() {
        let words = ["studien".to_owned(), "follow-up".to_owned()];
        let analyzers = [Analyzer::of(Some("eng")), Analyzer::of(Some("deu"))];
        assert_eq!(
            all_of(&words, &analyzers).as_deref(),
            Some("(\"studien\" OR \"studi\") AND (\"follow up\")")
        );
        assert_eq!(all_of(&[], &analyzers), None);
    }
}
