//! Cells whose text goes on in the next line of a table, where no rule says so.
//!
//! Words say it themselves: a small letter under a capital, a comma, a bracket that is open. Otherwise the room says it: a
//! program goes on in the next line where the next word has none left, so that a line that had room for it is a whole cell.
//! A number under a number is another row.

use super::cell_values::is_value;
use crate::document::layout::Line;

/// A line that goes on with a cell stands at most this far below it, in em.
const TIGHT: f32 = 1.4;
/// Lines of one row are closer to each other than to the next row, by this factor.
const CLOSER: f32 = 0.8;
/// Between two columns is at least this much room, in em.
const GUTTER: f32 = 1.0;
/// The width of a space, in em.
const SPACE: f32 = 0.25;
/// In the last column, whose end nobody sees, room says something if a cell has at least this many words.
const WORDY: usize = 4;
/// Lines of one cell begin at the same place to within this, in em.
const SAME_EDGE: f32 = 0.3;

/// Whether words go on with those of the line above, of a cell that begins with the word `of_row`.
pub(super) fn words_go_on(of_row: &[char], above: &[char], own: &[char]) -> bool {
    let is_small = |text: &[char]| text.first().is_some_and(|c| c.is_lowercase());
    let begins = (is_small(own) && !is_small(of_row)) || own.first() == Some(&'(');
    let count = |sign: char| above.iter().filter(|c| **c == sign).count();
    let is_open = count('(') > count(')') || count('[') > count(']');
    let last = above.iter().rev().find(|c| !c.is_whitespace());
    let goes_on = last.is_some_and(|c| matches!(c, ',' | '/' | '&' | '-' | '\u{2010}'));
    // a stroke alone stands for nothing
    begins || is_open || (goes_on && above.iter().any(|c| c.is_alphabetic()))
}

/// What a line says about the cell above it.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    /// Its words go on.
    Words,
    /// Its first word had no room.
    Room,
}

/// A column of a table.
#[derive(Clone, Copy)]
struct Column {
    /// The width that a line may have, in points.
    room: f32,
    /// Whether that width is known.
    is_known: bool,
}

/// The pieces of a table in their rows and columns.
pub(super) struct Cells<'p> {
    pieces: &'p [Line],
    /// The baseline and the column of each piece, by baselines.
    at: &'p [(usize, usize)],
    columns: Vec<Column>,
}

impl<'p> Cells<'p> {
    pub(super) fn new(pieces: &'p [Line], at: &'p [(usize, usize)]) -> Self {
        let mut cells = Self {
            pieces,
            at,
            columns: Vec::new(),
        };
        let count = at.iter().map(|(_, column)| column + 1).max().unwrap_or(0);
        cells.columns = (0..count).map(|column| cells.column(column)).collect();
        cells
    }

    /// Whether a baseline goes on with the row that begins at the baseline `from` and ends right above it.
    pub(super) fn go_on(&self, from: usize, baseline: usize) -> bool {
        let own: Vec<(usize, &Line)> = self.on(baseline).collect();
        let Some(gap) = self.gap(baseline) else {
            return false;
        };
        let is_tight = own.iter().all(|(_, piece)| gap <= TIGHT * piece.size);
        if !is_tight || own.is_empty() {
            return false;
        }
        if self.is_rest_of_text(from, baseline, &own) {
            return true;
        }
        // room alone says little about several cells, and about the name of a row
        let mut is_sure = own.len() == 1;
        let mut is_name_by_room = false;
        for (column, piece) in &own {
            match self.says(from, baseline, *column, piece) {
                Some(Says::Words) => is_sure = true,
                Some(Says::Room) => is_name_by_room |= *column == 0,
                None => return false,
            }
        }
        (is_sure && !is_name_by_room) || self.is_closer(from, baseline, gap)
    }

    /// What a piece says about the cell above it; `None` if it is another cell.
    fn says(&self, from: usize, baseline: usize, column: usize, own: &Line) -> Option<Says> {
        let (first, above) = self.cell(from, baseline, column)?;
        let is_number = is_value(&own.string());
        if !are_alike(above, own) || (is_number && self.has_value(from, baseline, column)) {
            return None;
        }
        let words = words_go_on(&first.text, &above.text, &own.text);
        let has_room = self.has_room(column, above, own);
        // the name of a row goes on only if it has to
        if words && (column > 0 || !has_room) {
            return Some(Says::Words);
        }
        let several = above.text.split(|c| c.is_whitespace()).count() > 1;
        let known = self.columns.get(column).is_some_and(|own| own.is_known);
        (!has_room && several && known && !is_number).then_some(Says::Room)
    }

