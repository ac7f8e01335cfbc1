//! Turns glyphs into blocks in reading order, by geometry alone and whatever the words say.

mod block;
mod blocks;
mod box_labels;
mod direction;
mod duplicates;
mod fields;
#[cfg(test)]
mod fields_tests;
mod filled;
mod items;
mod label_columns;
mod labels;
mod letter;
mod line;
mod line_numbers;
mod lines;
mod order;
mod page;
mod powers;
mod readings;
mod right_to_left;
mod runs;
mod schemes;
mod upright;
mod vertical;
mod words;

pub(crate) use block::{CellPlace, RawBlock};
pub(crate) use blocks::blocks;
pub(crate) use fields::with_fields;
pub(crate) use filled::Filled;
pub(crate) use items::is_next_item;
pub(crate) use line::{Aside, BOLD, ITALIC, Line, SCRIPT, SOFT};
pub(crate) use order::mended;
pub(crate) use page::{PageLines, Shapes, read_page};
#[cfg(test)]
pub(crate) use {direction::Direction, letter::Letter};
