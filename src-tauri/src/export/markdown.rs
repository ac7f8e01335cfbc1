//! A sheet in Markdown (CommonMark, with the tables of GitHub).

use std::fmt::Write as _;

use super::grid::{Grid, GridCell};
use super::sheet::{Block, Quote, Sheet};

/// The whole sheet.
pub(crate) fn markdown(sheet: &Sheet) -> String {
    let mut text = format!("# {}\n", escaped(&sheet.title));
    for (gap, block) in sheet.with_gaps() {
        if gap {
            text.push('\n');
        }
        push(&mut text, block);
    }
    text
}

fn push(text: &mut String, block: &Block) {
    match block {
        Block::Heading { level, text: title } => {
            let marks = "#".repeat(usize::from(*level));
            let _ = writeln!(text, "{marks} {}", escaped(title));
        }
        Block::Aside(words) => {
            let _ = writeln!(text, "*{}*", escaped(words));
        }
        Block::Paragraph(words) => {
            for (at, paragraph) in paragraphs(words).enumerate() {
                let apart = if at > 0 { "\n" } else { "" };
                let _ = writeln!(text, "{apart}{}", begun(&escaped(paragraph)));
            }
        }
        Block::Item {
            text: words,
            quotes,
        } => {
            let _ = writeln!(text, "- {}", begun(&escaped(words)));
            for (at, quote) in quotes.iter().enumerate() {
                // two quotations are apart
                if at > 0 {
                    text.push_str("  >\n");
                }
                push_quote(text, quote, "  > ");
            }
        }
        Block::Quote(quote) => push_quote(text, quote, "> "),
        Block::Table(grid) => push_grid(text, grid, ""),
    }
}

/// A row is a line, so what a cell consists of stands in one. `mark` stands before each line. A table without names of columns has
/// empty ones: no reader takes rows for a table that have no head and no line below it.
fn push_grid(text: &mut String, grid: &Grid, mark: &str) {
    let mut push = |cells: Vec<String>| {
        let _ = writeln!(text, "{mark}| {} |", cells.join(" | "));
    };
    push(grid.head.iter().map(|head| escaped(head)).collect());
    push(vec!["---".to_owned(); grid.head.len()]);
    for row in &grid.rows {
        push(
            row.iter()
                .map(GridCell::line)
                .map(|line| escaped(&line))
                .collect(),
        );
    }
}

fn push_quote(text: &mut String, quote: &Quote, mark: &str) {
    let empty = mark.trim_end();
    let label = escaped(&quote.label);
    match &quote.rows {
        Some(grid) => {
            if !label.is_empty() {
                let _ = writeln!(text, "{mark}{}\n{empty}", label.trim_end());
            }
            push_grid(text, grid, mark);
        }
        None => {
            let _ = writeln!(text, "{mark}{label}{}", begun(&escaped(&quote.text)));
        }
    }
    let place = quote.place_and_mark();
    if !place.is_empty() {
        let _ = writeln!(text, "{empty}\n{mark}— {}", escaped(&place));
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The text in one line, with a backslash before each character that is Markdown syntax.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '<' | '>' | '#' | '|' | '~' | '[' | ']' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            '&' if is_entity(text.get(at + 1..).unwrap_or_default()) => escaped.push_str("\\&"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether an ampersand before this text would stand for a character: `&amp;` in a document is five characters.
fn is_entity(after: &str) -> bool {
    let name = after
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '#')
        .next()
        .unwrap_or_default();
    !name.is_empty()
        && after
            .get(name.len()..)
            .is_some_and(|rest| rest.starts_with(';'))
}

/// The text as a paragraph, where it would begin a list or a line.
fn begun(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    let counts = digits > 0 && after.starts_with(['.', ')']);
    match text.chars().next() {
        Some('-' | '+' | '=') => format!("\\{text}"),
        Some(_) if counts => format!("{}\\{after}", text.get(..digits).unwrap_or_default()),
        _ => text.to_owned(),
    }
}
