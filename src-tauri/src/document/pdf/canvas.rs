//! The page that the first engine draws on: it turns runs of drawn glyphs into positioned characters and gives
//! marked content the letters that the file assigns to it.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, Point, Vec2};
use hayro_interpret::{DrawMode, DrawProps};
use hayro_syntax::page::Page;

use super::clusters::{folded, give, in_visual_order, ligature, meant, spanning, split};
use super::font_names::FontNames;
use super::glyphs::{Font, Glyph, PageGlyphs, UNREADABLE};
use super::sight::{Sight, is_white};
use crate::document::marks::is_rtl;
use crate::document::private_use::{is_private, meaning};
use crate::document::types::Rect;

/// A marked-content sequence that is still open.
pub(super) struct Mark {
    /// `/ActualText`, and the index of the first glyph that it replaces.
    pub(super) replacement: Option<(String, usize)>,
    pub(super) artifact: bool,
}

/// A page while its content stream runs.
pub(super) struct Canvas<'p, 'a> {
    pub(super) page: PageGlyphs,
    source: &'p Page<'a>,
    names: &'p mut FontNames<'a>,
    /// The index in [`PageGlyphs::fonts`] of each font, by its number in the document.
    font_index: HashMap<usize, u16>,
    /// Indices of fonts whose em is unknown: Type 3.
    type3: Vec<u16>,
    /// Open sequences, the outermost first.
    pub(super) marks: Vec<Mark>,
    pub(super) sight: Sight,
    /// Boxes that were drawn in one stroke, which may be the cells of a table.
    pub(super) boxes: Vec<Rect>,
    /// Areas of colour, which may be the grounds of rows.
    pub(super) grounds: Vec<Rect>,
    max_glyphs: usize,
}

/// The top of an ideograph above its baseline, in em.
const TOP: f64 = 0.88;

/// What the glyphs of one run share.
struct RunLook {
    /// From the run to user space.
    transform: Affine,
    font: u16,
    /// Whether the run is drawn in text render mode 3.
    invisible: bool,
    white: bool,
    artifact: bool,
    /// See [`common_stretch`].
    stretch: Option<f64>,
    /// The middle of a small letter above the baseline, in units of the font.
    rise: f64,
    /// Whether the font writes downwards.
    vertical: bool,
}

impl<'p, 'a> Canvas<'p, 'a> {
    /// Returns a canvas for the page that `page` describes, which takes at most `max_glyphs` glyphs.
    pub(super) fn new(
        page: PageGlyphs,
        source: &'p Page<'a>,
        names: &'p mut FontNames<'a>,
        max_glyphs: usize,
    ) -> Self {
        Self {
            page,
            source,
            names,
            font_index: HashMap::new(),
            type3: Vec::new(),
            marks: Vec::new(),
            sight: Sight::default(),
            boxes: Vec::new(),
            grounds: Vec::new(),
            max_glyphs,
        }
    }

    /// Adds the characters of a run of glyphs to the page.
    pub(super) fn draw_run(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: &DrawProps<'a>,
        mode: &DrawMode,
    ) {
        let Some(look) = self.look(run, props, mode) else {
            return;
        };
        // the number of glyphs right before this one that have no known letter
        let mut unreadable = 0;
        for drawn in run.glyphs() {
            let glyph = self.placed(drawn, &look);
            let code = drawn.char_code();
            let named = drawn.as_unicode().filter(|name| !is_number(drawn, name));
            let has_letter = match named {
                Some(BfString::Char(character)) => {
                    self.push_character(character, glyph, code);
                    true
                }
                Some(BfString::String(text)) => {
                    self.push_string(&text, glyph, code, unreadable);
                    true
                }
                None => self.push_unmapped(drawn, glyph),
            };
            unreadable = if has_letter { 0 } else { unreadable + 1 };
        }
    }

    /// What the glyphs of a run share; `None` if it has no glyphs.
    fn look(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: &DrawProps<'a>,
        mode: &DrawMode,
    ) -> Option<RunLook> {
        let first = run.glyphs().first()?;
        let type3 = matches!(&**first, Drawn::Type3(_));
        let font = match &**first {
            Drawn::Outline(outline) => self.names.of(outline, self.source),
            // hayro gives nothing that distinguishes the Type 3 fonts of one page
            Drawn::Type3(_) => self.names.number(Font {
                name: "Type3".to_owned(),
                ..Font::default()
            }),
        };
        let font = self.font(font);
        if type3 && !self.type3.contains(&font) {
            self.type3.push(font);
        }
        let invisible = matches!(mode, DrawMode::Invisible);
        Some(RunLook {
            transform: props.transform,
            font,
            invisible,
            white: !invisible && is_white(&props.paint),
            artifact: self.marks.iter().any(|mark| mark.artifact),
            stretch: common_stretch(run),
            rise: if type3 { 0.0 } else { 250.0 },
            vertical: matches!(run.writing_mode(), WritingMode::Vertical),
        })
    }

