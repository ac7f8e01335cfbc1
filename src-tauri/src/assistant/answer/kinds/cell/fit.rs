//! Which row and which column of a table a question names, and how well.

use std::cmp::Reverse;

use super::labels::Words;
use super::level::level;
use super::lone::{
    NO_PRICES, entry_amount, minute, only_column, only_price, only_range, outermost_time, times,
};
use super::quantity::{Quantity, is_moment};
use super::question::{Key, Outermost, Question, is_of_a_level, is_of_a_range, is_of_an_end};
use crate::assistant::answer::kinds::headers::is_headed;
use crate::assistant::answer::kinds::tables::{Row, Table};
use crate::assistant::answer::numbers::words;
use crate::search::content_words;

/// How well a row fits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    /// Words of the question that its cells have.
    named: usize,
    /// Words of those cells that the question does not have.
    foreign: usize,
    /// Words of the question that stand nowhere.
    pub(super) lacks: usize,
    /// Whether the column is named, or the only one beside the label.
    pub(super) is_sure: bool,
}

impl Fit {
    /// Greater for a row that fits better.
    pub(super) fn rank(&self) -> (usize, Reverse<usize>) {
        (self.named, Reverse(self.foreign))
    }
}

/// The row and the column that a question names: by the names of the columns, or else by the labels of two columns
/// without names.
pub(super) fn best<'t, 'd>(
    table: &'t Table<'d>,
    asked: &Question,
    around: &Words,
) -> Option<(Fit, &'t Row<'d>, usize)> {
    let texts: Vec<String> = table.names().iter().map(|names| names.join(" ")).collect();
    let names: Vec<Name> = texts.iter().map(|text| Name::of(text)).collect();
    let about = About {
        around,
        labels: &Words::default(),
        over: &[],
        times: times(table),
    };
    let named = match names.is_empty() {
        true => None,
        false => only_one(Some(&names), table.rows.iter(), asked, &about),
    };
    // what the labels of a form name is all of one thing
    let labels: Vec<&str> = match table.is_form {
        true => table.rows.iter().map(|row| row.label(0)).collect(),
        false => Vec::new(),
    };
    let about = About {
        around,
        labels: &Words::of(&labels),
        over: &names,
        times: about.times,
    };
    // rows that name the columns for certain say nothing
    let labels: &[Row<'_>] = match is_headed(table) {
        true => &[],
        false => &table.head,
    };
    let all = || labels.iter().chain(&table.rows);
    named.or_else(|| {
        let found = only_one(None, all(), asked, &about)?;
        // a column of numbers of pieces gives no price, whatever the labels are
        let (_, row, column) = &found;
        let under_head = table
            .rows
            .iter()
            .any(|other| other.sentence.id == row.sentence.id);
        let other = |name: &String| asked.quantity.is_some_and(|of| of.is_other_than(name));
        let gives_other = under_head && texts.get(*column).is_some_and(other);
        (!gives_other).then_some(found)
    })
}

/// What says what a table is about.
struct About<'a> {
    around: &'a Words,
    /// The labels of a form.
    labels: &'a Words,
    /// The names over labels that stand beside each other, which say what these are of: "Deductions" over "Income tax".
    over: &'a [Name<'a>],
    /// How many times of the day it has, if all its numbers are.
    times: usize,
}

/// The name of a column.
struct Name<'n> {
    text: &'n str,
    words: Words,
}

impl<'n> Name<'n> {
    fn of(text: &'n str) -> Self {
        Self {
            text,
            words: Words::of(&[text]),
        }
    }
}

