//! Rules and dots of leaders in a picture. Both disturb recognition: a cell between two rules is read as letters that
//! are not there or not at all, and a row of dots as words.
//!
//! What is found is erased before the picture is read, and rules are kept for the page, on which they show the cells
//! of tables.

use super::ink::Ink;
use super::leaders::{Dot, leaders};
use crate::document::pdf::Picture;
use crate::document::types::Rect;

/// The shortest rule, in inches: longer than strokes of letters.
const SHORTEST: f32 = 0.4;
/// The thickest rule, in inches, if it is straight, and what a slanted one is thicker for each of its length.
const THICKEST: f32 = 0.03;
const SLANT: f32 = 0.01;
/// A page with more rules is a drawing.
const MOST: usize = 400;
/// Rules that end this close to each other, in inches, meet.
const MEETING: f32 = 0.03;

/// What a picture shows besides letters.
pub(super) struct Strokes {
    rules: Vec<Stroke>,
    /// Indices of the rules of each grid.
    grids: Vec<Vec<usize>>,
    dots: Vec<Dot>,
}

/// A rule, in pixels. `x` runs along it and `y` across it.
struct Stroke {
    upright: bool,
    x0: usize,
    x1: usize,
    y0: usize,
    y1: usize,
    /// For each pixel of its length its first and last pixel across.
    across: Vec<(usize, usize)>,
}

impl Strokes {
    pub(super) fn of(picture: &Picture) -> Self {
        let ink = Ink::of(picture);
        Self::in_ink(&ink, &ink, &ink.flipped(), picture.dpi as f32)
    }

    /// Those of a picture that was drawn anew, whose thin rules are paler and less straight than in the scan.
    pub(super) fn of_drawn_anew(picture: &Picture) -> Self {
        let pale = Ink::drawn_anew(picture);
        let (rows, columns) = (pale.stepped(), pale.flipped().stepped());
        Self::in_ink(&Ink::of(picture), &rows, &columns, picture.dpi as f32)
    }

    /// The dots in the ink of letters, and the rules in that of rows and of columns.
    fn in_ink(letters: &Ink, rows: &Ink, columns: &Ink, inch: f32) -> Self {
        let mut rules = strokes(rows, inch, false);
        rules.extend(strokes(columns, inch, true));
        if rules.len() > MOST {
            rules.clear();
        }
        let grids = grids(&rules, (MEETING * inch) as usize);
        let dots = leaders(letters, inch);
        Self { rules, grids, dots }
    }

    /// The rules, each of whose pixels has a place.
    pub(super) fn rules(&self, place: impl Fn(f64, f64) -> (f64, f64)) -> Vec<Rect> {
        let rule = |stroke: &Stroke| {
            let [x0, x1, y0, y1] = stroke.edges().map(|edge| edge as f64);
            let (a, b) = (place(x0, y0), place(x1 + 1.0, y1 + 1.0));
            Rect {
                x0: a.0.min(b.0) as f32,
                y0: a.1.min(b.1) as f32,
                x1: a.0.max(b.0) as f32,
                y1: a.1.max(b.1) as f32,
            }
        };
        self.rules.iter().map(rule).collect()
    }

    /// The frame of each grid: left, top, right and bottom in pixels, the last ones within.
    pub(super) fn frames(&self) -> Vec<[usize; 4]> {
        let frame = |members: &Vec<usize>| {
            let rules = members.iter().filter_map(|at| self.rules.get(*at));
            rules.map(Stroke::edges).fold(
                [usize::MAX, usize::MAX, 0, 0],
                |[left, top, right, bottom], [x0, x1, y0, y1]| {
                    [left.min(x0), top.min(y0), right.max(x1), bottom.max(y1)]
                },
            )
        };
        self.grids.iter().map(frame).collect()
    }

    /// The picture without grids and leaders; `None` if it has neither.
    pub(super) fn erased(&self, picture: &Picture) -> Option<Picture> {
        if self.dots.is_empty() && self.grids.is_empty() {
            return None;
        }
        let ink = Ink::of(picture);
        let mut clean = picture.clone();
        let width = ink.width;
        let mut erase = |x: usize, y: usize| {
            if x < width
                && let Some(pixel) = clean.grey.get_mut(y * width + x)
            {
                *pixel = u8::MAX;
            }
        };
        let lines = self.grids.iter().flatten();
        for stroke in lines.filter_map(|at| self.rules.get(*at)) {
            stroke.each(&ink, &mut erase);
        }
        for dot in &self.dots {
            for y in dot.y0.saturating_sub(1)..=dot.y1 + 1 {
                for x in dot.x0.saturating_sub(1)..=dot.x1 + 1 {
                    erase(x, y);
                }
            }
        }
        Some(clean)
    }
}

