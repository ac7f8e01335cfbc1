//! What the appearance streams of a page's annotations draw (PDF 32000-1, 12.5.5).
//!
//! hayro draws the annotations of a page all or none, so each appearance is run here by itself, and its glyphs are
//! kept apart from the page's own.

use hayro_interpret::kurbo::{Affine, Rect as Box, Shape};
use hayro_interpret::{
    ClipPath, Context, FillRule, InterpreterCache, InterpreterSettings, interpret,
};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Dict, Stream};
use hayro_syntax::page::{Page, Resources};

use super::annotations::{Form, Found};
use super::canvas::Canvas;
use super::glyphs::{Annotation, AnnotationKind, UNREADABLE};
use crate::document::types::Rect;

/// What running a content stream takes.
pub(super) struct Interpreter<'s, 'a> {
    pub(super) pdf: &'a Pdf,
    pub(super) cache: &'s InterpreterCache<'a>,
    pub(super) settings: &'s InterpreterSettings,
}

/// Reads the annotations of a page onto its canvas.
pub(super) fn draw<'a>(
    form: &Form<'a>,
    page: &Page<'a>,
    with: &Interpreter<'_, 'a>,
    canvas: &mut Canvas<'_, 'a>,
) {
    for Found {
        mut annotation,
        appearance,
        value_holds,
    } in form.found(page)
    {
        if let Some(stream) = appearance {
            let (glyphs, images, rules) = canvas.lengths();
            run(&stream, &annotation.area, page, with, canvas);
            annotation.glyphs = canvas.take(glyphs);
            // the frame around a field is not a table
            canvas.page.images.truncate(images);
            canvas.page.rules.truncate(rules);
        }
        settle(&mut annotation, value_holds);
        let is_box = matches!(annotation.kind, AnnotationKind::Box { .. });
        if is_box || !annotation.glyphs.is_empty() || !annotation.value.is_empty() {
            canvas.page.annotations.push(annotation);
        }
    }
}

/// Drops glyphs that say less than the value.
fn settle(annotation: &mut Annotation, value_holds: bool) {
    let letters = || {
        let letters = annotation.glyphs.iter().map(|glyph| glyph.character);
        letters.filter(|c| !c.is_whitespace())
    };
    let all = letters().count();
    let unreadable = letters().filter(|c| *c == UNREADABLE).count();
    let same = letters().eq(annotation.value.chars().filter(|c| !c.is_whitespace()));
    let has_value = !annotation.value.is_empty();
    if all == 0 || (has_value && !same && (value_holds || unreadable * 5 > all)) {
        annotation.glyphs.clear();
    }
    if annotation.kind == AnnotationKind::Text {
        // a long text can be scrolled
        for glyph in &mut annotation.glyphs {
            glyph.invisible = false;
        }
    }
}

/// Runs an appearance stream so that its box fills the annotation's rectangle.
fn run<'a>(
    stream: &Stream<'a>,
    area: &Rect,
    page: &Page<'a>,
    with: &Interpreter<'_, 'a>,
    canvas: &mut Canvas<'_, 'a>,
) -> Option<()> {
    let dict = stream.dict();
    let [x0, y0, x1, y1] = dict.get::<[f64; 4]>(b"BBox")?;
    let frame = Box::new(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1));
    let matrix = dict
        .get::<[f64; 6]>(b"Matrix")
        .map_or(Affine::IDENTITY, Affine::new);
    let drawn = matrix.transform_rect_bbox(frame);
    let rect = Box::new(
        area.x0.into(),
        area.y0.into(),
        area.x1.into(),
        area.y1.into(),
    );
    let (across, up) = (rect.width() / drawn.width(), rect.height() / drawn.height());
    if !(across.is_finite() && up.is_finite()) {
        return None;
    }
    let (right, above) = (rect.x0 - across * drawn.x0, rect.y0 - up * drawn.y0);
    let place = Affine::new([across, 0.0, 0.0, up, right, above]) * matrix;
    let bytes = stream.decoded_data().ok()?;
    let own = dict.get::<Dict<'a>>(b"Resources").map(Resources::new);
    let resources = own.as_ref().unwrap_or(page.resources());
    let mut context = Context::new(
        place,
        rect,
        with.cache,
        with.pdf.xref(),
        with.settings.clone(),
    );
    canvas.sight.push_clip(&ClipPath {
        path: place * frame.to_path(0.1),
        fill: FillRule::NonZero,
    });
    interpret(TypedIter::new(&bytes), resources, &mut context, canvas);
    canvas.sight.pop_clip();
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::Glyph;

    /// A field whose appearance draws `drawn`.
    fn settled(value: &str, drawn: &str, value_holds: bool) -> usize {
        let glyphs = drawn.chars().map(|c| Glyph::sample(c, 50.0, 700.0, 10.0));
        let mut annotation = Annotation {
            kind: AnnotationKind::Text,
            area: Rect {
                x0: 50.0,
                y0: 690.0,
                x1: 150.0,
                y1: 710.0,
            },
            field: 1,
            value: value.to_owned(),
            name: String::new(),
            size: 0.0,
            glyphs: glyphs.collect(),
        };
        settle(&mut annotation, value_holds);
        annotation.glyphs.len()
    }

    #[test]
    fn what_an_appearance_draws_is_kept_unless_the_value_says_more() {
        // a viewer shows what is drawn, even if a program formatted it
        assert_eq!(settled("1234", "1,234.00", false), 8);
        // of the same letters, the appearance knows the places
        assert_eq!(settled("12 34", "1234", true), 4);
        assert_eq!(settled("new", "old", true), 0);
        assert_eq!(settled("new", "\u{fffd}\u{fffd}\u{fffd}", false), 0);
        assert_eq!(settled("", "\u{fffd}\u{fffd}\u{fffd}", false), 3);
        assert_eq!(settled("new", "   ", false), 0);
    }
}
