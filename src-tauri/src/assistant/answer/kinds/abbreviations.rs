//! Where abbreviations are introduced: `inductively coupled plasma (ICP)`.
//!
//! The algorithm is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
//! biomedical text" (2003): the letters of the short form are looked for in the words before the bracket, from the
//! right to the left, and the first must begin a word.

use std::ops::Range;

/// An abbreviation where it is introduced, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Introduced {
    pub(super) short: Range<usize>,
    pub(super) long: Range<usize>,
}

/// Longest short form in characters.
const LONGEST_SHORT: usize = 10;

/// All abbreviations that a text introduces in brackets, as `long form (SF)` or as `SF (long form)`.
pub(super) fn introduced(text: &str) -> Vec<Introduced> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(close) = text.get(open..).and_then(|rest| rest.find(')')) else {
            continue;
        };
        let inside = open + 1..open + close;
        // "(SF; a remark)", "(SF, 1998)"
        let end = text
            .get(inside.clone())
            .and_then(|inner| inner.find([';', ',']))
            .map_or(inside.end, |at| inside.start + at);
        let first = trimmed(text, inside.start..end);
        if is_short_form(text.get(first.clone()).unwrap_or("")) {
            if let Some(long) = long_form(text, &first, open) {
                found.push(Introduced { short: first, long });
            }
            continue;
        }
        let before = text.get(..open).unwrap_or("").trim_end();
        let start = before
            .char_indices()
            .rfind(|(_, c)| c.is_whitespace() || *c == '(')
            .map_or(0, |(at, c)| at + c.len_utf8());
        let short = start..before.len();
        let whole = trimmed(text, inside);
        if is_abbreviation(text.get(short.clone()).unwrap_or(""))
            && let Some(long) = matching(text, &short, whole)
        {
            found.push(Introduced { short, long });
        }
    }
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or("");
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// Whether words may be a short form: few, short, with a letter, and begun by a letter or digit.
fn is_short_form(text: &str) -> bool {
    let length = text.chars().count();
    (2..=LONGEST_SHORT).contains(&length)
        && text.split_whitespace().count() <= 2
        && text.starts_with(char::is_alphanumeric)
        && text.contains(char::is_alphabetic)
        && text.contains(char::is_uppercase)
}

/// Whether a word looks like an abbreviation: at least two capitals, or one with a digit.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    is_short_form(word) && (capitals >= 2 || (capitals == 1 && digits > 0))
}

/// The long form in the words before the bracket.
fn long_form(text: &str, short: &Range<usize>, open: usize) -> Option<Range<usize>> {
    let letters = text
        .get(short.clone())?
        .chars()
        .filter(|c| c.is_alphanumeric())
        .count();
    let most = (letters + 5).min(2 * letters);
    let before = text.get(..open)?.trim_end();
    // the words of the same clause
    let clause = before.rfind(['(', ')', ';', ':']).map_or(0, |at| at + 1);
    let mut start = before.len();
    let words = before.get(clause..)?;
    for (count, (at, _)) in words
        .rmatch_indices(char::is_whitespace)
        .chain(std::iter::once((0, "")))
        .enumerate()
    {
        if count == most {
            break;
        }
        start = clause + at;
    }
    matching(text, short, trimmed(text, start..before.len()))
}

/// The part of `within` in which the letters of the short form are found, from the right to the left.
fn matching(text: &str, short: &Range<usize>, within: Range<usize>) -> Option<Range<usize>> {
    let form: Vec<char> = text
        .get(short.clone())?
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let long: Vec<(usize, char)> = text.get(within.clone())?.char_indices().collect();
    let mut at = long.len();
    for (index, letter) in form.iter().enumerate().rev() {
        loop {
            at = at.checked_sub(1)?;
            let (_, c) = long.get(at)?;
            let same = c.to_lowercase().eq(std::iter::once(*letter));
            let begins = at == 0 || long.get(at - 1).is_some_and(|(_, c)| !c.is_alphanumeric());
            if same && (index > 0 || begins) {
                break;
            }
        }
    }
    let (start, _) = long.get(at)?;
    let found = within.start + start..within.end;
    let words = text.get(found.clone())?;
    // the long form is longer, and is not the short form with something around it
    let short = text.get(short.clone())?;
    let longer = words.chars().count() > short.chars().count()
        && !words.split_whitespace().any(|word| word == short);
    longer.then_some(found)
}

/// The abbreviations of a list of them: `Abbreviations: LC, liquid chromatography; MS: mass spectrometry`.
pub(super) fn listed(text: &str) -> Vec<Introduced> {
    let lower = text.to_lowercase();
    if !lower.starts_with("abbreviation") || lower.len() != text.len() {
        return Vec::new();
    }
    let from = text.find(':').map_or(0, |at| at + 1);
    let mut found = Vec::new();
    let mut at = from;
    for entry in text.get(from..).unwrap_or("").split(';') {
        let start = at;
        at += entry.len() + 1;
        let Some(cut) = entry.find([',', ':', '=', '–']) else {
            continue;
        };
        let separator = entry
            .get(cut..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8);
        let short = trimmed(text, start..start + cut);
        let long = trimmed(text, start + cut + separator..start + entry.len());
        if is_short_form(text.get(short.clone()).unwrap_or("")) && !long.is_empty() {
            found.push(Introduced { short, long });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(&str, &str)> {
        introduced(text)
            .into_iter()
            .chain(listed(text))
            .map(|found| (&text[found.short], &text[found.long]))
            .collect()
    }

    #[test]
    fn an_abbreviation_is_found_where_it_is_introduced() {
        for (text, wanted) in [
            (
                "measured by inductively coupled plasma mass spectrometry (ICP-MS) in May",
                &[("ICP-MS", "inductively coupled plasma mass spectrometry")][..],
            ),
            (
                "the heat shock transcription factor (HSF) binds",
                &[("HSF", "heat shock transcription factor")],
            ),
            (
                "heat activates\u{a0}HSF (heat shock factor)",
                &[("HSF", "heat shock factor")],
            ),
            (
                "a convolutional neural network (CNN; see below)",
                &[("CNN", "convolutional neural network")],
            ),
            (
                "HSF (heat shock transcription factor) binds",
                &[("HSF", "heat shock transcription factor")],
            ),
            ("Generalized linear mixed models (GLMMs) were fitted", &[]),
            (
                "Abbreviations: LC, liquid chromatography; MS: mass spectrometry.",
                &[
                    ("LC", "liquid chromatography"),
                    ("MS", "mass spectrometry."),
                ],
            ),
        ] {
            let found = pairs(text);
            if wanted.is_empty() {
                assert!(
                    found.iter().all(|(short, _)| *short == "GLMMs"),
                    "{text}: {found:?}"
                );
            } else {
                assert_eq!(found, wanted, "{text}");
            }
        }
    }

    #[test]
    fn other_brackets_introduce_nothing() {
        for text in [
            "24 schools (n = 934) took part",
            "as others found (Smith et al., 1998)",
            "the difference was 2.3 °C (Table 2)",
            "on the hottest days (see Figure 1)",
            "an unclosed bracket (HSF",
            "the walls are thick (51 cm)",
            "(HSF)",
            "zinc (Cu)",
            "",
        ] {
            assert_eq!(pairs(text), [], "{text}");
        }
    }
}
