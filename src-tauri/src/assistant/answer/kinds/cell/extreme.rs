//! Questions for the row with the greatest or the least value of a column: "Which method has the highest accuracy?"
//!
//! The answer is the row's name and its value, quoted as they stand in the row. It is given only if nothing is left open:
//! the question names one column of one table, all values of the column are plain numbers in one unit, one of them is
//! the greatest, and every word of the question is accounted for.

use super::labels::Words;
use super::question::is_asked_by_verb;
use crate::assistant::answer::kinds::coverage::keys;
use crate::assistant::answer::kinds::headers::is_headed;
use crate::assistant::answer::kinds::quoted::{self, Named};
use crate::assistant::answer::kinds::tables::{Row, Table, tables};
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::{bare_words, words};
use crate::assistant::answer::types::FoundAnswer;

/// Words that ask for the greatest value, and for the least.
const GREATEST: &str = " highest largest greatest biggest most maximum maximal max ";
const LEAST: &str = " lowest smallest least fewest minimum minimal min ";
/// Words that ask for another row, or compare.
const OTHERS: &str = " second third fourth next second-highest second-lowest than except excluding besides but without not \
each per average mean total sum change difference increase decrease ";
/// What the things are called that papers compare. A table may call them otherwise.
const COMPARED: &str =
    " method methods model models system systems approach approaches algorithm algorithms ";
/// Names of rows that sum up the others.
const SUMS: &str = " total totals sum all overall average mean median ";

/// What a question asks for.
struct Extreme {
    greatest: bool,
    /// Its content words, without the one that asks for an extreme.
    keys: Vec<String>,
}

impl Extreme {
    fn of(question: &str) -> Option<Self> {
        let words = bare_words(question);
        let first = words.first()?;
        if !matches!(first.as_str(), "which" | "what" | "who")
            || words.iter().any(|word| among(OTHERS, word))
        {
            return None;
        }
        let asks = |word: &&String| among(GREATEST, word) || among(LEAST, word);
        let mut asking = words.iter().filter(asks);
        let (Some(asked), None) = (asking.next(), asking.next()) else {
            return None;
        };
        let keys = keys(question).into_iter().map(|(word, _)| word);
        Some(Self {
            greatest: among(GREATEST, asked),
            keys: keys.filter(|word| word != asked).collect(),
        })
    }
}

/// The row that a question asks for; `None` if it asks for none, or if anything is left open.
pub(in crate::assistant::answer::kinds) fn extreme(
    of: Named<'_>,
    question: &str,
) -> Option<FoundAnswer> {
    let asked = Extreme::of(question)?;
    let title = of.document.title.as_deref().unwrap_or_default();
    let tables = tables(of.document);
    let mut found = tables.iter().filter_map(|table| {
        let title = if table.caption.is_empty() { title } else { "" };
        let around = Words::of(&[table.caption, table.heading, title]);
        let columns = Columns::named(table, &asked, &around)?;
        Some((table, columns))
    });
    let (table, columns) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let english = of
        .document
        .language
        .as_deref()
        .is_none_or(|code| code == "eng");
    let row = outermost(table, columns.value, asked.greatest, english)?;
    let quote = |column: usize| {
        let bytes = row
            .cells
            .get(column)
            .cloned()
            .filter(|_| !row.cell(column).is_empty())?;
        let quotation = quoted::of_sentence(of, row.sentence, bytes)?;
        let answer = quoted::found(row.cell(column).to_owned(), super::NAMED, quotation);
        let mut piece = quoted::piece(&answer);
        piece.asked = table.names().get(column)?.join(" ").trim().to_owned();
        Some(piece)
    };
    quoted::joined(vec![quote(columns.label)?, quote(columns.value)?])
}

/// The columns that a question names.
struct Columns {
    value: usize,
    label: usize,
}