    /// A glyph in user space that has no character yet.
    fn placed(&self, drawn: &PositionedGlyph<'a>, look: &RunLook) -> Glyph {
        let transform = look.transform * drawn.transform();
        let [a, b, c, d, _, _] = transform.as_coeffs();
        let origin = transform * Point::ZERO;
        let em = c.hypot(d) * 1000.0;
        let across = a.hypot(b);
        let advance = match &**drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0));
        let scale = if across > 0.0 {
            look.stretch.unwrap_or_else(|| em / 1000.0 / across)
        } else {
            0.0
        };
        let middle = origin + Vec2::new(a, b) * (advance / 2.0) + Vec2::new(c, d) * look.rise;
        let across = Vec2::new(a, b) * (advance * scale);
        let (origin, along) = match look.vertical {
            false => (origin, across),
            // the baseline of a line that runs downwards is a quarter em left of its middle, so that its box, from a
            // quarter em below the baseline to three quarters above it, is the column
            true => {
                let up = Vec2::new(c, d) * 1000.0;
                let right = Vec2::new(up.y, -up.x);
                (origin + across / 2.0 + up * TOP - right * 0.25, -up)
            }
        };
        Glyph {
            character: ' ',
            x: origin.x as f32,
            y: origin.y as f32,
            dx: along.x as f32,
            dy: along.y as f32,
            size: em as f32,
            font: look.font,
            invisible: look.invisible || !self.sight.shows(middle, look.white),
            artifact: look.artifact,
        }
    }

    /// Adds a glyph that the file maps to one character.
    fn push_character(&mut self, character: char, glyph: Glyph, code: u32) {
        // most text is ASCII, which folds to itself
        if ('!'..='~').contains(&character) {
            self.push(Glyph { character, ..glyph });
        } else {
            self.push_all(glyph, &in_visual_order(&folded(character, code)));
        }
    }

    /// Adds a glyph that the file maps to a string. A file may assign a right-to-left word to the last of the
    /// glyphs that draw it, and nothing to the others: then the word takes the place of all of them.
    fn push_string(&mut self, text: &str, glyph: Glyph, code: u32, unreadable: usize) {
        let characters = meant(text, code);
        let unmapped = unreadable.min(characters.len().saturating_sub(1));
        let mut place = glyph;
        if unmapped == unreadable && characters.iter().any(|c| is_rtl(*c)) {
            let from = self.page.glyphs.len().saturating_sub(unmapped);
            place = self
                .page
                .glyphs
                .drain(from..)
                .fold(glyph, |whole, part| spanning(part, whole));
        }
        self.push_all(place, &in_visual_order(&characters));
    }

    /// Adds a glyph that the file does not map to a character. Returns whether the font determines its letter
    /// by other means.
    fn push_unmapped(&mut self, drawn: &PositionedGlyph<'a>, glyph: Glyph) -> bool {
        let own = match &**drawn {
            Drawn::Outline(outline) => self.names.letter(outline, self.source),
            // TeX's Type 3 fonts name their glyphs /a65: the code is the letter
            Drawn::Type3(_) => {
                if let Some(letters) = ligature(drawn.char_code()) {
                    self.push_all(glyph, &letters.chars().collect::<Vec<_>>());
                    return true;
                }
                char::from_u32(drawn.char_code()).filter(|c| (' '..='~').contains(c))
            }
        };
        let letters = own.map_or_else(Vec::new, |c| in_visual_order(&folded(c, 0)));
        if letters.is_empty() || letters.contains(&UNREADABLE) {
            let character = UNREADABLE;
            self.push(Glyph { character, ..glyph });
            return false;
        }
        self.push_all(glyph, &letters);
        true
    }

    fn push_all(&mut self, place: Glyph, characters: &[char]) {
        for glyph in split(place, characters) {
            self.push(glyph);
        }
    }

    fn font(&mut self, number: usize) -> u16 {
        if let Some(index) = self.font_index.get(&number) {
            return *index;
        }
        let index = u16::try_from(self.page.fonts.len()).unwrap_or(u16::MAX);
        if index < u16::MAX {
            self.page.fonts.push(self.names.font(number));
            self.font_index.insert(number, index);
        }
        index
    }

    fn push(&mut self, mut glyph: Glyph) {
        if is_private(glyph.character) {
            let font = self.page.fonts.get(usize::from(glyph.font));
            glyph.character = meaning(glyph.character, font.map_or("", |font| &font.name));
        }
        if self.page.glyphs.len() >= self.max_glyphs {
            self.page.truncated = true;
        } else if glyph.is_sane() {
            self.page.glyphs.push(glyph);
        }
    }

    /// How many glyphs, images and rules the page has.
    pub(super) fn lengths(&self) -> (usize, usize, usize) {
        let page = &self.page;
        (page.glyphs.len(), page.images.len(), page.rules.len())
    }

    /// Takes the glyphs from the index `from` on off the page. They count against the limit all the same.
    pub(super) fn take(&mut self, from: usize) -> Vec<Glyph> {
        let taken = self.page.glyphs.split_off(from.min(self.page.glyphs.len()));
        self.max_glyphs = self.max_glyphs.saturating_sub(taken.len());
        taken
    }

    /// Gives the glyphs of Type 3 fonts, which have no em, an em of which their letters are half as wide, on
    /// average.
    pub(super) fn mend_type3_sizes(&mut self) {
        for &font in &self.type3 {
            let letters = self.page.glyphs.iter().filter(|glyph| {
                glyph.font == font && glyph.character.is_alphanumeric() && glyph.size > 0.0
            });
            let (mut count, mut ratio) = (0.0_f32, 0.0_f32);
            for glyph in letters {
                count += 1.0;
                ratio += glyph.dx.hypot(glyph.dy) / glyph.size;
            }
            let mean = if count > 0.0 { ratio / count } else { 0.5 };
            if (0.3..0.8).contains(&mean) || mean <= 0.0 {
                continue;
            }
            for glyph in &mut self.page.glyphs {
                if glyph.font == font {
                    glyph.size *= mean * 2.0;
                }
            }
        }
    }

    /// Gives the glyphs of an ActualText sequence, from the index `from` on, the letters that the file assigns
    /// to them.
    pub(super) fn replace(&mut self, text: &str, from: usize) {
        let seen = text.chars().filter(|c| !c.is_control());
        let characters: Vec<char> = seen.flat_map(|c| folded(c, 0)).collect();
        let Some(glyphs) = self.page.glyphs.get_mut(from..) else {
            return;
        };
        if glyphs.len() == characters.len() {
            give(glyphs, &characters);
            return;
        }
        let Some(first) = glyphs.first().copied() else {
            return;
        };
        // the order of the glyphs does not show the order of the letters
        let (left, right) = glyphs
            .iter()
            .fold((first.x, first.x), |(left, right), glyph| {
                (
                    left.min(glyph.x).min(glyph.x + glyph.dx),
                    right.max(glyph.x).max(glyph.x + glyph.dx),
                )
            });
        let upright = first.dx.abs() >= first.dy.abs();
        let last = glyphs.last().copied().unwrap_or(first);
        let mut spread = Glyph {
            dx: last.x + last.dx - first.x,
            dy: last.y + last.dy - first.y,
            ..first
        };
        if upright && first.dx >= 0.0 {
            spread.x = left;
            spread.dx = right - left;
        }
        let characters = match upright {
            true => in_visual_order(&characters),
            false => characters,
        };
        self.page.glyphs.truncate(from);
        self.push_all(spread, &characters);
    }
}

/// Whether the name of a glyph is the number of its code, `/a65`, which looks like the name of a dingbat.
fn is_number(drawn: &PositionedGlyph<'_>, name: &BfString) -> bool {
    let code = drawn.char_code();
    matches!(&**drawn, Drawn::Type3(_))
        && matches!(
            name,
            BfString::Char('\u{2190}'..='\u{21ff}' | '\u{2460}'..='\u{27bf}')
        )
        && (ligature(code).is_some() || (0x21..=0x7e).contains(&code))
}

/// hayro stretches the outlines of substituted fonts glyph by glyph, and that stretch is not part of the
/// advance. A stretch that all glyphs of a run share is the text's own horizontal scaling: `Some(1.0)` keeps it.
fn common_stretch(run: &GlyphRun<'_, '_>) -> Option<f64> {
    let mut ratios = run.glyphs().iter().map(|glyph| {
        let [a, b, c, d, _, _] = glyph.transform().as_coeffs();
        a.hypot(b) / c.hypot(d).max(f64::MIN_POSITIVE)
    });
    let first = ratios.next()?;
    ratios
        .all(|ratio| (ratio - first).abs() <= 0.001 * first.abs())
        .then_some(1.0)
}
