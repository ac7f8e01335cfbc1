//! Which printed words are the label of a form's field: those to its left or above it, of a box those to its right.
//!
//! A label may be a part of a line, as in "Name: ____ Date: ____", so it is a range of a line's characters.

use super::line::Line;
use crate::document::types::Rect;

/// A label stands at most this far to the left of its field, in points.
const REACH: f32 = 300.0;
/// A label that stands farther to the left than this, in points, gives way to one that stands right above.
const NEAR: f32 = 60.0;
/// A label above a field stands at most this far from it, in em.
const ABOVE: f32 = 1.4;
/// The words of a box stand at most this far from it, in points.
const BESIDE_BOX: f32 = 24.0;
/// A gap of this many em ends the words of a box.
const OTHER_WORDS: f32 = 2.2;
/// Most words of a label that stands above a field: more are a paragraph.
const MOST_WORDS: usize = 14;
/// Fields whose edges differ by less than this, in points, stand in one column.
const SAME_EDGE: f32 = 4.0;

/// A part of a printed line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// Index among the page's printed lines.
    pub(super) line: usize,
    /// Its first character.
    pub(super) from: usize,
    /// One past its last character.
    pub(super) to: usize,
}

/// A label, and whether it is only the head of a column of fields.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub(super) part: Part,
    pub(super) shared: bool,
}

/// The printed lines and the fields of a page.
pub(super) struct Surroundings<'p> {
    pub(super) lines: &'p [Line],
    /// The areas of all fields.
    pub(super) fields: &'p [Rect],
}

