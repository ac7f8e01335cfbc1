//! Numbers that count the lines of a manuscript. They stand before or behind the lines, often so close that they look
//! like words, so they are found before runs become lines.

use std::collections::HashMap;

use super::letter::Letter;
use super::runs::Run;

/// The longest line number, in digits.
const DIGITS: usize = 5;
/// The least gap between a number and its line, in em.
const GAP: f32 = 0.3;
/// Numbers stand flush on one side to within this many points.
const FLUSH: f32 = 2.0;
/// A page whose every line is counted has at least this many numbers.
const MANY: usize = 8;
/// A page with more numbers than this has no lines to count, and is not worth quadratic work.
const MOST: usize = 1_000;
/// Numbers that stand apart from short lines, as those of a program, are at least this many.
const MANY_ALONE: usize = 12;
/// The last page of a manuscript has fewer, and they are higher.
const FEW: usize = 4;
/// The least number of numbers where each fifth line is counted.
const FIFTHS: usize = 3;
/// The median length of counted lines, in letters; rows of tables are shorter.
const LONG_LINE: usize = 24;

/// A number at one end of a run.
#[derive(Clone, Copy)]
struct Number {
    run: usize,
    /// Whether it stands at the end of the run.
    last: bool,
    digits: usize,
    value: u32,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    /// Whether the run is the number alone.
    alone: bool,
}

/// A line of text beside which a number may stand.
struct Row {
    y: f32,
    x0: f32,
    letters: usize,
    /// Pieces with wide gaps between them; a row of a table has several.
    pieces: usize,
    /// Whether it begins with a letter that is not a capital.
    goes_on: bool,
}

/// Divides runs into those of the text and the numbers that count its lines.
pub(super) fn apart(mut runs: Vec<Run>) -> (Vec<Run>, Vec<Run>) {
    let numbers: Vec<Number> = runs
        .iter()
        .enumerate()
        .flat_map(|(place, run)| [at_end(place, run, false), at_end(place, run, true)])
        .flatten()
        .collect();
    if !(FIFTHS..=MOST).contains(&numbers.len()) {
        return (runs, Vec::new());
    }
    let mut counting: Vec<Number> = Vec::new();
    let middle = |number: &Number| (number.x0 + number.x1) / 2.0;
    // between two columns of text the numbers may stand in the middle
    let mut centred = columns(&numbers, &middle);
    centred.retain(|column| counts_some(column) && column.iter().all(|number| number.alone));
    let mut all = columns(&numbers, &|number| number.x0);
    all.extend(columns(&numbers, &|number| number.x1));
    all.extend(centred);
    all.sort_by_key(|column| std::cmp::Reverse(column.len()));
    for column in all {
        let taken = |number: &Number| counting.iter().any(|n| n.run == number.run);
        if !column.iter().any(taken) && counts(&column, &runs) {
            counting.extend(column);
        }
    }
    if counting.is_empty() {
        return (runs, Vec::new());
    }
    let mut out = Vec::with_capacity(counting.len());
    for number in &counting {
        let Some(run) = runs.get_mut(number.run) else {
            continue;
        };
        let letters = std::mem::take(&mut run.letters);
        let cut = match number.last {
            true => letters.len().saturating_sub(number.digits),
            false => number.digits.min(letters.len()),
        };
        let (before, behind) = letters.split_at(cut);
        let (digits, text) = match number.last {
            true => (behind, before),
            false => (before, behind),
        };
        out.extend(of(digits));
        if let Some(rest) = of(text) {
            *run = rest;
        }
    }
    runs.retain(|run| !run.letters.is_empty());
    (runs, out)
}

fn of(letters: &[Letter]) -> Option<Run> {
    let (first, rest) = letters.split_first()?;
    let mut run = Run::new(*first);
    rest.iter().for_each(|letter| run.push(*letter));
    Some(run)
}

/// The number at the beginning or the end of a run.
fn at_end(place: usize, run: &Run, last: bool) -> Option<Number> {
    let is_digit = |letter: &&Letter| letter.character.is_ascii_digit();
    let count = match last {
        true => run.letters.iter().rev().take_while(is_digit).count(),
        false => run.letters.iter().take_while(is_digit).count(),
    };
    let alone = count == run.letters.len();
    if !(1..=DIGITS).contains(&count) || (alone && last) {
        return None;
    }
    let (digits, gap) = match last {
        true => {
            let (text, digits) = run.letters.split_at(run.letters.len() - count);
            (digits, digits.first()?.x0 - text.last()?.x1)
        }
        false => {
            let (digits, text) = run.letters.split_at(count);
            let gap = text.first().map_or(f32::MAX, |next| {
                next.x0 - digits.last().map_or(0.0, |d| d.x1)
            });
            (digits, gap)
        }
    };
    let first = digits.first()?;
    let text: String = digits.iter().map(|letter| letter.character).collect();
    (gap >= GAP * run.size).then_some(Number {
        run: place,
        last,
        digits: count,
        value: text.parse().ok()?,
        x0: first.x0,
        x1: digits.last()?.x1,
        y: first.y,
        size: first.size,
        alone,
    })
}

