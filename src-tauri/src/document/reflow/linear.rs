//! Formulas as lines of text, for the readers of pages and of Word documents. Without signs between its parts, a formula would
//! have another value: one half is `1/2` and not 12.

/// A part of a formula in brackets, if it has several signs and none around it.
pub(super) fn in_brackets(part: &str) -> String {
    let part = part.trim();
    let number = part.chars().all(|c| c.is_ascii_digit() || c == '.');
    match part.chars().count() <= 1 || number || is_enclosed(part) {
        true => part.to_owned(),
        false => format!("({part})"),
    }
}

/// Whether the bracket that a part begins with is closed at its end.
fn is_enclosed(part: &str) -> bool {
    let Some(inner) = part
        .strip_prefix('(')
        .and_then(|part| part.strip_suffix(')'))
    else {
        return false;
    };
    let mut depth = 0_i64;
    inner.chars().all(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth >= 0
    })
}

/// Whether a raised text behind this one is a power, or the mark of a note behind a number: without a sign between them, the
/// two would be another number.
pub(super) fn is_power(before: &str, raised: &str) -> bool {
    let digit = before.ends_with(|c: char| c.is_ascii_digit());
    let mut signs = raised.trim_start_matches(['-', '+', '\u{2212}']).chars();
    digit && signs.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_several_signs_are_in_brackets() {
        for (part, bracketed) in [
            ("x", "x"),
            ("12.5", "12.5"),
            ("b\u{b7}h", "(b\u{b7}h)"),
            ("(a+b)", "(a+b)"),
            ("(a)+(b)", "((a)+(b))"),
            ("", ""),
        ] {
            assert_eq!(in_brackets(part), bracketed);
        }
    }

    #[test]
    fn a_raised_number_behind_a_number_is_a_power() {
        assert!(is_power("10", "3") && is_power("10", "\u{2212}3"));
        assert!(!is_power("1", "st") && !is_power("m", "2") && !is_power("10", "-"));
    }
}
