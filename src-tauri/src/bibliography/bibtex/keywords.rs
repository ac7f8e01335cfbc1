//! The field `keywords`. biblatex, Zotero and JabRef put commas between keywords, some publishers semicolons; braces hold
//! a keyword together.

use super::latex;

/// The keywords of a field, as plain words.
pub(super) fn separated(field: &str) -> impl Iterator<Item = String> {
    // a keyword of a list with semicolons may have a comma
    let separator = match parts(field, ';').nth(1) {
        Some(_) => ';',
        None => ',',
    };
    parts(field, separator).map(latex::plain)
}

/// The parts between separators that stand outside of braces and have no `\` before them.
fn parts(field: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut depth, mut escaped) = (0_usize, false);
    field.split(move |c: char| {
        let separates = c == separator && depth == 0 && !escaped;
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        separates
    })
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
