//! Quotation marks, as each language has them.

/// Signs that stand around a quotation and would stand twice around one that begins or ends with them.
const DOUBLE: [char; 5] = ['"', '“', '”', '„', '‟'];

/// A text between the marks of a quotation. If it begins or ends with such marks itself, those in it become the marks of a
/// quotation within a quotation; marks without a partner stay, and so do all if one that would open stands behind a number: they
/// may be inches.
pub(crate) fn in_marks(text: &str, outer: [char; 2], inner: [char; 2]) -> String {
    let [opening, closing] = outer;
    let is_double = |c: char| DOUBLE.contains(&c);
    let meets = text.starts_with(is_double) || text.ends_with(is_double);
    let count = text.chars().filter(|c| is_double(*c)).count();
    if !meets || !count.is_multiple_of(2) {
        return format!("{opening}{text}{closing}");
    }
    let [opening_within, closing_within] = inner;
    let mut within = false;
    let mut before = ' ';
    let mut said = String::with_capacity(text.len());
    for c in text.chars() {
        said.push(match (is_double(c), within) {
            (false, _) => c,
            (true, false) if c == '"' && before.is_numeric() => {
                return format!("{opening}{text}{closing}");
            }
            (true, false) => {
                within = true;
                opening_within
            }
            (true, true) => {
                within = false;
                closing_within
            }
        });
        before = c;
    }
    format!("{opening}{said}{closing}")
}

#[cfg(test)]
mod tests {
    use crate::text::{de, en};

    #[test]
    fn a_quotation_within_a_quotation_has_the_other_marks() {
        for (text, english, german) in [
            ("They rest.", "“They rest.”", "„They rest.“"),
            ("“They rest.”", "“‘They rest.’”", "„‚They rest.‘“"),
            ("„Sie ruhen.“", "“‘Sie ruhen.’”", "„‚Sie ruhen.‘“"),
            ("\"They rest.\"", "“‘They rest.’”", "„‚They rest.‘“"),
            (
                "“They rest,” he said, “and fly.”",
                "“‘They rest,’ he said, ‘and fly.’”",
                "„‚They rest,‘ he said, ‚and fly.‘“",
            ),
            (
                "“Rest” is what they do.",
                "“‘Rest’ is what they do.”",
                "„‚Rest‘ is what they do.“",
            ),
            // marks in the middle stand beside no others, and inches have no partner
            (
                "The “rest” is long.",
                "“The “rest” is long.”",
                "„The “rest” is long.“",
            ),
            ("A rod of 3\"", "“A rod of 3\"”", "„A rod of 3\"“"),
            ("It is 4\" x 8\"", "“It is 4\" x 8\"”", "„It is 4\" x 8\"“"),
            (
                "\"They rested in 1951\"",
                "“‘They rested in 1951’”",
                "„‚They rested in 1951‘“",
            ),
        ] {
            assert_eq!(en::answers::quoted(text), english);
            assert_eq!(de::answers::quoted(text), german);
        }
    }
}
