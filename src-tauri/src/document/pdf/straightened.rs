//! A picture whose lines are askew is drawn anew so that they are level.

use super::picture::Picture;

/// The colour around the picture.
const PAPER: f32 = 255.0;

/// Turns between the pixels of a picture and those of the same picture put straight. Both have their middle in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn {
    sin: f64,
    cos: f64,
    /// The middle of the picture.
    from: (f64, f64),
    /// The middle of the picture put straight.
    to: (f64, f64),
}

impl Turn {
    /// Maps a point of the picture to the picture put straight.
    pub(crate) fn there(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = (x - self.from.0, y - self.from.1);
        (
            self.to.0 + x * self.cos - y * self.sin,
            self.to.1 + x * self.sin + y * self.cos,
        )
    }

    /// Maps a point of the picture put straight to the picture.
    pub(crate) fn back(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = (x - self.to.0, y - self.to.1);
        (
            self.from.0 + x * self.cos + y * self.sin,
            self.from.1 - x * self.sin + y * self.cos,
        )
    }
}

impl Picture {
    /// The picture put straight: what rises from left to right by this angle, in tenths of a degree, is level. It is large
    /// enough for all of the picture, and its places are where they were in user space.
    pub(crate) fn straightened(&self, tenths: i16) -> (Self, Turn) {
        let (sin, cos) = (f64::from(tenths) / 10.0).to_radians().sin_cos();
        let (wide, high) = (f64::from(self.width), f64::from(self.height));
        let width = (wide * cos + high * sin.abs()).ceil();
        let height = (high * cos + wide * sin.abs()).ceil();
        let turn = Turn {
            sin,
            cos,
            from: (wide / 2.0, high / 2.0),
            to: (width / 2.0, height / 2.0),
        };
        let mut grey = Vec::with_capacity((width * height) as usize);
        for row in 0..height as usize {
            for column in 0..width as usize {
                let (x, y) = turn.back(column as f64 + 0.5, row as f64 + 0.5);
                grey.push(self.shade(x - 0.5, y - 0.5));
            }
        }
        let [a, b, c, d, ..] = self.to_user_space;
        let (x, y) = turn.back(0.0, 0.0);
        let (e, f) = self.place(x, y);
        let straight = Self {
            width: width as u32,
            height: height as u32,
            grey,
            to_user_space: [
                a * cos - c * sin,
                b * cos - d * sin,
                a * sin + c * cos,
                b * sin + d * cos,
                e,
                f,
            ],
            ..*self
        };
        (straight, turn)
    }

    /// The brightness between the middles of four pixels.
    fn shade(&self, x: f64, y: f64) -> u8 {
        let (left, top) = (x.floor(), y.floor());
        let (right, down) = ((x - left) as f32, (y - top) as f32);
        let (left, top) = (left as i64, top as i64);
        let row = |y| {
            let (near, far) = (self.pixel_at(left, y), self.pixel_at(left + 1, y));
            near + (far - near) * right
        };
        let (upper, lower) = (row(top), row(top + 1));
        (upper + (lower - upper) * down).round() as u8
    }

    fn pixel_at(&self, x: i64, y: i64) -> f32 {
        let inside = (0..i64::from(self.width)).contains(&x) && y >= 0;
        let at = y * i64::from(self.width) + x;
        let grey = inside.then(|| self.grey.get(at as usize)).flatten();
        grey.map_or(PAPER, |grey| f32::from(*grey))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White, and black where a line runs through the middle that rises by this angle, in degrees.
    fn ruled(degrees: f64) -> Picture {
        let slope = degrees.to_radians().tan();
        let dark = |x: f64, y: f64| (y - 100.0 + slope * (x - 200.0)).abs() < 2.0;
        Picture {
            to_user_space: [0.5, 0.0, 0.0, -0.5, 10.0, 110.0],
            ..Picture::sample((400, 200), 144, dark)
        }
    }

    fn near(one: (f64, f64), other: (f64, f64)) -> bool {
        (one.0 - other.0).abs() < 1.0e-6 && (one.1 - other.1).abs() < 1.0e-6
    }

    #[test]
    fn points_go_there_and_back_and_keep_their_places() {
        for tenths in [-30, 10] {
            let picture = ruled(0.0);
            let (straight, turn) = picture.straightened(tenths);
            for (x, y) in [(0.0, 0.0), (400.0, 200.0), (31.5, 170.0)] {
                let (u, v) = turn.there(x, y);
                assert!(near(turn.back(u, v), (x, y)));
                assert!(near(straight.place(u, v), picture.place(x, y)));
                // nothing is cut off
                assert!((0.0..=f64::from(straight.width)).contains(&u));
                assert!((0.0..=f64::from(straight.height)).contains(&v));
            }
            assert!((straight.pixel() - 0.5).abs() < 1.0e-9);
            assert!(straight.is_sane());
        }
    }

    #[test]
    fn a_line_that_rises_becomes_level() {
        for degrees in [2.0, -1.0] {
            let (straight, _) = ruled(degrees).straightened((degrees * 10.0) as i16);
            let width = straight.width as usize;
            let dark: Vec<usize> = straight
                .grey
                .chunks_exact(width)
                .enumerate()
                .filter(|(_, row)| row.iter().filter(|grey| **grey < 128).count() > 300)
                .map(|(y, _)| y)
                .collect();
            assert!((3..=5).contains(&dark.len()), "{dark:?}");
            let middle = straight.height as usize / 2;
            assert!(dark.contains(&middle), "{dark:?}");
        }
    }
}
