//! The direction of text on a page, and the frame in which text of that direction runs from left to right.

use crate::document::askew::Askew;
use crate::document::pdf::Glyph;
use crate::document::types::Rect;

/// Text that deviates less than this from one of the four directions of a sheet, in degrees, has that direction:
/// scans are not quite level.
const LEVEL: f32 = 3.0;
/// Glyphs whose directions differ by less than this, in degrees, belong together.
const ALIKE: f32 = 0.4;
/// Fewer glyphs than this at an angle are letters along a curve.
const FEW: usize = 6;
/// The largest number of angles on one page; the rest counts as level.
const MOST_ANGLES: usize = 40;

/// The direction of text in user space; the first four variants go counter-clockwise from the x axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Right,
    Up,
    Left,
    Down,
    /// At this angle, counter-clockwise from the x axis, in tenths of a degree.
    Slanted(i16),
    /// On a page that lies askew in its scan: along an edge of the sheet once that is put straight.
    Askew {
        /// Place of that direction in the sheet's directions.
        quarters: u8,
        /// How the page lies.
        askew: Askew,
    },
}

impl Direction {
    const SHEET: [Self; 4] = [Self::Right, Self::Up, Self::Left, Self::Down];

    /// The direction of a sheet that is nearest to that of a glyph.
    fn of(glyph: &Glyph) -> Self {
        match (
            glyph.dx.abs() >= glyph.dy.abs(),
            glyph.dx >= 0.0,
            glyph.dy >= 0.0,
        ) {
            (true, true, _) => Self::Right,
            (true, false, _) => Self::Left,
            (false, _, true) => Self::Up,
            (false, _, false) => Self::Down,
        }
    }

    /// The direction in which text runs that a reader sees upright on a page with this rotation, in degrees.
    pub(crate) fn of_page(rotate: u16) -> Self {
        match rotate {
            90 => Self::Up,
            180 => Self::Left,
            270 => Self::Down,
            _ => Self::Right,
        }
    }

    /// The same direction on a page that lies so.
    pub(super) fn lying(self, askew: Option<Askew>) -> Self {
        let quarters = Self::SHEET.iter().position(|sheet| *sheet == self);
        match (askew, quarters) {
            (Some(askew), Some(quarters)) => Self::Askew {
                quarters: quarters as u8,
                askew,
            },
            _ => self,
        }
    }

    /// The same direction on the page put straight.
    pub(super) fn straight(self) -> Self {
        match self {
            Self::Askew { quarters, .. } => {
                let sheet = Self::SHEET.get(usize::from(quarters));
                sheet.copied().unwrap_or(Self::Right)
            }
            other => other,
        }
    }

