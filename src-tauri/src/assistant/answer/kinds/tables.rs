//! The tables of a document as rows of cells, with the rows that name their columns.

use std::ops::{Range, RangeInclusive};

use super::quoted::sentences_of;
use crate::assistant::answer::numbers::is_digits;
use crate::document::{Block, BlockKind, Document, Sentence, SentenceId};

/// What stands between two cells of a row; two stand around an empty one.
pub(super) const BETWEEN: char = '\t';
/// What stands between the label of a field and its value, and how many bytes of it are the label's.
const LABELLED: [(&str, usize); 4] = [(": ", 0), ("? ", 1), ("\u{ff1a}", 0), ("\u{ff1f}", 3)];
/// Most columns that are looked at; nobody asks for a cell of a wider table.
const MOST_COLUMNS: usize = 64;

/// A row, and the bytes of its cells in its sentence.
#[derive(Clone)]
pub(super) struct Row<'d> {
    pub(super) sentence: &'d Sentence,
    pub(super) cells: Vec<Range<usize>>,
    /// The name of the section of the table in which it stands; empty if there are none.
    pub(super) section: &'d str,
    /// The first cell of a row above, if it reaches down to this row, which has none.
    reaching: &'d str,
}

impl<'d> Row<'d> {
    /// A row of a table. A sentence has no tabs at its ends, so its empty cells there are counted in its block.
    fn of_table(block: &[char], sentence: &'d Sentence) -> Self {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let before = block.get(..start).unwrap_or_default().iter().rev();
        let after = block.get(end..).unwrap_or_default().iter();
        let first = before.take_while(|c| **c == BETWEEN).count();
        let last = after.take_while(|c| **c == BETWEEN).count();
        let mut cells = vec![0..0; first];
        let mut at = 0;
        for cell in sentence.text.split(BETWEEN) {
            cells.push(at..at + cell.len());
            at += cell.len() + BETWEEN.len_utf8();
        }
        let all = sentence.text.len();
        cells.extend(vec![all..all; last]);
        Self {
            sentence,
            cells,
            section: "",
            reaching: "",
        }
    }

    /// A field of a form: its label and its value.
    fn of_field(sentence: &'d Sentence) -> Option<Self> {
        let text = &sentence.text;
        let places = LABELLED
            .iter()
            .filter_map(|(mark, own)| Some((text.find(mark)?, mark.len(), own)));
        let (at, length, own) = places.min_by_key(|(at, ..)| *at)?;
        Some(Self {
            sentence,
            cells: vec![0..at + own, at + length..text.len()],
            section: "",
            reaching: "",
        })
    }

    /// The text of a cell.
    pub(super) fn cell(&self, column: usize) -> &'d str {
        let bytes = self.cells.get(column).cloned().unwrap_or_default();
        self.sentence.text.get(bytes).unwrap_or_default()
    }

    /// The text of a cell, or of the one above that reaches down to it.
    pub(super) fn label(&self, column: usize) -> &'d str {
        match self.cell(column) {
            "" if column == 0 => self.reaching,
            own => own,
        }
    }

    fn has(&self, column: usize) -> bool {
        !self.cell(column).is_empty()
    }

    /// Whether it names a section of the table: its only cell is the first.
    fn names_section(&self) -> bool {
        self.has(0) && (1..self.cells.len()).all(|column| !self.has(column))
    }

    /// Whether the first cell of the row above reaches down to this row: nothing else is missing.
    fn is_reached_from(&self, above: &Self) -> bool {
        self.cells.len() >= 3
            && self.cells.len() == above.cells.len()
            && !self.has(0)
            && (1..3).all(|column| self.has(column) && above.has(column))
    }

    /// Whether it can name columns: it has words, or years, and no other numbers.
    fn names_columns(&self) -> bool {
        let all = (0..self.cells.len()).map(|column| self.cell(column));
        let named = |cell: &str| {
            let year = cell.len() == 4 && is_digits(cell);
            year || !cell.starts_with(|c: char| c.is_ascii_digit() || "+-–−±<>≤≥~".contains(c))
        };
        self.cells.len() >= 2 && all.clone().all(named) && all.clone().any(|cell| !cell.is_empty())
    }
}

