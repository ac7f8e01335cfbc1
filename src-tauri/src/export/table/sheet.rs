//! A table of evidence as people read it: the table, and below it the list of references.

use super::papers::Paper;
use crate::export::grid::{Grid, GridCell};
use crate::export::same_words::same_words;
use crate::export::sheet::{Block, Sheet};
use crate::library::{CellFound, EvidenceCell, EvidenceTable};
use crate::text::evidence;
use crate::text::rows::in_line;

/// The whole sheet.
pub(in crate::export) fn sheet(table: &EvidenceTable, papers: &[Paper]) -> Sheet {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    let yours = cells.any(|cell| cell.yours.is_some());
    let about = evidence::about(count(papers.len()), count(table.columns.len()), yours);
    let mut blocks = vec![
        Block::Aside(about),
        Block::Table(grid(table)),
        Block::Heading {
            level: 2,
            text: evidence::references().to_owned(),
        },
    ];
    blocks.extend(papers.iter().map(|paper| Block::Item {
        text: paper.listed.clone(),
        quotes: Vec::new(),
    }));
    Sheet {
        title: title(table).to_owned(),
        blocks,
    }
}

/// What a table is called.
fn title(table: &EvidenceTable) -> &str {
    match table.title.as_str() {
        "" => evidence::untitled(),
        title => title,
    }
}

/// Papers down, questions across.
fn grid(table: &EvidenceTable) -> Grid {
    let questions = table.columns.iter().map(|column| column.question.clone());
    let head = std::iter::once(evidence::paper().to_owned()).chain(questions);
    let rows = table.rows.iter().map(|row| {
        let name = std::iter::once(GridCell::plain(&row.title));
        name.chain(row.cells.iter().map(cell)).collect()
    });
    Grid {
        head: head.collect(),
        rows: rows.collect(),
    }
}

/// The answer with its quotation and page. A quotation that says nothing but the answer is not repeated; the answer then has its
/// quotation marks.
pub(super) fn cell(cell: &EvidenceCell) -> GridCell {
    let Some(found) = evidence::quoted(cell) else {
        return GridCell::plain(&evidence::answer(cell));
    };
    let is_whole = same_words(&found.words, &found.quoted);
    let words = in_line(&found.words);
    let shown = CellFound {
        words: match is_whole {
            true => evidence::in_marks(&words),
            false => words.into_owned(),
        },
        ..found.clone()
    };
    GridCell {
        place: evidence::place(found),
        quote: match is_whole {
            true => String::new(),
            false => in_line(&found.quoted).into_owned(),
        },
        text: evidence::answer(&EvidenceCell {
            found: Some(shown),
            ..cell.clone()
        }),
    }
}
