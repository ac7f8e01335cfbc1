//! Which printed words are the label of a form's field: those to its left, above it, or below it.
//!
//! A label may be a part of a line, as in "Name: ____ Date: ____", so it is a range of a line's characters. Whether
//! labels stand above or below is the same all over a page, because what stands between two fields would fit both.

use super::label_columns::{LabelColumns, Named};
use super::line::Line;
use crate::document::types::Rect;

/// A label stands at most this far to the left of its field, in points.
const REACH: f32 = 300.0;
/// A label that stands farther to the left than this, in points, gives way to one that stands right above.
const NEAR: f32 = 60.0;
/// A label above a field stands at most this far from it, in em.
const ABOVE: f32 = 1.4;
/// A label below a field stands at most this far from it, in em.
const BELOW: f32 = 1.2;
/// Labels whose distances from a field differ by less than this, in points, are equally near.
const SAME_GAP: f32 = 3.0;
/// What is this much larger than a label is no label.
const TITLE: f32 = 1.3;
/// Fields narrower than this, in points, are boxes, which say nothing about the others' labels.
pub(super) const NARROW: f32 = 24.0;
/// The boxes of a group stand at most this far to the right of the label above them, in points.
const GROUP_INDENT: f32 = 60.0;
/// A label above or below a field begins at most this far to the left of it, in points.
const SAME_BEGIN: f32 = 6.0;
/// A label above or below a field begins at most this far behind its end, in points.
const BEHIND: f32 = 20.0;
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
    /// Whether labels are printed under their fields.
    labels_below: bool,
    /// The words of boxes, which are no labels above or below a field.
    taken: Vec<Part>,
    columns: LabelColumns,
}

impl<'p> Surroundings<'p> {
    pub(super) fn new(lines: &'p [Line], fields: &'p [Rect]) -> Self {
        let mut page = Self {
            lines,
            fields,
            labels_below: false,
            taken: Vec::new(),
            columns: LabelColumns::default(),
        };
        let votes = fields
            .iter()
            .filter(|area| area.width() >= NARROW && !page.is_named_beside(area))
            .map(|area| page.vote_for_below(area));
        page.labels_below = votes.sum::<i32>() > 0;
        page
    }

    /// The same page as it is for fields with a text: `taken` are the words of boxes, which are no labels above or below
    /// them.
    pub(super) fn for_texts(&self, taken: Vec<Part>) -> Self {
        let mut page = Self {
            lines: self.lines,
            fields: self.fields,
            labels_below: self.labels_below,
            taken,
            columns: LabelColumns::default(),
        };
        let wide = page.fields.iter().filter(|area| area.width() >= NARROW);
        let named = wide.filter_map(|area| {
            let (part, _) = page.left(area)?;
            Some(Named {
                field: area.x0,
                words: page.begin(part)?,
                has_above: page.right_above(area).is_some(),
            })
        });
        page.columns = LabelColumns(named.collect());
        page
    }

    /// Whether a part of a line says what a box is for.
    fn is_taken(&self, part: Part) -> bool {
        let overlaps =
            |other: &Part| other.line == part.line && other.from < part.to && part.from < other.to;
        self.taken.iter().any(overlaps)
    }

    /// Where a part of a line begins, in points.
    fn begin(&self, part: Part) -> Option<f32> {
        let line = self.lines.get(part.line)?;
        line.edges.get(part.from).map(|edge| edge.0)
    }

    /// Whether the label of a field stands below it (1), above it (-1), or may stand in both places (0).
    fn vote_for_below(&self, area: &Rect) -> i32 {
        let size = |part: Part| self.lines.get(part.line).map_or(0.0, |line| line.size);
        match (self.right_above(area), self.right_below(area)) {
            (Some((title, _)), Some((part, _))) if size(title) > TITLE * size(part) => 1,
            (Some((_, above)), Some((_, below))) => match above - below {
                difference if difference.abs() <= SAME_GAP => 0,
                difference => difference.signum() as i32,
            },
            (None, Some(_)) => 1,
            (Some(_), None) => -1,
            (None, None) => 0,
        }
    }

    /// Whether words to the left of a field stand in a column of labels.
    fn is_in_column(&self, area: &Rect, part: Part) -> bool {
        let begin = self.begin(part);
        begin.is_some_and(|begin| self.columns.hold(area.x0, begin))
    }

    fn is_named_beside(&self, area: &Rect) -> bool {
        self.left(area).is_some_and(|(_, gap)| gap <= NEAR)
    }