    /// Whether a baseline has nothing but a text under a text of a row with a name and a number: the description of an
    /// article takes as many lines as its writer wanted.
    fn is_rest_of_text(&self, from: usize, baseline: usize, own: &[(usize, &Line)]) -> bool {
        let [(column, piece)] = own else { return false };
        let Some((_, above)) = self.cell(from, baseline, *column) else {
            return false;
        };
        let in_row = || self.range(from..baseline);
        let has_name = in_row().any(|(column, _)| column == 0);
        let has_number = in_row().any(|(other, cell)| other != *column && is_value(&cell.string()));
        let begins = (above.x0 - piece.x0).abs() <= SAME_EDGE * piece.size;
        let is_text = |line: &Line| !is_value(&line.string());
        *column > 0
            && has_name
            && has_number
            && begins
            && are_alike(above, piece)
            && is_text(above)
            && is_text(piece)
    }

    /// The first and the last line of a cell of the row from the baseline `from` to the one above `baseline`.
    fn cell(&self, from: usize, baseline: usize, column: usize) -> Option<(&'p Line, &'p Line)> {
        let mut lines = self
            .range(from..baseline)
            .filter(|(other, _)| *other == column)
            .map(|(_, line)| line);
        let first = lines.next()?;
        Some((first, lines.last().unwrap_or(first)))
    }

    fn has_value(&self, from: usize, baseline: usize, column: usize) -> bool {
        self.range(from..baseline)
            .any(|(other, cell)| other == column && is_value(&cell.string()))
    }

    /// Whether the first word of a line would have had room behind the line above it.
    fn has_room(&self, column: usize, above: &Line, own: &Line) -> bool {
        let word = own.text.iter().position(|c| c.is_whitespace());
        let end = match word {
            Some(at) => own.edges.get(at).map_or(own.x1, |edge| edge.0),
            None => own.x1,
        };
        let needed = (above.x1 - above.x0) + SPACE * own.size + (end - own.x0);
        self.columns
            .get(column)
            .is_none_or(|column| needed <= column.room)
    }

    /// Whether a baseline is closer to the one above than the row to the row before, and than the baseline to the next.
    fn is_closer(&self, from: usize, baseline: usize, gap: f32) -> bool {
        let others = [self.gap(from), self.gap(baseline + 1)];
        let mut others = others.into_iter().flatten().peekable();
        others.peek().is_some() && others.all(|other| gap < CLOSER * other)
    }

    /// The distance of a baseline from the one above it.
    fn gap(&self, baseline: usize) -> Option<f32> {
        let y = |baseline: usize| self.on(baseline).next().map(|(_, piece)| piece.y);
        Some(y(baseline.checked_sub(1)?)? - y(baseline)?)
    }

    /// The columns and pieces of a baseline.
    fn on(&self, baseline: usize) -> impl Iterator<Item = (usize, &'p Line)> {
        self.range(baseline..baseline + 1)
    }

    fn range(&self, baselines: std::ops::Range<usize>) -> impl Iterator<Item = (usize, &'p Line)> {
        let place = |baseline: usize| self.at.partition_point(|(row, _)| *row < baseline);
        let range = place(baselines.start)..place(baselines.end);
        let at = self.at.get(range.clone()).unwrap_or_default();
        let pieces = self.pieces.get(range).unwrap_or_default();
        at.iter().map(|(_, column)| *column).zip(pieces)
    }

    /// The room of a column: up to the next one, or as wide as its widest cell.
    fn column(&self, column: usize) -> Column {
        let of = |wanted: usize| {
            let all = self.at.iter().zip(self.pieces);
            all.filter(move |((_, column), _)| *column == wanted)
                .map(|(_, piece)| piece)
        };
        let left = of(column).map(|piece| piece.x0).fold(f32::MAX, f32::min);
        let right = of(column).map(|piece| piece.x1).fold(f32::MIN, f32::max);
        let size = of(column).map(|piece| piece.size).fold(0.0, f32::max);
        let next = of(column + 1).map(|piece| piece.x0).reduce(f32::min);
        let words = |piece: &Line| piece.text.split(|c| c.is_whitespace()).count();
        Column {
            room: next.map_or(right, |next| right.max(next - GUTTER * size)) - left,
            is_known: next.is_some() || of(column).any(|piece| words(piece) >= WORDY),
        }
    }
}

/// Whether two lines are set alike.
fn are_alike(a: &Line, b: &Line) -> bool {
    (a.bold > 0.6) == (b.bold > 0.6) && (a.size - b.size).abs() <= 0.05 * a.size
}
