//! What people read of an export, as blocks without a format. Texts are plain: whoever writes a format escapes them.

use super::grid::Grid;
use crate::library::MarkColour;
use crate::text::export;
use crate::text::rows::in_line;

/// A title and what stands below it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

impl Sheet {
    /// The blocks, and whether there is a gap above each: items of one list stand together.
    pub(super) fn with_gaps(&self) -> impl Iterator<Item = (bool, &Block)> {
        let before = std::iter::once(None).chain(self.blocks.iter().map(Some));
        before.zip(&self.blocks).map(|(before, block)| {
            let continues = block.is_item() && before.is_some_and(Block::is_item);
            (!continues, block)
        })
    }
}

/// A block of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// A heading; `level` is 2 for the outermost below the title.
    Heading { level: u8, text: String },
    /// What should be known about what follows: who made it, or how a question ended.
    Aside(String),
    /// A paragraph.
    Paragraph(String),
    /// An item of a list, with its page and what is quoted to it.
    Item { text: String, quotes: Vec<Quote> },
    /// A quotation on its own.
    Quote(Quote),
    /// A table.
    Table(Grid),
}

/// Quoted words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quote {
    /// What stands before them, such as the page and the share of a source; may be empty.
    pub(crate) label: String,
    pub(crate) text: String,
    /// The table that they are rows of, with nothing but these rows.
    pub(crate) rows: Option<Grid>,
    /// Where they stand; may be empty.
    pub(crate) place: String,
    /// The colour that a person gave them.
    pub(crate) colour: Option<MarkColour>,
}

impl Quote {
    /// A quoted text, or the rows that it is.
    pub(super) fn of(text: &str, rows: Option<Grid>) -> Self {
        Self {
            label: String::new(),
            text: match &rows {
                Some(rows) => rows.line(),
                None => in_line(text).into_owned(),
            },
            rows,
            place: String::new(),
            colour: None,
        }
    }

    /// Its place, with the name of its colour: for formats that show no colours.
    pub(super) fn place_and_mark(&self) -> String {
        export::place_and_mark(&self.place, self.colour)
    }
}

impl Block {
    pub(super) fn is_item(&self) -> bool {
        matches!(self, Self::Item { .. })
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }
}
