//! The field `keywords`. biblatex, Zotero and JabRef put commas between keywords, some publishers semicolons; braces hold
//! a keyword together.

use super::latex;
use crate::bibliography::signs;

/// The keywords of a field, as plain words.
pub(super) fn separated(field: &str) -> impl Iterator<Item = String> {
    // a keyword of a list with semicolons may have a comma
    let by_semicolon = parts(field, ';');
    let parts = match by_semicolon.len() {
        1 => parts(field, ','),
        _ => by_semicolon,
    };
    let plain = parts.into_iter().map(latex::plain);
    plain.map(|keyword| signs::resolved(&keyword))
}

/// The parts between separators that stand outside of braces, have no `\` before them, and end no sign such as `&amp;`.
fn parts(field: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut behind_sign) = (0, 0);
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in field.char_indices() {
        match c {
            '&' => behind_sign = at + signs::length(field.get(at..).unwrap_or_default()),
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth = depth.saturating_sub(1),
            c if c == separator && depth == 0 && !escaped && at >= behind_sign => {
                parts.push(field.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(field.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_or_semicolons_stand_between_keywords() {
        for (field, expected) in [
            (
                "wings, large birds,flight",
                vec!["wings", " large birds", "flight"],
            ),
            ("Birds, Large;Wings", vec!["Birds, Large", "Wings"]),
            (
                "{Birds, Large}, {\\\"U}bersicht",
                vec!["Birds, Large", " Übersicht"],
            ),
            ("{a; b}, c", vec!["a; b", " c"]),
            (r"salt \& water, R\&D", vec!["salt & water", " R&D"]),
            ("R&amp;D, caf&#233;s", vec!["R&D", " cafés"]),
            (r"R\&amp;D; Birds, Large", vec!["R&D", " Birds, Large"]),
            ("R&D; keels", vec!["R&D", " keels"]),
            (
                r"sets \{a, b\}, \{, wings",
                vec!["sets {a", " b}", " {", " wings"],
            ),
        ] {
            let found: Vec<_> = separated(field).collect();
            assert_eq!(found, expected, "{field}");
        }
    }

    #[test]
    fn braces_without_end_end() {
        assert_eq!(separated(&"{,}".repeat(3)).count(), 1);
        assert_eq!(separated(&"{".repeat(5_000)).count(), 1);
    }
}
