//! Slides that are built up over several pages: each page shows what the page before it showed, at the same places, and
//! more. The last of these pages is the slide. Without this rule their lines would come again at the edges of pages, as
//! running heads do.

use super::rows::are_aligned_within;
use crate::document::layout::{Line, PageLines};

/// The fewest lines with letters that a page and the next one share.
const FEWEST: usize = 2;
/// A page with more lines is no slide, and is not worth quadratic work.
const MOST_LINES: usize = 80;
/// Two lines stand at the same place if they are apart by at most this many points.
const SAME_PLACE: f32 = 1.0;

/// What the page behind a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Something else.
    Other,
    /// The same lines, and no others: a slide of which only a colour changes, or a form that is printed twice.
    Same,
    /// The same lines and more: the page is a step of the slide there.
    More,
}

/// For each page, what the page behind it shows.
pub(super) fn next_pages(pages: &[PageLines]) -> Vec<Next> {
    let behind = pages.iter().skip(1).map(Some).chain([None]);
    pages
        .iter()
        .zip(behind)
        .map(|(page, next)| next.map_or(Next::Other, |next| compare(page, next)))
        .collect()
}

fn compare(page: &PageLines, next: &PageLines) -> Next {
    let (own, more) = (page.lines.len(), next.lines.len());
    if own < FEWEST || more < own || more > MOST_LINES {
        return Next::Other;
    }
    let mut shared = 0;
    for line in &page.lines {
        let mut there = next.lines.iter().filter(|other| is_at(line, other));
        if there.clone().any(|other| other.text == line.text) {
            shared += usize::from(line.text.iter().any(|c| c.is_alphabetic()));
            continue;
        }
        if !is_outermost(page, line) || !there.any(|other| counts_on(line, other)) {
            return Next::Other;
        }
    }
    match shared >= FEWEST {
        true if more > own => Next::More,
        true => Next::Same,
        false => Next::Other,
    }
}

/// Whether two lines of two pages begin or end at the same place, or have their middle there, and are set in the same size:
/// 10 is wider than 9.
fn is_at(line: &Line, other: &Line) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= SAME_PLACE;
    are_aligned_within(line, other, SAME_PLACE)
        && near(line.y, other.y)
        && near(line.size, other.size)
}

/// Whether no line of the page stands over a line, or none under it.
fn is_outermost(page: &PageLines, line: &Line) -> bool {
    let over = page.lines.iter().any(|other| other.y > line.y + 3.0);
    let under = page.lines.iter().any(|other| other.y < line.y - 3.0);
    !(over && under)
}

/// Whether the second line says the same as the first but for the number of the next page.
fn counts_on(line: &Line, other: &Line) -> bool {
    let words = |line: &Line| -> String {
        let text = line.text.iter();
        text.filter(|c| !c.is_numeric() && !c.is_whitespace())
            .collect()
    };
    let (here, there) = (numbers(line), numbers(other));
    let one_more = |(here, there): (&i64, &i64)| (0..=1).contains(&there.saturating_sub(*here));
    words(line) == words(other)
        && here.len() == there.len()
        && here.iter().zip(&there).all(one_more)
}

/// The numbers in a line.
fn numbers(line: &Line) -> Vec<i64> {
    let text = line.string();
    let runs = text.split(|c: char| !c.is_numeric());
    let runs = runs.filter(|run| !run.is_empty());
    runs.map(|run| run.parse().unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines under each other, over its foot.
    fn page(number: u32, lines: &[&str], foot: &str) -> PageLines {
        let rows = lines.iter().enumerate().map(|(row, text)| {
            Line::sample(text)
                .at(60.0, 340.0 - 40.0 * row as f32)
                .on_page(number)
        });
        let foot = Line::sample(foot).at(60.0, 20.0).on_page(number);
        PageLines {
            lines: rows.chain([foot]).collect(),
            bottom: 0.0,
            top: 400.0,
        }
    }

    #[test]
    fn a_slide_is_the_last_of_its_pages() {
        let pages = [
            page(1, &["On wings"], "Ida Holm, 1 of 9"),
            page(2, &["Lessons", "Wings are long"], "Ida Holm, 2 of 9"),
            page(
                3,
                &["Lessons", "Wings are long", "Birds rest"],
                "Ida Holm, 3 of 9",
            ),
            page(
                4,
                &["Lessons", "Wings are long", "Birds rest"],
                "Ida Holm, 3 of 9",
            ),
            page(
                5,
                &["Results", "Wings are long", "Birds rest"],
                "Ida Holm, 4 of 9",
            ),
        ];
        assert_eq!(
            next_pages(&pages),
            [
                Next::Other,
                Next::More,
                Next::Same,
                Next::Other,
                Next::Other
            ]
        );
    }

    #[test]
    fn the_number_of_a_page_may_end_where_the_one_before_ends() {
        let with_number = |number: &str, lines: &[&str]| {
            let mut page = page(1, lines, "Ida Holm");
            let line = Line::sample(number);
            let width = line.x1 - line.x0;
            page.lines.push(line.at(400.0 - width, 20.0));
            page
        };
        let first = with_number("9", &["Lessons", "Wings are long"]);
        let next = with_number("10", &["Lessons", "Wings are long", "Birds rest"]);
        assert_eq!(next_pages(&[first, next])[0], Next::More);
    }

    #[test]
    fn another_number_and_a_running_head_make_no_step() {
        let first = page(1, &["Lessons", "In all 40 birds"], "7");
        let lines = ["Lessons", "In all 41 birds", "Birds rest"];
        assert_eq!(next_pages(&[first, page(2, &lines, "8")])[0], Next::Other);
        // an empty page before a chapter
        let empty = page(1, &["Zoology"], "7");
        let next = page(2, &["Zoology", "Birds rest on the sea"], "8");
        assert_eq!(next_pages(&[empty, next])[0], Next::Other);
    }

    #[test]
    fn a_line_at_another_place_is_another_line() {
        let first = page(1, &["Lessons", "Wings are long"], "Ida Holm");
        let mut next = page(2, &["Lessons", "Wings are long", "Birds rest"], "Ida Holm");
        next.lines[1] = next.lines[1].clone().at(60.0, 280.0);
        assert_eq!(next_pages(&[first, next])[0], Next::Other);
    }
}
