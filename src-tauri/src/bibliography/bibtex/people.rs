//! The people of an entry: "Family, Given and {An Office} and others".

use super::latex;
use crate::bibliography::name::{Suffix, turned};

/// The names, each with the given name first.
pub(super) fn names(value: &str) -> Vec<String> {
    let mut names = Vec::new();
    for name in separated(value) {
        let name = name.trim();
        if name.is_empty() || name.eq_ignore_ascii_case("others") {
            continue;
        }
        let plain = latex::plain(name);
        // what braces hold together is no family name with a comma
        let whole = name.starts_with('{') && name.find('}') == Some(name.len() - 1);
        names.push(match whole {
            true => plain,
            false => turned(&plain, Suffix::BeforeGiven),
        });
    }
    names
}

/// The parts between each "and" that stands outside of braces.
fn separated(value: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut escaped) = (0_usize, 0, false);
    for (at, c) in value.char_indices() {
        let is_escaped = escaped;
        escaped = c == '\\' && !is_escaped;
        match c {
            '{' | '}' if is_escaped => {}
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_whitespace() && at >= start => {
                let rest = value.get(at + c.len_utf8()..).unwrap_or_default();
                let after = rest.trim_start().strip_prefix("and");
                if let Some(after) = after.filter(|after| after.starts_with(char::is_whitespace)) {
                    parts.push(value.get(start..at).unwrap_or_default());
                    start = value.len() - after.len();
                }
            }
            _ => {}
        }
    }
    parts.push(value.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_stand_between_and() {
        assert_eq!(
            names("Anderson, A. and\n  {Bird and Band, Inc.} and Sandra Land  and others"),
            ["A. Anderson", "Bird and Band, Inc.", "Sandra Land"]
        );
        assert_eq!(names(r#"P{\'e}rez, Jos\'e"#), ["José Pérez"]);
        assert_eq!(names(r"A \{ B and C"), ["A { B", "C"]);
        assert!(names(" ").is_empty());
    }
}