    /// Maps a point of user space to the upright frame of text that runs this way.
    pub(super) fn upright(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Self::Right => (x, y),
            Self::Up => (y, -x),
            Self::Left => (-x, -y),
            Self::Down => (-y, x),
            Self::Slanted(_) => self.turned(x, y, -1.0),
            Self::Askew { askew, .. } => {
                let (x, y) = askew.straight(f64::from(x), f64::from(y));
                self.straight().upright(x as f32, y as f32)
            }
        }
    }

    /// Maps a point of the upright frame to user space.
    pub(super) fn back(self, x: f32, y: f32) -> (f32, f32) {
        match self {
            Self::Right => (x, y),
            Self::Up => (-y, x),
            Self::Left => (-x, -y),
            Self::Down => (y, -x),
            Self::Slanted(_) => self.turned(x, y, 1.0),
            Self::Askew { askew, .. } => {
                let (x, y) = self.straight().back(x, y);
                let (x, y) = askew.back(f64::from(x), f64::from(y));
                (x as f32, y as f32)
            }
        }
    }

    /// Turns a point around the origin by the angle of slanted text, counter-clockwise if `sign` is positive.
    fn turned(self, x: f32, y: f32, sign: f32) -> (f32, f32) {
        let Self::Slanted(tenths) = self else {
            return (x, y);
        };
        let (sin, cos) = (sign * f32::from(tenths) / 10.0).to_radians().sin_cos();
        (x * cos - y * sin, x * sin + y * cos)
    }

    /// The smallest rectangle around a turned one.
    fn map(rect: &Rect, turn: impl Fn(f32, f32) -> (f32, f32)) -> Rect {
        let corners = [
            turn(rect.x0, rect.y0),
            turn(rect.x1, rect.y0),
            turn(rect.x0, rect.y1),
            turn(rect.x1, rect.y1),
        ];
        let around = |(x0, y0, x1, y1): (f32, f32, f32, f32), (x, y): (f32, f32)| {
            (x0.min(x), y0.min(y), x1.max(x), y1.max(y))
        };
        let nothing = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        let (x0, y0, x1, y1) = corners.into_iter().fold(nothing, around);
        Rect { x0, y0, x1, y1 }
    }

    /// Maps a rectangle of user space to the upright frame.
    pub(crate) fn to_upright(self, rect: &Rect) -> Rect {
        Self::map(rect, |x, y| self.upright(x, y))
    }

    /// Maps a rectangle of the upright frame to user space.
    pub(crate) fn to_user_space(self, rect: &Rect) -> Rect {
        Self::map(rect, |x, y| self.back(x, y))
    }

    /// How far text of this direction departs from an edge of the sheet, as a share of its length.
    pub(crate) fn slope(self) -> f32 {
        let (begin, end) = (self.back(0.0, 0.0), self.back(1000.0, 0.0));
        let (along, across) = ((end.0 - begin.0).abs(), (end.1 - begin.1).abs());
        match self {
            Self::Slanted(_) | Self::Askew { .. } => along.min(across) / 1000.0,
            _ => 0.0,
        }
    }
}

/// The direction of each glyph of a page that lies so. A glyph without an advance, such as an accent, has that of the glyph
/// before it.
pub(super) fn directions(glyphs: &[&Glyph], askew: Option<Askew>) -> Vec<Direction> {
    let slanted = match askew {
        // nothing but lines that are level on the page put straight
        Some(_) => Vec::new(),
        None => angles(glyphs),
    };
    let mut last = Direction::Right.lying(askew);
    glyphs
        .iter()
        .map(|glyph| {
            if glyph.dx == 0.0 && glyph.dy == 0.0 {
                return last;
            }
            let at = angle(glyph).and_then(|angle| {
                slanted
                    .iter()
                    .find(|(from, to, _)| (*from..=*to).contains(&angle))
            });
            last = at.map_or_else(
                || Direction::of(glyph).lying(askew),
                |(.., tenths)| Direction::Slanted(*tenths),
            );
            last
        })
        .collect()
}

/// The angle of a glyph's advance in degrees; `None` if it runs along an edge of the sheet.
fn angle(glyph: &Glyph) -> Option<f32> {
    let (along, across) = match glyph.dx.abs() >= glyph.dy.abs() {
        true => (glyph.dx.abs(), glyph.dy.abs()),
        false => (glyph.dy.abs(), glyph.dx.abs()),
    };
    (across > along * LEVEL.to_radians().tan()).then(|| glyph.dy.atan2(glyph.dx).to_degrees())
}

/// The angles at which many glyphs of a page run: the least and the largest in degrees, and their middle in tenths of
/// a degree.
fn angles(glyphs: &[&Glyph]) -> Vec<(f32, f32, i16)> {
    let mut all: Vec<f32> = glyphs
        .iter()
        .filter_map(|glyph| angle(glyph))
        .filter(|angle| angle.is_finite())
        .collect();
    all.sort_by(f32::total_cmp);
    all.chunk_by(|a, b| b - a < ALIKE)
        .filter(|group| group.len() >= FEW)
        .filter_map(|group| {
            let (from, to) = (*group.first()?, *group.last()?);
            let middle = group.get(group.len() / 2)?;
            (to - from < 2.0 * LEVEL).then_some((from, to, (middle * 10.0).round() as i16))
        })
        .take(MOST_ANGLES)
        .collect()
}

