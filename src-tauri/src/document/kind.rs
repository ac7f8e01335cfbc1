//! What a block is while the document is being read.

use serde::{Deserialize, Serialize};

use super::types::BlockKind;

/// [`BlockKind`] with the level that the section tree needs of each heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RawKind {
    Title,
    Authors,
    Heading {
        /// 1 for the outermost.
        level: u8,
    },
    Paragraph,
    ListItem,
    Caption,
    Table,
    Field,
    Figure,
    Formula,
    Code,
    Footnote,
    Reference,
    Furniture,
}

impl From<RawKind> for BlockKind {
    fn from(kind: RawKind) -> Self {
        match kind {
            RawKind::Title => Self::Title,
            RawKind::Authors => Self::Authors,
            RawKind::Heading { .. } => Self::Heading,
            RawKind::Paragraph => Self::Paragraph,
            RawKind::ListItem => Self::ListItem,
            RawKind::Caption => Self::Caption,
            RawKind::Table => Self::Table,
            RawKind::Field => Self::Field,
            RawKind::Figure => Self::Figure,
            RawKind::Formula => Self::Formula,
            RawKind::Code => Self::Code,
            RawKind::Footnote => Self::Footnote,
            RawKind::Reference => Self::Reference,
            RawKind::Furniture => Self::Furniture,
        }
    }
}
