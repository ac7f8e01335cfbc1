//! The dark pixels of a picture.

use crate::document::pdf::Picture;

/// Darker pixels are ink.
pub(super) const INK: u8 = 150;

/// A thin rule is at least this much darker than the paper, also in a picture that was drawn anew.
const PALE: u8 = 55;

/// Ink, row by row.
pub(super) struct Ink {
    pub(super) width: usize,
    pub(super) pixels: Vec<bool>,
}

impl Ink {
    pub(super) fn of(picture: &Picture) -> Self {
        Self::darker_than(INK, picture)
    }

    /// The ink of a picture that was drawn anew, however pale: a thin rule that comes to lie between two rows of pixels is
    /// half as dark in both.
    pub(super) fn drawn_anew(picture: &Picture) -> Self {
        Self::darker_than(INK.max(paper(picture).saturating_sub(PALE)), picture)
    }

    fn darker_than(limit: u8, picture: &Picture) -> Self {
        Self {
            width: (picture.width as usize).max(1),
            pixels: picture.grey.iter().map(|grey| *grey < limit).collect(),
        }
    }

    pub(super) fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    pub(super) fn is(&self, x: usize, y: usize) -> bool {
        x < self.width && self.pixels.get(y * self.width + x) == Some(&true)
    }

    /// The same, where each row also has the ink of the row below it. So a rule that steps from one row to the next, as it
    /// does in a scan that lies askew, is whole.
    pub(super) fn stepped(&self) -> Self {
        let below = self.pixels.iter().skip(self.width);
        let below = below.copied().chain(std::iter::repeat(false));
        Self {
            width: self.width,
            pixels: self
                .pixels
                .iter()
                .zip(below)
                .map(|(ink, below)| *ink || below)
                .collect(),
        }
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

/// The brightness of the paper: half of the pixels are darker, and half are brighter.
fn paper(picture: &Picture) -> u8 {
    let mut count = [0_usize; 256];
    for grey in &picture.grey {
        if let Some(count) = count.get_mut(usize::from(*grey)) {
            *count += 1;
        }
    }
    let mut darker = 0;
    let middle = count.iter().position(|count| {
        darker += count;
        darker * 2 >= picture.grey.len()
    });
    middle.map_or(u8::MAX, |grey| grey as u8)
}
