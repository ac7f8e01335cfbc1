//! Positioned glyphs: what every PDF engine produces and every later phase uses.
//!
//! One [`Glyph`] is one Unicode character. An engine that gets several characters for one code (a
//! ligature, an ActualText) splits them over the glyph's advance, so that a character always has a
//! place of its own.

use serde::{Deserialize, Serialize};

use crate::document::askew::Askew;
use crate::document::types::{PageFailure, Rect};

/// The character of a glyph whose letter nobody knows.
pub(crate) const UNREADABLE: char = char::REPLACEMENT_CHARACTER;

/// One character on a page, in default user space (points, y upwards, not rotated).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Glyph {
    /// The character; [`UNREADABLE`] if the file does not determine it.
    pub(crate) character: char,
    /// Horizontal position of the origin on the baseline, in points.
    pub(crate) x: f32,
    /// Vertical position of the origin on the baseline, in points.
    pub(crate) y: f32,
    /// Advance, horizontal part: to where the next glyph would stand without extra spacing, in points.
    pub(crate) dx: f32,
    /// Advance, vertical part, in points; not zero in turned text.
    pub(crate) dy: f32,
    /// Height of the em, in points.
    pub(crate) size: f32,
    /// Index into [`PageGlyphs::fonts`].
    pub(crate) font: u16,
    /// Whether it is drawn in text render mode 3, as a recognized layer is, or hidden on the page.
    pub(crate) invisible: bool,
    /// Whether a tagged PDF marks it as an artifact: a running head, a page number.
    pub(crate) artifact: bool,
}

impl Glyph {
    /// Whether all numbers are finite and within the bounds of a page.
    pub(crate) fn is_sane(&self) -> bool {
        const FAR: f32 = 1.0e6;
        [self.x, self.y, self.dx, self.dy]
            .iter()
            .all(|v| v.is_finite() && v.abs() < FAR)
            && self.size.is_finite()
            && (0.0..FAR).contains(&self.size)
    }
}

/// The facts of a font that distinguish headings from text, and code from prose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Font {
    /// PostScript name without the subset prefix; empty if the engine does not know it.
    pub(crate) name: String,
    /// Heavier than text weight.
    pub(crate) bold: bool,
    /// Italic or oblique.
    pub(crate) italic: bool,
    /// Whether all letters have one width.
    pub(crate) monospace: bool,
}

impl Font {
    /// Reads weight and slant from a PostScript name such as `NimbusRomNo9L-MediItal` or `CMBX10`.
    pub(crate) fn from_name(name: &str) -> Self {
        let name = match name.split_once('+') {
            Some((prefix, rest)) if prefix.len() == 6 => rest,
            _ => name,
        };
        let lower = name.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
        // Computer Modern names the weight in the family part; old Adobe-style names end in "-B" or ".B"
        let bold = has(&[
            "bold", "black", "heavy", "semib", "demi", "-medi", "cmbx", "cmssbx", "sfbx", "cmbsy",
        ]) || lower.ends_with("-b")
            || lower.ends_with(".b")
            || lower.ends_with(".bi")
            || lower.ends_with("-bi");
        let italic = has(&[
            "ital", "obli", "cmti", "cmmi", "cmsl", "sfti", "slant", "-it",
        ]) || lower.ends_with(".i")
            || lower.ends_with("-i")
            || lower.ends_with(".bi")
            || lower.ends_with("-bi");
        let monospace = has(&[
            "mono",
            "courier",
            "cmtt",
            "sftt",
            "consol",
            "typewriter",
            "menlo",
            "inconsolata",
            "nimbusmon",
            "txtt",
            "lmtt",
            "beramono",
        ]);
        Self {
            name: name.chars().take(100).collect(),
            bold,
            italic,
            monospace,
        }
    }
}

/// Everything an engine finds on one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PageGlyphs {
    /// 1-based.
    pub(crate) number: u32,
    /// The intersection of CropBox and MediaBox, in user space.
    pub(crate) crop: Rect,
    /// Clockwise rotation for display: 0, 90, 180 or 270 degrees.
    pub(crate) rotate: u16,
    /// The fonts that [`Glyph::font`] refers to.
    pub(crate) fonts: Vec<Font>,
    /// Glyphs in content-stream order.
    pub(crate) glyphs: Vec<Glyph>,
    /// Boxes of raster images.
    pub(crate) images: Vec<Rect>,
    /// Thin horizontal or vertical strokes and fills: rules, table lines, axes. Those of a page that lies askew are where
    /// they would be if it were put straight.
    pub(crate) rules: Vec<Rect>,
    /// How the page lies in its scan; `None` if its lines run along the sheet.
    pub(crate) askew: Option<Askew>,
    /// What stands on the page above its content, in the order of the file.
    pub(crate) annotations: Vec<Annotation>,
    /// Whether the page reached the limit of glyphs; the rest of it is left out.
    pub(crate) truncated: bool,
    /// Whether the map of a font gives rubbish for much of the page.
    pub(crate) lies: bool,
}

impl PageGlyphs {
    /// A page with nothing on it.
    pub(crate) fn blank(number: u32, crop: Rect, rotate: u16) -> Self {
        Self {
            number,
            crop,
            rotate,
            fonts: Vec::new(),
            glyphs: Vec::new(),
            images: Vec::new(),
            rules: Vec::new(),
            askew: None,
            annotations: Vec::new(),
            truncated: false,
            lies: false,
        }
    }
}

