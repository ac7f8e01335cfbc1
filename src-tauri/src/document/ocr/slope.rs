//! How far the lines of a picture run from level, by the baselines that Tesseract gives them, and lines as they stand in the
//! picture put straight.

use super::hocr::{Line, Word};
use super::tilt;
use crate::document::pdf::{Picture, Turn};

/// Fewer lines than this say nothing about the page.
const FEWEST: usize = 5;
/// The slope of a line that is shorter than this, in heights of its letters, is chance.
const SHORTEST: f64 = 4.0;
/// A smaller rise from end to end, in heights of the letters, may be chance: the ends of a baseline are whole pixels.
const LEAST_RISE: f64 = 0.1;
/// A line is long from this length on, in heights of its letters.
const LONG: f64 = 8.0;
/// Lines whose slopes differ by less than this run the same way.
const ALIKE: f64 = 0.009;
/// At least this share of the lines, by their length, run the same way on a page that lies askew.
const MOST: f64 = 0.7;
/// Angles of pages that lie askew, in tenths of a degree. Less disturbs nothing, and a page at a larger angle was not meant
/// to lie straight.
const ASKEW: std::ops::RangeInclusive<u16> = 3..=50;
/// Heights of lines that differ by less than this share may be one height.
const NEARLY: f64 = 0.135;
/// Up to this angle, in tenths of a degree, Tesseract reads lines as well as if they were level.
const READ_AS_WELL: u16 = 15;

/// By how much the lines of a page rise from left to right, in tenths of a degree: the middle of the slopes of all lines,
/// each of which counts by its length. `None` if the page does not lie askew.
pub(super) fn of(lines: &[Line]) -> Option<i16> {
    let mut slopes: Vec<(f64, f64)> = lines
        .iter()
        .filter(|line| length(line) >= SHORTEST)
        .map(|line| (line.baseline.0, width(line)))
        .collect();
    if slopes.len() < FEWEST {
        return None;
    }
    let (middle, all) = weighted_middle(&mut slopes)?;
    let same = slopes
        .iter()
        .filter(|(slope, _)| (slope - middle).abs() < ALIKE);
    let same: f64 = same.map(|(_, width)| width).sum();
    // pixels count downwards
    let tenths = (-middle.atan().to_degrees() * 10.0).round() as i16;
    let long = lines
        .iter()
        .map(length)
        .filter(|length| *length >= SHORTEST);
    let rise = middle.abs() * long.sum::<f64>() / slopes.len() as f64;
    let lies = ASKEW.contains(&tenths.unsigned_abs()) && rise >= LEAST_RISE;
    (lies && same >= MOST * all).then_some(tenths)
}

/// The same by the ink of the picture, for a page of which Tesseract reads only a few lines, or parts of them, such as a table
/// whose rules could not be erased. One long line has to agree.
pub(super) fn by_ink(lines: &[Line], picture: &Picture) -> Option<i16> {
    let leaning: Vec<f64> = lines
        .iter()
        .filter(|line| length(line) >= LONG && line.baseline.0.abs() > ALIKE)
        .map(|line| line.baseline.0)
        .collect();
    if leaning.is_empty() {
        return None;
    }
    let tenths = tilt::of(picture)?;
    let slope = -(f64::from(tenths) / 10.0).to_radians().tan();
    let agrees = |other: &f64| (other - slope).abs() < ALIKE;
    leaning.iter().any(agrees).then_some(tenths)
}

/// Whether lines at this angle, in tenths of a degree, are better read once more from the picture put straight.
pub(super) fn disturbs(tenths: i16) -> bool {
    tenths.unsigned_abs() > READ_AS_WELL
}

/// The middle of values that each have a weight, and the sum of the weights.
fn weighted_middle(values: &mut [(f64, f64)]) -> Option<(f64, f64)> {
    values.sort_by(|one, other| one.0.total_cmp(&other.0));
    let all: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mut before = 0.0;
    let (middle, _) = values.iter().find(|(_, weight)| {
        before += weight;
        before * 2.0 >= all
    })?;
    Some((*middle, all))
}

fn width(line: &Line) -> f64 {
    let [left, _, right, _] = line.bounds;
    right - left
}

/// Length of a line, in heights of its letters; 0 if these are not known.
fn length(line: &Line) -> f64 {
    match line.size > 0.0 {
        true => width(line) / line.size,
        false => 0.0,
    }
}

/// Gives lines that are nearly as high as most lines of a page the height of those. In a picture that was drawn anew,
/// letters are measured less exactly than in the scan, and a paragraph would fall apart into sizes.
pub(super) fn even_out(lines: &mut [Line]) {
    let mut sizes: Vec<(f64, f64)> = lines.iter().map(|line| (line.size, width(line))).collect();
    let Some((most, _)) = weighted_middle(&mut sizes) else {
        return;
    };
    for line in lines {
        if (line.size - most).abs() < NEARLY * most {
            line.size = most;
        }
    }
}