/// Numbers that stand flush under each other at an edge, from the top.
fn columns(numbers: &[Number], edge: &dyn Fn(&Number) -> f32) -> Vec<Vec<Number>> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(|a, b| edge(a).total_cmp(&edge(b)));
    let mut found: Vec<Vec<Number>> = Vec::new();
    let mut start = f32::MIN;
    for number in sorted {
        match found.last_mut() {
            Some(column) if edge(&number) - start <= FLUSH => column.push(number),
            _ => {
                start = edge(&number);
                found.push(vec![number]);
            }
        }
    }
    found.retain(|column| column.len() >= FIFTHS);
    for column in &mut found {
        column.sort_by(|a, b| b.y.total_cmp(&a.y));
    }
    found
}

/// Whether numbers count every fifth, tenth or twentieth line.
fn counts_some(column: &[Number]) -> bool {
    column.windows(2).all(|pair| match pair {
        [a, b] => matches!(b.value.checked_sub(a.value), Some(5 | 10 | 20)),
        _ => false,
    })
}

/// Whether a column of numbers counts the lines beside it.
fn counts(column: &[Number], runs: &[Run]) -> bool {
    let mut steps: HashMap<u32, usize> = HashMap::new();
    for pair in column.windows(2) {
        if let [a, b] = pair
            && let Some(step) = b.value.checked_sub(a.value)
            && a.y - b.y > 0.5 * a.size
        {
            *steps.entry(step).or_default() += 1;
        }
    }
    let Some((step, count)) = steps
        .into_iter()
        .max_by_key(|(step, count)| (*count, *step))
    else {
        return false;
    };
    if count * 10 < (column.len() - 1) * 9 {
        return false;
    }
    // the numbers of every fifth line may stand between two columns, and count the lines of either
    let most = if matches!(step, 5 | 10 | 20) { 2 } else { 1 };
    let mut sides = sides(column, runs).into_iter().take(most);
    sides.any(|rows| count_rows(column, step, &rows))
}

/// Whether a column of numbers with this step counts these lines.
fn count_rows(column: &[Number], step: u32, rows: &[Row]) -> bool {
    let (Some(first), Some(last)) = (column.first(), column.last()) else {
        return false;
    };
    let beside = |number: &Number| {
        rows.iter()
            .find(|row| (row.y - number.y).abs() < 0.6 * number.size)
    };
    let counted: Vec<&Row> = column.iter().filter_map(beside).collect();
    // a line may be a displayed formula
    if counted.len() * 10 < column.len() * 8 {
        return false;
    }
    let within: Vec<&Row> = rows
        .iter()
        .filter(|row| row.y < first.y + 0.5 * first.size && row.y > last.y - 0.5 * last.size)
        .collect();
    let mut lengths: Vec<usize> = within.iter().map(|row| row.letters).collect();
    lengths.sort_unstable();
    let long = lengths
        .get(lengths.len() / 2)
        .is_some_and(|n| *n >= LONG_LINE);
    let goes_on = counted.iter().filter(|row| row.goes_on).count() * 4 >= counted.len();
    let within = within.len();
    let alone = column.iter().all(|number| number.alone);
    match step {
        1 => {
            let enough = column.len() >= MANY || (column.len() >= FEW && first.value >= 10);
            let prose = enough && long && goes_on && column.len() * 5 >= within * 4;
            // lines of a program
            let tabular = counted.iter().filter(|row| row.pieces > 1).count() * 3 > counted.len();
            prose || (alone && column.len() >= MANY_ALONE && !tabular)
        }
        // numbers of lines that are counted by fives or tens stand outside the text
        5 | 10 | 20 => {
            alone
                && long
                && column.len() >= FIFTHS
                && within >= (step as usize - 1) * (column.len() - 1)
        }
        2..=4 => alone && long && goes_on && column.len() >= MANY,
        _ => false,
    }
}

