//! The first engine: `hayro-interpret` runs a page's content stream and calls a canvas for
//! everything it draws.
//!
//! With the identity as initial transform everything arrives in default user space, whatever
//! `/Rotate` and `/CropBox` are.

use std::cell::RefCell;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Rect as Box, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::page::{Page, Rotation};

use super::annotations::Form;
use super::appearance::{self, Interpreter};
use super::boxes::{MOST_BOXES, boxes_of, edges, edges_of_bands};
use super::canvas::{Canvas, Mark};
use super::font_names::FontNames;
use super::glyphs::{AnnotationKind, FileFacts, GlyphSource, PageGlyphs};
use super::rubbish::unmask;
use super::sight::is_white;
use super::strings::{outline, text_string};
use crate::document::types::{PageFailure, Rect};

/// Strokes and fills thinner than this, in points, are rules.
const RULE_POINTS: f64 = 3.0;
/// The largest number of images, and of rules, to keep on a page: more add nothing.
const MAX_SHAPES: usize = 20_000;

/// A file that hayro has opened.
pub(crate) struct HayroSource<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    names: RefCell<FontNames<'a>>,
    form: Form<'a>,
}

impl<'a> HayroSource<'a> {
    /// Returns the source of an opened file's pages.
    pub(crate) fn new(pdf: &'a Pdf) -> Self {
        let settings = InterpreterSettings {
            render_content: RenderContent::PAGE,
            ..InterpreterSettings::default()
        };
        Self {
            pdf,
            cache: InterpreterCache::new(),
            names: RefCell::new(FontNames::new(&settings)),
            form: Form::of(pdf),
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
            xfa_only: self.form.is_xfa_only(self.pdf.pages()),
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
        let rotate = match page.rotation() {
            Rotation::None => 0,
            Rotation::Horizontal => 90,
            Rotation::Flipped => 180,
            Rotation::FlippedHorizontal => 270,
        };
        let sheet = PageGlyphs::blank(index + 1, crop, rotate);
        let mut canvas = Canvas::new(sheet, page, &mut names, max_glyphs);
        interpret_page(page, &mut context, &mut canvas);
        let mut cells = edges(&canvas.boxes, &canvas.page.rules);
        cells.extend(edges_of_bands(&canvas.grounds));
        let with = Interpreter {
            pdf: self.pdf,
            cache: &self.cache,
            settings: &self.settings,
        };
        appearance::draw(&self.form, page, &with, &mut canvas);
        if !has_fields(&canvas.page) {
            canvas.page.rules.extend(cells);
        }
        canvas.mend_type3_sizes();
        unmask(&mut canvas.page);
        Ok(canvas.page)
    }
}

/// Whether a page has fields: the boxes around them, and their grounds, are not those of cells.
fn has_fields(page: &PageGlyphs) -> bool {
    let is_field =
        |kind: AnnotationKind| matches!(kind, AnnotationKind::Text | AnnotationKind::Box { .. });
    page.annotations.iter().any(|above| is_field(above.kind))
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

/// The page to assume if a file gives none.
const A4: Rect = Rect {
    x0: 0.0,
    y0: 0.0,
    x1: 595.0,
    y1: 842.0,
};

impl<'a> Device<'a> for Canvas<'_, 'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_run(run, &props, mode);
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.sight.path(path, &props, mode);
        let stroked = matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..));
        if stroked && self.boxes.len() <= MOST_BOXES {
            self.boxes.extend(boxes_of(path, props.transform));
        }
        let filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        if filled && self.grounds.len() <= MOST_BOXES && !is_white(&props.paint) {
            self.grounds.extend(boxes_of(path, props.transform));
        }
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
