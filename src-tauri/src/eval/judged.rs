//! Whether an answer has the words that it must have.

use unicode_normalization::UnicodeNormalization;

/// Whether all entries stand in a text; of `a|b`, either is enough. Each stands there as whole words and numbers:
/// `24` is not in `24.5`. Case, white space and forms of the same character do not matter.
pub fn has_all(text: &str, entries: &[String]) -> bool {
    let text = folded(text);
    entries
        .iter()
        .all(|entry| entry.split('|').any(|wanted| has(&text, &folded(wanted))))
}

/// In lower case, in Unicode's compatibility form, with single spaces.
fn folded(text: &str) -> String {
    let plain: String = text.nfkc().collect::<String>().to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}

fn has(text: &str, wanted: &str) -> bool {
    !wanted.is_empty()
        && text.match_indices(wanted).any(|(at, _)| {
            let around = text.get(..at).zip(text.get(at + wanted.len()..));
            around.is_some_and(|(before, after)| is_whole(before, wanted, after))
        })
}

/// Whether neither end is inside a word or a number.
fn is_whole(before: &str, wanted: &str, after: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let point = |c: Option<char>| matches!(c, Some('.' | ','));
    let (mut back, mut forth) = (before.chars().rev(), after.chars());
    let (previous, earlier) = (back.next(), back.next());
    let (next, later) = (forth.next(), forth.next());
    let (first, last) = (wanted.chars().next(), wanted.chars().next_back());
    let in_word = (letter(previous) && letter(first)) || (letter(last) && letter(next));
    let in_number = (digit(first) && point(previous) && digit(earlier))
        || (digit(last) && point(next) && digit(later));
    !in_word && !in_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_whole_words_and_numbers() {
        let has = |text: &str, entries: &[&str]| {
            let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
            has_all(text, &entries)
        };
        assert!(has("fell from 204 to 57", &["204", "57"]));
        assert!(!has("fell from 204 to 57", &["204", "58"]));
        assert!(has("It was 2.3\u{2009}°C.", &["2.3 °C"]));
        assert!(has("1057 cards", &["1,057|1057"]));
        assert!(has("in R, version 3.4.1", &["R"]));
        assert!(!has("in Rust", &["R"]));
        assert!(!has("0.815", &["0.81"]) && !has("10.81", &["0.81"]) && has("0.81.", &["0.81"]));
        assert!(!has("1,057", &["057"]) && !has("1,057", &["1"]));
        assert!(has("14 µg/L", &["14 μg/l"]));
        assert!(has("Silently, they read", &["silent|silently"]));
        assert!(!has("", &["x"]) && !has("x", &[""]));
    }
}
