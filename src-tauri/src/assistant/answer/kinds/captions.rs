//! Captions of tables and figures, and numbers that count nothing: that of a caption, and the year of a work that is cited.

/// The words of "Table 8:".
const LABEL: usize = 2;

/// Whether a sentence is the title of a table or a figure, which says what stands there and not what it is.
pub(super) fn is_caption(text: &str) -> bool {
    ["Table ", "Fig", "TABLE ", "FIG"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// A text without the numbers that count nothing: "Table 8: Papers that were read" says of no papers how many.
pub(super) fn counting(text: &str) -> String {
    let label = match is_caption(text) {
        true => LABEL,
        false => 0,
    };
    let words = text.split(' ').skip(label);
    let kept: Vec<&str> = words.filter(|word| !is_cited_year(word)).collect();
    kept.join(" ")
}

/// Whether a word is the year of a work that is cited: "(2022)".
fn is_cited_year(word: &str) -> bool {
    let inner = word
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .map_or("", |(inner, _)| inner);
    inner.len() == 4 && inner.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_caption_and_a_cited_year_count_nothing() {
        for (text, kept) in [
            (
                "Table 8: Fraction of papers that follow Example et al. (2022).",
                "Fraction of papers that follow Example et al.",
            ),
            (
                "Table 8: The 44 papers (2,100 pages).",
                "The 44 papers (2,100 pages).",
            ),
            (
                "Most of the 162 papers are from 2022.",
                "Most of the 162 papers are from 2022.",
            ),
        ] {
            assert_eq!(counting(text), kept);
        }
    }
}
