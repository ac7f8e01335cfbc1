//! Tables in a picture are read once more, by themselves and line by line: without its rules, Tesseract takes the columns
//! of a table for columns of text, and leaves out those that have little text.

use super::hocr::{Line, Word};
use super::recognized::score;
use crate::document::pdf::Picture;

/// The largest number of tables of a page that are read by themselves: each takes as long as a small page.
const MOST: usize = 8;
/// What is left of a rule is read as one of these.
const BARS: [char; 4] = ['|', '_', '\u{a6}', '\u{2502}'];
/// White around the table, in pixels. Tesseract reads letters worse that touch the edge of the picture.
const EDGE: usize = 4;

/// Left, top, right and bottom of a table, in pixels; the last ones are within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Table([usize; 4]);

/// The tables that the frames of grids stand around, largest first. What stands within another one belongs to it.
pub(super) fn of(mut frames: Vec<[usize; 4]>) -> Vec<Table> {
    let area = |[left, top, right, bottom]: &[usize; 4]| {
        right.saturating_sub(*left) * bottom.saturating_sub(*top)
    };
    frames.sort_by_key(|frame| std::cmp::Reverse(area(frame)));
    let mut tables: Vec<Table> = Vec::new();
    for frame in frames {
        if !tables.iter().any(|table| table.contains(frame)) && tables.len() < MOST {
            tables.push(Table(frame));
        }
    }
    tables
}

impl Table {
    fn contains(&self, [left, top, right, bottom]: [usize; 4]) -> bool {
        let [x0, y0, x1, y1] = self.0;
        x0 <= left && y0 <= top && right <= x1 && bottom <= y1
    }

    /// Where the part of the picture begins that is read.
    fn origin(&self) -> (usize, usize) {
        let [left, top, ..] = self.0;
        (left.saturating_sub(EDGE), top.saturating_sub(EDGE))
    }

    /// The part of the page's picture that shows the table.
    pub(super) fn cut_from(&self, picture: &Picture) -> Picture {
        let (x, y) = self.origin();
        let [.., right, bottom] = self.0;
        picture.part(x..right + EDGE + 1, y..bottom + EDGE + 1)
    }

    /// A line of the part in the page's own pixels.
    fn in_page(&self, mut line: Line) -> Line {
        let (x, y) = self.origin();
        let (x, y) = (x as f64, y as f64);
        let moved = |[x0, y0, x1, y1]: [f64; 4]| [x0 + x, y0 + y, x1 + x, y1 + y];
        line.bounds = moved(line.bounds);
        for word in &mut line.words {
            word.bounds = moved(word.bounds);
        }
        line
    }

    fn holds(&self, word: &Word) -> bool {
        let [left, top, right, bottom] = self.0.map(|edge| edge as f64);
        let [x0, y0, x1, y1] = word.bounds;
        let (x, y) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }

    /// The lines of the page, those of the table without bars and together; as they were read `again` if more could be read
    /// so.
    pub(super) fn merged(&self, lines: Vec<Line>, again: Vec<Line>) -> Vec<Line> {
        let again: Vec<Line> = again.into_iter().filter_map(without_bars).collect();
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        let mut place = None;
        for line in &lines {
            let part = |of_table: bool| {
                let words = line
                    .words
                    .iter()
                    .filter(|word| self.holds(word) == of_table);
                let words: Vec<Word> = words.cloned().collect();
                (!words.is_empty()).then(|| Line {
                    words,
                    ..line.clone()
                })
            };
            outside.extend(part(false));
            if let Some(within) = part(true).and_then(without_bars) {
                place.get_or_insert(outside.len());
                inside.push(within);
            }
        }
        let table = match score(&again) > score(&inside) {
            true => again.into_iter().map(|line| self.in_page(line)).collect(),
            false => inside,
        };
        let below = |line: &Line| line.bounds[1] >= self.0[1] as f64;
        let place = place.or_else(|| outside.iter().position(below));
        let place = place.unwrap_or(outside.len());
        outside.splice(place..place, table);
        outside
    }
}

/// A line of a table without what is left of its rules; `None` if nothing else is in it.
fn without_bars(mut line: Line) -> Option<Line> {
    for word in &mut line.words {
        word.text = word.text.trim_matches(BARS).to_owned();
    }
    line.words.retain(|word| !word.text.is_empty());
    (!line.words.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line whose words stand at these places, each ten pixels wide.
    fn line(top: f64, words: &[(&str, f64)]) -> Line {
        let word = |(text, x): &(&str, f64)| Word {
            text: (*text).to_owned(),
            bounds: [*x, top, x + 10.0, top + 10.0],
            confidence: 90.0,
        };
        Line {
            bounds: [0.0, top, 200.0, top + 10.0],
            words: words.iter().map(word).collect(),
            ..Line::default()
        }
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| {
            let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
            words.join(" ")
        };
        lines.iter().map(text).collect()
    }

    const TABLE: Table = Table([50, 50, 150, 100]);

    #[test]
    fn a_table_takes_the_place_of_what_the_page_had_there() {
        let page = vec![
            line(10.0, &[("Prices", 20.0)]),
            line(60.0, &[("aside", 10.0), ("Hammer", 60.0)]),
            line(80.0, &[("Saw", 60.0)]),
            line(120.0, &[("Thanks", 20.0)]),
        ];
        let again = vec![
            line(14.0, &[("Hammer", 14.0), ("2", 60.0)]),
            line(34.0, &[("Saw", 14.0), ("1", 60.0)]),
        ];
        let merged = TABLE.merged(page, again);
        assert_eq!(
            texts(&merged),
            ["Prices", "aside", "Hammer 2", "Saw 1", "Thanks"]
        );
        assert_eq!(merged[2].words[1].bounds, [106.0, 60.0, 116.0, 70.0]);
        assert_eq!(merged[2].bounds, [46.0, 60.0, 246.0, 70.0]);
    }

    #[test]
    fn what_is_left_of_rules_is_no_word() {
        let again = vec![
            line(14.0, &[("|", 10.0), ("_Hammer", 24.0), ("|2|", 60.0)]),
            line(34.0, &[("|", 10.0)]),
        ];
        assert_eq!(texts(&TABLE.merged(Vec::new(), again)), ["Hammer 2"]);
    }

    #[test]
    fn a_reading_that_finds_no_more_is_not_taken() {
        let page = vec![line(60.0, &[("Hammer", 60.0), ("2", 100.0)])];
        let less = vec![line(14.0, &[("Hammer", 14.0)])];
        assert_eq!(TABLE.merged(page.clone(), less), page);
        assert_eq!(TABLE.merged(page.clone(), Vec::new()), page);
    }

    #[test]
    fn a_table_of_which_nothing_was_read_comes_before_what_stands_below_it() {
        let page = vec![
            line(10.0, &[("Prices", 20.0)]),
            line(120.0, &[("Thanks", 20.0)]),
        ];
        let again = vec![line(14.0, &[("Hammer", 14.0)])];
        let merged = TABLE.merged(page, again);
        assert_eq!(texts(&merged), ["Prices", "Hammer", "Thanks"]);
    }

    #[test]
    fn a_frame_within_another_belongs_to_it() {
        let frames = vec![[60, 60, 80, 80], [50, 50, 150, 100], [300, 50, 340, 60]];
        assert_eq!(of(frames), [TABLE, Table([300, 50, 340, 60])]);
    }
}
