//! Words of foreign origin: on one line, without control characters, and not too long.

use unicode_normalization::UnicodeNormalization;

/// The longest title or name, in characters, as the library has it.
const LONGEST: usize = 2_000;
/// The years in which something may have been published.
const YEARS: std::ops::RangeInclusive<u16> = 1_000..=2_999;

/// A text on one line, letters with their accents in one character; `None` if nothing is left of it.
pub(super) fn line(text: &str) -> Option<String> {
    let mut line = String::new();
    let composed: String = text.nfc().collect();
    for word in composed.split(|c: char| c.is_whitespace() || c.is_control()) {
        if line.len() > 4 * LONGEST {
            break;
        }
        if !line.is_empty() && !word.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let line = beginning(&line, LONGEST);
    (!line.is_empty()).then_some(line)
}

/// The first characters of a text.
pub(super) fn beginning(text: &str, most: usize) -> String {
    text.chars()
        .take(most)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The first number of four digits that can be a year.
pub(super) fn year(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| YEARS.contains(year))
}

/// A text without the marks that Zotero and RIS files have in titles, such as `<i>` and `<sub>`.
pub(super) fn unmarked(text: &str) -> String {
    const MARKS: [&str; 6] = ["i", "b", "sub", "sup", "span", "sc"];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let name = after.strip_prefix('/').unwrap_or(after);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let end = after.find('>').filter(|end| *end < 100);
        match end {
            Some(end) if name.is_some_and(|name| MARKS.contains(&name)) => {
                rest = after.get(end + 1..).unwrap_or_default();
            }
            _ => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_tidy_and_not_too_long() {
        assert_eq!(line(" On\r\n\tWings\u{0} "), Some("On Wings".to_owned()));
        assert_eq!(line(" \n"), None);
        assert_eq!(line("Pe\u{301}rez"), Some("P\u{e9}rez".to_owned()));
        let long = line(&"ab ".repeat(2_000)).unwrap();
        assert_eq!(long.chars().count(), LONGEST);
    }

    #[test]
    fn a_year_is_the_first_number_that_can_be_one() {
        assert_eq!(year("2019-05-00 May 2019"), Some(2019));
        assert_eq!(year("0000-05-00 in the spring of 1871"), Some(1871));
        assert_eq!(year("20190501"), None);
        assert_eq!(year("no date"), None);
    }

    #[test]
    fn marks_in_titles_go_and_other_signs_stay() {
        assert_eq!(
            unmarked("CO<sub>2</sub> in <i>Rubus</i> at p < 0.05 <b"),
            "CO2 in Rubus at p < 0.05 <b"
        );
    }
}