/// The lines of text on the side of a column of numbers, each row once, from the top; then those on its other side, if it
/// stands between two columns of text.
fn sides(column: &[Number], runs: &[Run]) -> Vec<Vec<Row>> {
    let left = column.iter().map(|n| n.x0).fold(f32::MAX, f32::min);
    let right = column.iter().map(|n| n.x1).fold(f32::MIN, f32::max);
    let last = column.iter().filter(|n| n.last).count() * 2 > column.len();
    let pieces = |run: &Run| -> Option<Row> {
        let inside = |letter: &&Letter| letter.x0 >= right - 0.5 || letter.x1 <= left + 0.5;
        let mut text = run.letters.iter().filter(inside);
        let first = text.next()?;
        let row = Row {
            y: first.y,
            x0: first.x0,
            letters: 1 + text.count(),
            pieces: 1,
            goes_on: first.character.is_alphabetic() && !first.character.is_uppercase(),
        };
        // numbers at the left edge count the lines on their right, others those on either side
        let beside = if last { row.x0 < left } else { true };
        (row.letters >= 2 && beside).then_some(row)
    };
    let all = runs.iter().filter_map(pieces);
    let (right, left): (Vec<Row>, Vec<Row>) = all.partition(|row| row.x0 >= left);
    let is_text = |rows: &[Row]| {
        let letters = rows.iter().map(|row| row.letters);
        letters.sum::<usize>() >= LONG_LINE * FIFTHS
    };
    let (first, second) = match !last && is_text(&right) {
        true => (right, Some(left).filter(|left| is_text(left))),
        false => (left, None),
    };
    let sides = [Some(first), second].into_iter().flatten();
    sides.map(from_the_top).collect()
}

/// Rows from the top, the pieces of each as one.
fn from_the_top(mut all: Vec<Row>) -> Vec<Row> {
    all.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for row in all {
        match rows.last_mut() {
            // cells of a row do not make a line of text
            Some(last) if (last.y - row.y).abs() < 3.0 => last.pieces += 1,
            _ => rows.push(row),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run of ten points whose first letter stands at `x`.
    fn run(text: &str, x: f32, y: f32) -> Run {
        of(&Letter::row(text, x, y, 10.0)).unwrap()
    }

    fn values(runs: Vec<Run>) -> Vec<String> {
        let text = |run: &Run| run.letters.iter().map(|l| l.character).collect();
        let (_, numbers) = apart(runs);
        numbers.iter().map(text).collect()
    }

    /// A line of a manuscript: most begin within a sentence.
    fn text(row: usize) -> String {
        let first = if row.is_multiple_of(3) { "The" } else { "and" };
        format!("{first} birds of the sea that rest upon their wings")
    }

    /// Where a row stands.
    fn y(row: usize) -> f32 {
        700.0 - 20.0 * row as f32
    }

    #[test]
    fn numbers_before_every_line_of_a_manuscript_count_it() {
        let numbers: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
        // flush on the left, drawn first
        let left = || numbers.iter().enumerate();
        let column = left().map(|(row, n)| run(n, 20.0, y(row)));
        let lines = left().map(|(row, _)| run(&text(row), 60.0, y(row)));
        assert_eq!(values(column.chain(lines).collect()), numbers);
        // flush on the right, and so close that number and line are one run
        let close = left().map(|(row, n)| {
            let line = format!("{n:>2}  {}", text(row));
            run(
                line.trim_start(),
                if n.len() < 2 { 45.0 } else { 40.0 },
                y(row),
            )
        });
        assert_eq!(values(close.collect()), numbers);
        // behind the lines
        let behind =
            left().flat_map(|(row, n)| [run(&text(row), 60.0, y(row)), run(n, 400.0, y(row))]);
        assert_eq!(values(behind.collect()), numbers);
    }

    #[test]
    fn numbers_of_every_fifth_line_count_it() {
        let lines = (1..=20).map(|row| run(&text(row), 60.0, y(row)));
        let column = [5, 10, 15, 20].map(|row| run(&format!("{row}"), 20.0, y(row)));
        assert_eq!(
            values(lines.chain(column).collect()),
            ["5", "10", "15", "20"]
        );
    }

    #[test]
    fn numbers_between_two_columns_count_the_lines_of_the_left_one() {
        let left = (1..=16).map(|row| run(&text(row), 60.0, y(row)));
        // the right column is shorter, and its lines stand elsewhere
        let right = (1..=8).map(|row| run(&text(row), 340.0, y(row) - 10.0));
        let column = [(5, 307.5), (10, 305.0), (15, 305.0)];
        let column = column.map(|(row, x)| run(&format!("{row}"), x, y(row)));
        let all: Vec<Run> = left.chain(right).chain(column).collect();
        assert_eq!(values(all), ["5", "10", "15"]);
    }

    #[test]
    fn numbers_of_items_and_rows_stay() {
        let items = (1..=20).map(|n| {
            let item = format!("{n:>2}  A bird of the sea and what it rests upon");
            run(item.trim_start(), if n < 10 { 45.0 } else { 40.0 }, y(n))
        });
        assert!(values(items.collect()).is_empty());
        let rows = (1..=20).flat_map(|n| {
            [
                run(&n.to_string(), 20.0, y(n)),
                run("gull", 60.0, y(n)),
                run("12.5", 200.0, y(n)),
            ]
        });
        assert!(values(rows.collect()).is_empty());
        // numbers that jump
        let jumps = (1..=20).flat_map(|n: usize| {
            [
                run(&(n * 37 % 101).to_string(), 20.0, y(n)),
                run(&text(n), 60.0, y(n)),
            ]
        });
        assert!(values(jumps.collect()).is_empty());
    }
}
