//! The first engine: `hayro-interpret` runs a page's content stream and calls this device for everything it
//! draws.
//!
//! With the identity as initial transform everything arrives in default user space, whatever
//! `/Rotate` and `/CropBox` are.

use std::cell::RefCell;
use std::collections::HashMap;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect as Box, Shape, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::page::{Page, Rotation};

use super::clusters::{folded, in_visual_order, meant, spanning, split};
use super::font_names::FontNames;
use super::glyphs::{FileFacts, Font, Glyph, GlyphSource, PageGlyphs, UNREADABLE};
use super::sight::{Sight, is_white};
use super::strings::{outline, text_string};
use crate::document::marks::is_rtl;
use crate::document::types::{PageFailure, Rect};

/// Strokes and fills thinner than this are rules.
const RULE_POINTS: f64 = 3.0;
/// More images or rules than this on a page tell nothing new.
const MAX_SHAPES: usize = 20_000;

/// A file open in hayro.
pub(crate) struct HayroSource<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    names: RefCell<FontNames<'a>>,
}

impl<'a> HayroSource<'a> {
    /// Reads pages out of an opened file.
    pub(crate) fn new(pdf: &'a Pdf) -> Self {
        let settings = InterpreterSettings {
            render_content: RenderContent::PAGE,
            ..InterpreterSettings::default()
        };
        Self {
            pdf,
            cache: InterpreterCache::new(),
            names: RefCell::new(FontNames::new(&settings)),
            settings,
        }
    }
}

impl GlyphSource for HayroSource<'_> {
    fn facts(&self) -> FileFacts {
        let metadata = self.pdf.metadata();
        FileFacts {
            pages: u32::try_from(self.pdf.pages().len()).unwrap_or(u32::MAX),
            title: metadata.title.as_deref().map(text_string),
            author: metadata.author.as_deref().map(text_string),
            outline: outline(self.pdf),
        }
    }

    fn page(&self, index: u32, max_glyphs: usize) -> Result<PageGlyphs, PageFailure> {
        let page = self
            .pdf
            .pages()
            .get(index as usize)
            .ok_or(PageFailure::Damaged)?;
        let crop = crop(page);
        let mut context = Context::new(
            Affine::IDENTITY,
            Box::new(
                f64::from(crop.x0),
                f64::from(crop.y0),
                f64::from(crop.x1),
                f64::from(crop.y1),
            ),
            &self.cache,
            self.pdf.xref(),
            self.settings.clone(),
        );
        let mut names = self.names.borrow_mut();
        let mut canvas = Canvas {
            page: PageGlyphs {
                number: index + 1,
                crop,
                rotate: match page.rotation() {
                    Rotation::None => 0,
                    Rotation::Horizontal => 90,
                    Rotation::Flipped => 180,
                    Rotation::FlippedHorizontal => 270,
                },
                fonts: Vec::new(),
                glyphs: Vec::new(),
                images: Vec::new(),
                rules: Vec::new(),
                truncated: false,
            },
            source: page,
            names: &mut names,
            font_index: HashMap::new(),
            type3: Vec::new(),
            marks: Vec::new(),
            sight: Sight::default(),
            max_glyphs,
        };
        interpret_page(page, &mut context, &mut canvas);
        canvas.mend_type3_sizes();
        Ok(canvas.page)
    }
}

fn crop(page: &Page<'_>) -> Rect {
    let mut area = page.intersected_crop_box();
    if area.width() < 1.0 || area.height() < 1.0 {
        area = page.media_box();
    }
    let rect = Rect {
        x0: area.x0 as f32,
        y0: area.y0 as f32,
        x1: area.x1 as f32,
        y1: area.y1 as f32,
    };
    let sane = [rect.x0, rect.y0, rect.x1, rect.y1]
        .iter()
        .all(|v| v.is_finite() && v.abs() < 1.0e6);
    if sane && rect.x1 > rect.x0 && rect.y1 > rect.y0 {
        rect
    } else {
        A4
    }
}

/// The page that is assumed where a file gives none.
const A4: Rect = Rect {
    x0: 0.0,
    y0: 0.0,
    x1: 595.0,
    y1: 842.0,
};

/// A marked-content sequence that is open.
struct Mark {
    /// `/ActualText`, and the glyph it begins at.
    replacement: Option<(String, usize)>,
    artifact: bool,
}

struct Canvas<'p, 'a> {
    page: PageGlyphs,
    source: &'p Page<'a>,
    names: &'p mut FontNames<'a>,
    /// Numbers of fonts to their places on this page.
    font_index: HashMap<usize, u16>,
    /// Fonts (by index) whose em is not known: Type 3.
    type3: Vec<u16>,
    marks: Vec<Mark>,
    sight: Sight,
    max_glyphs: usize,
}

impl<'a> Canvas<'_, 'a> {
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

    fn push(&mut self, glyph: Glyph) {
        if self.page.glyphs.len() >= self.max_glyphs {
            self.page.truncated = true;
        } else if glyph.is_sane() {
            self.page.glyphs.push(glyph);
        }
    }

    /// A Type 3 font has no em: its letters are as wide as half an em, on average.
    fn mend_type3_sizes(&mut self) {
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

    /// Gives the glyphs of an ActualText sequence the letters that the file says they mean.
    fn replace(&mut self, text: &str, from: usize) {
        let characters: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
        let Some(glyphs) = self.page.glyphs.get_mut(from..) else {
            return;
        };
        if glyphs.len() == characters.len() {
            for (glyph, character) in glyphs.iter_mut().zip(characters) {
                glyph.character = character;
            }
            return;
        }
        let Some(first) = glyphs.first().copied() else {
            return;
        };
        // the glyphs' own order says nothing about the order of the letters
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
        for glyph in split(spread, &characters) {
            self.push(glyph);
        }
    }
}

