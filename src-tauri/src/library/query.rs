//! What a person types as a query of FTS5.

/// A query for texts that contain every word of `query`, the last word perhaps as the beginning of a word; `None` without
/// a word. Quotes every word, so that no character acts as an operator of FTS5's query language.
pub(super) fn fts_query(query: &str) -> Option<String> {
    let words: Vec<_> = query
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    (!words.is_empty()).then(|| words.join(" ") + "*")
}