/// A table, a receipt or the fields of a form.
pub(super) struct Table<'d> {
    /// Its caption; empty if it has none.
    pub(super) caption: &'d str,
    /// The heading above it.
    pub(super) heading: &'d str,
    /// The words of the line above it that may name its columns, each with its unit.
    over: Vec<&'d str>,
    /// Whether it is the fields of a form.
    pub(super) is_form: bool,
    /// Whether only a heading stands between it and the table before.
    follows: bool,
    /// Its rows of two cells or more, without those of its head.
    pub(super) rows: Vec<Row<'d>>,
    /// The rows that may name the columns: none, one, or two of which the first has names for several columns.
    pub(super) head: Vec<Row<'d>>,
}

impl<'d> Table<'d> {
    /// Takes the rows that may name the columns out of the others.
    fn take_head(&mut self) {
        let names = match self.rows.as_slice() {
            [first, second, rest @ ..] if are_two_levels(first, second, rest) => 2,
            [first, rest @ ..] => {
                let same = |row: &Row<'_>| row.cells.len() == first.cells.len();
                usize::from(first.names_columns() && rest.iter().any(same))
            }
            [] => 0,
        };
        let rows = self.rows.split_off(names);
        self.head = std::mem::replace(&mut self.rows, rows);
    }

    /// Leaves out the rows that name the columns again, on the next page.
    fn leave_out_repeated_head(&mut self) {
        let head: Vec<&str> = self.head.iter().map(|row| &*row.sentence.text).collect();
        self.rows.retain(|row| !head.contains(&&*row.sentence.text));
    }

    /// The sentences from its first row to its last.
    pub(super) fn sentences(&self) -> Option<RangeInclusive<SentenceId>> {
        let ids = self.rows.iter().map(|row| row.sentence.id);
        let last = ids.clone().max()?;
        let head = self.head.iter().map(|row| row.sentence.id);
        let first = head.chain(ids).min()?;
        Some(first..=last)
    }

    /// The names of the columns, from the top.
    pub(super) fn names(&self) -> Vec<Vec<&'d str>> {
        let width = self.head.first().map_or(0, |row| row.cells.len());
        let (above, own) = match self.head.as_slice() {
            [above, own] => (Some(above), own),
            [own] => (None, own),
            _ => return self.names_over(),
        };
        let mut reaching = "";
        (0..width)
            .map(|column| {
                let (over, name) = (
                    above.map_or("", |above| above.cell(column)),
                    own.cell(column),
                );
                if !over.is_empty() || name.is_empty() {
                    reaching = over;
                }
                // a cell that reaches down to the second row has no others beside it
                match name {
                    "" => vec![std::mem::take(&mut reaching)],
                    name => vec![reaching, name],
                }
            })
            .collect()
    }

    /// The names of columns of numbers that the line above the table has, as many as the table has columns.
    fn names_over(&self) -> Vec<Vec<&'d str>> {
        let width = self.over.len();
        let is_number = |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit());
        let fits = |row: &Row<'_>| {
            row.cells.len() == width && (1..width).all(|column| is_number(row.cell(column)))
        };
        match width >= 3 && !self.rows.is_empty() && self.rows.iter().all(fits) {
            true => self.over.iter().map(|name| vec![*name]).collect(),
            false => Vec::new(),
        }
    }
}

