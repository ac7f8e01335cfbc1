//! Whether two answers say the same, so that a fact is one entry with all its places.

use super::numbers::as_digits;

/// Whether two answers are equal except for case, punctuation, articles and the way numbers are written, or one adds
/// only a word or two around the other.
pub(super) fn say_the_same(a: &str, b: &str) -> bool {
    let (a, b) = (bare(a), bare(b));
    if a.is_empty() || b.is_empty() {
        return a == b;
    }
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    long.len() - short.len() <= 2
        && long.len() <= 2 * short.len()
        && long
            .windows(short.len())
            .any(|part| part == short.as_slice())
}

fn bare(text: &str) -> Vec<String> {
    text.split_whitespace()
        .flat_map(|word| {
            let core = word.trim_matches(|c: char| !(c.is_alphanumeric() || "%°".contains(c)));
            match as_digits(core) {
                Some(number) => vec![number],
                None => core
                    .split(|c: char| !(c.is_alphanumeric() || "%°".contains(c)))
                    .map(str::to_lowercase)
                    .collect(),
            }
        })
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "a" | "an" | "the"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_say_the_same_are_one() {
        assert!(say_the_same("the 42 patients", "42 patients."));
        assert!(say_the_same("October 1973", "in October 1973"));
        assert!(!say_the_same("42", "43"));
        assert!(!say_the_same("no effect", "effect on mortality in mice"));
        assert!(!say_the_same("", "42"));
        assert!(say_the_same("Twenty-four schools", "24 schools"));
        assert!(say_the_same("24", "twenty-four schools"));
        assert!(say_the_same("1,057", "1057 cards"));
        assert!(!say_the_same("95 %", "95 schools"));
    }
}
