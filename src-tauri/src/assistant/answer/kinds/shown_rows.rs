//! Sentences that are rows of a table, with the names of their columns, so that they can be shown as a table.

use super::headers::is_headed;
use super::tables::{BETWEEN, Row, Table, tables};
use crate::document::{Document, SentenceId};

/// Rows with at least this number of cells are no labels with values, so that the first of them may well name the columns.
const FEWEST_NAMED: usize = 3;

/// Rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownRows {
    /// The name of each column; all empty if the document does not seem to name them.
    pub(crate) head: Vec<String>,
    /// Each row has one cell for each column, which may be empty. There is at least one row.
    pub(crate) rows: Vec<Vec<String>>,
}

/// The tables of a document.
pub(crate) struct DocumentTables<'d> {
    tables: Vec<Table<'d>>,
}

impl<'d> DocumentTables<'d> {
    pub(crate) fn of(document: &'d Document) -> Self {
        Self {
            tables: tables(document),
        }
    }

    /// Sentences as rows of one table, in its order. `None` if they are not all in one table, or if they are nothing but the
    /// names of its columns.
    pub(crate) fn rows(&self, sentences: &[SentenceId]) -> Option<ShownRows> {
        let mut tables = self.tables.iter().filter(|table| !table.is_form);
        tables.find_map(|table| rows_of(table, sentences))
    }
}

fn rows_of(table: &Table<'_>, sentences: &[SentenceId]) -> Option<ShownRows> {
    let is_meant = |row: &&Row<'_>| sentences.contains(&row.sentence.id);
    let heads: Vec<&Row<'_>> = table.head.iter().filter(is_meant).collect();
    let rows: Vec<&Row<'_>> = table.rows.iter().filter(is_meant).collect();
    let width = rows.first()?.cells.len();
    let is_whole = |row: &&Row<'_>| row.cells.len() == width && has_all_words(row);
    let all = heads.len() + rows.len() == sentences.len();
    if !all || !heads.iter().chain(&rows).all(is_whole) {
        return None;
    }
    let names = names(table);
    let is_named = names.len() == width;
    let above: &[&Row<'_>] = match is_named {
        true => &[],
        false => heads.as_slice(),
    };
    Some(ShownRows {
        head: match is_named {
            true => names,
            false => vec![String::new(); width],
        },
        rows: above.iter().chain(&rows).map(|row| cells(row)).collect(),
    })
}

fn cells(row: &Row<'_>) -> Vec<String> {
    let columns = 0..row.cells.len();
    columns.map(|column| row.cell(column).to_owned()).collect()
}

/// Whether its cells have all that its sentence says: half of a row is none.
fn has_all_words(row: &Row<'_>) -> bool {
    let between = BETWEEN.to_string();
    cells(row).join(&between).trim_matches(BETWEEN) == row.sentence.text
}

/// The names of the columns: for certain over numbers, and a full first row without numbers is taken for names, too.
fn names(table: &Table<'_>) -> Vec<String> {
    let is_full = |row: &Row<'_>| {
        let width = row.cells.len();
        width >= FEWEST_NAMED && (0..width).all(|column| !row.cell(column).is_empty())
    };
    if !is_headed(table) && !table.head.last().is_none_or(is_full) {
        return Vec::new();
    }
    let names = table.names();
    names
        .iter()
        .map(|parts| {
            let parts = parts.iter().filter(|part| !part.is_empty());
            parts.copied().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;
    use crate::document::BlockKind;

    fn document(rows: &[&str]) -> Document {
        let rows: Vec<String> = rows.iter().map(|row| row.replace(" | ", "\t")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut document = flow(&rows);
        for block in &mut document.blocks {
            block.kind = match block.text.contains('\t') {
                true => BlockKind::Table,
                false => BlockKind::Paragraph,
            };
        }
        document
    }

    /// The rows of some sentences with the head above them, as lines.
    fn shown(document: &Document, sentences: &[u32]) -> Option<Vec<String>> {
        let ids: Vec<SentenceId> = sentences.iter().map(|id| SentenceId(*id)).collect();
        let shown = DocumentTables::of(document).rows(&ids)?;
        let lines = std::iter::once(&shown.head).chain(&shown.rows);
        Some(lines.map(|cells| cells.join(" | ")).collect())
    }

    #[test]
    fn rows_stand_under_the_names_of_their_columns() {
        let stations = document(&[
            "Station | Height (m) | Opened",
            "Kestrel Point | 412 | 1951",
            "Otter Mill | 95 | 1949",
            "They are open in summer.",
        ]);
        let head = "Station | Height (m) | Opened".to_owned();
        let mill = "Otter Mill | 95 | 1949".to_owned();
        let point = "Kestrel Point | 412 | 1951".to_owned();
        assert_eq!(
            shown(&stations, &[2]),
            Some(vec![head.clone(), mill.clone()])
        );
        // the head stands there once, also where its own sentence is quoted
        let both = Some(vec![head, point, mill]);
        assert_eq!(shown(&stations, &[1, 2]), both);
        assert_eq!(shown(&stations, &[0, 1, 2]), both);
        // nothing but names, and what is no row
        for others in [&[0][..], &[2, 3], &[3], &[], &[9]] {
            assert_eq!(shown(&stations, others), None, "{others:?}");
        }
    }

    #[test]
    fn labels_with_values_have_no_names_above_them() {
        let labels = document(&["Customer | Acme Ltd", "Town | Bergen", "Colour | green"]);
        let line = |text: &str| text.to_owned();
        assert_eq!(
            shown(&labels, &[0, 2]),
            Some(vec![
                line(" | "),
                line("Customer | Acme Ltd"),
                line("Colour | green")
            ])
        );
    }
}
