//! A table of evidence as a workbook of three sheets: the table as people read it, a row for each cell with its facts in
//! columns of their own, and the list of references.

use std::io;

use super::papers::Paper;
use super::sheet::cell;
use super::xlsx::{Value, Worksheet, xlsx};
use crate::library::{CellOutcome, EvidenceCell, EvidenceTable};
use crate::text::evidence;

/// The widths of columns, in characters: names, short facts, texts.
const NAME: u32 = 36;
const FACT: u32 = 12;
const TEXT: u32 = 48;

/// The whole file.
///
/// # Errors
/// If the archive cannot be written, which for one in memory does not happen.
pub(in crate::export) fn workbook(table: &EvidenceTable, papers: &[Paper]) -> io::Result<Vec<u8>> {
    xlsx(&[
        as_read(table, papers),
        each_cell(table, papers),
        references(papers),
    ])
}

fn head(names: &[&str]) -> Vec<Value> {
    names.iter().map(|name| Value::text(name)).collect()
}

fn as_read(table: &EvidenceTable, papers: &[Paper]) -> Worksheet {
    let mut first = head(&[
        evidence::paper(),
        evidence::authors(),
        evidence::year(),
        evidence::doi(),
    ]);
    let questions = table.columns.iter().map(|column| &column.question);
    first.extend(questions.map(|question| Value::text(question)));
    let mut rows = vec![first];
    for (row, paper) in table.rows.iter().zip(papers) {
        let mut values = vec![
            Value::text(&paper.title),
            Value::text(&paper.authors),
            year(paper),
            Value::text(&paper.doi),
        ];
        let cells = row.cells.iter().map(cell);
        values.extend(cells.map(|cell| Value::Text(cell.lines().join("\n"))));
        rows.push(values);
    }
    let mut widths = vec![NAME, NAME, FACT, NAME];
    widths.extend(table.columns.iter().map(|_| TEXT));
    Worksheet {
        name: evidence::table(),
        widths,
        rows,
    }
}

fn each_cell(table: &EvidenceTable, papers: &[Paper]) -> Worksheet {
    let mut rows = vec![head(&[
        evidence::paper(),
        evidence::question(),
        evidence::answers(),
        evidence::probability(),
        evidence::quotation(),
        evidence::page(),
        evidence::by(),
    ])];
    for (row, paper) in table.rows.iter().zip(papers) {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            rows.push(facts(&paper.title, &column.question, cell));
        }
    }
    Worksheet {
        name: evidence::cells(),
        widths: vec![NAME, NAME, TEXT, FACT, TEXT, FACT, FACT],
        rows,
    }
}

fn facts(title: &str, question: &str, cell: &EvidenceCell) -> Vec<Value> {
    let found = evidence::quoted(cell);
    let nothing = || Value::text("");
    let probability = found.and_then(|found| found.probability);
    let page = found.and_then(|found| found.page);
    let by = match (&cell.yours, cell.outcome) {
        (Some(_), _) => evidence::by_you(),
        (None, Some(CellOutcome::Found)) => evidence::by_pagewing(),
        (None, _) => "",
    };
    vec![
        Value::text(title),
        Value::text(question),
        Value::Text(evidence::words(cell)),
        // two digits, as people read them: more would be noise of the number's form
        probability.map_or_else(nothing, |share| {
            Value::Share((f64::from(share) * 100.0).round() / 100.0)
        }),
        found.map_or_else(nothing, |found| Value::text(&found.quoted)),
        page.map_or_else(nothing, |page| Value::Number(f64::from(page))),
        Value::text(by),
    ]
}

fn references(papers: &[Paper]) -> Worksheet {
    let mut rows = vec![head(&[evidence::paper(), evidence::references()])];
    rows.extend(
        papers
            .iter()
            .map(|paper| vec![Value::text(&paper.title), Value::text(&paper.listed)]),
    );
    Worksheet {
        name: evidence::references(),
        widths: vec![NAME, 2 * TEXT],
        rows,
    }
}

fn year(paper: &Paper) -> Value {
    match paper.year {
        Some(year) => Value::Number(f64::from(year)),
        None => Value::text(""),
    }
}
