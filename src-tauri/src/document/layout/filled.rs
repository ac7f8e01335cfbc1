//! The text of a page's annotations, as lines in the frame in which the page's own text stands upright.

use super::direction::Direction;
use super::line::Line;
use super::lines::lines;
use super::upright::upright;
use crate::document::askew::Askew;
use crate::document::pdf::{Annotation, AnnotationKind, PageGlyphs};
use crate::document::types::Rect;

/// The em of a value for which neither the file nor the height of the field sets one, in points.
const USUAL_SIZE: f32 = 12.0;
/// A field higher than this, in em of its text, has room for several lines.
const SEVERAL_LINES: f32 = 2.5;
/// The leading of a value that nothing draws, in em.
const LEADING: f32 = 1.2;
/// Most lines of a value that nothing draws; the last one takes the rest.
const MOST_LINES: usize = 200;

/// What an annotation says, and where.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    pub(crate) kind: AnnotationKind,
    /// The widgets of one field share this number.
    pub(crate) field: u64,
    /// The part of the page that it takes.
    pub(crate) area: Rect,
    /// What it says; empty for a box whose state has no name.
    pub(crate) lines: Vec<Line>,
    /// What the file calls it.
    pub(crate) name: String,
}

impl Filled {
    /// The same in the frame of a page that turned out to lie so. Until then its frame was that of a level page with this
    /// rotation.
    pub(crate) fn lying(self, askew: Askew, rotate: u16) -> Self {
        let first = self.lines.first();
        let main = first.map_or(Direction::of_page(rotate), |line| line.direction);
        let (wide, high) = (self.area.width(), self.area.height());
        let (x, y) = main.back(self.area.x0 + wide / 2.0, self.area.middle());
        let (x, y) = main.lying(Some(askew)).upright(x, y);
        Self {
            area: Rect {
                x0: x - wide / 2.0,
                y0: y - high / 2.0,
                x1: x + wide / 2.0,
                y1: y + high / 2.0,
            },
            lines: self
                .lines
                .into_iter()
                .map(|line| line.lying(askew))
                .collect(),
            ..self
        }
    }
}

/// Takes the annotations off a page and sets them in lines. `main` is the direction of the page's text, if it has any;
/// otherwise the page's rotation decides.
pub(super) fn filled(number: u32, page: &mut PageGlyphs, main: Option<Direction>) -> Vec<Filled> {
    let annotations = std::mem::take(&mut page.annotations);
    if annotations.is_empty() {
        return Vec::new();
    }
    let mut sheet = PageGlyphs {
        fonts: page.fonts.clone(),
        ..PageGlyphs::blank(page.number, page.crop, page.rotate)
    };
    let main = main.unwrap_or_else(|| Direction::of_page(page.rotate));
    let mut all = Vec::new();
    for mut annotation in annotations {
        if !touches(&annotation.area, &page.crop) {
            continue;
        }
        sheet.glyphs = std::mem::take(&mut annotation.glyphs);
        sheet.glyphs.retain(|glyph| !glyph.invisible);
        let (groups, _) = upright(&sheet);
        let drawn: Vec<Line> = groups
            .iter()
            .filter(|group| group.direction == main)
            .flat_map(|group| lines(number, group))
            .collect();
        let area = main.to_upright(&annotation.area);
        let lines = match drawn.is_empty() {
            false => spaced(drawn, &annotation.value),
            true if annotation.value.is_empty() => Vec::new(),
            true => set(number, main, &annotation, &area),
        };
        let is_box = matches!(annotation.kind, AnnotationKind::Box { .. });
        if is_box || !lines.is_empty() {
            all.push(Filled {
                kind: annotation.kind,
                field: annotation.field,
                area,
                lines,
                name: annotation.name,
            });
        }
    }
    all
}

fn touches(area: &Rect, crop: &Rect) -> bool {
    area.x0 < crop.x1 && area.x1 > crop.x0 && area.y0 < crop.y1 && area.y1 > crop.y0
}