impl Surroundings<'_> {
    /// The label of a field with a value.
    pub(super) fn label(&self, area: &Rect) -> Option<Label> {
        let left = self.left(area);
        let above = self.above(area);
        let far = |gap: f32| gap > NEAR;
        match (left, above) {
            (Some((_, gap)), Some((above, _))) if far(gap) => Some(above),
            (Some((part, _)), _) => Some(Label {
                part,
                shared: false,
            }),
            (None, above) => above.map(|(label, _)| label),
        }
    }

    /// The words that say what a box is for.
    pub(super) fn of_box(&self, area: &Rect) -> Option<Part> {
        let right = self.right(area);
        let left = || {
            let (part, gap) = self.left(area)?;
            (gap <= BESIDE_BOX).then_some(part)
        };
        right.or_else(left)
    }

    /// What stands to the left of an area, and how far from it, in points.
    pub(super) fn left(&self, area: &Rect) -> Option<(Part, f32)> {
        let stop = self
            .fields
            .iter()
            .filter(|other| are_in_row(other, area) && other.x1 <= area.x0 + 2.0)
            .map(|other| other.x1)
            .fold(f32::MIN, f32::max);
        let candidates = self.in_row(area).filter_map(|(index, line)| {
            let between = |&(_, (x0, x1)): &(usize, &(f32, f32))| {
                let middle = (x0 + x1) / 2.0;
                middle > stop && middle < area.x0 + 1.0
            };
            let mut inside = line
                .edges
                .iter()
                .enumerate()
                .filter(between)
                .map(|(at, _)| at);
            let from = inside.next()?;
            let to = inside.next_back().unwrap_or(from) + 1;
            // the frame of a field may cut into the last word
            let cut = line
                .text
                .iter()
                .skip(to)
                .take_while(|c| !c.is_whitespace() && !is_leader(**c));
            let part = trimmed(line, index, from, to + cut.count())?;
            let gap = area.x0 - line.edges.get(part.to - 1)?.1;
            (gap <= REACH).then_some((part, gap))
        });
        candidates.min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// What stands to the right of a box.
    fn right(&self, area: &Rect) -> Option<Part> {
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
            (gap <= BESIDE_BOX).then_some((part, gap))
        });
        let nearest = candidates.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(part, _)| part)
    }

    /// What stands above an area, or above the column of fields in which it stands, and how far, in points.
    fn above(&self, area: &Rect) -> Option<(Label, f32)> {
        let mut top = *area;
        let mut shared = false;
        // up through the fields of its column; each step goes up, so there are no more than fields
        for _ in 0..self.fields.len() {
            let next = self.fields.iter().find(|other| {
                let gap = other.y0 - top.y1;
                (other.x0 - top.x0).abs() < SAME_EDGE
                    && (other.x1 - top.x1).abs() < SAME_EDGE
                    && other.y1 > top.y1 + 1.0
                    && gap.abs() < 0.6 * top.height()
            });
            if let Some(part) = self.right_above(&top) {
                return Some((
                    Label {
                        part: part.0,
                        shared,
                    },
                    part.1,
                ));
            }
            let Some(next) = next else { break };
            shared = true;
            top = *next;
        }
        self.right_above(&top)
            .map(|(part, gap)| (Label { part, shared }, gap))
    }

    fn right_above(&self, area: &Rect) -> Option<(Part, f32)> {
        // around the boxes of a group their own words stand as well
        let is_group = self
            .fields
            .iter()
            .filter(|field| is_within(field, area))
            .count()
            > 1;
        // the next field to the right, under a label of its own
        let stop = self
            .fields
            .iter()
            .filter(|other| are_in_row(other, area) && other.x0 >= area.x1 - 2.0)
            .map(|other| other.x0)
            .fold(area.x1 + 20.0, f32::min);
        let candidates = self.lines.iter().enumerate().filter_map(|(index, line)| {
            let bounds = line.bounds();
            let gap = bounds.y0 - area.y1;
            // a small label may stand inside the frame of its field
            let near = gap <= ABOVE * line.size && bounds.middle() > area.y1;
            let inside = !is_group
                && bounds.middle() < area.y1
                && bounds.middle() > area.middle()
                && bounds.x0 > area.x0 - 2.0
                && bounds.x1 < area.x1 + 2.0;
            if !(near || inside) || bounds.x1 < area.x0 || bounds.x0 > area.x1 {
                return None;
            }
            let between = |&(_, (x0, x1)): &(usize, &(f32, f32))| {
                let middle = (x0 + x1) / 2.0;
                middle > area.x0 - 6.0 && middle < stop
            };
            let mut inside = line
                .edges
                .iter()
                .enumerate()
                .filter(between)
                .map(|(at, _)| at);
            let from = inside.next()?;
            let to = inside.next_back().unwrap_or(from) + 1;
            // a line that begins before the field and ends behind it is a text
            let whole =
                from == 0 || line.edges.get(from)?.0 - line.edges.get(from - 1)?.0 > line.size;
            let part = trimmed(line, index, from, to).filter(|_| whole)?;
            let text = line.text.get(part.from..part.to)?;
            let words = text.split(|c| c.is_whitespace()).count();
            (words <= MOST_WORDS).then_some((part, gap.max(0.0)))
        });
        candidates.min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// What stands right below an area, as under the line for a signature.
    pub(super) fn below(&self, area: &Rect) -> Option<Part> {
        let candidates = self.lines.iter().enumerate().filter_map(|(index, line)| {
            let bounds = line.bounds();
            let gap = area.y0 - bounds.y1;
            let under =
                bounds.x0 > area.x0 - 6.0 && bounds.x0 < area.x1 && bounds.x1 < area.x1 + 20.0;
            let near = gap > -0.5 * line.size && gap < 0.6 * line.size;
            let part = trimmed(line, index, 0, line.text.len())?;
            (under && near).then_some((part, gap))
        });
        let nearest = candidates.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map(|(part, _)| part)
    }

    fn in_row(&self, area: &Rect) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().filter(|(_, line)| {
            let middle = line.bounds().middle();
            middle > area.y0 - 2.0 && middle < area.y1 + 2.0
        })
    }
}

fn is_within(inner: &Rect, outer: &Rect) -> bool {
    inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 && inner.y1 <= outer.y1
}

/// Whether two areas stand side by side.
fn are_in_row(a: &Rect, b: &Rect) -> bool {
    let common = a.y1.min(b.y1) - a.y0.max(b.y0);
    common > 0.4 * a.height().min(b.height())
}

