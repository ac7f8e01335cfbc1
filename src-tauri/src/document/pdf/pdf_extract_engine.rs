//! The second engine: `pdf-extract`, for pages on which the first finds nothing readable. It panics more often
//! and places glyphs less exactly (see `docs/adr/0001-two-extraction-engines.md`), so only the worker uses it,
//! and only when needed.

use std::collections::BTreeMap;

use pdf_extract::{
    Dictionary, Document as Opened, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform,
    output_doc_page,
};

use super::clusters::{in_visual_order, meant};
use super::glyphs::{FileFacts, Font, Glyph, GlyphSource, PageGlyphs};
use super::rubbish::unmask;
use crate::document::private_use::{is_private, meaning};
use crate::document::types::{PageFailure, Rect};

/// The number of levels in the page tree from which a page may inherit attributes.
const MAX_ANCESTORS: usize = 64;

/// A file open in lopdf.
pub(crate) struct PdfExtractSource {
    opened: Opened,
    pages: BTreeMap<u32, ObjectId>,
}

impl PdfExtractSource {
    /// Opens the bytes of a file; `None` if the engine cannot.
    pub(crate) fn open(bytes: &[u8], password: &str) -> Option<Self> {
        let mut opened = Opened::load_mem(bytes).ok()?;
        if opened.is_encrypted() {
            opened.decrypt(password).ok()?;
        }
        let pages = opened.get_pages();
        (!pages.is_empty()).then_some(Self { opened, pages })
    }

    fn inherited(&self, page: ObjectId, key: &[u8]) -> Option<&Object> {
        let mut dict: &Dictionary = self.opened.get_dictionary(page).ok()?;
        for _ in 0..MAX_ANCESTORS {
            if let Ok(value) = dict.get(key) {
                return self.opened.dereference(value).ok().map(|(_, value)| value);
            }
            let parent = dict.get(b"Parent").ok()?.as_reference().ok()?;
            dict = self.opened.get_dictionary(parent).ok()?;
        }
        None
    }

    fn rectangle(&self, page: ObjectId, key: &[u8]) -> Option<Rect> {
        let numbers: Vec<f32> = self
            .inherited(page, key)?
            .as_array()
            .ok()?
            .iter()
            .filter_map(|number| self.opened.dereference(number).ok()?.1.as_float().ok())
            .collect();
        let [a, b, c, d] = <[f32; 4]>::try_from(numbers).ok()?;
        let rect = Rect {
            x0: a.min(c),
            y0: b.min(d),
            x1: a.max(c),
            y1: b.max(d),
        };
        (rect.x1 - rect.x0 >= 1.0 && rect.y1 - rect.y0 >= 1.0).then_some(rect)
    }
}

impl GlyphSource for PdfExtractSource {
    fn facts(&self) -> FileFacts {
        FileFacts {
            pages: self.pages.keys().next_back().copied().unwrap_or(0),
            ..FileFacts::default()
        }
    }

    fn page(&self, index: u32, max_glyphs: usize) -> Result<PageGlyphs, PageFailure> {
        let number = index + 1;
        let id = *self.pages.get(&number).ok_or(PageFailure::Damaged)?;
        let media = self.rectangle(id, b"MediaBox").unwrap_or(Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 595.0,
            y1: 842.0,
        });
        let rotate = self
            .inherited(id, b"Rotate")
            .and_then(|value| value.as_i64().ok())
            .unwrap_or(0)
            .rem_euclid(360);
        let rotate = u16::try_from(rotate / 90 * 90).unwrap_or(0);
        let crop = self.rectangle(id, b"CropBox").unwrap_or(media);
        let mut page = GlyphPage {
            page: PageGlyphs {
                fonts: vec![Font::default()],
                ..PageGlyphs::blank(number, crop, rotate)
            },
            max_glyphs,
        };
        let read = output_doc_page(&self.opened, &mut page, number);
        unmask(&mut page.page);
        match read {
            Ok(()) => Ok(page.page),
            // what came before the error is worth keeping
            Err(_) if !page.page.glyphs.is_empty() => Ok(page.page),
            Err(_) => Err(PageFailure::Damaged),
        }
    }
}

/// Collects the glyphs that `pdf-extract` reports.
struct GlyphPage {
    page: PageGlyphs,
    max_glyphs: usize,
}

impl OutputDev for GlyphPage {
    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let mut characters = in_visual_order(&meant(text, 0));
        for character in characters.iter_mut().filter(|c| is_private(**c)) {
            *character = meaning(*character, "");
        }
        let share = 1.0 / characters.len().max(1) as f64;
        let advance = width * font_size;
        for (position, character) in characters.into_iter().enumerate() {
            let along = advance * share * position as f64;
            let glyph = Glyph {
                character,
                x: (transform.m31 + transform.m11 * along) as f32,
                y: (transform.m32 + transform.m12 * along) as f32,
                dx: (transform.m11 * advance * share) as f32,
                dy: (transform.m12 * advance * share) as f32,
                size: (transform.m21.hypot(transform.m22) * font_size).abs() as f32,
                font: 0,
                invisible: false,
                artifact: false,
            };
            if self.page.glyphs.len() >= self.max_glyphs {
                self.page.truncated = true;
            } else if glyph.is_sane() {
                self.page.glyphs.push(glyph);
            }
        }
        Ok(())
    }

    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
