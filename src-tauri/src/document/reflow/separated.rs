//! Tables as text: values with commas, semicolons or tabs between them (RFC 4180).

use crate::document::kind::RawKind;
use crate::document::marks::on_one_line;
use crate::document::piece::{Content, Piece};

/// The fewest columns and rows of a table; other texts are read as they stand.
const FEWEST: usize = 2;
/// The share of rows that have as many cells as the first.
const ALIKE: f32 = 0.8;

/// Reads a table; `None` if the text is none.
pub(super) fn content(text: &str) -> Option<Content> {
    let rows = [';', '\t', ',']
        .into_iter()
        .find_map(|mark| Some(rows(text, mark)).filter(|rows| is_table(rows)))?;
    let rows: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    Some(Content {
        pieces: vec![Piece::new(RawKind::Table, rows.join("\n"))],
        ..Content::default()
    })
}

fn is_table(rows: &[Vec<String>]) -> bool {
    let width = rows.first().map_or(0, Vec::len);
    let alike = rows.iter().filter(|row| row.len() == width).count();
    width >= FEWEST && rows.len() >= FEWEST && alike as f32 >= ALIKE * rows.len() as f32
}

/// The cells of each row. A quoted cell may contain the mark, line ends, and doubled quotation marks.
pub(super) fn rows(text: &str, mark: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    let folded = |cell: &mut String| {
        let folded = on_one_line(cell);
        cell.clear();
        folded
    };
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => quoted = true,
            _ if quoted => cell.push(c),
            _ if c == mark => row.push(folded(&mut cell)),
            '\n' | '\r' => {
                row.push(folded(&mut cell));
                let done = std::mem::take(&mut row);
                if done.iter().any(|cell| !cell.is_empty()) {
                    rows.push(done);
                }
            }
            _ => cell.push(c),
        }
    }
    row.push(folded(&mut cell));
    if row.iter().any(|cell| !cell.is_empty()) {
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Option<String> {
        Some(content(text)?.pieces.pop()?.text)
    }

    #[test]
    fn values_are_cells() {
        let towns = "City;People\nTorvik;8412\nSundal;\n";
        assert_eq!(
            table(towns).as_deref(),
            Some("City\tPeople\nTorvik\t8412\nSundal\t")
        );
        let quoted = "a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n";
        assert_eq!(table(quoted).as_deref(), Some("a\tb\nx, \"y\"\ttwo lines"));
        assert_eq!(table("One line, with a comma.\nAnother line.\n"), None);
        assert_eq!(table(""), None);
    }
}