impl Columns {
    fn named(table: &Table<'_>, asked: &Extreme, around: &Words) -> Option<Self> {
        if !is_headed(table) {
            return None;
        }
        let names: Vec<Words> = table
            .names()
            .iter()
            .map(|names| Words::of(&[names.join(" ").as_str()]))
            .collect();
        let has = |column: usize, key: &String| names.get(column).is_some_and(|name| name.has(key));
        let counted = |column: &usize| asked.keys.iter().filter(|key| has(*column, key)).count();
        // the first column names the rows
        let most = (1..names.len())
            .map(|column| counted(&column))
            .max()
            .filter(|most| *most > 0)?;
        let mut values = (1..names.len()).filter(|column| counted(column) == most);
        let (value, None) = (values.next()?, values.next()) else {
            return None;
        };
        let mut rest = asked.keys.iter().filter(|key| !has(value, key));
        let unnamed = table
            .names()
            .first()
            .is_none_or(|name| name.concat().is_empty());
        let stands = |key: &String| {
            let names_rows = unnamed || has(0, key) || among(COMPARED, key);
            names_rows || around.has(key) || is_asked_by_verb(key)
        };
        rest.all(stands).then_some(Self { value, label: 0 })
    }
}

/// The row with the greatest or the least value of a column.
fn outermost<'t, 'd>(
    table: &'t Table<'d>,
    column: usize,
    greatest: bool,
    english: bool,
) -> Option<&'t Row<'d>> {
    let sums = |row: &&Row<'_>| {
        let label = words(row.label(0));
        label.first().is_some_and(|word| among(SUMS, &word.text))
    };
    let rows: Vec<&Row<'_>> = table.rows.iter().filter(|row| !sums(row)).collect();
    let cells: Vec<&str> = rows.iter().map(|row| row.cell(column)).collect();
    let values = values(&cells, english)?;
    let sign = if greatest { 1.0 } else { -1.0 };
    let best = values.iter().map(|value| sign * value).reduce(f64::max)?;
    let mut those = rows
        .iter()
        .zip(&values)
        .filter(|(_, value)| sign * **value == best);
    let ((row, _), None) = (those.next()?, those.next()) else {
        return None;
    };
    (rows.len() > 1).then_some(*row)
}

/// The numbers of a column, if each cell is one and nothing else, in the same unit.
fn values(cells: &[&str], english: bool) -> Option<Vec<f64>> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut unit: Option<(&str, &str)> = None;
    let mut values = Vec::new();
    for cell in cells {
        let cell = cell.trim();
        let start = cell.find(|c: char| c.is_ascii_digit())?;
        let (before, rest) = cell.split_at(start);
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        let (sign, before) = match before.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1.0, rest),
            None => (1.0, before),
        };
        let (before, after) = (before.trim(), after.trim());
        // "12 (3)", "4-5" and "3 ± 1" are more than a number
        let is_unit = |unit: &str| !unit.contains(|c: char| "0123456789()[]±–-<>≤≥~*".contains(c));
        if !is_unit(before)
            || !is_unit(after)
            || *unit.get_or_insert((before, after)) != (before, after)
        {
            return None;
        }
        values.push(sign * number(digits, english)?);
    }
    Some(values)
}