/// Drawn lines with the spaces of the value, if they have its letters: those of a comb stand far apart.
fn spaced(drawn: Vec<Line>, value: &str) -> Vec<Line> {
    let letters = |c: &char| !c.is_whitespace();
    let shown = drawn.iter().flat_map(|line| &line.text).copied();
    if !shown.filter(letters).eq(value.chars().filter(letters)) {
        return drawn;
    }
    let mut value = value.chars().peekable();
    let mut out = Vec::with_capacity(drawn.len());
    for mut line in drawn {
        let parts = line.text.iter().zip(&line.styles).zip(&line.edges);
        let (mut text, mut styles, mut edges) = (Vec::new(), Vec::new(), Vec::new());
        for ((character, style), edge) in parts.filter(|((c, _), _)| letters(c)) {
            let mut space = false;
            while value.next_if(|c| c.is_whitespace()).is_some() {
                space = true;
            }
            value.next();
            if space && let Some(&(_, before)) = edges.last() {
                text.push(' ');
                styles.push(0);
                edges.push((before, edge.0));
            }
            text.push(*character);
            styles.push(*style);
            edges.push(*edge);
        }
        (line.text, line.styles, line.edges) = (text, styles, edges);
        out.push(line);
    }
    out
}

/// Sets a value that nothing draws in the lines in which a viewer sets it, about.
fn set(number: u32, direction: Direction, annotation: &Annotation, area: &Rect) -> Vec<Line> {
    let height = area.height();
    let size = match annotation.size > 0.0 {
        true => annotation.size.min(height),
        false => USUAL_SIZE.min(0.75 * height),
    }
    .max(1.0);
    let text: Vec<char> = annotation.value.chars().collect();
    let several = height > SEVERAL_LINES * size;
    let room = match several {
        true => area.width(),
        false => f32::MAX,
    };
    let mut lines: Vec<Vec<char>> = Vec::new();
    for word in text.split_inclusive(|c| c.is_whitespace()) {
        let full = lines.len() == MOST_LINES;
        match lines.last_mut() {
            Some(last) if full || lines_end(last, word, size) <= room => last.extend(word),
            _ => lines.push(word.to_vec()),
        }
    }
    let top = match several {
        true => area.y1 - 0.9 * size,
        false => area.middle() - 0.25 * size,
    };
    let set = lines.into_iter().enumerate().map(|(row, text)| {
        let y = (top - row as f32 * LEADING * size).max(area.y0);
        plain(number, direction, &text, area.x0, area.x1, y, size)
    });
    set.collect()
}

/// Where a line would end with one more word, from its beginning.
fn lines_end(line: &[char], word: &[char], size: f32) -> f32 {
    let wide = |c: &char| if *c < '\u{2e80}' { 0.5 } else { 1.0 };
    line.iter().chain(word).map(wide).sum::<f32>() * size
}

/// A line of a text that begins at `x0` and ends at `x1` at the latest.
pub(super) fn plain(
    page: u32,
    direction: Direction,
    text: &[char],
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
) -> Line {
    let end = text.iter().rposition(|c| !c.is_whitespace());
    let text = text.get(..=end.unwrap_or(0)).unwrap_or_default();
    let width = lines_end(text, &[], size).min(x1 - x0);
    let step = width / text.len().max(1) as f32;
    Line {
        page,
        direction,
        text: text.to_vec(),
        styles: vec![0; text.len()],
        edges: (0..text.len())
            .map(|at| (x0 + at as f32 * step, x0 + (at + 1) as f32 * step))
            .collect(),
        x0,
        x1: x0 + width,
        y,
        size,
        bold: 0.0,
        italic: 0.0,
        monospace: 0.0,
        font: None,
        artifact: false,
        aside: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_on_a_page_that_lies_askew_stays_where_it_is() {
        let area = Rect {
            x0: 500.0,
            y0: 700.0,
            x1: 560.0,
            y1: 715.0,
        };
        let text: Vec<char> = "paid in May".chars().collect();
        let note = Filled {
            kind: AnnotationKind::Note,
            field: 1,
            area,
            lines: vec![plain(1, Direction::Right, &text, 502.0, 558.0, 703.0, 10.0)],
            name: String::new(),
        };
        let askew = Askew::new(10, (300.0, 400.0));
        let lying = note.clone().lying(askew, 0);
        let (before, after) = (note.lines.first().unwrap(), lying.lines.first().unwrap());
        let (seen, kept) = (
            after.rect(after.x0, after.x1),
            before.rect(before.x0, before.x1),
        );
        assert!((seen.x0 - kept.x0).abs() < 1.0 && (seen.x1 - kept.x1).abs() < 1.0);
        assert!((seen.y0 - kept.y0).abs() < 0.3 && (seen.y1 - kept.y1).abs() < 1.5);
        // in the frame it stands as low as the words beside it, which rise to it
        assert!((before.y - after.y - 200.0 * 1.0_f32.to_radians().sin()).abs() < 0.3);
        assert_eq!(lying.area.width(), 60.0);
        assert!((lying.area.x0 - after.x0 + 2.0).abs() < 0.3);
    }
}
