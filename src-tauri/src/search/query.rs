//! Turns a person's question into a query for FTS5.
//!
//! A passage matches if it has any content word, and BM25 weighs the words. Neighbouring content words match once
//! more as a phrase. Every word is quoted, so that FTS5 takes nothing in a question for an operator.

use unicode_segmentation::UnicodeSegmentation;

/// English question words and function words, which nearly every passage contains. A question in another language
/// keeps all its words, and BM25 gives frequent ones little weight.
const STOP_WORDS: &str = " a about above after again against all also although am an and any are as at be because been \
before being below between both but by can could did do does doing down during each either et al few for from further \
had has have having he her here hers him his how however i if in into is it its itself just may me might more most must \
my no nor not of off on once one only or other our out over own per same she should since so some such than that the \
their them then there therefore these they this those through thus to too two under until up upon us use used using very \
was we were what what's when where whether which while who whom whose why will with within without would you your tell \
please ";

/// Most words of a query. More make it slower but not better.
const MOST_WORDS: usize = 48;

/// The content words of a question, in lower case and in order, without duplicates; all its words if it has no
/// content words.
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

/// Whether a question contains an English function word, as nearly every English question does.
pub fn has_function_word(question: &str) -> bool {
    words(question).iter().any(|word| is_stop_word(word))
}

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&format!(" {word} "))
}

fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// The query for a question; `None` if the question has no words.
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

/// A query for passages that contain all of `words`; `None` if there are none.
pub fn all_of(words: &[String]) -> Option<String> {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// A quoted string of FTS5, whose tokenizer splits it as it splits the text of passages.
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
