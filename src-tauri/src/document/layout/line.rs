//! A line of text as the later phases see it: characters with their styles and edges.

use super::direction::Direction;
use crate::document::askew::Askew;
use crate::document::types::Rect;

/// Style of a character: heavier than text weight.
pub(crate) const BOLD: u8 = 1;
/// Style of a character: italic or oblique.
pub(crate) const ITALIC: u8 = 2;
/// Style of a character: a superscript or subscript.
pub(crate) const SCRIPT: u8 = 4;
/// Style of a hyphen that the file marks as one that only the line end made.
pub(crate) const SOFT: u8 = 8;

/// What stands beside the lines of a text and is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// A number that counts the lines.
    LineNumber,
    /// The reading of the word under it, in small letters.
    Reading,
}

/// A line of text, or a part of one where a wide gap divides it.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// 1-based.
    pub(crate) page: u32,
    pub(crate) direction: Direction,
    /// Characters in reading order, words separated by one space.
    pub(crate) text: Vec<char>,
    /// For each character how it is set: [`BOLD`], [`ITALIC`], [`SCRIPT`].
    pub(crate) styles: Vec<u8>,
    /// For each character, its left and right edge; a space has the edges of its gap.
    pub(crate) edges: Vec<(f32, f32)>,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    /// Height of the baseline, in points.
    pub(crate) y: f32,
    /// The em of most of its letters, in points.
    pub(crate) size: f32,
    /// Share of letters in a bold, an italic and a monospaced font.
    pub(crate) bold: f32,
    pub(crate) italic: f32,
    pub(crate) monospace: f32,
    /// The font of nearly all its letters, if there is one.
    pub(crate) font: Option<u32>,
    /// Whether the file marks it as an artifact.
    pub(crate) artifact: bool,
    /// What it is if it stands beside the lines of the text.
    pub(crate) aside: Option<Aside>,
}

impl Line {
    /// The characters in a range as a line of their own; `None` if the range is empty or is not in the line.
    pub(crate) fn part(&self, range: std::ops::Range<usize>) -> Option<Self> {
        let edges = self.edges.get(range.clone())?.to_vec();
        edges.first()?;
        let left = |x0: f32, edge: &(f32, f32)| x0.min(edge.0);
        let right = |x1: f32, edge: &(f32, f32)| x1.max(edge.1);
        Some(Self {
            text: self.text.get(range.clone())?.to_vec(),
            styles: self.styles.get(range)?.to_vec(),
            x0: edges.iter().fold(f32::MAX, left),
            x1: edges.iter().fold(f32::MIN, right),
            edges,
            ..self.clone()
        })
    }

    /// The line as a string.
    pub(crate) fn string(&self) -> String {
        self.text.iter().collect()
    }

    /// The box of the line in the upright frame: from a quarter em below the baseline to three quarters
    /// above it.
    pub(crate) fn bounds(&self) -> Rect {
        Rect {
            x0: self.x0,
            y0: self.y - 0.25 * self.size,
            x1: self.x1,
            y1: self.y + 0.75 * self.size,
        }
    }

    /// The box of the characters between two edges, in user space; as high as [`Line::bounds`].
    pub(crate) fn rect(&self, x0: f32, x1: f32) -> Rect {
        let bounds = self.bounds();
        self.direction.to_user_space(&Rect { x0, x1, ..bounds })
    }

    /// The boxes of a part of the line, given by the edges of its characters, in user space: one box, or one for every
    /// few letters if the line is slanted, because boxes are not. The less it is slanted, the longer the
    /// boxes may be.
    pub(crate) fn rects(&self, x0: f32, x1: f32) -> Vec<Rect> {
        /// How far a line may rise within a box, in em, unless it is steep.
        const RISE: f32 = 0.1;
        let slope = self.direction.slope();
        if slope == 0.0 {
            return vec![self.rect(x0, x1)];
        }
        let step = ((RISE / slope).max(2.0) * self.size).max(1.0);
        let count = (((x1 - x0) / step).ceil() as usize).clamp(1, 200);
        let wide = (x1 - x0) / count as f32;
        let at = |place: usize| x0 + wide * place as f32;
        (0..count)
            .map(|place| self.rect(at(place), at(place + 1)))
            .collect()
    }

    /// The line in the frame of a page that lies so, where its baseline begins at the same place of the page.
    pub(super) fn lying(self, askew: Askew) -> Self {
        let direction = self.direction.lying(Some(askew));
        let (x, y) = self.direction.back(self.x0, self.y);
        let (x0, y) = direction.upright(x, y);
        let off = x0 - self.x0;
        Self {
            direction,
            x0,
            x1: self.x1 + off,
            y,
            edges: self
                .edges
                .iter()
                .map(|(left, right)| (left + off, right + off))
                .collect(),
            ..self
        }
    }

    /// Whether a reader would see two lines on one baseline.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        (self.y - other.y).abs() <= 0.35 * self.size.max(other.size)
    }
}
