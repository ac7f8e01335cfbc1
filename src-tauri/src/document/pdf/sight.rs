//! Which glyphs can be seen: not those that a clipping path cuts off (the rest of a page that is placed in part
//! as a figure), and not white ones on the bare page (alternative texts, keywords for search engines).

use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{ClipPath, DrawMode, DrawProps, Paint};

/// The largest number of painted areas to remember: enough for the ground of any text.
const MOST_AREAS: usize = 500;
/// An area smaller than this, in points, is not a ground for letters.
const LEAST: f64 = 3.0;
/// A letter may stand this far outside the clip, in points, and still show.
const OUTSIDE: f64 = 1.0;

/// What the page has clipped and painted so far.
#[derive(Default)]
pub(crate) struct Sight {
    /// The visible area under each open clip.
    clips: Vec<Rect>,
    /// Areas that are not bare paper, the oldest first.
    painted: Vec<Rect>,
}

impl Sight {
    /// Opens a clip, which cuts what the one before it left.
    pub(crate) fn push_clip(&mut self, clip: &ClipPath) {
        let area = clip.path.control_box().inflate(OUTSIDE, OUTSIDE);
        let left = match self.clips.last() {
            Some(outer) => outer.intersect(area),
            None => area,
        };
        self.clips.push(left);
    }

    /// Closes the clip that opened last.
    pub(crate) fn pop_clip(&mut self) {
        self.clips.pop();
    }

    /// Remembers a painted area.
    pub(crate) fn paint(&mut self, area: Rect) {
        if area.width() >= LEAST && area.height() >= LEAST {
            if self.painted.len() >= MOST_AREAS {
                self.painted.remove(0);
            }
            self.painted.push(area);
        }
    }

    /// Remembers a path that is not white.
    pub(crate) fn path(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode) {
        let inflate = match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => 0.0,
            // a thick line is a bar of colour
            DrawMode::Stroke(stroke) => {
                f64::from(stroke.line_width) * scale(&props.transform) / 2.0
            }
            DrawMode::Invisible => return,
        };
        let area = props
            .transform
            .transform_rect_bbox(path.control_box())
            .inflate(inflate, inflate);
        if area.width() >= LEAST && area.height() >= LEAST && !is_white(&props.paint) {
            self.paint(area);
        }
    }

    /// Whether a glyph with its middle at this point shows.
    pub(crate) fn shows(&self, middle: Point, white: bool) -> bool {
        self.clips.last().is_none_or(|clip| clip.contains(middle))
            && (!white || self.painted.iter().any(|area| area.contains(middle)))
    }
}

fn scale(transform: &Affine) -> f64 {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    a.hypot(b).max(c.hypot(d))
}

/// Whether a paint leaves white paper as it is.
pub(crate) fn is_white(paint: &Paint<'_>) -> bool {
    let Paint::Color(color) = paint else {
        return false;
    };
    // converting a colour costs more than looking at its numbers, and nearly all text is black
    let numbers = color.components();
    let (low, high) = numbers.iter().fold((f32::MAX, f32::MIN), |(low, high), n| {
        (low.min(*n), high.max(*n))
    });
    let possible = match numbers.len() {
        1 | 3 => low > 0.98 || high < 0.02,
        4 => high < 0.02,
        _ => false,
    };
    possible && {
        let [r, g, b, _] = color.to_rgba().components();
        r.min(g).min(b) > 0.98
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::FillRule;
    use hayro_interpret::kurbo::Shape;

    fn clip(x0: f64, x1: f64) -> ClipPath {
        ClipPath {
            path: Rect::new(x0, 0.0, x1, 100.0).to_path(0.1),
            fill: FillRule::NonZero,
        }
    }

    #[test]
    fn clips_cut_each_other_and_end() {
        let mut sight = Sight::default();
        let point = |x| Point::new(x, 50.0);
        assert!(sight.shows(point(500.0), false));
        sight.push_clip(&clip(0.0, 100.0));
        sight.push_clip(&clip(50.0, 200.0));
        assert!(sight.shows(point(70.0), false));
        assert!(!sight.shows(point(20.0), false) && !sight.shows(point(150.0), false));
        sight.pop_clip();
        assert!(sight.shows(point(20.0), false));
        sight.pop_clip();
        assert!(sight.shows(point(150.0), false));
    }

    #[test]
    fn white_shows_on_what_was_painted() {
        let mut sight = Sight::default();
        let point = Point::new(50.0, 50.0);
        assert!(!sight.shows(point, true) && sight.shows(point, false));
        sight.paint(Rect::new(0.0, 0.0, 100.0, 100.0));
        assert!(sight.shows(point, true));
    }
}
