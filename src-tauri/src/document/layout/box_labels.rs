//! Which printed words say what a box is for: those to its right, to its left, or, in a table of boxes, at the head of
//! its column.
//!
//! Between two boxes of a row stand words that fit both. The last box shows to which they belong.

use super::labels::{Label, NARROW, Part, Surroundings, are_in_row, trimmed};
use crate::document::types::Rect;

/// The words of a box stand at most this far from it, in points, if there are others that fit as well.
const BESIDE_BOX: f32 = 24.0;
/// Words to the right of a box stand at most this far from it, in points.
const FAR_BESIDE_BOX: f32 = 80.0;
/// A gap of this many em ends the words of a box.
const OTHER_WORDS: f32 = 2.2;

impl Surroundings<'_> {
    /// The words that say what a box is for; they are shared if they are the head of a column. The words to the left of
    /// a group's boxes (`of_group`) may be its label.
    pub(super) fn of_box(&self, area: &Rect, of_group: bool) -> Option<Label> {
        let beside = |part| Label {
            part,
            shared: false,
        };
        let head = || {
            let (label, _) = self.above(area).filter(|_| of_group)?;
            Some(Label {
                shared: true,
                ..label
            })
        };
        let near = self.beside(area, of_group).map(beside);
        let far = || self.right(area, FAR_BESIDE_BOX).map(beside);
        near.or_else(head).or_else(far)
    }

    fn beside(&self, area: &Rect, of_group: bool) -> Option<Part> {
        let row = self
            .fields
            .iter()
            .filter(|other| other.width() < NARROW && are_in_row(other, area));
        let last = row.max_by(|a, b| a.x1.total_cmp(&b.x1)).unwrap_or(area);
        let right = || self.right(area, BESIDE_BOX);
        if self.right(last, BESIDE_BOX).is_some() {
            return right();
        }
        if let Some(part) = self.near_left(last) {
            return match last == area {
                true => Some(part),
                false => self.near_left(area).or_else(right),
            };
        }
        let left = self.left(area).filter(|_| !of_group).map(|(part, _)| part);
        left.or_else(right)
    }

    /// The words right before a box.
    fn near_left(&self, area: &Rect) -> Option<Part> {
        let (part, gap) = self.left(area)?;
        if gap > BESIDE_BOX {
            return None;
        }
        let line = self.lines.get(part.line)?;
        let letters = line.edges.iter().zip(&line.text).enumerate();
        let wide = letters
            .take(part.to)
            .skip(part.from)
            .filter(|(_, (edge, c))| c.is_whitespace() && edge.1 - edge.0 > OTHER_WORDS * line.size)
            .map(|(at, _)| at)
            .next_back();
        trimmed(line, part.line, wide.unwrap_or(part.from), part.to)
    }

    /// What stands to the right of a box, at most `reach` points from it.
    fn right(&self, area: &Rect, reach: f32) -> Option<Part> {
        let stop = self
            .fields
            .iter()
            .filter(|other| are_in_row(other, area) && other.x0 >= area.x1 - 2.0)
            .map(|other| other.x0)
            .fold(f32::MAX, f32::min);
        let candidates = self.in_row(area).filter_map(|(index, line)| {
            let is_between = |(x0, x1): &(f32, f32)| {
                let middle = (x0 + x1) / 2.0;
                middle > area.x1 - 1.0 && middle < stop
            };
            let from = line.edges.iter().position(is_between)?;
            let gap = line.edges.get(from)?.0 - area.x1;
            let rest = line.edges.iter().zip(&line.text).skip(from);
            let count = rest
                .take_while(|(edge, c)| {
                    let wide = c.is_whitespace() && edge.1 - edge.0 > OTHER_WORDS * line.size;
                    is_between(edge) && !wide
                })
                .count();
            let part = trimmed(line, index, from, from + count)?;
            (gap <= reach).then_some((part, gap))
        });
        let nearest = candidates.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(part, _)| part)
    }
}

#[cfg(test)]
mod tests {
    use super::super::labels::tests::{rect, words};
    use super::super::line::Line;
    use super::*;

    #[test]
    fn the_words_of_a_box_end_where_the_next_box_begins() {
        let line = Line::sample("Female Male").at(62.0, 700.0);
        let fields = [rect(50.0, 60.0, 700.0), rect(93.0, 97.0, 700.0)];
        let lines = [line.clone()];
        let page = Surroundings::new(&lines, &fields);
        let found = fields.map(|field| words(&line, page.of_box(&field, false).unwrap().part));
        assert_eq!(found, ["Female", "Male"]);
    }

    #[test]
    fn words_before_boxes_are_theirs_if_nothing_stands_behind_the_last_one() {
        let line = Line::sample("Female    Male").at(50.0, 700.0);
        let fields = [rect(82.0, 92.0, 700.0), rect(124.0, 134.0, 700.0)];
        let lines = [line.clone()];
        let page = Surroundings::new(&lines, &fields);
        let found = fields.map(|field| words(&line, page.of_box(&field, true).unwrap().part));
        assert_eq!(found, ["Female", "Male"]);
    }

    #[test]
    fn the_words_of_a_box_alone_may_stand_far_to_its_left() {
        let line = Line::sample("I have a dog").at(50.0, 700.0);
        let fields = [rect(250.0, 260.0, 700.0)];
        let lines = [line.clone()];
        let page = Surroundings::new(&lines, &fields);
        assert_eq!(
            words(&line, page.of_box(&fields[0], false).unwrap().part),
            "I have a dog"
        );
        assert_eq!(page.of_box(&fields[0], true), None);
    }
}