/// The row that fits best, with the column that is asked for; `None` if several fit equally well.
fn only_one<'t, 'd: 't>(
    header: Option<&[Name<'_>]>,
    rows: impl Iterator<Item = &'t Row<'d>>,
    asked: &Question,
    about: &About<'_>,
) -> Option<(Fit, &'t Row<'d>, usize)> {
    let mut best: Option<(Fit, &'t Row<'d>, usize)> = None;
    let mut tied = false;
    for row in rows {
        let Some((fit, column)) = fit(header, row, asked, about) else {
            continue;
        };
        match best.as_ref().map(|(best, ..)| fit.rank().cmp(&best.rank())) {
            Some(std::cmp::Ordering::Less) => {}
            Some(std::cmp::Ordering::Equal) => tied = true,
            Some(std::cmp::Ordering::Greater) | None => {
                best = Some((fit, row, column));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied)
}

/// A row against a question.
struct Candidate<'c> {
    asked: &'c Question,
    cells: Vec<Words>,
    /// What says the same for all cells of the row: the name of its section.
    section: Words,
}

impl<'c> Candidate<'c> {
    fn of(row: &Row<'_>, asked: &'c Question) -> Self {
        let cells = (0..row.cells.len()).map(|column| Words::of(&[row.label(column)]));
        Self {
            asked,
            cells: cells.collect(),
            section: Words::of(&[row.section]),
        }
    }

    fn names(&self, key: &Key) -> bool {
        !key.only_asks && self.cells.iter().any(|cell| cell.have(key))
    }

    /// Whether the question names a row by this cell.
    fn is_key(&self, column: usize) -> bool {
        let cell = self.cells.get(column);
        let keys = || self.asked.keys.iter().filter(|key| self.names(key));
        cell.is_some_and(|cell| keys().any(|key| cell.have(key)))
    }

    /// Whether the question has all content words of a label.
    fn is_named_whole(&self, label: &str) -> bool {
        let asked = |word: &String| {
            let word = Words::of(&[word]);
            let mut keys = self.asked.keys.iter();
            keys.any(|key| !key.only_asks && word.have(key))
        };
        let content = content_words(label);
        !content.is_empty() && content.iter().all(asked)
    }

    /// Words of the cells that name the row and are not in the question.
    fn foreign(&self, row: &Row<'_>) -> usize {
        let asked = |word: &str| {
            let word = Words::of(&[word]);
            self.asked.keys.iter().any(|key| word.have(key))
        };
        let labels = (0..self.cells.len()).filter(|column| self.is_key(*column));
        labels
            .map(|column| {
                let words = words(row.label(column));
                words.iter().filter(|word| !asked(&word.text)).count()
            })
            .sum()
    }
}

/// The cell that may be the answer.
struct Place<'s> {
    header: Option<&'s [Name<'s>]>,
    column: usize,
    /// Whether it is asked for by what it is, see [`chosen`].
    is_chosen: bool,
}

/// The words of a question that stand nowhere: not in the row, of whose words it has `named`, nor over it or around it.
fn missing<'q>(
    place: &Place<'_>,
    row: &Row<'_>,
    candidate: &Candidate<'q>,
    named: usize,
    about: &About<'_>,
) -> Vec<&'q Key> {
    let (asked, width) = (candidate.asked, row.cells.len());
    let has_labels =
        place.header.is_none() && (named == 0 || candidate.is_named_whole(row.label(0)));
    let says = |column: usize, key: &Key| {
        let name = place.header.and_then(|names| names.get(column));
        name.is_some_and(|name| name.words.have(key))
    };
    // names of the columns that name the row say what it is
    let in_names = |key: &Key| {
        (0..width).any(|at| (at == place.column || candidate.is_key(at)) && says(at, key))
    };
    let over_label = |key: &Key| {
        let mut over = about.over.iter().enumerate().skip(1);
        let beside = about.over.len() == width;
        beside && over.any(|(at, name)| candidate.is_key(at) && name.words.have(key))
    };
    let only_chooses = |key: &Key| {
        let end = asked.outermost.is_some() && is_of_an_end(&key.word);
        let range = asked.of_range && is_of_a_range(&key.word);
        let level = asked.of_level && is_of_a_level(&key.word);
        place.is_chosen && (end || range || level)
    };
    let stands = |key: &Key| {
        candidate.names(key)
            || key.only_asks
            || about.around.have(key)
            || candidate.section.have(key)
            || (has_labels && about.labels.have(key))
            || in_names(key)
            || over_label(key)
            || only_chooses(key)
    };
    let keys = asked.keys.iter();
    keys.filter(|key| !stands(key) && !key.is_optional())
        .collect()
}

