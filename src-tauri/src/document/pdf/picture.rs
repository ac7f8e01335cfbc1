//! A page as a grey picture, for character recognition.

use std::ops::Range;

use hayro::hayro_interpret::util::TransformExt;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings};
use hayro_interpret::{InterpreterSettings, RenderContent};
use hayro_syntax::Pdf;
use serde::{Deserialize, Serialize};

use crate::document::types::PageFailure;

/// Pixels of an inch: what recognition was trained on.
const DPI: f64 = 300.0;
/// The largest picture, in pixels: a page of A3 at 300 dpi has 17 million.
const MOST_PIXELS: f64 = 20.0e6;
/// The largest width and height, in pixels.
const MOST_SIDE: f64 = 30_000.0;
/// A picture that is smaller than this, in pixels, shows nothing that can be read.
const LEAST_SIDE: f64 = 8.0;

/// A page as a person sees it: turned for display and cut to its visible part.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Picture {
    /// 1-based.
    pub(crate) number: u32,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
    /// Pixels of an inch.
    pub(crate) dpi: u32,
    /// Brightness of the pixels, row by row from the top; 0 is black.
    pub(crate) grey: Vec<u8>,
    /// Maps pixels, counted from the upper left corner, to user space: `x' = a x + c y + e`,
    /// `y' = b x + d y + f`.
    pub(crate) to_user_space: [f64; 6],
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            to,
            "page {} as {} x {} pixels",
            self.number, self.width, self.height
        )
    }
}

impl Picture {
    /// Whether the numbers fit together and are those of a page.
    pub(crate) fn is_sane(&self) -> bool {
        let pixels = u64::from(self.width) * u64::from(self.height);
        pixels == self.grey.len() as u64
            && pixels as f64 <= MOST_PIXELS * 1.01
            && self.width > 0
            && self.height > 0
            && (1..100_000).contains(&self.dpi)
            && self
                .to_user_space
                .iter()
                .all(|number| number.is_finite() && number.abs() < 1.0e6)
    }

    /// The picture, turned clockwise by this number of quarters.
    pub(crate) fn turned(&self, quarters: u32) -> Self {
        let mut turned = self.clone();
        for _ in 0..quarters % 4 {
            turned = turned.turned_once();
        }
        turned
    }

    fn turned_once(&self) -> Self {
        let (width, height) = (self.width as usize, self.height as usize);
        let mut grey = vec![255; self.grey.len()];
        for (y, row) in self.grey.chunks_exact(width.max(1)).enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                if let Some(to) = grey.get_mut(x * height + (height - 1 - y)) {
                    *to = *pixel;
                }
            }
        }
        // the pixel (x, y) of the turned picture is (y, height - x) of this one
        let [a, b, c, d, e, f] = self.to_user_space;
        let tall = f64::from(self.height);
        Self {
            number: self.number,
            width: self.height,
            height: self.width,
            dpi: self.dpi,
            grey,
            to_user_space: [-c, -d, a, b, e + c * tall, f + d * tall],
        }
    }

    /// A part of the picture: the columns and rows from the first ones on, as far as there are any.
    pub(crate) fn part(&self, columns: Range<usize>, rows: Range<usize>) -> Self {
        let width = (self.width as usize).max(1);
        let columns = columns.start.min(width)..columns.end.min(width);
        let grey: Vec<u8> = self
            .grey
            .chunks_exact(width)
            .take(rows.end)
            .skip(rows.start)
            .filter_map(|row| row.get(columns.clone()))
            .flatten()
            .copied()
            .collect();
        let [a, b, c, d, ..] = self.to_user_space;
        let (e, f) = self.place(columns.start as f64, rows.start as f64);
        Self {
            width: columns.len() as u32,
            height: (grey.len() / columns.len().max(1)) as u32,
            grey,
            to_user_space: [a, b, c, d, e, f],
            ..*self
        }
    }

    /// Maps a point of the picture to user space.
    pub(crate) fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.to_user_space;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Length of the side of a pixel in user space, in points.
    pub(crate) fn pixel(&self) -> f64 {
        let [a, b, ..] = self.to_user_space;
        a.hypot(b)
    }
}

/// Draws the page with this 0-based index.
///
/// # Errors
/// [`PageFailure::Damaged`] if there is no such page, or none that can be drawn.
pub(crate) fn draw<'a>(
    pdf: &'a Pdf,
    cache: &RenderCache<'a>,
    index: u32,
) -> Result<Picture, PageFailure> {
    let page = pdf
        .pages()
        .get(index as usize)
        .ok_or(PageFailure::Damaged)?;
    let (wide, high) = page.render_dimensions();
    let (wide, high) = (f64::from(wide), f64::from(high));
    let unit = page.raw().get::<f64>(b"UserUnit").unwrap_or(1.0);
    let unit = if (0.001..100_000.0).contains(&unit) {
        unit
    } else {
        1.0
    };
    let scale = (DPI / 72.0 * unit)
        .min((MOST_PIXELS / (wide * high)).sqrt())
        .min(MOST_SIDE / wide.max(high));
    let (width, height) = ((wide * scale).floor(), (high * scale).floor());
    if !(LEAST_SIDE..=MOST_SIDE).contains(&width) || !(LEAST_SIDE..=MOST_SIDE).contains(&height) {
        return Err(PageFailure::Damaged);
    }
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let mut context = RenderContext::new(width as u16, height as u16);
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let drawing = RenderSettings::default();
    hayro::render_into(page, cache, &settings, &drawing, &mut context, transform);
    context.flush();
    let mut pixels = Pixmap::new(context.width(), context.height());
    context.render_with(
        &mut pixels,
        &mut Resources::default(),
        RasterizerSettings {
            target_init: TargetInit::Clear(WHITE),
            ..RasterizerSettings::default()
        },
    );
    let grey = pixels
        .data()
        .iter()
        .map(|pixel| {
            let [r, g, b] = [pixel.r, pixel.g, pixel.b].map(u32::from);
            ((r * 77 + g * 150 + b * 29) >> 8) as u8
        })
        .collect();
    Ok(Picture {
        number: index + 1,
        width: u32::from(pixels.width()),
        height: u32::from(pixels.height()),
        dpi: ((scale * 72.0 / unit).round() as u32).max(1),
        grey,
        to_user_space: transform.inverse().as_coeffs(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three pixels wide and two high, half a point each.
    fn small() -> Picture {
        Picture {
            number: 1,
            width: 3,
            height: 2,
            dpi: 144,
            grey: vec![1, 2, 3, 4, 5, 6],
            to_user_space: [0.5, 0.0, 0.0, -0.5, 10.0, 101.0],
        }
    }

    #[test]
    fn a_turned_picture_shows_the_same_places() {
        let turned = small().turned(1);
        assert_eq!((turned.width, turned.height), (2, 3));
        assert_eq!(turned.grey, [4, 1, 5, 2, 6, 3]);
        // the lower left corner of the page is the upper left one of the turned picture
        assert_eq!(small().place(0.0, 2.0), (10.0, 100.0));
        assert_eq!(turned.place(0.0, 0.0), (10.0, 100.0));
        assert_eq!(turned.place(2.0, 3.0), small().place(3.0, 0.0));
        assert_eq!(small().turned(4), small());
        assert_eq!(turned.pixel(), 0.5);
    }

    #[test]
    fn a_picture_whose_numbers_do_not_fit_is_refused() {
        assert!(small().is_sane());
        let mut lie = small();
        lie.width = 4;
        assert!(!lie.is_sane());
        lie = small();
        lie.to_user_space[3] = f64::NAN;
        assert!(!lie.is_sane());
    }
}