/// The directions that occur, each once, in the order of their first glyphs but those of a sheet first.
pub(super) fn occurring(directions: &[Direction]) -> Vec<Direction> {
    let mut found: Vec<Direction> = Direction::SHEET
        .into_iter()
        .filter(|direction| directions.contains(direction))
        .collect();
    for direction in directions {
        if !found.contains(direction) {
            found.push(*direction);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_there_and_back_is_nothing() {
        let rect = Rect {
            x0: 1.0,
            y0: 2.0,
            x1: 5.0,
            y1: 9.0,
        };
        for direction in Direction::SHEET {
            let there = direction.to_upright(&rect);
            assert_eq!(direction.to_user_space(&there), rect);
        }
    }

    #[test]
    fn on_a_page_that_lies_askew_frames_are_those_of_the_page_put_straight() {
        let askew = Askew::new(10, (300.0, 400.0));
        let there =
            |direction: Direction, x: f32, y: f32| direction.lying(Some(askew)).upright(x, y);
        let (sin, cos) = 1.0_f32.to_radians().sin_cos();
        for sheet in Direction::SHEET {
            let direction = sheet.lying(Some(askew));
            assert_eq!(direction.straight(), sheet);
            // what stands in the middle stands there on a level page too
            let (middle, level) = (there(sheet, 300.0, 400.0), sheet.upright(300.0, 400.0));
            assert!((middle.0 - level.0).abs() < 0.001 && (middle.1 - level.1).abs() < 0.001);
            let (x, y) = there(sheet, 90.0, 700.0);
            let (x, y) = direction.back(x, y);
            assert!((x - 90.0).abs() < 0.001 && (y - 700.0).abs() < 0.001);
            assert!((direction.slope() - sin).abs() < 0.001);
        }
        let begin = there(Direction::Right, 100.0, 700.0);
        let end = there(Direction::Right, 100.0 + 200.0 * cos, 700.0 + 200.0 * sin);
        assert!((begin.1 - end.1).abs() < 0.001 && (end.0 - begin.0 - 200.0).abs() < 0.001);
        assert_eq!(Direction::Up.slope(), 0.0);
    }

    #[test]
    fn all_glyphs_of_a_page_that_lies_askew_run_along_its_lines() {
        let askew = Askew::new(40, (300.0, 400.0));
        let glyphs = [
            slanted(1, 4.0),
            vec![Glyph::sample(' ', 0.0, 0.0, 10.0)],
            slanted(9, 4.3),
        ]
        .concat();
        let glyphs: Vec<&Glyph> = glyphs.iter().collect();
        assert_eq!(
            occurring(&directions(&glyphs, Some(askew))),
            [Direction::Right.lying(Some(askew))]
        );
    }

    /// Glyphs of ten points that run at an angle, in degrees.
    fn slanted(count: usize, degrees: f32) -> Vec<Glyph> {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let glyph = |place: usize| Glyph {
            dx: 5.0 * cos,
            dy: 5.0 * sin,
            ..Glyph::sample(
                'a',
                5.0 * cos * place as f32,
                5.0 * sin * place as f32,
                10.0,
            )
        };
        (0..count).map(glyph).collect()
    }

    fn of(glyphs: &[Glyph]) -> Vec<Direction> {
        occurring(&directions(&glyphs.iter().collect::<Vec<_>>(), None))
    }

    #[test]
    fn text_at_an_angle_runs_level_in_a_frame_of_its_own() {
        let glyphs = [slanted(9, 12.0), slanted(9, -9.0), slanted(9, 0.4)].concat();
        let expected = [
            Direction::Right,
            Direction::Slanted(120),
            Direction::Slanted(-90),
        ];
        assert_eq!(of(&glyphs), expected);
        let (x, y) = Direction::Slanted(900).upright(0.0, 7.0);
        assert!((x - 7.0).abs() < 0.001 && y.abs() < 0.001);
    }

    #[test]
    fn letters_along_a_curve_are_read_as_if_they_were_level() {
        let curve: Vec<Glyph> = (0..20).flat_map(|n| slanted(1, 3.0 * n as f32)).collect();
        assert_eq!(of(&curve), [Direction::Right, Direction::Up]);
        assert_eq!(of(&slanted(FEW - 1, 30.0)), [Direction::Right]);
    }
}
