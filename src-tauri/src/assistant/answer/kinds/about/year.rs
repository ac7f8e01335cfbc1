//! Years, months and the words of a line, for dates and for what is cited with a year.

use super::front::after_cue;

/// Whether a line says when the document was received, revised or accepted.
pub(super) fn is_history(text: &str) -> bool {
    after_cue(text, &["received", "accepted", "revised", "submitted"]).is_some()
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Whether a word in lower case is the name of a month or begins with one's short name.
pub(super) fn is_month(lower: &str) -> bool {
    MONTHS.iter().any(|month| lower.starts_with(month)) && lower.len() <= 9
}

/// Whether a word is a year.
pub(super) fn is_year(word: &str) -> bool {
    let plausible = |year: u32| (1500..=2100).contains(&year);
    word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()) && word.parse().is_ok_and(plausible)
}

/// The words of a text with their bytes; a word ends at white space, a semicolon or a bracket.
pub(super) fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let splits = c.is_whitespace() || matches!(c, ';' | '(' | ')' | '|' | '©');
        match (start, splits) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                tokens.extend(text.get(from..at).map(|word| (from, word)));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        tokens.extend(text.get(from..).map(|word| (from, word)));
    }
    tokens
}
