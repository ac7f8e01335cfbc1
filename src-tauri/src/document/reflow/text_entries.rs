//! Lines of plain text that are entries, each for itself: those of a log, which begin with a time, rows of values with marks
//! between them, and lists with leaders, as of contents or of prices.

use super::separated::rows;
use super::text_drawn::Part;
use crate::document::marks::on_one_line;

/// The marks between values, and the fewest of them in a row. Commas stand in every text.
const MARKS: [(char, usize); 2] = [(';', 2), ('\t', 2)];
/// The fewest rows of a table, and the mean length of its cells at most, in characters.
const ROWS: usize = 3;
const CELL: usize = 40;
/// The fewest dots of a leader, and the longest value behind it, in characters.
const DOTS: usize = 4;
const VALUE: usize = 12;
/// The fewest entries of a log or of a list.
const FEWEST: usize = 2;

/// Names of months as logs write them.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The parts of a paragraph of lines that are entries; `None` if they are running text.
pub(super) fn parts<'l>(lines: &[&'l str]) -> Option<Vec<Part<'l>>> {
    separated(lines)
        .or_else(|| led(lines))
        .or_else(|| stamped(lines))
}

/// Whether lines are a list of contents: leaders lead to whole numbers that do not fall.
pub(super) fn are_contents(lines: &[&str]) -> bool {
    let values = lines.iter().filter_map(|line| leader(line));
    let pages: Option<Vec<u32>> = values.map(|(_, value)| value.parse::<u32>().ok()).collect();
    led(lines).is_some() && pages.is_some_and(|pages| pages.is_sorted())
}

/// Rows of values, and the lines around them.
fn separated<'l>(lines: &[&'l str]) -> Option<Vec<Part<'l>>> {
    MARKS.iter().find_map(|&(mark, least)| {
        let count = |line: &&str| line.matches(mark).count();
        let from = lines.iter().position(|line| count(line) >= least)?;
        let (before, rest) = lines.split_at_checked(from)?;
        let marks = rest.first().map_or(0, count);
        let alike = rest.iter().take_while(|line| count(line) == marks).count();
        let (table, after) = rest.split_at_checked(alike)?;
        // sentences have a space behind their marks
        let spaced = table.iter().map(|line| line.matches("; ").count());
        let table = rows(&table.join("\n"), mark);
        let cells = || table.iter().flatten();
        let length: usize = cells().map(|cell| cell.chars().count()).sum();
        if table.len() < ROWS
            || table.iter().any(|row| row.len() != marks + 1)
            || spaced.sum::<usize>() * 2 >= cells().count()
            || length > CELL * cells().count()
        {
            return None;
        }
        let table: Vec<String> = table.iter().map(|row| row.join("\t")).collect();
        Some(around(before, table.join("\n"), after))
    })
}

/// Entries with leaders to their values, and the lines around them. An entry may begin on the line before.
fn led<'l>(lines: &[&'l str]) -> Option<Vec<Part<'l>>> {
    let is_entry = |line: &&str| leader(line).is_some();
    let count = lines.iter().filter(|line| is_entry(line)).count();
    if count < FEWEST || count * 3 < lines.len() * 2 {
        return None;
    }
    let from = lines.iter().position(&is_entry)?;
    let to = lines.iter().rposition(is_entry)? + 1;
    let mut table: Vec<String> = Vec::new();
    let mut begun = String::new();
    for line in lines.get(from..to)? {
        match leader(line) {
            Some((label, value)) => {
                let label = format!("{} {label}", std::mem::take(&mut begun));
                table.push(format!("{}\t{}", on_one_line(&label), on_one_line(value)));
            }
            None => {
                begun.push(' ');
                begun.push_str(line);
            }
        }
    }
    Some(around(
        lines.get(..from)?,
        table.join("\n"),
        lines.get(to..)?,
    ))
}

fn around<'l>(before: &[&'l str], table: String, after: &[&'l str]) -> Vec<Part<'l>> {
    let text = |lines: &[&'l str]| (!lines.is_empty()).then(|| Part::Text(lines.to_vec()));
    let mut parts: Vec<Part<'l>> = text(before).into_iter().collect();
    parts.push(Part::Table(table));
    parts.extend(text(after));
    parts
}

/// What stands before the dots of a line, and the short value behind them.
fn leader(line: &str) -> Option<(&str, &str)> {
    let is_dot = |c: char| matches!(c, '.' | '\u{2026}' | '\u{b7}');
    let mut dots = line.char_indices().filter(|(_, c)| is_dot(*c));
    let (label, value) = dots.find_map(|(at, _)| {
        let (label, rest) = line.split_at_checked(at)?;
        let value = rest.trim_start_matches(|c: char| is_dot(c) || c == ' ');
        let (run, _) = rest.split_at_checked(rest.len() - value.len())?;
        (run.chars().filter(|c| is_dot(*c)).count() >= DOTS).then_some((label, value))
    })?;
    let value = value.trim();
    let roman = !value.is_empty() && value.chars().all(|c| "ivxlc".contains(c));
    let counts = roman || value.contains(|c: char| c.is_ascii_digit());
    (label.contains(char::is_alphabetic) && counts && value.chars().count() <= VALUE)
        .then_some((label, value))
}

/// Entries that begin with a time or a date, each with the lines up to the next one.
fn stamped<'l>(lines: &[&'l str]) -> Option<Vec<Part<'l>>> {
    let count = lines.iter().filter(|line| is_stamped(line)).count();
    if count < FEWEST || count * 2 < lines.len() {
        return None;
    }
    let mut parts: Vec<Part<'l>> = Vec::new();
    for &line in lines {
        if is_stamped(line) {
            parts.push(Part::Entry(vec![line]));
            continue;
        }
        match parts.last_mut() {
            Some(Part::Entry(open) | Part::Text(open)) => open.push(line),
            _ => parts.push(Part::Text(vec![line])),
        }
    }
    Some(parts)
}

