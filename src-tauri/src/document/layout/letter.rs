//! A character on a page, in the frame in which its text runs from left to right.

/// The mark of a place where a word may be divided.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// One character in the upright frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    pub(crate) character: char,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    /// Height of the baseline, in points.
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) monospace: bool,
    /// Distinguishes the fonts of a document by their names.
    pub(crate) font: u32,
    /// Whether the file draws a space before this letter.
    pub(crate) space_before: bool,
    /// Whether the file marks it as an artifact.
    pub(crate) artifact: bool,
}