/// Whether two rows name the columns together: the upper one has names for several columns, under which the lower one
/// has names for each; or the lower one has the second lines of names.
fn are_two_levels(upper: &Row<'_>, lower: &Row<'_>, rest: &[Row<'_>]) -> bool {
    let width = upper.cells.len();
    let under = |column: &usize| !upper.has(*column) && lower.has(*column);
    let goes_on = !lower.has(0) && (0..width).all(|column| upper.has(column));
    width >= 3
        && lower.cells.len() == width
        && upper.names_columns()
        && lower.names_columns()
        && (goes_on || (1..width).any(|column| under(&column)))
        && (0..width).all(|column| upper.has(column) || lower.has(column))
        && rest
            .first()
            .is_some_and(|row| row.cells.len() == width && !row.names_columns())
}

/// The tables of a document, in its order.
pub(super) fn tables(document: &Document) -> Vec<Table<'_>> {
    let mut tables: Vec<Table<'_>> = Vec::new();
    // blocks since the last table
    let mut between: Vec<&Block> = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let rows: Vec<Row<'_>> = match block.kind {
            BlockKind::Table => {
                let characters: Vec<char> = block.text.chars().collect();
                sentences_of(document, block)
                    .map(|sentence| Row::of_table(&characters, sentence))
                    .collect()
            }
            BlockKind::Field => sentences_of(document, block)
                .filter_map(Row::of_field)
                .collect(),
            _ => Vec::new(),
        };
        if rows.is_empty() {
            if block.kind != BlockKind::Furniture {
                between.push(block);
            }
            continue;
        }
        let is_form = block.kind == BlockKind::Field;
        for rows in by_width(rows) {
            let width = |rows: &[Row<'_>]| rows.iter().map(|row| row.cells.len()).max();
            let goes_on = |table: &&mut Table<'_>| {
                let anew = !is_form && opens(&rows) && !opens(&table.rows);
                let alike = table.is_form == is_form && width(&table.rows) == width(&rows);
                between.is_empty() && alike && !anew
            };
            match tables.last_mut().filter(goes_on) {
                Some(table) => table.rows.extend(rows),
                None => tables.push(Table {
                    caption: caption(document, at),
                    heading: heading(document, block, &between),
                    over: between
                        .last()
                        .map(|line| with_units(&line.text))
                        .unwrap_or_default(),
                    is_form,
                    follows: between.len() <= 1 && between.iter().all(|block| is_short(block)),
                    rows,
                    head: Vec::new(),
                }),
            }
            between.clear();
        }
    }
    for table in &mut tables {
        in_sections(&mut table.rows);
        table
            .rows
            .retain(|row| (2..=MOST_COLUMNS).contains(&row.cells.len()));
        if !table.is_form {
            table.take_head();
            table.leave_out_repeated_head();
        }
        reach_down(&mut table.rows);
    }
    share_heads(&mut tables);
    tables.into_iter().flat_map(side_by_side).collect()
}