impl Stroke {
    /// Its left, right, upper and lower edge.
    fn edges(&self) -> [usize; 4] {
        match self.upright {
            false => [self.x0, self.x1, self.y0, self.y1],
            true => [self.y0, self.y1, self.x0, self.x1],
        }
    }

    /// Visits its pixels and the grey ones around them, without those of a letter that crosses it.
    fn each(&self, ink: &Ink, visit: &mut dyn FnMut(usize, usize)) {
        const AROUND: usize = 2;
        let turned = |x: usize, y: usize| if self.upright { (y, x) } else { (x, y) };
        for (at, (first, last)) in self.across.iter().enumerate() {
            let x = self.x0 + at;
            let is_ink = |y: usize| {
                let (x, y) = turned(x, y);
                ink.is(x, y)
            };
            let crossed =
                is_ink(last + AROUND + 1) || first.checked_sub(AROUND + 1).is_some_and(is_ink);
            if crossed {
                continue;
            }
            for y in first.saturating_sub(AROUND)..=last + AROUND {
                let (x, y) = turned(x, y);
                visit(x, y);
            }
        }
    }

    fn touches(&self, other: &Self, gap: usize) -> bool {
        let ([ax0, ax1, ay0, ay1], [bx0, bx1, by0, by1]) = (self.edges(), other.edges());
        ax0 <= bx1 + gap && bx0 <= ax1 + gap && ay0 <= by1 + gap && by0 <= ay1 + gap
    }
}

/// Long runs of ink, one row after the other.
struct Group {
    stroke: Stroke,
    /// The runs of the last row.
    last: Vec<(usize, usize)>,
    /// Runs of the row that is being read.
    next: Vec<(usize, usize)>,
    thick: bool,
}

/// The strokes along the rows of a picture.
fn strokes(ink: &Ink, inch: f32, upright: bool) -> Vec<Stroke> {
    let shortest = (SHORTEST * inch) as usize;
    let mut open: Vec<Group> = Vec::new();
    let mut found: Vec<Stroke> = Vec::new();
    let mut settle = |group: Group| {
        if !group.thick && found.len() <= MOST {
            found.push(group.stroke);
        }
    };
    for (y, row) in ink.pixels.chunks_exact(ink.width).enumerate() {
        for (from, to) in runs(row, shortest.max(2)) {
            let above = |group: &&mut Group| {
                let mut last = group.last.iter();
                last.any(|(x0, x1)| from <= *x1 + 1 && *x0 <= to + 1)
            };
            match open.iter_mut().find(above) {
                Some(group) => group.next.push((from, to)),
                None => open.push(Group {
                    stroke: Stroke {
                        upright,
                        x0: from,
                        x1: to,
                        y0: y,
                        y1: y,
                        across: Vec::new(),
                    },
                    last: Vec::new(),
                    next: vec![(from, to)],
                    thick: false,
                }),
            }
        }
        let mut going_on = Vec::with_capacity(open.len());
        for mut group in open {
            if group.next.is_empty() {
                settle(group);
                continue;
            }
            group.last = std::mem::take(&mut group.next);
            for (from, to) in &group.last {
                group.stroke.add(*from, *to, y);
            }
            let length = (group.stroke.x1 - group.stroke.x0) as f32;
            let height = (group.stroke.y1 - group.stroke.y0) as f32;
            group.thick |= height > THICKEST * inch + SLANT * length;
            if group.thick {
                group.stroke.across.clear();
            }
            going_on.push(group);
        }
        open = going_on;
    }
    open.into_iter().for_each(settle);
    found
}

impl Stroke {
    /// Adds a run of the row `y`, which is the last one.
    fn add(&mut self, from: usize, to: usize, y: usize) {
        if from < self.x0 {
            let mut across = vec![(y, y); self.x0 - from];
            across.append(&mut self.across);
            self.across = across;
            self.x0 = from;
        }
        self.x1 = self.x1.max(to);
        let length = self.x1 - self.x0 + 1;
        if self.across.len() < length {
            self.across.resize(length, (y, y));
        }
        let range = from - self.x0..=to - self.x0;
        for (first, last) in self.across.get_mut(range).into_iter().flatten() {
            // a place that an earlier row has goes on; one between two runs begins here
            *first = (*first).min(y);
            *last = y;
        }
        self.y1 = y;
    }
}

/// Runs of ink of this length or more, inclusive.
fn runs(row: &[bool], shortest: usize) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut x = 0;
    for part in row.chunk_by(|a, b| a == b) {
        if part.len() >= shortest && part.first() == Some(&true) {
            runs.push((x, x + part.len() - 1));
        }
        x += part.len();
    }
    runs
}