/// A number with English marks; in other languages only one without doubt about what its mark is.
fn number(digits: &str, english: bool) -> Option<f64> {
    let groups = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
    };
    let plain = match english {
        true => {
            let whole = digits.split('.').next().unwrap_or_default();
            if whole.contains(',') && !groups(whole, ',') {
                return None;
            }
            digits.replace(',', "")
        }
        false => {
            let doubtful = [',', '.']
                .iter()
                .any(|mark| digits.contains(*mark) && groups(digits, *mark));
            if doubtful {
                return None;
            }
            digits.replace(',', ".")
        }
    };
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;
    use crate::document::BlockKind;

    fn asked(rows: &[&str], question: &str) -> Option<String> {
        let rows: Vec<String> = rows.iter().map(|row| row.replace(" | ", "\t")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut document = flow(&rows);
        for block in &mut document.blocks {
            block.kind = BlockKind::Table;
        }
        let of = Named {
            document: &document,
            title: "",
        };
        let answer = extreme(of, question)?;
        let [label, value] = answer.pieces.as_slice() else {
            panic!("two pieces");
        };
        for piece in [label, value] {
            assert!(rows.contains(&piece.quotation.text.as_str()));
            assert_eq!(piece.quotation.text, label.quotation.text);
            let marked: String = piece
                .quotation
                .text
                .chars()
                .take(piece.quotation.end as usize)
                .skip(piece.quotation.start as usize)
                .collect();
            assert_eq!(marked, piece.text);
        }
        Some(format!(
            "{} {}; {} {}",
            label.asked, label.text, value.asked, value.text
        ))
    }

    const METHODS: [&str; 4] = [
        "Method | Accuracy (%) | Time (s)",
        "Nearest neighbour | 81.4 | 3",
        "Random forest | 93.2 | 1,104",
        "Linear | 79.0 | 2",
    ];

    #[test]
    fn the_row_with_the_greatest_or_the_least_value_answers() {
        for (question, right) in [
            (
                "Which method has the highest accuracy?",
                "Method Random forest; Accuracy (%) 93.2",
            ),
            (
                "What method had the lowest accuracy?",
                "Method Linear; Accuracy (%) 79.0",
            ),
            (
                "Which method took the most time?",
                "Method Random forest; Time (s) 1,104",
            ),
            (
                "Which model takes the least time?",
                "Method Linear; Time (s) 2",
            ),
            (
                "What is the highest accuracy?",
                "Method Random forest; Accuracy (%) 93.2",
            ),
        ] {
            assert_eq!(
                asked(&METHODS, question).as_deref(),
                Some(right),
                "{question}"
            );
        }
    }

    #[test]
    fn a_question_that_leaves_anything_open_is_refused() {
        for question in [
            "Which method has the highest recall?",
            "Which method has the second highest accuracy?",
            "Which method has the highest accuracy in winter?",
            "Which method is the best?",
            "Which method has a higher accuracy than the linear one?",
            "Why has the random forest the highest accuracy?",
            "Which methods have the highest accuracy and the lowest time?",
            "How high is the highest accuracy?",
        ] {
            assert_eq!(asked(&METHODS, question), None, "{question}");
        }
    }

    #[test]
    fn a_column_that_is_not_of_plain_numbers_in_one_unit_is_refused() {
        let question = "Which boat has the highest speed?";
        let speeds = |cells: [&str; 3]| {
            let rows: Vec<String> = cells
                .iter()
                .zip(["Auk", "Tern", "Gull"])
                .map(|(cell, boat)| format!("{boat} | {cell} | 7"))
                .collect();
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            asked(
                &[&["Boat | Speed | Crew"], rows.as_slice()].concat(),
                question,
            )
        };
        let gull = Some("Boat Gull; Speed 12 kn");
        assert_eq!(speeds(["9 kn", "11 kn", "12 kn"]).as_deref(), gull);
        assert!(speeds(["9", "11", "12"]).is_some());
        for cells in [
            ["9 kn", "11 km/h", "12 kn"],
            ["9", "", "12"],
            ["9", "11-13", "12"],
            ["9", "11 ± 2", "12"],
            ["9", "12", "12"],
            ["9", "11 (3)", "12"],
            ["9", "<11", "12"],
            ["9", "fast", "12"],
        ] {
            assert_eq!(speeds(cells), None, "{cells:?}");
        }
        let sums = [
            "Region | Ships | Boats",
            "North | 14 | 3",
            "South | 20 | 4",
            "Total | 34 | 7",
        ];
        assert_eq!(
            asked(&sums, "Which region has the most ships?").as_deref(),
            Some("Region South; Ships 20")
        );
        // nothing names the column
        let bare = ["North | 14", "South | 20"];
        assert_eq!(asked(&bare, "Which region has the most ships?"), None);
    }

    #[test]
    fn marks_in_numbers_are_read_without_doubt() {
        assert_eq!(values(&["1,104", "803"], true), Some(vec![1104.0, 803.0]));
        assert_eq!(values(&["1.104", "803"], true), Some(vec![1.104, 803.0]));
        assert_eq!(values(&["1,10", "803"], true), None);
        assert_eq!(values(&["1.104", "803"], false), None);
        assert_eq!(values(&["1,5", "-2,25"], false), Some(vec![1.5, -2.25]));
        assert_eq!(values(&["€4.20", "€6.90"], true), Some(vec![4.2, 6.9]));
    }
}