/// A line of the picture as it stands in the picture put straight.
pub(super) fn straight(line: &Line, turn: &Turn) -> Line {
    let [left, top, right, bottom] = line.bounds;
    let (slope, offset) = line.baseline;
    let at = |x: f64| turn.there(x, bottom + offset + slope * (x - left));
    let (_, baseline) = at((left + right) / 2.0);
    // a box around a line that rises is higher than the line, and its lower end is that of the line's lower end
    let rise = slope.abs() * width(line);
    let height = (bottom - top - rise).max(1.0);
    let below = -offset - slope.max(0.0) * width(line);
    let bottom = baseline + below;
    let across = |[x0, _, x1, _]: [f64; 4]| [at(x0).0, bottom - height, at(x1).0, bottom];
    Line {
        bounds: across(line.bounds),
        baseline: (0.0, -below),
        size: line.size,
        words: line
            .words
            .iter()
            .map(|word| Word {
                bounds: across(word.bounds),
                ..word.clone()
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ocr::recognized::RecognizedPage;

    /// A line of this length and slope, downwards.
    fn line(left: f64, length: f64, slope: f64) -> Line {
        let rise = slope.abs() * length;
        Line {
            bounds: [left, 500.0, left + length, 530.0 + rise],
            baseline: (slope, -8.0 - slope.max(0.0) * length),
            size: 30.0,
            words: vec![Word {
                text: "birds".to_owned(),
                bounds: [left + length / 2.0, 500.0, left + length, 530.0 + rise],
                confidence: 90.0,
            }],
        }
    }

    fn lines(lengths: &[f64], slope: f64) -> Vec<Line> {
        lengths
            .iter()
            .map(|length| line(100.0, *length, slope))
            .collect()
    }

    #[test]
    fn the_slope_of_a_page_is_that_of_its_long_lines() {
        let long = [900.0; 6];
        assert_eq!(of(&lines(&long, -0.0175)), Some(10));
        assert_eq!(of(&lines(&long, 0.052)), Some(-30));
        let with_short = [lines(&long, -0.0175), lines(&[130.0; 9], 0.04)].concat();
        assert_eq!(of(&with_short), Some(10));
        // too short to have a baseline
        let with_specks = [lines(&long, 0.0), lines(&[60.0; 200], 0.03)].concat();
        assert_eq!(of(&with_specks), None);
    }

    #[test]
    fn a_page_is_level_if_nothing_shows_that_it_lies_askew() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&lines(&[900.0; 4], 0.0175)), None);
        assert_eq!(of(&lines(&[900.0; 9], 0.003)), None);
        // short lines of a table, one pixel or two higher at one end
        let short = [0.0, 0.003, 0.006, 0.006, 0.006, 0.006, 0.008, 0.003];
        let short = short.map(|slope| line(100.0, 330.0, slope));
        assert_eq!(of(&short), None);
        // on its side, and a drawing
        assert_eq!(of(&lines(&[900.0; 9], -840.0)), None);
        assert_eq!(of(&lines(&[900.0; 9], 0.12)), None);
        let fan: Vec<Line> = (0..9)
            .map(|n| line(100.0, 900.0, -0.02 * f64::from(n)))
            .collect();
        assert_eq!(of(&fan), None);
    }

    #[test]
    fn lines_that_are_nearly_as_high_as_most_are_as_high() {
        let high = |size: f64, length: f64| Line {
            size,
            ..line(100.0, length, 0.0)
        };
        let sizes = [
            (40.0, 900.0),
            (35.0, 900.0),
            (41.0, 900.0),
            (49.0, 250.0),
            (34.0, 900.0),
        ];
        let mut lines = sizes.map(|(size, length)| high(size, length));
        even_out(&mut lines);
        let seen = lines.map(|line| line.size);
        assert_eq!(seen, [40.0, 40.0, 40.0, 49.0, 34.0]);
        even_out(&mut []);
    }

    #[test]
    fn ink_shows_the_slope_where_lines_are_few_and_one_agrees() {
        let rise = 3.0_f64.to_radians().tan();
        let dark = |x: f64, y: f64| (y + rise * (x - 400.0)).rem_euclid(40.0) < 3.0;
        let ruled = Picture::sample((800, 600), 150, dark);
        let wrong = line(100.0, 600.0, -0.02);
        let of_table = [wrong.clone(), line(100.0, 600.0, -rise)];
        assert_eq!(of(&of_table), None);
        assert_eq!(by_ink(&of_table, &ruled), Some(30));
        // no line agrees, or only a short one
        assert_eq!(by_ink(&[wrong], &ruled), None);
        assert_eq!(by_ink(&[line(100.0, 200.0, -rise)], &ruled), None);
        // level lines on a page with slanted rules
        assert_eq!(by_ink(&lines(&[600.0; 3], 0.002), &ruled), None);
    }

    #[test]
    fn words_of_a_line_that_is_put_straight_stand_on_the_page_where_they_were() {
        for (tenths, slope) in [
            (10, -1.0_f64.to_radians().tan()),
            (-20, 2.0_f64.to_radians().tan()),
        ] {
            let picture = Picture::sample((1600, 1000), 144, |_, _| false);
            let askew = line(100.0, 1000.0, slope);
            let (sheet, turn) = picture.straightened(tenths);
            let level = straight(&askew, &turn);
            // 22 of its 30 pixels are above the baseline
            let [_, top, _, bottom] = level.bounds;
            assert!((bottom - top - 30.0).abs() < 0.01 && level.baseline.0 == 0.0);
            assert!((level.baseline.1 + 8.0).abs() < 0.01);
            let page = RecognizedPage::new(&[level], &sheet, "eng");
            let word = page.words.first().unwrap();
            let on_baseline = |x: f64| {
                let [left, _, _, bottom] = askew.bounds;
                picture.place(x, bottom + askew.baseline.1 + slope * (x - left))
            };
            let (begin, end) = (on_baseline(600.0), on_baseline(1100.0));
            let seen = [word.x, word.y, word.x + word.dx, word.y + word.dy];
            for (seen, expected) in seen.iter().zip([begin.0, begin.1, end.0, end.1]) {
                assert!((f64::from(*seen) - expected).abs() < 0.05, "{word:?}");
            }
        }
    }
}
