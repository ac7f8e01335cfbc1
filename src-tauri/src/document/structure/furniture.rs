//! What is said on every page and is part of no text: running heads, page numbers, line numbers.

use std::collections::{HashMap, HashSet};

use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, PageLines, RawBlock};
use crate::document::marks::caption;

/// Lines at the top and at the bottom of a page that may be running heads.
const EDGE_LINES: usize = 3;
/// Share of pages on which a running head stands; recto and verso differ, so less than half.
const SHARE: f32 = 0.3;
/// A running head stands at the same height on its pages, in points.
const SAME_DEPTH: f32 = 12.0;
/// Line numbers: at least this many on a page.
const MANY_NUMBERS: usize = 12;

/// A line with its digits masked, so that page numbers do not tell two heads apart.
fn masked(line: &Line) -> String {
    let mut text = String::new();
    for character in &line.text {
        match character {
            c if c.is_numeric() => {
                if !text.ends_with('#') {
                    text.push('#');
                }
            }
            c if c.is_whitespace() => {}
            c => text.extend(c.to_lowercase()),
        }
    }
    text
}

/// Whether all of a line is a page number: "12", "- 12 -", "Page 3 of 7", "iv".
fn is_page_number(line: &Line) -> bool {
    let text = line.string().to_lowercase();
    let mut words = text
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '|' | '/' | '[' | ']')
        })
        .filter(|word| !word.is_empty());
    let mut numbers = 0;
    let fits = words.all(|word| {
        let number = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 5
            || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l')) && word.len() <= 6;
        numbers += usize::from(number);
        number || matches!(word, "page" | "of" | "p." | "seite" | "von")
    });
    fits && (1..=2).contains(&numbers)
}

impl PageLines {
    /// Indices of the outermost lines, from the edge inwards. Lines side by side count once.
    fn edge(&self, top: bool) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        let y = |i: &usize| self.lines.get(*i).map_or(0.0, |line| line.y);
        order.sort_by(|a, b| match top {
            true => y(b).total_cmp(&y(a)),
            false => y(a).total_cmp(&y(b)),
        });
        let mut rows = 0;
        let mut last: Option<f32> = None;
        let mut edge = Vec::new();
        for index in order {
            let here = y(&index);
            if last.is_none_or(|last| (last - here).abs() > 3.0) {
                rows += 1;
            }
            if rows > EDGE_LINES {
                break;
            }
            last = Some(here);
            edge.push(index);
        }
        edge
    }

    /// How far from the upper or lower edge a line stands.
    fn depth(&self, line: &Line, top: bool) -> f32 {
        match top {
            true => self.top - line.y,
            false => line.y - self.bottom,
        }
    }

    fn is_in_margin(&self, line: &Line) -> bool {
        let height = self.top - self.bottom;
        line.y > self.top - 0.1 * height || line.y < self.bottom + 0.1 * height
    }
}

/// Takes running heads, page numbers and line numbers out of the pages; what was taken comes back
/// as blocks of their own.
pub(crate) fn take_out(pages: &mut [PageLines]) -> Vec<RawBlock> {
    let heads = running_heads(pages);
    let mut taken = Vec::new();
    for page in pages.iter_mut() {
        let gone = furniture_of(page, &heads);
        let mut kept = Vec::with_capacity(page.lines.len());
        for (index, line) in std::mem::take(&mut page.lines).into_iter().enumerate() {
            match gone.get(&index) {
                Some(why) => taken.push(
                    RawBlock::of(vec![line], RawKind::Furniture, *why)
                        .beginning(LineBreak::TakenOut),
                ),
                None => kept.push(line),
            }
        }
        page.lines = kept;
    }
    // a document of one repeated page says something after all
    if pages.iter().all(|page| page.lines.is_empty()) {
        for block in taken.drain(..) {
            let page = block.page();
            let lines = block.into_lines();
            let home = pages
                .iter_mut()
                .enumerate()
                .find(|(index, _)| *index as u32 + 1 == page);
            if let Some((_, home)) = home {
                home.lines.extend(lines);
            }
        }
    }
    taken
}

/// Lines, as [`masked`], that stand at the upper (`true`) or lower edge of many pages.
fn running_heads(pages: &[PageLines]) -> HashSet<(String, bool)> {
    // where each line at an edge stands: the number of the page, and the distance from that edge
    let mut seen: HashMap<(String, bool), Vec<(usize, f32)>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        for top in [true, false] {
            for index in page.edge(top) {
                if let Some(line) = page.lines.get(index) {
                    seen.entry((masked(line), top))
                        .or_default()
                        .push((number, page.depth(line, top)));
                }
            }
        }
    }
    let enough = ((pages.len() as f32 * SHARE).ceil() as usize).max(2);
    // on the first page a head may stand elsewhere
    seen.into_iter()
        .filter(|(_, places)| {
            places.iter().any(|(_, depth)| {
                let alike = places
                    .iter()
                    .filter(|(_, d)| (d - depth).abs() < SAME_DEPTH);
                alike.map(|(page, _)| page).collect::<HashSet<_>>().len() >= enough
            })
        })
        .map(|(head, _)| head)
        .collect()
}

/// Indices of the lines of a page that are no part of its text, each with the reason.
fn furniture_of(page: &PageLines, heads: &HashSet<(String, bool)>) -> HashMap<usize, KindReason> {
    let mut gone = HashMap::new();
    for top in [true, false] {
        let mut outermost = true;
        for index in page.edge(top) {
            let Some(line) = page.lines.get(index) else {
                continue;
            };
            let again =
                caption(&line.string(), true).is_none() && heads.contains(&(masked(line), top));
            let number = is_page_number(line) && page.is_in_margin(line);
            let why = if line.artifact {
                KindReason::Artifact
            } else if again {
                KindReason::RunningHead
            } else if number && outermost {
                KindReason::PageNumber
            } else {
                outermost = false;
                continue;
            };
            gone.insert(index, why);
        }
    }
    for index in line_numbers(&page.lines) {
        gone.entry(index).or_insert(KindReason::LineNumber);
    }
    gone
}

/// Numbers that count the lines of a manuscript: many, each alone, at one edge, counting up.
fn line_numbers(lines: &[Line]) -> Vec<usize> {
    let numbers: Vec<(usize, u32, f32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, line.string().parse().ok()?, line.x1)))
        .collect();
    let Some(&(_, _, edge)) = numbers.first() else {
        return Vec::new();
    };
    let column: Vec<_> = numbers
        .iter()
        .filter(|(_, _, x)| (x - edge).abs() < 2.0)
        .collect();
    let rising = column
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if b.1 > a.1 && b.1 - a.1 <= 5))
        .count();
    if column.len() >= MANY_NUMBERS && rising + 2 >= column.len() {
        column.iter().map(|(index, _, _)| *index).collect()
    } else {
        Vec::new()
    }
}
