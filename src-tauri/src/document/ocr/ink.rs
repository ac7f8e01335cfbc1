//! The dark pixels of a picture.

use crate::document::pdf::Picture;

/// Darker pixels are ink.
pub(super) const INK: u8 = 150;

/// Ink, row by row.
pub(super) struct Ink {
    pub(super) width: usize,
    pub(super) pixels: Vec<bool>,
}

impl Ink {
    pub(super) fn of(picture: &Picture) -> Self {
        Self {
            width: (picture.width as usize).max(1),
            pixels: picture.grey.iter().map(|grey| *grey < INK).collect(),
        }
    }

    pub(super) fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    pub(super) fn is(&self, x: usize, y: usize) -> bool {
        x < self.width && self.pixels.get(y * self.width + x) == Some(&true)
    }

    /// The same with rows for columns.
    pub(super) fn flipped(&self) -> Self {
        let (width, height) = (self.width, self.height());
        let mut pixels = vec![false; self.pixels.len()];
        for (y, row) in self.pixels.chunks_exact(width).enumerate() {
            for (x, ink) in row.iter().enumerate().filter(|(_, ink)| **ink) {
                if let Some(pixel) = pixels.get_mut(x * height + y) {
                    *pixel = *ink;
                }
            }
        }
        Self {
            width: height.max(1),
            pixels,
        }
    }
}
