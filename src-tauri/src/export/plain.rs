//! A sheet as text without markup: a block is a line, or a few.

use super::grid::Grid;
use super::sheet::{Block, Quote, Sheet};
use crate::text::answers::quoted;

/// The whole sheet.
pub(super) fn plain(sheet: &Sheet) -> String {
    let mut text = format!("{}\n", line(&sheet.title));
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
        Block::Heading {
            level: 2,
            text: title,
        } => {
            let title = line(title);
            let rule = "-".repeat(title.chars().count());
            text.push_str(&format!("{title}\n{rule}\n"));
        }
        Block::Heading { text: words, .. } | Block::Aside(words) => {
            text.push_str(&line(words));
            text.push('\n');
        }
        Block::Paragraph(words) => {
            for words in words.lines() {
                text.push_str(&line(words));
                text.push('\n');
            }
        }
        Block::Item {
            text: words,
            quotes,
        } => {
            text.push_str(&format!("- {}\n", line(words)));
            for quote in quotes {
                push_quote(text, quote, "    ");
            }
        }
        Block::Quote(quote) => push_quote(text, quote, "  "),
        Block::Table(grid) => push_grid(text, grid),
    }
}

/// Each row as a list under its name: a line of text is too narrow for columns.
fn push_grid(text: &mut String, grid: &Grid) {
    for (at, row) in grid.rows.iter().enumerate() {
        let Some((name, cells)) = row.split_first() else {
            continue;
        };
        let apart = if at > 0 { "\n" } else { "" };
        text.push_str(&format!("{apart}{}\n", line(&name.line())));
        for (head, cell) in grid.head.iter().skip(1).zip(cells) {
            text.push_str(&format!("  {} {}\n", line(head), line(&cell.line())));
        }
    }
}

fn push_quote(text: &mut String, quote: &Quote, indent: &str) {
    text.push_str(&format!(
        "{indent}{}{}\n",
        line(&quote.label),
        line(&quoted(&quote.text))
    ));
    let place = quote.place_and_mark();
    if !place.is_empty() {
        text.push_str(&format!("{indent}— {}\n", line(&place)));
    }
}

/// The text without characters that end a line or steer a terminal. White space at its end separates it from what follows.
fn line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