/// Text that a page shows above its content: the value of a form's field, a typed note, a stamp.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Annotation {
    pub(crate) kind: AnnotationKind,
    /// The part of the page that it takes, in user space.
    pub(crate) area: Rect,
    /// Distinguishes the fields of a document; the widgets of one field share it.
    pub(crate) field: u64,
    /// The field's value or the note's text, as the file stores it; of a box the name of its state if that is a word.
    pub(crate) value: String,
    /// What the file says for people who do not see the printed label; empty if it says nothing.
    pub(crate) name: String,
    /// The em of a value that nothing draws, in points; 0 if it fits the field.
    pub(crate) size: f32,
    /// What its appearance draws. Empty if a viewer draws the value.
    pub(crate) glyphs: Vec<Glyph>,
}

/// What an annotation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AnnotationKind {
    /// A field with a text, typed or chosen.
    Text,
    /// A box that is ticked or not.
    Box {
        /// Whether it is ticked.
        on: bool,
    },
    /// A text that somebody typed onto the page.
    Note,
    /// A stamp or a signature.
    Stamp,
}

impl PageGlyphs {
    /// The number of glyphs that can be seen or were recognized, and how many of them have no known letter.
    pub(crate) fn readability(&self) -> (usize, usize) {
        let printed = self
            .glyphs
            .iter()
            .filter(|glyph| !glyph.character.is_whitespace());
        let (mut all, mut unreadable) = (0, 0);
        for glyph in printed {
            all += 1;
            unreadable += usize::from(glyph.character == UNREADABLE);
        }
        (all, unreadable)
    }

    /// Gives the page the annotations that another engine found, whose glyphs refer to `fonts`, as far as a page may
    /// have their glyphs.
    pub(crate) fn adopt(
        &mut self,
        fonts: Vec<Font>,
        annotations: Vec<Annotation>,
        max_glyphs: usize,
    ) {
        let more = u16::try_from(self.fonts.len()).unwrap_or(u16::MAX);
        self.fonts.extend(fonts);
        let mut room = max_glyphs.saturating_sub(self.glyphs.len());
        for mut annotation in annotations {
            if annotation.glyphs.len() > room {
                break;
            }
            room -= annotation.glyphs.len();
            for glyph in &mut annotation.glyphs {
                glyph.font = glyph.font.saturating_add(more);
            }
            self.annotations.push(annotation);
        }
    }

    /// Whether another engine may do better: the page has no text, or a fifth of it has no known letters.
    pub(crate) fn is_doubtful(&self) -> bool {
        if self.lies {
            // the other engine would believe the same map
            return false;
        }
        let (all, unreadable) = self.readability();
        if all == 0 {
            // no engine finds text in a picture of a page
            return !self.is_picture();
        }
        unreadable * 5 > all
    }

    /// Whether one image, or several together, cover more than 60 % of the page.
    pub(crate) fn is_picture(&self) -> bool {
        let area =
            |rect: &Rect| f64::from((rect.x1 - rect.x0).max(0.0) * (rect.y1 - rect.y0).max(0.0));
        let crop = &self.crop;
        let covered: f64 = self
            .images
            .iter()
            .map(|image| {
                area(&Rect {
                    x0: image.x0.max(crop.x0),
                    y0: image.y0.max(crop.y0),
                    x1: image.x1.min(crop.x1),
                    y1: image.y1.min(crop.y1),
                })
            })
            .sum();
        covered > 0.6 * area(crop)
    }
}

/// The facts in a file's own data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileFacts {
    /// Number of pages in the file, before any limit.
    pub(crate) pages: u32,
    /// `/Title` of the information dictionary.
    pub(crate) title: Option<String>,
    /// `/Author` of the information dictionary.
    pub(crate) author: Option<String>,
    /// The outline (bookmarks): level, from 1, and title, in order.
    pub(crate) outline: Vec<(u8, String)>,
    /// Whether it is a form that only an XFA processor can show.
    pub(crate) xfa_only: bool,
}

/// A file that an engine has opened.
pub(crate) trait GlyphSource {
    /// The facts in the file's own data.
    fn facts(&self) -> FileFacts;

    /// Returns the glyphs of one page; `index` is 0-based.
    ///
    /// # Errors
    /// [`PageFailure::Damaged`] if the engine finds no such page or gives up on it.
    fn page(&self, index: u32, max_glyphs: usize) -> Result<PageGlyphs, PageFailure>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fonts_tell_weight_and_slant() {
        let font = |name| {
            let font = Font::from_name(name);
            (font.bold, font.italic, font.monospace)
        };
        assert_eq!(font("ABCDEF+NimbusRomNo9L-MediItal"), (true, true, false));
        assert_eq!(font("CMBX12"), (true, false, false));
        assert_eq!(font("CMTT9"), (false, false, true));
        assert_eq!(font("AdvOT46dcae81.B"), (true, false, false));
        assert_eq!(font("NimbusRomNo9L-Regu"), (false, false, false));
        assert_eq!(font("TimesNewRomanPS-BoldItalicMT"), (true, true, false));
    }
}
