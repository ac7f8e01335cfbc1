//! Citations in running text: numbers in brackets, authors and years in parentheses.

/// A sentence in which `mark` replaces each citation: `[3]`, `[4, 7-9]`, `(Smith et al., 2019; Jones, 2020)`, and
/// the year in "Smith et al. (2019)".
pub(super) fn replaced(sentence: &str, mark: &str) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some(open) = rest.find(['[', '(']) {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let close = if from.starts_with('[') { ']' } else { ')' };
        let inside = from.find(close).and_then(|close| from.get(1..close));
        let cited = inside.is_some_and(|inside| match close {
            ']' => is_numbers(inside) || is_authors_and_years(inside),
            _ => is_authors_and_years(inside) || (ends_with_a_name(&text) && is_years(inside)),
        });
        match inside {
            Some(inside) if cited => {
                if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                    text.push(' ');
                }
                text.push_str(mark);
                rest = from.get(inside.len() + 2..).unwrap_or_default();
                if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
                    text.push(' ');
                }
            }
            _ => {
                text.push_str(from.get(..1).unwrap_or_default());
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    text
}

fn is_numbers(inside: &str) -> bool {
    inside.contains(|c: char| c.is_ascii_digit())
        && inside
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | ';' | '-' | '–'))
}

/// Lower-case words that occur between names.
const BETWEEN: [&str; 20] = [
    "et", "al", "al.", "and", "&", "de", "da", "del", "der", "den", "di", "la", "le", "van", "von",
    "see", "e.g.", "cf.", "also", "i.e.",
];

/// Whether every part between semicolons is a name and a year, and nothing else.
fn is_authors_and_years(inside: &str) -> bool {
    let mut parts = inside.split(';').filter(|part| !part.trim().is_empty());
    let cited = |part: &str| {
        let (mut names, mut years) = (0, 0);
        for word in part.split_whitespace() {
            let bare = word.trim_matches(|c: char| matches!(c, ',' | ':'));
            if is_year(bare) {
                years += 1;
            } else if is_name(bare) {
                names += 1;
            } else if !BETWEEN.contains(&bare) {
                return false;
            }
        }
        names > 0 && years > 0
    };
    let Some(first) = parts.next() else {
        return false;
    };
    // "(Smith, 2019; 2020)" continues with only a year
    cited(first) && parts.all(|part| cited(part) || is_years(part))
}

fn is_years(inside: &str) -> bool {
    let mut words = inside
        .split([',', ' ', ';'])
        .filter(|word| !word.is_empty());
    !inside.trim().is_empty() && words.all(is_year)
}

/// Whether a word is a year: `1998`, `2019a`.
fn is_year(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    digits.len() == 4
        && word.len() <= 5
        && (digits.starts_with("19") || digits.starts_with("20") || digits.starts_with("18"))
        && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_name(word: &str) -> bool {
    is_capitalized(word)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '‐'))
}

fn is_capitalized(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a text ends with names: "Smith et al. " and "Smith and Jones " do, "In " and "it " do not.
fn ends_with_a_name(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let bare = last.trim_end_matches(['’', '\'']);
    bare == "al." || bare == "al" || (is_capitalized(bare) && bare.chars().count() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_of_both_kinds_are_found() {
        for (sentence, expected) in [
            ("It holds [3].", "It holds @c ."),
            ("It holds[4, 7-9], too.", "It holds @c , too."),
            (
                "It holds (Smith et al., 2019; Jones, 2020).",
                "It holds @c .",
            ),
            ("It holds (Smith, 2019; 2020a) here.", "It holds @c here."),
            (
                "It holds (e.g. van der Berg & O’Neil 1998).",
                "It holds @c .",
            ),
            ("Smith et al. (2019) show it.", "Smith et al. @c show it."),
            ("As Rowling (1997, 1998b) says.", "As Rowling @c says."),
            ("It holds [Smith et al., 2019].", "It holds @c ."),
        ] {
            assert_eq!(replaced(sentence, "@c"), expected);
        }
    }

    #[test]
    fn other_brackets_stay() {
        for sentence in [
            "The year (2019) was warm.",
            "It fell (in March 2019) again.",
            "An array a[i] is [open",
            "The cell (see Figure 2) grew.",
            "Deoxyribonucleic acid (DNA) was cut.",
            "A closed ) bracket and an open ( one.",
            "The town (Paris) is large; (the) end.",
        ] {
            assert_eq!(replaced(sentence, "@c"), sentence);
        }
    }
}
