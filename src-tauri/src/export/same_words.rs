//! Whether a quotation says nothing but the answer that it is quoted for, so that it need not be repeated.

/// Whether two texts have the same words in the same order, whatever signs and gaps are between them.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    words(one).eq(words(other))
}

/// The letters and digits of each word, in small letters. A sign within a number is part of it: 3.5 is not 35.
fn words(text: &str) -> impl Iterator<Item = String> {
    let cores = text.split_whitespace().map(|word| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && !"-−+<>≤≥=±%‰°$€£".contains(c))
    });
    cores.filter(|core| !core.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_around_words_do_not_matter_and_signs_of_numbers_do() {
        assert!(same_words("They rest", "“They  rest.”"));
        assert!(same_words("Kestrel Point\t412", "Kestrel Point | 412"));
        for (one, other) in [
            ("30 grams", "They weighed 30 grams."),
            ("3.5", "35"),
            ("-5", "5"),
            ("5 %", "5"),
        ] {
            assert!(!same_words(one, other), "{one}");
        }
    }
}
