//! The dots of leaders in a picture: `Soup . . . . . 4.20`.

use super::ink::Ink;

/// The largest dot of a leader, and the widest gap between two, in inches.
const LARGEST_DOT: f32 = 0.03;
const WIDEST_GAP: f32 = 0.12;
/// The fewest dots of a leader.
const FEWEST_DOTS: usize = 6;
/// A picture with more specks is a photograph.
const MOST_DOTS: usize = 60_000;

/// A dot: its box in pixels, inclusive.
#[derive(Clone, Copy)]
pub(super) struct Dot {
    pub(super) x0: usize,
    pub(super) x1: usize,
    pub(super) y0: usize,
    pub(super) y1: usize,
}

/// Pieces of ink that are as small as dots.
fn dots(ink: &Ink, inch: f32) -> Vec<Dot> {
    let largest = ((LARGEST_DOT * inch) as usize).max(1);
    let mut seen = vec![Seen::Not; ink.pixels.len()];
    let mut found = Vec::new();
    for start in 0..ink.pixels.len() {
        if ink.pixels.get(start) == Some(&true) && seen.get(start) == Some(&Seen::Not) {
            found.extend(dot(ink, start, largest, &mut seen));
        }
        if found.len() > MOST_DOTS {
            return Vec::new();
        }
    }
    found
}

/// What is known of a pixel of ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    /// It was visited.
    Once,
    /// It belongs to something larger than a dot.
    OfMore,
}

/// The dot at a pixel; `None` if its piece of ink is no dot. Of larger pieces only a part is visited.
fn dot(ink: &Ink, start: usize, largest: usize, seen: &mut [Seen]) -> Option<Dot> {
    let (x, y) = (start % ink.width, start / ink.width);
    let mut dot = Dot {
        x0: x,
        x1: x,
        y0: y,
        y1: y,
    };
    let mut own: Vec<usize> = Vec::new();
    let mut stack = vec![(x, y)];
    let mut is_more = false;
    while let Some((x, y)) = stack.pop() {
        let at = y * ink.width + x;
        match seen.get_mut(at) {
            Some(seen) if *seen == Seen::Not => *seen = Seen::Once,
            Some(Seen::OfMore) => {
                is_more = true;
                break;
            }
            _ => continue,
        }
        own.push(at);
        dot.x0 = dot.x0.min(x);
        dot.x1 = dot.x1.max(x);
        dot.y0 = dot.y0.min(y);
        dot.y1 = dot.y1.max(y);
        if dot.x1 - dot.x0 >= largest || dot.y1 - dot.y0 >= largest {
            is_more = true;
            break;
        }
        let around = [
            (x.wrapping_sub(1), y),
            (x + 1, y),
            (x, y.wrapping_sub(1)),
            (x, y + 1),
        ];
        let inked = |(x, y): &(usize, usize)| *y < ink.height() && ink.is(*x, *y);
        stack.extend(around.into_iter().filter(inked));
    }
    if is_more {
        for at in own {
            if let Some(seen) = seen.get_mut(at) {
                *seen = Seen::OfMore;
            }
        }
        return None;
    }
    let (wide, high) = (dot.x1 - dot.x0 + 1, dot.y1 - dot.y0 + 1);
    let is_round = 2 * own.len() >= wide * high && wide <= 2 * high && high <= 2 * wide;
    (own.len() >= 2 && is_round).then_some(dot)
}

/// The dots that stand in a row at equal distances; `inch` is the number of pixels in an inch.
pub(super) fn leaders(ink: &Ink, inch: f32) -> Vec<Dot> {
    let mut dots = dots(ink, inch);
    let widest = (WIDEST_GAP * inch) as usize;
    dots.sort_by_key(|dot| dot.y1);
    let mut found = Vec::new();
    // dots of one row end at the same height
    for row in dots.chunk_by_mut(|a, b| b.y1 - a.y1 <= 1) {
        row.sort_by_key(|dot| dot.x0);
        let mut run: Vec<Dot> = Vec::new();
        let mut step = 0;
        for dot in row.iter() {
            let from = run.last().map_or(0, |last| last.x0);
            let own = dot.x0.saturating_sub(from);
            let even = own <= widest && (run.len() < 2 || own.abs_diff(step) <= 2 + step / 5);
            if !(run.is_empty() || even) {
                take_leader(&mut run, &mut found);
            }
            if run.len() == 1 {
                step = own;
            }
            run.push(*dot);
        }
        take_leader(&mut run, &mut found);
    }
    found
}

fn take_leader(run: &mut Vec<Dot>, found: &mut Vec<Dot>) {
    let dots = std::mem::take(run);
    if dots.len() >= FEWEST_DOTS {
        found.extend(dots);
    }
}
