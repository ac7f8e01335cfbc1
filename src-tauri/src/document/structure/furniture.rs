//! What repeats on every page and is not part of the text: running heads, page numbers, line numbers.

use std::collections::{HashMap, HashSet};

use super::build_ups::{Next, next_pages};
use super::edge::{Numbers, is_text, is_under_its_head};
use super::edge_rows::{is_in_table, is_number};
use super::heads::{Text, heads_by_place};
use super::kept::keep_once;
use super::title_again::titles_again;
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{Aside, Line, PageLines, RawBlock};
use crate::document::marks::{caption, page_numbers};

/// Lines at each edge of a page that may be running heads.
const EDGE_LINES: usize = 3;
/// The share of pages on which a running head stands; left and right pages differ, so it is less than half.
const SHARE: f32 = 0.3;
/// A running head stands at the same height on its pages, to within this many points.
const SAME_DEPTH: f32 = 12.0;
/// A line that says the same at this height is the same head, though the text is closer to it.
const SAME_HEIGHT: f32 = 3.0;

/// A line with its digits masked, so that heads that differ only in the page number are equal. A title's line that
/// a smaller running head repeats on later pages differs in its size.
fn masked(line: &Line) -> String {
    let mut text = format!("{:.0} ", line.size);
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

/// Whether the whole line is a page number: "12", "- 12 -", "Page 3 of 7", "iv".
fn is_page_number(line: &Line) -> bool {
    page_numbers(&line.string()).is_some_and(|numbers| (1..=2).contains(&numbers))
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

    /// A line's distance from the upper or lower edge, in points.
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

/// Takes running heads, page numbers and line numbers out of the pages, and returns them as blocks of their own: as
/// furniture, or as small print where they say what the text does not.
pub(crate) fn take_out(pages: &mut [PageLines]) -> Vec<RawBlock> {
    let next = next_pages(pages);
    let Text { size, leading, .. } = Text::of(pages);
    let heads = Heads {
        masked: running_heads(pages, &next),
        leading,
        apart: HashMap::new(),
    };
    let heads = heads.with_apart(pages);
    let others = heads_by_place(pages).into_iter();
    let others = others.zip(titles_again(pages, size));
    let mut taken = Vec::new();
    for ((page, (others, again)), next) in pages.iter_mut().zip(others).zip(next) {
        let mut gone = match next {
            Next::More => all_of(page, KindReason::BuiltUp),
            Next::Other | Next::Same => furniture_of(page, &heads),
        };
        for index in others {
            gone.entry(index).or_insert(KindReason::HeadByPlace);
        }
        for index in again {
            gone.entry(index).or_insert(KindReason::TitleAgain);
        }
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
    // a document that repeats a single page still has text
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
    keep_once(&mut taken, pages);
    taken
}

/// Indices of all lines of a page, with one reason.
fn all_of(page: &PageLines, why: KindReason) -> HashMap<usize, KindReason> {
    (0..page.lines.len()).map(|index| (index, why)).collect()
}

/// Where a line at an edge stands: the index of the page, and the distance from that edge, in points.
type Place = (usize, f32);

/// Lines, in the form of [`masked`], that stand at the upper (`true`) or lower edge of many pages, each with whether
/// its numbers are not those of pages. Of pages that show the same (`next`), the last one counts.
fn running_heads(pages: &[PageLines], next: &[Next]) -> HashMap<(String, bool), bool> {
    let mut seen: HashMap<(String, bool), (Vec<Place>, Numbers)> = HashMap::new();
    let all = pages.iter().enumerate().zip(next);
    let counted = all.filter(|(_, next)| **next == Next::Other);
    let count = counted.clone().count();
    for ((number, page), _) in counted {
        for top in [true, false] {
            for index in page.edge(top) {
                if let Some(line) = page.lines.get(index) {
                    let (places, numbers) = seen.entry((masked(line), top)).or_default();
                    places.push((number, page.depth(line, top)));
                    numbers.add(number, line);
                }
            }
        }
    }
    let enough = ((count as f32 * SHARE).ceil() as usize).max(2);
    // on the first page a head may stand elsewhere
    seen.into_iter()
        .filter(|(_, (places, _))| {
            places.iter().any(|(_, depth)| {
                let alike = places
                    .iter()
                    .filter(|(_, d)| (d - depth).abs() < SAME_DEPTH);
                alike.map(|(page, _)| page).collect::<HashSet<_>>().len() >= enough
            })
        })
        .map(|(head, (_, numbers))| (head, numbers.wander()))
        .collect()
}

/// What is known about the running heads of a document.
struct Heads {
    /// See [`running_heads`].
    masked: HashMap<(String, bool), bool>,
    /// The usual distance of lines.
    leading: f32,
    /// The heads that are set apart from the text of a page, letter by letter, with their distances from the edge.
    apart: HashMap<(String, bool), Vec<f32>>,
}

impl Heads {
    /// The same with the heads that some page sets apart from its text.
    fn with_apart(mut self, pages: &[PageLines]) -> Self {
        let mut apart: HashMap<(String, bool), Vec<f32>> = HashMap::new();
        for page in pages {
            for top in [true, false] {
                for index in again(page, &self, &page.edge(top), top) {
                    let Some(line) = page.lines.get(index) else {
                        continue;
                    };
                    let places = apart.entry((line.string(), top)).or_default();
                    places.push(page.depth(line, top));
                }
            }
        }
        self.apart = apart;
        self
    }

    /// Whether another page sets a line apart from its text that says the same at the same height. The first page may
    /// begin with the title that is the head of the others.
    fn is_apart_elsewhere(&self, page: &PageLines, line: &Line, top: bool) -> bool {
        let places = self.apart.get(&(line.string(), top));
        let depth = page.depth(line, top);
        let mut places = places.into_iter().flatten();
        line.page > 1 && places.any(|other| (other - depth).abs() < SAME_HEIGHT)
    }
}

/// Indices of the lines of a page that are not part of its text, each with the reason.
fn furniture_of(page: &PageLines, heads: &Heads) -> HashMap<usize, KindReason> {
    let mut gone = HashMap::new();
    for top in [true, false] {
        let edge = page.edge(top);
        let again = again(page, heads, &edge, top);
        let mut outermost = true;
        for index in edge {
            let Some(line) = page.lines.get(index) else {
                continue;
            };
            let number =
                is_page_number(line) && page.is_in_margin(line) && !is_beside_amount(page, line);
            let why = if line.artifact {
                KindReason::Artifact
            } else if again.contains(&index) {
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
    for (index, line) in page.lines.iter().enumerate() {
        let why = match line.aside {
            Some(Aside::LineNumber) => KindReason::LineNumber,
            Some(Aside::Reading) => KindReason::Reading,
            None => continue,
        };
        gone.insert(index, why);
    }
    gone
}

/// The running heads among the lines at an edge. A line over, or under, another running head is one too.
fn again(page: &PageLines, heads: &Heads, edge: &[usize], top: bool) -> HashSet<usize> {
    let masked = &heads.masked;
    let mut found = HashSet::new();
    // from the text to the edge
    for index in edge.iter().rev() {
        let Some(line) = page.lines.get(*index) else {
            continue;
        };
        let Some(wander) = masked.get(&(self::masked(line), top)) else {
            continue;
        };
        let mut others = found.iter().filter_map(|other| page.lines.get(*other));
        let before_head = others.any(|other: &Line| (other.y - line.y).abs() > 3.0);
        let is_cell = || is_in_table(page, line, &|line| is_amount(line, top, masked));
        if caption(&line.string(), true).is_none()
            && !is_cell()
            && !(top && is_under_its_head(page, line))
            && (before_head
                || heads.is_apart_elsewhere(page, line, top)
                || !is_text(page, line, top, *wander, heads.leading))
        {
            found.insert(*index);
        }
    }
    found
}

/// Whether an amount stands in the row of a line: the last row of a table may stand alone at the top of a page.
fn is_beside_amount(page: &PageLines, line: &Line) -> bool {
    let mut beside = page.lines.iter().filter(|other| other.is_beside(line));
    beside.any(|other| is_number(other) && page_numbers(&other.string()).is_none())
}

/// Whether a line is a number that neither comes again nor counts the pages.
fn is_amount(line: &Line, top: bool, heads: &HashMap<(String, bool), bool>) -> bool {
    let known = || heads.get(&(masked(line), top)).copied();
    is_number(line) && known().unwrap_or_else(|| page_numbers(&line.string()).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of 800 points.
    fn page(lines: Vec<Line>) -> PageLines {
        PageLines {
            lines,
            bottom: 0.0,
            top: 800.0,
        }
    }

    /// Five lines that stand on this page alone.
    fn body(number: u32) -> Vec<Line> {
        let names = ["gull", "heron", "swift", "tern", "wren", "stork"];
        let bird = names[number as usize % names.len()];
        (0..5)
            .map(|row| {
                let text = format!("{} things about the {bird}", "several ".repeat(row + 1));
                Line::sample(&text)
                    .at(60.0, 600.0 - 100.0 * row as f32)
                    .on_page(number)
            })
            .collect()
    }

    /// Pages of text with one more line each.
    fn pages(count: u32, more: impl Fn(u32) -> Line) -> Vec<PageLines> {
        (1..=count)
            .map(|number| {
                let mut lines = vec![more(number).on_page(number)];
                lines.extend(body(number));
                page(lines)
            })
            .collect()
    }

    fn taken(mut pages: Vec<PageLines>) -> Vec<String> {
        let blocks = take_out(&mut pages);
        assert!(blocks.iter().all(|b| b.kind() == RawKind::Furniture));
        blocks.iter().map(|b| b.rough_text().to_owned()).collect()
    }

    #[test]
    fn a_running_head_goes_whatever_its_page_number() {
        let head =
            |number: u32| Line::sample(&format!("Zoology 3, {}", 7 + number)).at(60.0, 770.0);
        let mut all = pages(4, head);
        let blocks = take_out(&mut all);
        let texts: Vec<&str> = blocks.iter().map(RawBlock::rough_text).collect();
        assert_eq!(
            texts,
            [
                "Zoology 3, 8",
                "Zoology 3, 9",
                "Zoology 3, 10",
                "Zoology 3, 11"
            ]
        );
        assert!(all.iter().all(|page| page.lines.len() == 5));
    }

    #[test]
    fn heads_of_left_and_right_pages_differ() {
        let head = |number: u32| {
            let text = if number.is_multiple_of(2) {
                "A. Berg"
            } else {
                "On wings"
            };
            Line::sample(text).at(60.0, 770.0)
        };
        assert_eq!(taken(pages(6, head)).len(), 6);
        // what stands on two pages of ten is text
        let twice = |number: u32| {
            let text = format!("{} birds", "many ".repeat(number.max(2) as usize));
            Line::sample(&text).at(60.0, 770.0)
        };
        assert!(taken(pages(10, twice)).is_empty());
    }

    #[test]
    fn a_head_that_another_page_sets_apart_is_one_right_above_the_text() {
        let head = |_: u32| Line::sample("The lease of the boats of the island").at(60.0, 770.0);
        let mut all = pages(3, head);
        all[1].lines[1].y = 700.0;
        assert_eq!(taken(all).len(), 3);
    }

    #[test]
    fn a_line_that_comes_again_at_another_height_is_text() {
        let line = |number: u32| {
            Line::sample("Proof. The claim is plain.").at(60.0, 790.0 - 30.0 * number as f32)
        };
        assert!(taken(pages(4, line)).is_empty());
    }

    #[test]
    fn a_caption_over_the_text_of_many_pages_stays() {
        let caption = |number: u32| Line::sample(&format!("Table {number}: Birds")).at(60.0, 770.0);
        assert!(taken(pages(4, caption)).is_empty());
    }

    #[test]
    fn a_page_number_is_alone_at_the_edge_of_the_page() {
        let number = |text: &str, y: f32, below: Option<f32>| {
            let mut lines = body(1);
            lines.push(Line::sample(text).at(300.0, y));
            lines.extend(below.map(|y| Line::sample("a last line of text").at(60.0, y)));
            taken(vec![page(lines), page(body(2))])
        };
        for text in ["12", "- 12 -", "Page 3 of 7", "iv"] {
            assert_eq!(number(text, 40.0, None), [text]);
        }
        assert!(number("2 wings", 40.0, None).is_empty());
        // a cell of the last row of a table, beside an amount
        let mut lines = body(1);
        lines.extend(
            [("1", 300.0), ("215.00", 400.0)].map(|(text, x)| Line::sample(text).at(x, 770.0)),
        );
        assert!(taken(vec![page(lines), page(body(2))]).is_empty());
        // a cell in the middle of the page, and a number over the last line of text
        assert!(number("12", 150.0, None).is_empty());
        assert!(number("12", 60.0, Some(40.0)).is_empty());
    }

    #[test]
    fn what_stands_beside_the_lines_goes() {
        let mut lines = body(1);
        lines.push(Line {
            aside: Some(Aside::LineNumber),
            ..Line::sample("17").at(20.0, 300.0)
        });
        assert_eq!(taken(vec![page(lines), page(body(2))]), ["17"]);
    }

    #[test]
    fn what_the_file_marks_as_an_artifact_goes() {
        let stamp = |number: u32| {
            let text = "stamp ".repeat(number as usize);
            Line::sample(&text).at(60.0, 770.0).artifact()
        };
        assert_eq!(taken(pages(3, stamp)).len(), 3);
    }

    #[test]
    fn the_steps_of_a_slide_go_and_the_slide_stays() {
        let bullets = ["Wings are long", "Birds rest", "Nobody knows why"];
        let slide = |number: u32, title: &str, count: usize| {
            let lines = [title, "Ida Holm, 4 May"]
                .into_iter()
                .zip([350.0, 20.0])
                .chain(bullets.into_iter().take(count).zip([300.0, 260.0, 220.0]));
            page(
                lines
                    .map(|(text, y)| Line::sample(text).at(60.0, y).on_page(number))
                    .collect(),
            )
        };
        let mut all: Vec<PageLines> = (1..=3)
            .map(|count| slide(count as u32, "Lessons", count))
            .collect();
        all.extend([page(body(4)), page(body(5))]);
        let gone = take_out(&mut all);
        assert!(gone.iter().all(|block| block.page() < 3));
        assert_eq!(gone.len(), 7);
        let kept: Vec<usize> = all.iter().map(|page| page.lines.len()).collect();
        assert_eq!(kept, [0, 0, 5, 5, 5]);
    }

    #[test]
    fn a_document_of_one_repeated_page_keeps_its_text() {
        let mut all: Vec<PageLines> = (1..=3)
            .map(|number| {
                let line = Line::sample("This page is left blank").at(60.0, 400.0);
                page(vec![line.on_page(number)])
            })
            .collect();
        assert!(take_out(&mut all).is_empty());
        let counts: Vec<usize> = all.iter().map(|page| page.lines.len()).collect();
        assert_eq!(counts, [1, 1, 1]);
    }
}
