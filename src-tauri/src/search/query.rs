//! A person's question becomes a query of FTS5.
//!
//! Any content word may match and BM25 weighs them; neighbouring content words match once more as a
//! phrase. Every word is quoted, so nothing in a question is an operator of FTS5's own language.

use unicode_segmentation::UnicodeSegmentation;

/// English words that ask or connect and are in nearly every passage. A question in another language
/// keeps all its words; BM25 weighs its frequent ones down.
const STOP_WORDS: &str = " a about above after again against all also although am an and any are as at be because been \
before being below between both but by can could did do does doing down during each either et al few for from further \
had has have having he her here hers him his how however i if in into is it its itself just may me might more most must \
my no nor not of off on once one only or other our out over own per same she should since so some such than that the \
their them then there therefore these they this those through thus to too two under until up upon us use used using very \
was we were what what's when where whether which while who whom whose why will with within without would you your tell \
please ";

/// More words than these make a query slow and no better.
const MOST_WORDS: usize = 48;

/// The words of a question that say what it is about, in lower case and in order, each once; all its words
/// where none of them does.
pub fn content_words(question: &str) -> Vec<String> {
    let words: Vec<String> = words(question);
    let mut content: Vec<String> = Vec::new();
    for word in words.iter().filter(|word| !is_stop_word(word)) {
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

/// Whether an English word that asks or connects is among its words, as in nearly every English question.
pub fn has_function_word(question: &str) -> bool {
    words(question).iter().any(|word| is_stop_word(word))
}

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&format!(" {word} "))
}

fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// The query; `None` for a question without any word.
pub(super) fn fts_query(question: &str) -> Option<String> {
    let content = content_words(question);
    if content.is_empty() {
        return None;
    }
    let mut terms: Vec<String> = content.iter().map(|word| quoted(word)).collect();
    let words = words(question);
    for pair in words.windows(2).take(MOST_WORDS) {
        if let [first, second] = pair
            && !is_stop_word(first)
            && !is_stop_word(second)
        {
            terms.push(quoted(&format!("{first} {second}")));
        }
    }
    Some(terms.join(" OR "))
}

/// A query for passages that have each of these words; `None` without any.
pub fn all_of(words: &[String]) -> Option<String> {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// A string of FTS5. Its tokenizer splits what is inside as it split the text.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn neighbours_are_a_phrase_too_and_nothing_is_an_operator() {
        assert_eq!(
            fts_query("Who wrote \"black OR white\" NEAR(x)?").as_deref(),
            Some(
                "\"wrote\" OR \"black\" OR \"white\" OR \"near\" OR \"x\" OR \"wrote black\" OR \"white near\" OR \"near x\""
            )
        );
        assert_eq!(fts_query("…"), None);
    }
}