/// The rules of each grid, which is more than the frame around something.
fn grids(rules: &[Stroke], gap: usize) -> Vec<Vec<usize>> {
    let mut grids = Vec::new();
    let mut seen = vec![false; rules.len()];
    for start in 0..rules.len() {
        if std::mem::replace(seen.get_mut(start).unwrap_or(&mut true), true) {
            continue;
        }
        let mut members = vec![start];
        let mut next = 0;
        while let Some(rule) = members.get(next).and_then(|at| rules.get(*at)) {
            for (at, other) in rules.iter().enumerate() {
                if let Some(seen) = seen.get_mut(at)
                    && !*seen
                    && rule.touches(other, gap)
                {
                    *seen = true;
                    members.push(at);
                }
            }
            next += 1;
        }
        let upright = |at: &&usize| rules.get(**at).is_some_and(|rule| rule.upright);
        let columns = members.iter().filter(upright).count();
        let rows = members.len() - columns;
        if (rows >= 3 && columns >= 2) || (rows >= 2 && columns >= 3) {
            grids.push(members);
        }
    }
    grids
}

#[cfg(test)]
mod tests {
    use super::super::ink::INK;
    use super::*;

    /// A white picture of 100 dots an inch, a point of which is a pixel.
    fn white(width: u32, height: u32) -> Picture {
        Picture {
            number: 1,
            width,
            height,
            dpi: 100,
            grey: vec![u8::MAX; (width * height) as usize],
            to_user_space: [1.0, 0.0, 0.0, -1.0, 0.0, f64::from(height)],
        }
    }

    fn fill(picture: &mut Picture, x: std::ops::Range<u32>, y: std::ops::Range<u32>) {
        for y in y {
            for x in x.clone() {
                picture.grey[(y * picture.width + x) as usize] = 0;
            }
        }
    }

    fn inked(picture: &Picture) -> usize {
        picture.grey.iter().filter(|grey| **grey < INK).count()
    }

    /// Three rules across and three upright ones.
    fn grid() -> Picture {
        let mut picture = white(300, 200);
        for at in [20, 80, 140] {
            fill(&mut picture, 20..260, at..at + 2);
        }
        for at in [20, 140, 258] {
            fill(&mut picture, at..at + 2, 20..142);
        }
        picture
    }

    #[test]
    fn a_grid_is_found_and_erased_and_letters_stay() {
        let mut picture = grid();
        fill(&mut picture, 40..48, 40..60);
        let strokes = Strokes::of(&picture);
        assert_eq!(strokes.rules.len(), 6);
        assert_eq!(strokes.frames(), [[20, 20, 259, 141]]);
        let rules = strokes.rules(|x, y| picture.place(x, y));
        let first = Rect {
            x0: 20.0,
            y0: 178.0,
            x1: 260.0,
            y1: 180.0,
        };
        assert_eq!(rules.first(), Some(&first));
        let clean = strokes.erased(&picture).unwrap();
        // the letter, and specks where rules cross
        assert!(inked(&clean) < 160 + 9 * 40, "{}", inked(&clean));
        assert_eq!(clean.grey[50 * 300 + 44], 0);
    }

    #[test]
    fn a_letter_that_crosses_a_rule_is_not_cut() {
        let mut picture = grid();
        fill(&mut picture, 60..63, 70..90);
        let clean = Strokes::of(&picture).erased(&picture).unwrap();
        assert!((70..90).all(|y| clean.grey[y * 300 + 61] == 0));
        assert_eq!(clean.grey[80 * 300 + 100], u8::MAX);
    }

    #[test]
    fn a_frame_and_a_dark_area_stay() {
        let mut picture = white(300, 200);
        for at in [20, 80] {
            fill(&mut picture, 20..260, at..at + 2);
        }
        for at in [20, 258] {
            fill(&mut picture, at..at + 2, 20..82);
        }
        fill(&mut picture, 20..260, 100..160);
        let strokes = Strokes::of(&picture);
        assert_eq!(strokes.rules.len(), 4);
        assert_eq!(strokes.erased(&picture), None);
    }

    #[test]
    fn the_dots_of_a_leader_are_erased_and_other_dots_stay() {
        let mut picture = white(300, 100);
        for dot in 0..20 {
            fill(&mut picture, 40 + 6 * dot..42 + 6 * dot, 50..52);
        }
        // full stops
        for x in [40, 90, 97, 180] {
            fill(&mut picture, x..x + 2, 80..82);
        }
        let strokes = Strokes::of(&picture);
        assert_eq!(strokes.dots.len(), 20);
        assert_eq!(inked(&strokes.erased(&picture).unwrap()), 4 * 4);
    }
}