/// A range of a line without the dots or strokes on which people write, and without what comes before these. `None`
/// without letters or digits.
fn trimmed(line: &Line, index: usize, from: usize, to: usize) -> Option<Part> {
    let text = line.text.get(from..to)?;
    let is_space = |c: char| c.is_whitespace() || is_leader(c);
    let mut end = text.len();
    while end > 0 && is_space(*text.get(end - 1)?) {
        // the full stop of "No." is no leader
        let dots = text
            .get(..end)?
            .iter()
            .rev()
            .take_while(|c| is_leader(**c))
            .count();
        if text.get(end - 1) == Some(&'.') && dots < 3 {
            break;
        }
        end -= 1;
    }
    let text = text.get(..end)?;
    // what stands before leaders belongs to the field before
    let mut begin = 0;
    for at in (0..end).rev() {
        let run = text
            .get(..=at)?
            .iter()
            .rev()
            .take_while(|c| is_leader(**c))
            .count();
        if run >= 3 {
            begin = at + 1;
            break;
        }
    }
    let rest = text.get(begin..)?;
    let marks = rest.iter().take_while(|c| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | '.' | ')' | '|' | '\u{2013}' | '\u{2014}' | '-'
            )
    });
    begin += marks.count();
    let rest = text.get(begin..)?;
    let says = rest.iter().any(|c| c.is_alphanumeric());
    says.then_some(Part {
        line: index,
        from: from + begin,
        to: from + end,
    })
}

fn is_leader(c: char) -> bool {
    matches!(
        c,
        '_' | '.' | '\u{2026}' | '\u{2024}' | '\u{2500}' | '\u{ff3f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x0: f32, x1: f32, y: f32) -> Rect {
        Rect {
            x0,
            y0: y - 4.0,
            x1,
            y1: y + 12.0,
        }
    }

    fn words(line: &Line, part: Part) -> String {
        line.text[part.from..part.to].iter().collect()
    }

    #[test]
    fn a_label_is_the_part_of_a_line_between_two_fields() {
        // letters of 5 points
        let line = Line::sample("Name: ______ Date: ______").at(50.0, 700.0);
        let fields = [rect(80.0, 110.0, 700.0), rect(145.0, 175.0, 700.0)];
        let lines = [line.clone()];
        let page = Surroundings {
            lines: &lines,
            fields: &fields,
        };
        let found = fields.map(|field| words(&line, page.label(&field).unwrap().part));
        assert_eq!(found, ["Name:", "Date:"]);
    }

    #[test]
    fn a_label_above_its_field_is_preferred_to_words_far_to_the_left() {
        let lines = [
            Line::sample("Far away").at(20.0, 700.0),
            Line::sample("Place of birth").at(200.0, 716.0),
        ];
        let fields = [rect(200.0, 300.0, 700.0)];
        let page = Surroundings {
            lines: &lines,
            fields: &fields,
        };
        assert_eq!(page.label(&fields[0]).unwrap().part.line, 1);
        // near words to the left are preferred
        let near = [Line::sample("Born in").at(150.0, 700.0), lines[1].clone()];
        let page = Surroundings {
            lines: &near,
            fields: &fields,
        };
        assert_eq!(page.label(&fields[0]).unwrap().part.line, 0);
    }

    #[test]
    fn the_words_of_a_box_end_where_the_next_box_begins() {
        let line = Line::sample("Female Male").at(62.0, 700.0);
        let fields = [rect(50.0, 60.0, 700.0), rect(93.0, 97.0, 700.0)];
        let lines = [line.clone()];
        let page = Surroundings {
            lines: &lines,
            fields: &fields,
        };
        let found = fields.map(|field| words(&line, page.of_box(&field).unwrap()));
        assert_eq!(found, ["Female", "Male"]);
    }

    #[test]
    fn the_head_of_a_column_is_the_label_of_all_its_fields() {
        let lines = [Line::sample("Item").at(50.0, 720.0)];
        let fields = [rect(50.0, 150.0, 700.0), rect(50.0, 150.0, 684.0)];
        let page = Surroundings {
            lines: &lines,
            fields: &fields,
        };
        let shared = fields.map(|field| page.label(&field).unwrap().shared);
        assert_eq!(shared, [false, true]);
    }
}
