//! Lists in plain text: lines that begin with one sign each, or with numbers that count up. Without this, the items of a
//! list would run together as the lines of a paragraph do.

use super::text_drawn::Part;
use crate::document::marks::is_bullet;

/// The length of a line, in characters, from which the next one may be its rest without standing further in.
const WRAPPED: usize = 60;
/// The fewest lines that begin in one way, if the sign may also begin a line of running text.
const FEWEST: usize = 2;

/// How an item begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sign(char),
    /// A number, and the sign behind it.
    Number(u32, char),
}

/// What stands behind the sign of a line that is an item by itself: `- milk`.
pub(super) fn item(line: &str) -> Option<&str> {
    match begun(line)? {
        (Mark::Sign(sign), item) if is_sure(sign) => Some(item),
        _ => None,
    }
}

/// Whether lines are a list and nothing else, as far as their beginnings show.
pub(super) fn is_list(lines: &[&str]) -> bool {
    let starts = starts(lines);
    starts.iter().filter(|start| start.is_some()).count() >= FEWEST
        && starts.first().is_some_and(Option::is_some)
}

/// Divides lines into text and the items of lists.
pub(super) fn parts<'l>(lines: &[&'l str]) -> Vec<Part<'l>> {
    let mut parts: Vec<Part<'l>> = Vec::new();
    let mut edge = 0;
    for (&line, start) in lines.iter().zip(starts(lines)) {
        if let Some(item) = start {
            edge = indent(line);
            parts.push(Part::Item(vec![item]));
            continue;
        }
        match parts.last_mut() {
            Some(Part::Item(open)) if goes_on(open.as_slice(), edge, line) => open.push(line),
            Some(Part::Text(open)) => open.push(line),
            _ => parts.push(Part::Text(vec![line])),
        }
    }
    parts
}

/// For each line, the words of the item that begins there.
fn starts<'l>(lines: &[&'l str]) -> Vec<Option<&'l str>> {
    let begun: Vec<Option<(Mark, &'l str)>> = lines.iter().map(|line| begun(line)).collect();
    let marks: Vec<Mark> = begun.iter().flatten().map(|(mark, _)| *mark).collect();
    let is_item = |at: usize, mark: Mark| match mark {
        Mark::Sign(sign) => {
            let alike = marks.iter().filter(|other| **other == mark).count();
            alike >= FEWEST || (at == 0 && is_sure(sign))
        }
        Mark::Number(number, sign) => {
            let next = Mark::Number(number + 1, sign);
            let last = number.checked_sub(1).map(|last| Mark::Number(last, sign));
            marks.contains(&next) || last.is_some_and(|last| marks.contains(&last))
        }
    };
    let starts = begun.iter().enumerate();
    starts
        .map(|(at, begun)| begun.and_then(|(mark, item)| is_item(at, mark).then_some(item)))
        .collect()
}

/// Whether a sign at the beginning of a paragraph begins an item: a dash may begin what somebody says.
fn is_sure(sign: char) -> bool {
    is_bullet(sign) || matches!(sign, '-' | '*')
}

/// The mark that a line begins with, and the item: without a sign, and with its number.
fn begun(line: &str) -> Option<(Mark, &str)> {
    let line = line.trim();
    let sign = line.chars().next()?;
    if is_bullet(sign) || matches!(sign, '-' | '*' | '+' | '\u{2013}' | '\u{2014}' | '\u{2217}') {
        let rest = line.strip_prefix(sign)?;
        let apart = is_bullet(sign) || rest.starts_with(char::is_whitespace);
        let item = rest.trim_start();
        return (apart && item.contains(char::is_alphanumeric)).then_some((Mark::Sign(sign), item));
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits)?;
    let sign = rest.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let apart = rest
        .strip_prefix(sign)
        .is_some_and(|rest| rest.starts_with(char::is_whitespace));
    // "1998." ends a sentence
    let number = number.parse().ok().filter(|_| digits <= 2 && apart)?;
    Some((Mark::Number(number, sign), line))
}

/// Whether a line is the rest of an item whose sign has this many spaces before it.
fn goes_on(item: &[&str], edge: usize, line: &str) -> bool {
    let text = line.trim_start();
    let is_full = item
        .last()
        .is_some_and(|last| last.trim().chars().count() >= WRAPPED);
    indent(line) > edge || is_full || text.starts_with(char::is_lowercase)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_items_of_a_list_stand_for_themselves() {
        for sign in ["-", "*", "\u{2022}", "\u{2013}", "+"] {
            let owned = [
                "We lack:".to_owned(),
                format!("{sign} a spade"),
                format!("{sign} two buckets of sand"),
                "  and some gravel".to_owned(),
                format!("  {sign} a hose"),
                "That is all.".to_owned(),
            ];
            let lines: Vec<&str> = owned.iter().map(String::as_str).collect();
            assert_eq!(
                parts(&lines),
                [
                    Part::Text(vec!["We lack:"]),
                    Part::Item(vec!["a spade"]),
                    Part::Item(vec!["two buckets of sand", "  and some gravel"]),
                    Part::Item(vec!["a hose"]),
                    Part::Text(vec!["That is all."]),
                ],
                "{sign}"
            );
        }
    }

    #[test]
    fn items_with_numbers_keep_them() {
        let lines = [
            "1. Dig the bed.",
            "2. Sow the seeds",
            "in rows.",
            "3. Rest.",
        ];
        assert_eq!(
            parts(&lines),
            [
                Part::Item(vec!["1. Dig the bed."]),
                Part::Item(vec!["2. Sow the seeds", "in rows."]),
                Part::Item(vec!["3. Rest."]),
            ]
        );
        assert!(is_list(&lines));
    }

    #[test]
    fn lines_of_running_text_are_no_items() {
        for lines in [
            [
                "It was the warmest year on record in all of",
                "12. Nobody knew.",
            ],
            [
                "The bridge is closed until further notice",
                "- as they say.",
            ],
            ["\u{2014} And you came alone?", "She nodded."],
            ["It fell by", "-5 degrees, and then"],
            ["It rained until", "1998. Then it stopped."],
        ] {
            assert_eq!(parts(&lines), [Part::Text(lines.to_vec())]);
            assert!(!is_list(&lines));
        }
        assert_eq!(item("- milk"), Some("milk"));
        assert_eq!(item("\u{2014} And you?"), None);
    }
}
