//! How a page lies askew in its scan, and the frame in which its lines are level: that of the page put straight. It is turned
//! around its middle, so that heads, feet and margins are where they are on a level page.

use serde::{Deserialize, Serialize};

/// Turns between a page that lies askew and the same page put straight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Askew {
    /// By how much its lines rise from left to right, as a reader sees them, in tenths of a degree.
    tenths: i16,
    /// The middle of the page, in whole points of user space.
    middle: (i32, i32),
}

impl Askew {
    pub(crate) fn new(tenths: i16, (x, y): (f64, f64)) -> Self {
        Self {
            tenths,
            middle: (x.round() as i32, y.round() as i32),
        }
    }

    /// Maps a point of the page to the page put straight.
    pub(crate) fn straight(self, x: f64, y: f64) -> (f64, f64) {
        self.turned(x, y, -1.0)
    }

    /// Maps a point of the page put straight to the page.
    pub(crate) fn back(self, x: f64, y: f64) -> (f64, f64) {
        self.turned(x, y, 1.0)
    }

    /// Whether a page can lie so: what was kept in a file may be damaged.
    pub(crate) fn is_sane(self) -> bool {
        let (x, y) = self.middle;
        let near = |n: i32| (-100_000..100_000).contains(&n);
        (-450..=450).contains(&self.tenths) && near(x) && near(y)
    }

    fn turned(self, x: f64, y: f64, sign: f64) -> (f64, f64) {
        let (sin, cos) = (sign * f64::from(self.tenths) / 10.0)
            .to_radians()
            .sin_cos();
        let (middle_x, middle_y) = (f64::from(self.middle.0), f64::from(self.middle.1));
        let (x, y) = (x - middle_x, y - middle_y);
        (middle_x + x * cos - y * sin, middle_y + x * sin + y * cos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_rises_is_level_on_the_page_put_straight_and_comes_back() {
        let askew = Askew::new(10, (297.6, 420.9));
        let slope = 1.0_f64.to_radians().tan();
        let at = |x: f64| (x, 700.0 + slope * (x - 100.0));
        let (begin, end) = (at(100.0), at(500.0));
        let (left, right) = (
            askew.straight(begin.0, begin.1),
            askew.straight(end.0, end.1),
        );
        assert!((left.1 - right.1).abs() < 1.0e-9);
        // the left end was too low
        assert!(left.1 > begin.1 && right.1 < end.1);
        let back = askew.back(right.0, right.1);
        assert!((back.0 - end.0).abs() < 1.0e-9 && (back.1 - end.1).abs() < 1.0e-9);
        // the middle stays where it is
        assert_eq!(askew.straight(298.0, 421.0), (298.0, 421.0));
    }

    #[test]
    fn an_angle_that_no_scan_has_is_refused() {
        assert!(Askew::new(-30, (300.0, 400.0)).is_sane());
        assert!(!Askew::new(900, (300.0, 400.0)).is_sane());
        assert!(!Askew::new(10, (f64::MAX, 0.0)).is_sane());
    }
}
