//! A page's picture as it is read: what disturbs recognition is found and erased.

use std::sync::Arc;

use super::strokes::Strokes;
use super::tables::{self, Table};
use crate::document::askew::Askew;
use crate::document::pdf::Picture;
use crate::document::types::Rect;

/// A picture, and the same without what disturbs recognition.
pub(super) struct Sheet {
    pub(super) picture: Arc<Picture>,
    /// Without grids and leaders; the picture itself if it has none.
    pub(super) clean: Arc<Picture>,
    strokes: Strokes,
}

impl Sheet {
    pub(super) fn of(picture: Picture) -> Self {
        Self::with(Strokes::of(&picture), picture)
    }

    /// The same for a picture that was put straight.
    pub(super) fn straightened(picture: Picture) -> Self {
        Self::with(Strokes::of_drawn_anew(&picture), picture)
    }

    fn with(strokes: Strokes, picture: Picture) -> Self {
        let erased = strokes.erased(&picture).map(Arc::new);
        let picture = Arc::new(picture);
        Self {
            clean: erased.unwrap_or_else(|| picture.clone()),
            picture,
            strokes,
        }
    }

    /// Whether there was something to erase.
    pub(super) fn was_cleaned(&self) -> bool {
        !Arc::ptr_eq(&self.picture, &self.clean)
    }

    /// The tables that its grids stand around.
    pub(super) fn tables(&self) -> Vec<Table> {
        tables::of(self.strokes.frames())
    }

    /// The rules in user space, or where they would be if the page, which lies so, were put straight.
    pub(super) fn rules(&self, askew: Option<Askew>) -> Vec<Rect> {
        self.strokes.rules(|x, y| {
            let (x, y) = self.picture.place(x, y);
            askew.map_or((x, y), |askew| askew.straight(x, y))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the rules of a grid are, in pixels from the middle: three across, and three upright ones that reach from the
    /// first of those to the last.
    const ACROSS: [f64; 3] = [-250.0, -50.0, 150.0];
    const UPRIGHT: [f64; 3] = [-350.0, -50.0, 350.0];

    /// The grid on a page that lies at this angle, in tenths of a degree: a scan in black and white, 300 dots an inch, whose
    /// rules are as thin as they can be.
    fn lying(tenths: i16) -> Picture {
        let (sin, cos) = (f64::from(tenths) / 10.0).to_radians().sin_cos();
        let dark = |x: f64, y: f64| {
            let (x, y) = (x + 0.5 - 450.0, y + 0.5 - 350.0);
            let (x, y) = (x * cos - y * sin, x * sin + y * cos);
            let thin = |off: f64| (-0.5..0.5).contains(&off);
            let on = |rules: [f64; 3], at: f64| rules.iter().any(|rule| thin(at - rule));
            (on(ACROSS, y) && x.abs() <= 350.0) || (on(UPRIGHT, x) && (-250.0..=150.0).contains(&y))
        };
        Picture::sample((900, 700), 300, dark)
    }

    /// The rules of the level grid in user space: left, lower, right and upper edge, without their thickness.
    fn level() -> Vec<[f64; 4]> {
        let across = ACROSS.map(|y| [-350.0, y, 350.0, y]);
        let upright = UPRIGHT.map(|x| [x, 150.0, x, -250.0]);
        let place = |[x0, y0, x1, y1]: [f64; 4]| {
            let (x, y) = (|x: f64| 0.24 * (450.0 + x), |y: f64| 0.24 * (350.0 - y));
            [x(x0), y(y0), x(x1), y(y1)]
        };
        across.into_iter().chain(upright).map(place).collect()
    }

    #[test]
    fn thin_rules_of_a_page_that_lies_askew_are_those_of_the_page_put_straight() {
        for tenths in [10, -10, 30] {
            let picture = lying(tenths);
            // nothing is level enough for a rule
            assert!(Sheet::of(picture.clone()).tables().is_empty());
            let askew = Askew::new(tenths, picture.place(450.0, 350.0));
            let (straight, _) = picture.straightened(tenths);
            let sheet = Sheet::straightened(straight);
            assert!(sheet.was_cleaned() && sheet.tables().len() == 1);
            let found = sheet.rules(Some(askew));
            assert_eq!(found.len(), 6, "{tenths}");
            for rule in level() {
                // a pixel is a quarter of a point
                let near = |other: &Rect| {
                    let other = [other.x0, other.y0, other.x1, other.y1];
                    let mut edges = other.iter().zip(rule);
                    edges.all(|(other, edge)| (f64::from(*other) - edge).abs() < 0.75)
                };
                assert!(found.iter().any(near), "{rule:?} {found:?}");
            }
        }
    }

    #[test]
    fn the_thin_rules_of_a_level_page_are_found_in_its_picture_as_it_is() {
        let sheet = Sheet::of(lying(0));
        assert_eq!((sheet.tables().len(), sheet.rules(None).len()), (1, 6));
    }
}