    /// The label of a field with a value.
    pub(super) fn label(&self, area: &Rect) -> Option<Label> {
        let own = |part| Label {
            part,
            shared: false,
        };
        let left = self.left(area);
        if let Some((part, gap)) = left
            && (gap <= NEAR || self.is_in_column(area, part))
        {
            return Some(own(part));
        }
        if self.labels_below && area.width() >= NARROW {
            let below = self.right_below(area).map(|(part, _)| own(part));
            return below.or(left.map(|(part, _)| own(part)));
        }
        let above = self.above(area).map(|(label, _)| label);
        above.or(left.map(|(part, _)| own(part)))
    }

    /// The label of several boxes that share a field.
    pub(super) fn of_group(&self, area: &Rect) -> Option<Part> {
        // boxes in a row have their label before it
        let is_row = self
            .fields
            .iter()
            .filter(|field| is_within(field, area))
            .all(|field| field.height() > 0.6 * area.height());
        let before = is_row.then(|| self.left(area)).flatten();
        let part = before.map(|(part, _)| part);
        part.or_else(|| self.label(area).map(|label| label.part))
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

    /// What stands above an area, or above the column of fields in which it stands, and how far, in points.
    pub(super) fn above(&self, area: &Rect) -> Option<(Label, f32)> {
        let mut top = *area;
        let mut shared = false;
        // up through the fields of its column; each step goes up, so there are no more than fields
        for _ in 0..self.fields.len() {
            let next = self.fields.iter().find(|other| {
                let gap = other.y0 - top.y1;
                // boxes are lower than their rows
                let apart = if top.width() < NARROW { 2.5 } else { 0.6 };
                (other.x0 - top.x0).abs() < SAME_EDGE
                    && (other.x1 - top.x1).abs() < SAME_EDGE
                    && other.y1 > top.y1 + 1.0
                    && gap.abs() < apart * top.height()
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

    /// What stands right above an area, and how far from it, in points.
    fn right_above(&self, area: &Rect) -> Option<(Part, f32)> {
        // around the boxes of a group their own words stand as well
        let is_group = self.is_group(area);
        let over = self.over(area, is_group);
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
            let part = (near || inside).then(|| over.part(line, index))??;
            (!self.is_taken(part)).then_some((part, gap.max(0.0)))
        });
        candidates.min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// What stands right below an area, as under the line for a signature, and how far from it, in points.
    fn right_below(&self, area: &Rect) -> Option<(Part, f32)> {
        let over = self.over(area, false);
        let candidates = self.lines.iter().enumerate().filter_map(|(index, line)| {
            let gap = area.y0 - line.bounds().y1;
            let near = gap > -0.5 * line.size && gap < BELOW * line.size;
            let part = near.then(|| over.part(line, index))??;
            let end = line.edges.get(part.to - 1)?.1;
            (end < area.x1 + BEHIND && !self.is_taken(part)).then_some((part, gap.max(0.0)))
        });
        candidates.min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The same, near enough to be the label where fields of the page have other labels.
    pub(super) fn below(&self, area: &Rect) -> Option<Part> {
        let (part, gap) = self.right_below(area)?;
        let line = self.lines.get(part.line)?;
        (gap < 0.6 * line.size).then_some(part)
    }

    /// Whether several fields stand in an area.
    fn is_group(&self, area: &Rect) -> bool {
        let inside = self.fields.iter().filter(|field| is_within(field, area));
        inside.count() > 1
    }

    /// Where a label above or below an area stands.
    fn over(&self, area: &Rect, is_group: bool) -> Over {
        // the next field to the right, under a label of its own
        let next = self
            .fields
            .iter()
            .filter(|other| are_in_row(other, area) && other.x0 >= area.x1 - 2.0)
            .map(|other| other.x0)
            .fold(f32::MAX, f32::min);
        Over {
            area: *area,
            // a label stands a little to the left of the boxes under it
            indent: if is_group { GROUP_INDENT } else { SAME_BEGIN },
            next,
        }
    }

    pub(super) fn in_row(&self, area: &Rect) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().filter(|(_, line)| {
            let middle = line.bounds().middle();
            middle > area.y0 - 2.0 && middle < area.y1 + 2.0
        })
    }
}

/// The strip above and below an area.
struct Over {
    area: Rect,
    /// How far to the left of the area a label may begin, in points.
    indent: f32,
    /// Where the next field to the right begins.
    next: f32,
}

impl Over {
    /// The part of a line that stands in the strip, if it is short and begins there.
    fn part(&self, line: &Line, index: usize) -> Option<Part> {
        let area = &self.area;
        if line.x1 < area.x0 || line.x0 > area.x1 {
            return None;
        }
        let stop = self.next.min(area.x1 + BEHIND);
        let middle = |edge: &(f32, f32)| (edge.0 + edge.1) / 2.0;
        let is_inside =
            |edge: &(f32, f32)| middle(edge) > area.x0 - self.indent && middle(edge) < stop;
        let from = line.edges.iter().position(is_inside)?;
        let mut to = line.edges.iter().rposition(is_inside)? + 1;
        // a label that is longer than its field
        while let Some(edge) = line.edges.get(to)
            && edge.1 - edge.0 < line.size
            && middle(edge) < self.next
        {
            to += 1;
        }
        // a line that begins before the field and ends behind it is a text
        let whole = from == 0 || line.edges.get(from)?.0 - line.edges.get(from - 1)?.0 > line.size;
        let part = trimmed(line, index, from, to).filter(|_| whole)?;
        let text = line.text.get(part.from..part.to)?;
        let words = text.split(|c| c.is_whitespace()).count();
        (words <= MOST_WORDS).then_some(part)
    }
}

fn is_within(inner: &Rect, outer: &Rect) -> bool {
    inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 && inner.y1 <= outer.y1
}

/// Whether two areas stand side by side.
pub(super) fn are_in_row(a: &Rect, b: &Rect) -> bool {
    let common = a.y1.min(b.y1) - a.y0.max(b.y0);
    common > 0.4 * a.height().min(b.height())
}

/// A range of a line without the dots or strokes on which people write, and without what comes before these. `None`
/// without letters or digits.
pub(super) fn trimmed(line: &Line, index: usize, from: usize, to: usize) -> Option<Part> {
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
pub(super) mod tests {
    use super::*;

    /// A field or a box on a line at `y`.
    pub(in crate::document::layout) fn rect(x0: f32, x1: f32, y: f32) -> Rect {
        Rect {
            x0,
            y0: y - 4.0,
            x1,
            y1: y + 12.0,
        }
    }

    /// The characters of a part.
    pub(in crate::document::layout) fn words(line: &Line, part: Part) -> String {
        line.text[part.from..part.to].iter().collect()
    }

    #[test]
    fn a_label_is_the_part_of_a_line_between_two_fields() {
        // letters of 5 points
        let line = Line::sample("Name: ______ Date: ______").at(50.0, 700.0);
        let fields = [rect(80.0, 110.0, 700.0), rect(145.0, 175.0, 700.0)];
        let lines = [line.clone()];
        let page = Surroundings::new(&lines, &fields);
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
        let page = Surroundings::new(&lines, &fields);
        assert_eq!(page.label(&fields[0]).unwrap().part.line, 1);
        // near words to the left are preferred
        let near = [Line::sample("Born in").at(150.0, 700.0), lines[1].clone()];
        let page = Surroundings::new(&near, &fields);
        assert_eq!(page.label(&fields[0]).unwrap().part.line, 0);
    }

    #[test]
    fn a_label_between_two_fields_belongs_to_the_one_that_the_others_of_the_page_show() {
        let lines = [
            Line::sample("Name of animal").at(50.0, 690.0),
            Line::sample("Chip number").at(50.0, 666.0),
        ];
        let fields = [rect(50.0, 150.0, 704.0), rect(50.0, 150.0, 680.0)];
        let page = Surroundings::new(&lines, &fields);
        let found = fields.map(|field| page.label(&field).unwrap().part.line);
        assert_eq!(found, [0, 1]);
        // the same page with labels above
        let fields = [rect(50.0, 150.0, 676.0), rect(50.0, 150.0, 652.0)];
        let page = Surroundings::new(&lines, &fields);
        let found = fields.map(|field| page.label(&field).unwrap().part.line);
        assert_eq!(found, [0, 1]);
    }

    #[test]
    fn the_head_of_a_column_is_the_label_of_all_its_fields() {
        let lines = [Line::sample("Item").at(50.0, 720.0)];
        let fields = [rect(50.0, 150.0, 700.0), rect(50.0, 150.0, 684.0)];
        let page = Surroundings::new(&lines, &fields);
        let shared = fields.map(|field| page.label(&field).unwrap().shared);
        assert_eq!(shared, [false, true]);
    }
}