/// How well a row fits, and the column that the question asks for; `None` if it does not fit.
fn fit(
    header: Option<&[Name<'_>]>,
    row: &Row<'_>,
    asked: &Question,
    about: &About<'_>,
) -> Option<(Fit, usize)> {
    let header = header.filter(|names| names.len() == row.cells.len());
    let width = row.cells.len();
    let candidate = Candidate::of(row, asked);
    let named = asked.keys.iter().filter(|key| candidate.names(key)).count();
    let measured = asked.quantity.filter(|quantity| quantity.is_measured());
    // "how long" names a label "Length"
    let given = header.is_none()
        && width == 2
        && measured.is_some_and(|quantity| quantity.is_given_by(row.label(0)));
    if named == 0 && !given {
        return None;
    }
    let chosen = chosen(header, about.over, row, &candidate);
    let column = match (chosen, header) {
        (Some(column), _) => column,
        (None, Some(names)) => wanted(names, row, &candidate)
            .or_else(|| lone_price(row, &candidate))
            .or_else(|| amount_of_entry(names, row, &candidate))?,
        (None, None) if named == 0 => 1,
        (None, None) => beside_the_label(row, &candidate)?,
    };
    let foreign = candidate.foreign(row);
    let place = Place {
        header,
        column,
        is_chosen: chosen.is_some(),
    };
    let missing = missing(&place, row, &candidate, named, about);
    if missing.iter().any(|key| !key.is_verb) {
        return None;
    }
    let name = header
        .and_then(|names| names.get(column))
        .map(|name| name.text);
    let cell = row.cell(column);
    let beside = row.label(column.saturating_sub(1));
    // what the question itself says answers nothing
    if candidate.is_named_whole(cell) {
        return None;
    }
    let counts = counts(asked, name, column, &candidate);
    let times = match header.is_some() && minute(cell).is_some() {
        true => about.times,
        false => 0,
    };
    let takes = match asked.quantity {
        _ if chosen.is_some() => true,
        Some(Quantity::Moment) if times > 0 => true,
        Some(Quantity::Price) if times >= NO_PRICES => false,
        _ => asked.takes(cell, name.unwrap_or(beside), counts),
    };
    if !takes {
        return None;
    }
    Some((
        Fit {
            named: named + usize::from(given),
            foreign,
            lacks: missing.len(),
            is_sure: header.is_some() || width == 2,
        },
        column,
    ))
}

/// Whether a column gives the number of what "how many" counts: it is named after it, or it gives numbers of what the
/// row is named after.
fn counts(asked: &Question, name: Option<&str>, column: usize, row: &Candidate<'_>) -> bool {
    let Some(counted) = &asked.counted else {
        return true;
    };
    let Some(name) = name else {
        return true;
    };
    let key = Key::bare(counted.clone());
    let others = (0..row.cells.len()).filter(|at| *at != column);
    let mut others = others.filter_map(|at| row.cells.get(at));
    let in_row = others.any(|cell| cell.have(&key));
    Words::of(&[name]).have(&key)
        || Quantity::Count.is_given_by(name)
        || !(Quantity::Count.is_other_than(name) || (in_row && Quantity::Price.is_given_by(name)))
}

/// The cell that a label belongs to: the other one of two, or the one behind the only label that the question names, if
/// another label follows or nothing. If the question has words of several labels, the label is the only one that it names
/// whole. Which of several values is asked for, only names of columns say.
fn beside_the_label(row: &Row<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    let width = row.cells.len();
    // if both of two cells have words of the question, neither is the label of the other
    let whole = |column: &usize| width > 2 && candidate.is_named_whole(row.label(*column));
    let label = only_column((0..width).filter(|column| candidate.is_key(*column)))
        .or_else(|| only_column((0..width).filter(whole)))?;
    let after = label + 1;
    let is_label = |column: usize| row.cell(column).starts_with(char::is_alphabetic);
    match width {
        2 => Some(usize::from(label == 0)),
        _ if after >= width => None,
        _ => (after + 1 == width || is_label(after + 1)).then_some(after),
    }
}

/// The cell that a question asks for by what it is rather than by the name of its column: the first or the last time of a
/// row of times, the only range of a row, or the value beside it. The question has to name the row. `over` are the names of the
/// columns where the row is asked by its labels.
fn chosen(
    header: Option<&[Name<'_>]>,
    over: &[Name<'_>],
    row: &Row<'_>,
    candidate: &Candidate<'_>,
) -> Option<usize> {
    let asked = candidate.asked;
    let label = row.label(0).split([',', '(']).next().unwrap_or_default();
    let named = |says: &dyn Fn(&str) -> bool| {
        let mut names = header.unwrap_or_default().iter();
        names.any(|name| words(name.text).iter().any(|word| says(&word.text)))
    };
    if !candidate.is_named_whole(label) {
        return None;
    }
    match asked.outermost {
        Some(end) if !named(&is_of_an_end) => outermost_time(row, end == Outermost::First),
        None if asked.of_range && !named(&|word: &str| word == "range") => only_range(row),
        None if asked.of_level => {
            let names = header.unwrap_or(over).iter();
            let names: Vec<&str> = names.map(|name| name.text).collect();
            level(row, &names)
        }
        _ => None,
    }
}

/// The amount of an entry of an account, beside which its balance stands: that of the only entry whose text begins with what
/// the question names, if it asks for a price, or whose whole text it names.
fn amount_of_entry(names: &[Name<'_>], row: &Row<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    let label = only_column((0..row.cells.len()).filter(|column| candidate.is_key(*column)))?;
    let text = row.label(label);
    let first = text.split_whitespace().next().unwrap_or_default();
    let costs = candidate.asked.quantity == Some(Quantity::Price);
    let named = candidate.is_named_whole(text) || (costs && candidate.is_named_whole(first));
    let texts: Vec<&str> = names.iter().map(|name| name.text).collect();
    let balance = Key::bare("balance".to_owned());
    let of_balance = candidate
        .asked
        .keys
        .iter()
        .any(|key| key.word == balance.word);
    let is_account = names.iter().any(|name| name.words.have(&balance));
    entry_amount(row, &texts, of_balance).filter(|_| named && is_account)
}

/// The only price of a row that a question names whole and that is asked what it costs.
fn lone_price(row: &Row<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    let costs = candidate.asked.quantity == Some(Quantity::Price);
    let named = costs && candidate.is_named_whole(row.label(0));
    only_price(row).filter(|_| named)
}

/// The column whose name has most words of the question that no cell of the row has, or gives the quantity that it asks
/// for; `None` if several have.
fn wanted(names: &[Name<'_>], row: &Row<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    let asked = candidate.asked;
    let count = |column: usize| {
        let Some(name) = names.get(column) else {
            return 0;
        };
        let words = asked
            .keys
            .iter()
            .filter(|key| !candidate.names(key) && name.words.have(key));
        let given = asked.quantity.is_some_and(|quantity| {
            let moment = quantity != Quantity::Moment || is_moment(row.cell(column));
            quantity.is_given_by(name.text) && moment
        });
        // "how many night hours" asks for the column of hours
        let counts = |noun: &String| name.words.has(noun);
        let counted =
            asked.quantity == Some(Quantity::Count) && asked.counted.as_ref().is_some_and(counts);
        2 * words.count() + usize::from(given || counted)
    };
    let counts: Vec<(usize, usize)> = (0..names.len())
        .filter(|column| !candidate.is_key(*column))
        .map(|column| (count(column), column))
        .collect();
    let most = counts.iter().map(|(count, _)| *count).max()?;
    let mut wanted = counts
        .iter()
        .filter(|(count, _)| *count == most && most > 0);
    let (_, column) = wanted.next()?;
    wanted.next().is_none().then_some(*column)
}

/// The row that a question names with its whole label, if the table does not say what is asked for: no column gives the
/// quantity, or a word of the question stands nowhere. With it whether that is only likely, because a column may have a
/// name with other words.
pub(super) fn lacking<'t, 'd>(
    table: &'t Table<'d>,
    asked: &Question,
    around: &Words,
) -> Option<(&'t Row<'d>, bool)> {
    let names: Vec<String> = table.names().iter().map(|names| names.join(" ")).collect();
    let in_names = Words::of(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let (row, candidate) = table.rows.iter().find_map(|row| {
        let candidate = Candidate::of(row, asked);
        let label = row.label(0).split([',', '(']).next().unwrap_or_default();
        candidate.is_named_whole(label).then_some((row, candidate))
    })?;
    let measured = asked.quantity.filter(|quantity| quantity.is_measured());
    let gives = |quantity: Quantity| {
        names.iter().any(|name| quantity.is_given_by(name))
            || (0..row.cells.len()).any(|column| quantity.is_given_by(row.cell(column)))
    };
    if measured.is_some_and(|quantity| !gives(quantity)) {
        return Some((row, false));
    }
    let stands = |key: &Key| {
        candidate.names(key)
            || key.only_asks
            || key.is_verb
            || key.is_optional()
            || around.have(key)
            || candidate.section.have(key)
            || in_names.have(key)
    };
    asked
        .keys
        .iter()
        .any(|key| !stands(key))
        .then_some((row, true))
}