/// Whether a line begins with a date or a time of day, or with the seconds in brackets that a system has run.
fn is_stamped(line: &str) -> bool {
    let line = line.trim_start();
    let seconds = line
        .strip_prefix('[')
        .and_then(|line| line.split_once(']'))
        .map(|(seconds, _)| seconds.trim());
    if seconds.is_some_and(|seconds| seconds.contains('.') && is_number(seconds, &['.'])) {
        return true;
    }
    let mut words = line
        .split_whitespace()
        .map(|word| word.trim_matches(['[', ']', '(', ')', '<', '>', ',', ';', '|', '*']));
    let first = words.next().unwrap_or_default();
    if MONTHS.contains(&first) {
        let day = words.next().is_some_and(|day| is_number(day, &[]));
        return day && words.next().is_some_and(is_time);
    }
    is_date(first) || is_time(first)
}

/// Whether a word has digits, and besides them only these marks.
fn is_number(word: &str, marks: &[char]) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || marks.contains(&c))
}

/// Whether a word is a date with a year, maybe with a time behind it.
fn is_date(word: &str) -> bool {
    let day = word.split(['T', ':', '_']).next().unwrap_or_default();
    ['-', '/', '.'].iter().any(|mark| {
        let parts: Vec<&str> = day.trim_end_matches('.').split(*mark).collect();
        let [first, middle, last] = parts.as_slice() else {
            return false;
        };
        let number = |part: &str| part.len() <= 4 && is_number(part, &[]);
        number(first)
            && number(last)
            && (number(middle) || MONTHS.contains(middle))
            && (first.len() == 4 || last.len() == 4)
    })
}

/// Whether a word is a time of day.
fn is_time(word: &str) -> bool {
    let mut parts = word.trim_end_matches([':', 'Z']).split(':');
    let hour = parts
        .next()
        .is_some_and(|hour| hour.len() <= 2 && is_number(hour, &[]));
    let rest: Vec<&str> = parts.collect();
    let minute = |part: &&str| {
        let whole = part.split(['.', ',', '+']).next().unwrap_or_default();
        whole.len() == 2 && is_number(whole, &[])
    };
    hour && (1..=2).contains(&rest.len()) && rest.iter().all(minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_a_log_stand_for_themselves() {
        let lines = [
            "# weird 2.4 on host weir",
            "2024-03-01 03:00:00 [INFO] gate A open",
            "2024-03-01 04:17:29 [WARN] level 0.8",
            "    below the limit",
            "2024-03-01T05:00:00.123Z ok",
        ];
        let entries = [
            Part::Text(vec![lines[0]]),
            Part::Entry(vec![lines[1]]),
            Part::Entry(vec![lines[2], lines[3]]),
            Part::Entry(vec![lines[4]]),
        ];
        assert_eq!(parts(&lines).as_deref(), Some(&entries[..]));
        for line in [
            "Mar  1 03:00:00 weir kernel: up",
            "[   12.345678] usb 1-1: new device",
            "[09:15] Ida: Good morning",
            "01/Mar/2024:03:00:00 GET /",
            "01.03.2024 Rent 500",
            "7:05 Ferry",
        ] {
            assert!(is_stamped(line), "{line}");
        }
        for line in [
            "1.2.3 Gates",
            "2024 was wet.",
            "May 12 people came",
            "3:4 is a ratio",
            "",
        ] {
            assert!(!is_stamped(line), "{line}");
        }
        let text = ["He came at", "10:30 and left", "before the others", "came."];
        assert_eq!(parts(&text), None);
    }

    #[test]
    fn rows_with_marks_are_a_table() {
        let lines = [
            "Books",
            "Mark;Author;Title",
            "B 12;Holm;Eels",
            "F 07;Birch;",
        ];
        let table = "Mark\tAuthor\tTitle\nB 12\tHolm\tEels\nF 07\tBirch\t";
        let read = [Part::Text(vec!["Books"]), Part::Table(table.to_owned())];
        assert_eq!(parts(&lines).as_deref(), Some(&read[..]));
        let text = [
            "She came; she saw; she left,",
            "he stayed; he slept; he ate,",
            "they sang; they danced; they wept.",
        ];
        assert_eq!(parts(&text), None);
    }

    #[test]
    fn leaders_lead_to_values() {
        let contents = [
            "1. Introduction ..........2",
            "2. The gates of the weir",
            "   and their keys . . . . . 3",
            "3. Ends ..................11",
        ];
        let table = "1. Introduction\t2\n2. The gates of the weir and their keys\t3\n3. Ends\t11";
        let read = [Part::Table(table.to_owned())];
        assert_eq!(parts(&contents).as_deref(), Some(&read[..]));
        assert!(are_contents(&contents));
        let prices = ["Soup ........ 4.50", "Eel ......... 12.00"];
        assert!(parts(&prices).is_some() && !are_contents(&prices));
        let text = [
            "He waited ....",
            "Then he left at 4 .... maybe 5 or 6 of them.",
        ];
        assert!(parts(&text).is_none() && !are_contents(&text));
    }
}