/// Whether rows begin with one that names their columns, each of three or more: those of another table may stand above them.
fn opens(rows: &[Row<'_>]) -> bool {
    let [first, rest @ ..] = rows else {
        return false;
    };
    let width = first.cells.len();
    width >= 3
        && first.names_columns()
        && (0..width).all(|column| first.has(column))
        && rest.iter().any(|row| row.cells.len() == width)
}

/// The rows of a block, and apart from them those of tables in its cells, which have other columns. A row of one cell
/// belongs to the rows above it.
fn by_width(rows: Vec<Row<'_>>) -> Vec<Vec<Row<'_>>> {
    let mut tables: Vec<(usize, Vec<Row<'_>>)> = Vec::new();
    let mut last = 0;
    for row in rows {
        let width = row.cells.len();
        let own = tables.iter().position(|(other, _)| *other == width);
        let at = match own {
            _ if width == 1 && !tables.is_empty() => last,
            Some(at) => at,
            // what stands above the first row
            None if tables.len() == 1 && tables.iter().all(|(other, _)| *other == 1) => 0,
            None => {
                tables.push((width, Vec::new()));
                tables.len() - 1
            }
        };
        if let Some((of, rows)) = tables.get_mut(at) {
            *of = (*of).max(width);
            rows.push(row);
        }
        last = at;
    }
    tables.into_iter().map(|(_, rows)| rows).collect()
}

/// Gives the sections of a list the names of the columns that stand over the first of them.
fn share_heads(tables: &mut [Table<'_>]) {
    for at in 1..tables.len() {
        let Some([first, next]) = tables.get_mut(at - 1..=at) else {
            continue;
        };
        if !next.follows || !next.head.is_empty() || first.is_form {
            continue;
        }
        let all = |width: usize| next.rows.iter().all(|row| row.cells.len() == width);
        match (first.head.first(), first.rows.as_slice()) {
            (Some(head), _) if all(head.cells.len()) => next.head.clone_from(&first.head),
            // names over the columns behind the labels
            (None, [names]) if names.names_columns() && all(names.cells.len() + 1) => {
                let mut head = names.clone();
                head.cells.insert(0, 0..0);
                next.head.push(head);
            }
            _ => {}
        }
    }
}

/// Gives each row the name of its section, which stands above it on a row of its own.
fn in_sections(rows: &mut [Row<'_>]) {
    let mut section = "";
    for row in rows {
        match row.names_section() {
            true => section = row.cell(0),
            false => row.section = section,
        }
    }
}

/// Gives rows without a label the label above them.
fn reach_down(rows: &mut [Row<'_>]) {
    let mut reaching = "";
    for at in 1..rows.len() {
        let Some([above, row]) = rows.get_mut(at - 1..=at) else {
            continue;
        };
        if above.has(0) {
            reaching = above.cell(0);
        }
        match row.is_reached_from(above) {
            true => row.reaching = reaching,
            false => reaching = "",
        }
    }
}

/// Two tables that stand beside each other and were read as one: the rows have the same labels in both halves, and the
/// head has a name over each half.
fn side_by_side(table: Table<'_>) -> Vec<Table<'_>> {
    let width = table.rows.first().map_or(0, |row| row.cells.len());
    let half = width / 2;
    let whole = |row: &Row<'_>| {
        row.cells.len() == width && row.has(0) && row.cell(0).eq_ignore_ascii_case(row.cell(half))
    };
    let is_double = width >= 4 && width.is_multiple_of(2) && table.rows.len() >= 2;
    if !is_double || !table.rows.iter().all(whole) || table.head.len() != 1 {
        return vec![table];
    }
    let part = |from: usize, row: &Row<'_>| -> Vec<Range<usize>> {
        row.cells.iter().skip(from).take(half).cloned().collect()
    };
    let half_of = |from: usize| {
        let name = table.head.first().map_or("", |head| head.cell(from));
        let rows = table.rows.iter().map(|row| Row {
            sentence: row.sentence,
            cells: part(from, row),
            section: name,
            reaching: "",
        });
        Table {
            caption: table.caption,
            heading: table.heading,
            over: Vec::new(),
            is_form: false,
            follows: false,
            rows: rows.collect(),
            head: Vec::new(),
        }
    };
    vec![half_of(0), half_of(half)]
}

fn caption(document: &Document, at: usize) -> &str {
    let block = |at: Option<usize>| at.and_then(|at| document.blocks.get(at));
    let is_caption = |block: &&Block| block.kind == BlockKind::Caption;
    let above = block(at.checked_sub(1)).filter(is_caption);
    above
        .or_else(|| block(at.checked_add(1)).filter(is_caption))
        .map_or("", |block| &block.text)
}

/// The heading above a table; or, if the table before it stands close, the single line between the two.
fn heading<'d>(document: &'d Document, block: &Block, between: &[&'d Block]) -> &'d str {
    let section = block
        .section
        .and_then(|id| document.sections.get(id.0 as usize));
    match (section, between) {
        (None, [.., line]) if line.kind == BlockKind::Paragraph && is_short(line) => &line.text,
        (section, _) => section.map_or("", |section| &section.title),
    }
}

/// The words of a line, each with the bracket behind it: `River`, `Length (km)`, `Countries`. Empty if there is no
/// bracket, or if a word has no capital: such a line names no columns.
fn with_units(line: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let end = rest.find(' ').unwrap_or(rest.len());
        let behind = rest.get(end..).unwrap_or_default();
        let end = match behind.strip_prefix(" (").and_then(|unit| unit.find(')')) {
            Some(closing) => end + " (".len() + closing + ")".len(),
            None => end,
        };
        let (name, after) = rest.split_at(end);
        names.push(name);
        rest = after.trim_start();
    }
    let has_unit = names.iter().any(|name| name.ends_with(')'));
    let named = names
        .iter()
        .all(|name| name.starts_with(char::is_uppercase));
    match has_unit && named {
        true => names,
        false => Vec::new(),
    }
}

/// Whether a block is a line of a few words and no sentence.
fn is_short(block: &Block) -> bool {
    block.text.split_whitespace().count() <= 6 && !block.text.ends_with(['.', '!', '?', ':'])
}
