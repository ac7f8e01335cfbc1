//! How far a picture lies askew, by its ink alone: put straight, the rows of its pixels are the fullest and the emptiest.

use super::ink::Ink;
use crate::document::pdf::Picture;

/// The largest angle, in tenths of a degree.
const WIDEST: i16 = 50;
/// A smaller angle is not looked for: lines of text show it better.
const LEAST: i16 = 10;
/// How much fuller and emptier the rows have to be than those of the picture as it is.
const CLEARLY: f64 = 4.0;
/// One column of pixels in this many is enough to see how rows run.
const COLUMNS: usize = 8;

/// By how much the lines and rules of a picture rise from left to right, in tenths of a degree; `None` if it does not lie
/// askew, or if nothing shows that it does.
pub(super) fn of(picture: &Picture) -> Option<i16> {
    let ink = Ink::of(picture);
    let middle = ink.width as f64 / 2.0;
    let dark: Vec<(f64, f64)> = ink
        .pixels
        .chunks_exact(ink.width)
        .enumerate()
        .flat_map(|(y, row)| {
            let columns = row.iter().enumerate().step_by(COLUMNS);
            let dark = columns.filter(|(_, ink)| **ink);
            dark.map(move |(x, _)| (x as f64 - middle, y as f64))
        })
        .collect();
    // rows that are put straight begin above the picture and end below it
    let beyond = (rise(WIDEST) * middle).ceil() + 1.0;
    let rows = ink.height() + 2 * beyond as usize;
    let sharpness = |tenths: i16| -> f64 {
        let rise = rise(tenths);
        let mut counts = vec![0.0_f64; rows];
        for (x, y) in &dark {
            let row = (y + rise * x + beyond) as usize;
            if let Some(count) = counts.get_mut(row) {
                *count += 1.0;
            }
        }
        let steps = counts.iter().zip(counts.iter().skip(1));
        steps.map(|(row, next)| (next - row).powi(2)).sum()
    };
    let best = (-WIDEST..=WIDEST)
        .map(|tenths| (tenths, sharpness(tenths)))
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    let clearly = best.1 > CLEARLY * sharpness(0);
    (best.0.abs() >= LEAST && clearly).then_some(best.0)
}

/// How far a line at an angle rises in each pixel.
fn rise(tenths: i16) -> f64 {
    (f64::from(tenths) / 10.0).to_radians().tan()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of black words at this angle, in degrees.
    fn rows(degrees: f64) -> Picture {
        let slope = degrees.to_radians().tan();
        let dark = |x: f64, y: f64| {
            let y = y + slope * (x - 400.0);
            y.rem_euclid(40.0) < 12.0 && x.rem_euclid(90.0) < 70.0
        };
        Picture::sample((800, 600), 150, dark)
    }

    #[test]
    fn the_angle_of_rows_is_found() {
        for tenths in [10, -10, 27, 30, -50] {
            let found = of(&rows(f64::from(tenths) / 10.0));
            assert!(
                found.is_some_and(|found| (found - tenths).abs() <= 1),
                "{tenths}: {found:?}"
            );
        }
    }

    #[test]
    fn a_picture_that_is_level_or_shows_nothing_does_not_lie_askew() {
        assert_eq!(of(&rows(0.0)), None);
        assert_eq!(of(&rows(0.4)), None);
        let mut empty = rows(0.0);
        empty.grey.fill(u8::MAX);
        assert_eq!(of(&empty), None);
        // a grain that has no direction
        let mut seed = 7_u32;
        for grey in &mut empty.grey {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *grey = (seed >> 24) as u8;
        }
        assert_eq!(of(&empty), None);
    }
}