impl<'a> Device<'a> for Canvas<'_, 'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else {
            return;
        };
        let type3 = matches!(&**first, Drawn::Type3(_));
        let font = match &**first {
            Drawn::Outline(outline) => self.names.of(outline, self.source),
            // Type 3 fonts of one page are told apart by nothing we are given
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
        let white = !invisible && is_white(&props.paint);
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        let stretch = common_stretch(run);
        // the middle of a small letter over the baseline, in the units of its font
        let rise = if type3 { 0.0 } else { 250.0 };
        // how many glyphs right before this one have no known letter
        let mut unreadable = 0;
        for positioned in run.glyphs() {
            let transform = props.transform * positioned.transform();
            let [a, b, c, d, _, _] = transform.as_coeffs();
            let origin = transform * Point::ZERO;
            let em = c.hypot(d) * 1000.0;
            let across = a.hypot(b);
            let (advance, character) = match &**positioned {
                Drawn::Outline(glyph) => (glyph.advance_width(), glyph.as_unicode()),
                Drawn::Type3(glyph) => (glyph.advance_width(), glyph.as_unicode()),
            };
            let advance = f64::from(advance.unwrap_or(500.0));
            let scale = if across > 0.0 {
                stretch.unwrap_or_else(|| em / 1000.0 / across)
            } else {
                0.0
            };
            let glyph = Glyph {
                character: ' ',
                x: origin.x as f32,
                y: origin.y as f32,
                dx: (a * advance * scale) as f32,
                dy: (b * advance * scale) as f32,
                size: em as f32,
                font,
                invisible: invisible
                    || !self.sight.shows(
                        origin + Vec2::new(a, b) * (advance / 2.0) + Vec2::new(c, d) * rise,
                        white,
                    ),
                artifact,
            };
            let code = positioned.char_code();
            match character {
                Some(BfString::Char(character @ '!'..='~')) => {
                    unreadable = 0;
                    self.push(Glyph { character, ..glyph })
                }
                Some(BfString::Char(character)) => {
                    unreadable = 0;
                    for glyph in split(glyph, &in_visual_order(&folded(character, code))) {
                        self.push(glyph);
                    }
                }
                Some(BfString::String(text)) => {
                    let characters = meant(&text, code);
                    // a right-to-left word may be said at the last of the glyphs that draw it, and
                    // nothing at the others
                    let unsaid = unreadable.min(characters.len().saturating_sub(1));
                    let mut place = glyph;
                    if unsaid == unreadable && characters.iter().any(|c| is_rtl(*c)) {
                        let from = self.page.glyphs.len().saturating_sub(unsaid);
                        place = self
                            .page
                            .glyphs
                            .drain(from..)
                            .fold(glyph, |whole, part| spanning(part, whole));
                    }
                    unreadable = 0;
                    for glyph in split(place, &in_visual_order(&characters)) {
                        self.push(glyph);
                    }
                }
                None => {
                    let own = match &**positioned {
                        Drawn::Outline(outline) => self.names.letter(outline, self.source),
                        // TeX's Type 3 fonts name their glyphs /a65: the code is the letter
                        Drawn::Type3(_) => char::from_u32(code).filter(|c| (' '..='~').contains(c)),
                    };
                    let letters = own.map_or_else(Vec::new, |c| in_visual_order(&folded(c, 0)));
                    if letters.is_empty() || letters.contains(&UNREADABLE) {
                        unreadable += 1;
                        let character = UNREADABLE;
                        self.push(Glyph { character, ..glyph });
                        continue;
                    }
                    unreadable = 0;
                    for glyph in split(glyph, &letters) {
                        self.push(glyph);
                    }
                }
            }
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.sight.path(path, &props, mode);
        if self.page.rules.len() >= MAX_SHAPES || path.elements().len() > 12 {
            return;
        }
        let area = (props.transform * path.clone()).bounding_box();
        let thin = area.width().min(area.height());
        let long = area.width().max(area.height());
        let line = matches!(mode, DrawMode::Stroke(_)) || thin > 0.0;
        if line && thin <= RULE_POINTS && long >= 10.0 && long.is_finite() {
            self.page.rules.push(rect(area));
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let unit = Box::new(
            0.0,
            0.0,
            f64::from(image.width()),
            f64::from(image.height()),
        );
        let area = props.transform.transform_rect_bbox(unit);
        if [area.x0, area.y0, area.x1, area.y1]
            .iter()
            .all(|v| v.is_finite())
        {
            self.sight.paint(area);
            if self.page.images.len() < MAX_SHAPES {
                self.page.images.push(rect(area));
            }
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let replacement = properties
            .and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"))
            .map(|text| (text_string(text.as_bytes()), self.page.glyphs.len()));
        self.marks.push(Mark {
            replacement,
            artifact: tag == b"Artifact",
        });
    }

    fn end_marked_content(&mut self) {
        if let Some(Mark {
            replacement: Some((text, from)),
            ..
        }) = self.marks.pop()
        {
            self.replace(&text, from);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.sight.push_clip(clip);
    }

    fn pop_clip(&mut self) {
        self.sight.pop_clip();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}

fn rect(area: Box) -> Rect {
    Rect {
        x0: area.x0 as f32,
        y0: area.y0 as f32,
        x1: area.x1 as f32,
        y1: area.y1 as f32,
    }
}

/// hayro stretches the outlines of substituted fonts glyph by glyph, which is no part of the
/// advance. A stretch that all glyphs of a run share is the text's own horizontal scaling:
/// `Some(1.0)` keeps it.
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
