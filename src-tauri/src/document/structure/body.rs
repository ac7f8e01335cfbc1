//! What running text looks like in this document; everything else is recognized by how it differs.

use std::collections::HashMap;

use crate::document::layout::RawBlock;
use crate::document::marks::ends_sentence;

/// A paragraph of at least this many words begins the text.
pub(crate) const SHORTEST_TEXT: usize = 25;

/// The look of running text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body {
    /// The em, in points.
    pub(crate) size: f32,
    /// Width of a column, in points.
    pub(crate) column: f32,
    /// The font of most of its letters.
    pub(crate) font: Option<u32>,
    /// Whether it is set in a bold font, as some scans and drafts are.
    pub(crate) bold: bool,
}

impl Body {
    /// Returns the commonest size, by letters, and the usual width and look of lines in it.
    pub(crate) fn of(blocks: &[RawBlock]) -> Self {
        let mut sizes: HashMap<i32, usize> = HashMap::new();
        let lines = || blocks.iter().flat_map(RawBlock::lines);
        for line in lines() {
            *sizes.entry((line.size * 5.0).round() as i32).or_default() += line.text.len();
        }
        let size = sizes
            .into_iter()
            .max_by_key(|(size, count)| (*count, *size))
            .map_or(10.0, |(size, _)| size as f32 / 5.0);
        let mut widths: Vec<f32> = lines()
            .filter(|line| (line.size - size).abs() < 0.5 && line.text.len() > 15)
            .map(|line| line.x1 - line.x0)
            .collect();
        widths.sort_by(f32::total_cmp);
        let column = widths.get(widths.len() * 2 / 3).copied().unwrap_or(400.0);
        let (bold, all) = lines().filter(|line| (line.size - size).abs() < 0.5).fold(
            (0.0, 0.0),
            |(bold, all), line| {
                (
                    bold + line.bold * line.text.len() as f32,
                    all + line.text.len() as f32,
                )
            },
        );
        let mut fonts: HashMap<u32, usize> = HashMap::new();
        for line in lines().filter(|line| (line.size - size).abs() < 0.5) {
            if let Some(font) = line.font {
                *fonts.entry(font).or_default() += line.text.len();
            }
        }
        Self {
            size,
            column,
            font: fonts
                .into_iter()
                .max_by_key(|(font, count)| (*count, *font))
                .map(|(font, _)| font),
            bold: bold > 0.5 * all,
        }
    }

    /// Whether a block reads like running text: sentences in lines as wide as a column.
    pub(crate) fn reads_as_prose(&self, block: &RawBlock) -> bool {
        if (block.size() - self.size).abs() > 0.1 * self.size {
            return false;
        }
        let (tokens, words) = block.words();
        if words * 2 < tokens {
            return false;
        }
        let wide = block
            .lines()
            .iter()
            .filter(|line| line.x1 - line.x0 > 0.7 * self.column)
            .count();
        let ends = block.rough_text().trim_end().ends_with(ends_sentence);
        (wide * 2 >= block.lines().len() && words >= 6) || (words >= 8 && ends) || wide >= 3
    }

    /// Whether a block is the beginning of the running text, or the abstract.
    pub(crate) fn begins_text(&self, block: &RawBlock) -> bool {
        let (tokens, words) = block.words();
        tokens >= SHORTEST_TEXT
            && words * 2 >= tokens
            && block.size() <= 1.15 * self.size
            && (self.reads_as_prose(block)
                || block.rough_text().trim_end().ends_with(['.', '\u{3002}']))
    }
}
