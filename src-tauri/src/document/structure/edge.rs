//! Which of the lines that come again at the edges of pages are lines of the text: a sentence may begin many pages, and
//! so may the rows of a table. A running head is set apart from what follows it, or counts the pages.

use std::collections::HashMap;

use crate::document::layout::{Line, PageLines};
use crate::document::marks::is_unspaced;

/// A line is set apart if it is farther from the next one than this, in distances between the lines that follow.
const APART: f32 = 1.3;
/// The share of pages on which a number that counts them, or never changes, has to do so.
const MOST: f32 = 0.6;
/// The fewest words of a line of text.
const WORDS: usize = 5;
/// The fewest letters of such a line in a script without spaces.
const LETTERS: usize = 12;

/// The numbers of lines that are equal but for their digits, page by page.
#[derive(Default)]
pub(super) struct Numbers(Vec<(usize, Vec<i64>)>);

impl Numbers {
    /// Adds the line of a page; `page` is the index of the page.
    pub(super) fn add(&mut self, page: usize, line: &Line) {
        let text = line.string();
        let runs = text.split(|c: char| !c.is_numeric());
        let numbers = runs.filter(|run| !run.is_empty());
        let values = numbers.map(|run| run.parse().unwrap_or(i64::MAX));
        self.0.push((page, values.collect()));
    }

    /// Whether a number is neither that of the page nor the same on most pages, so that it belongs to a text.
    pub(super) fn wander(&self) -> bool {
        let count = self.0.iter().map(|(_, values)| values.len());
        let (least, most) = (count.clone().min(), count.max());
        let Some(places) = least.filter(|_| least == most) else {
            return true;
        };
        let enough = |most: usize| most as f32 >= MOST * self.0.len() as f32;
        (0..places).any(|place| {
            let values = self.0.iter().filter_map(|(page, values)| {
                let value = values.get(place)?;
                Some((*value, value.saturating_sub(*page as i64)))
            });
            let same = most_frequent(values.clone().map(|(value, _)| value));
            let counting = most_frequent(values.map(|(_, offset)| offset));
            !enough(same) && !enough(counting)
        })
    }
}

/// How often the most frequent of some values occurs.
fn most_frequent(values: impl Iterator<Item = i64>) -> usize {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_values().max().unwrap_or(0)
}

/// What stands beside a line, from the edge inwards.
struct Inside<'p> {
    next: &'p Line,
    gap: f32,
    /// The distance from there to the line after it, if that is set alike.
    step: Option<f32>,
}

impl<'p> Inside<'p> {
    /// The line that follows in the same column, and the one after it; `None` if nothing follows.
    fn of(page: &'p PageLines, line: &Line, top: bool) -> Option<Self> {
        let next = nearest(page, line, top)?;
        let after = nearest(page, next, top).filter(|after| is_alike(next, after));
        Some(Self {
            next,
            gap: (line.y - next.y).abs(),
            step: after.map(|after| (next.y - after.y).abs()),
        })
    }
}

/// The nearest line inwards that stands in the column of a line.
fn nearest<'p>(page: &'p PageLines, line: &Line, top: bool) -> Option<&'p Line> {
    let inwards = |other: &Line| {
        if top {
            line.y - other.y
        } else {
            other.y - line.y
        }
    };
    let shared = |other: &Line| line.x1.min(other.x1) - line.x0.max(other.x0);
    let lines = page.lines.iter().filter(|other| {
        let narrower = (line.x1 - line.x0).min(other.x1 - other.x0);
        other.aside.is_none() && inwards(other) > 3.0 && shared(other) > 0.5 * narrower
    });
    lines.min_by(|a, b| inwards(a).total_cmp(&inwards(b)))
}

/// Whether two lines are set in the same letters.
fn is_alike(a: &Line, b: &Line) -> bool {
    let fonts = a.font.is_none() || b.font.is_none() || a.font == b.font;
    (a.size - b.size).abs() <= 0.04 * a.size.max(b.size) && fonts
}

/// Whether a line at the upper (`top`) or lower edge of a page belongs to the text beside it although lines like it
/// stand on other pages; `wander` if their numbers are not those of pages. `leading` is the usual distance of lines.
pub(super) fn is_text(
    page: &PageLines,
    line: &Line,
    top: bool,
    wander: bool,
    leading: f32,
) -> bool {
    let Some(inside) = Inside::of(page, line, top) else {
        return false;
    };
    if !is_alike(line, inside.next) {
        return false;
    }
    let string = line.string();
    let near = APART * inside.step.unwrap_or(leading);
    if inside.gap <= near {
        // the short last line of a sentence that the page begins with
        let outside = nearest(page, line, !top)
            .filter(|outside| (outside.y - line.y).abs() <= near && is_alike(line, outside));
        return wander
            || is_running(&string)
            || outside.is_some_and(|outside| is_running(&outside.string()));
    }
    // the last line of a paragraph, or a short paragraph, with space behind it
    let ends = string.ends_with(['.', '!', '?']) && !string.ends_with("al.");
    let goes_on = string.starts_with(char::is_lowercase) && !string.contains(char::is_numeric);
    ends && (goes_on || wander && is_running(&string))
}

/// Whether a line of the first page says again, with a number, what the running head above it says: a standard has its
/// number over its title, too.
pub(super) fn is_under_its_head(page: &PageLines, line: &Line) -> bool {
    let has = |is: fn(char) -> bool| line.text.iter().any(|c| is(*c));
    let is_named = has(char::is_numeric) && has(char::is_alphabetic);
    let mut above = page.lines.iter().filter(|other| other.y > line.y + 3.0);
    line.page == 1 && is_named && above.any(|other| other.text == line.text)
}

/// Whether a line has the words of a sentence, not of a name or a title.
fn is_running(text: &str) -> bool {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let words: Vec<char> = text.split_whitespace().filter_map(first).collect();
    let small = words.iter().filter(|first| first.is_lowercase()).count();
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    (words.len() >= WORDS && small * 5 >= words.len() * 2) || unspaced >= LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(of: &[&str]) -> bool {
        let mut numbers = Numbers::default();
        for (page, text) in of.iter().enumerate() {
            numbers.add(page, &Line::sample(text));
        }
        numbers.wander()
    }

    #[test]
    fn numbers_of_heads_stay_or_count_the_pages() {
        for heads in [
            ["Zoology 3, 7", "Zoology 3, 8", "Zoology 3, 9"],
            [
                "2 of 3 on 4 May 2020",
                "3 of 3 on 4 May 2020",
                "3 of 3 on 4 May 2020",
            ],
        ] {
            assert!(!numbers(&heads), "{heads:?}");
        }
        for text in [
            [
                "In 2019 we saw 12",
                "In 1987 we saw 40",
                "In 2004 we saw 31",
            ],
            ["2019 4 12", "2020 11", "2021 7 30"],
        ] {
            assert!(numbers(&text), "{text:?}");
        }
    }

    /// A page of five lines at a distance of 12 points, under or over one more line.
    fn page(line: Line) -> PageLines {
        let body = (0..5).map(|row| {
            Line::sample("and the birds of the sea were seen by all")
                .at(60.0, 700.0 - 12.0 * row as f32)
        });
        PageLines {
            lines: [line].into_iter().chain(body).collect(),
            bottom: 0.0,
            top: 800.0,
        }
    }

    fn text(line: &Line, top: bool, wander: bool) -> bool {
        is_text(&page(line.clone()), line, top, wander, 12.0)
    }

    #[test]
    fn a_line_that_a_page_begins_or_ends_with_is_text() {
        let sentence = Line::sample("The lower meadow was mown in June and the hay of");
        for (y, top) in [(712.0, true), (640.0, false)] {
            let line = sentence.clone().at(60.0, y);
            assert!(text(&line, top, false));
            assert!(!text(&line.clone().size(8.0), top, false));
            // rows of a table, whatever their words
            assert!(text(&Line::sample("Berlin 4 12").at(60.0, y), top, true));
            assert!(!text(&Line::sample("Berlin 4 12").at(60.0, y), top, false));
        }
    }

    #[test]
    fn the_short_end_of_such_a_sentence_is_text_too() {
        let line = Line::sample("the rocks there.").at(60.0, 712.0);
        let mut page = page(line.clone());
        assert!(!is_text(&page, &line, true, false, 12.0));
        let before = Line::sample("The birds were seen by all of us on").at(60.0, 724.0);
        page.lines.insert(0, before);
        assert!(is_text(&page, &line, true, false, 12.0));
    }

    #[test]
    fn the_number_of_a_document_under_its_head_is_text() {
        let at = |text: &str, y: f32| Line::sample(text).at(60.0, y);
        let under = |head: &str, text: &str| {
            let mut page = page(at(head, 780.0));
            let line = at(text, 740.0);
            page.lines.insert(1, line.clone());
            is_under_its_head(&page, &line)
        };
        assert!(under("IS 4471:2018", "IS 4471:2018"));
        assert!(!under("IS 4471:2018", "Second edition 2018"));
        assert!(!under("Birds of the island", "Birds of the island"));
    }

    #[test]
    fn a_line_with_space_behind_it_is_text_if_it_ends_a_sentence() {
        let at = |text: &str| Line::sample(text).at(60.0, 730.0);
        assert!(text(
            &at("and always by the same two observers."),
            true,
            false
        ));
        assert!(text(&at("in the barn."), true, false));
        assert!(!text(&at("page 3."), true, false));
        assert!(text(&at("In all we saw 12 of them on 4 days."), true, true));
        assert!(!text(
            &at("Not to be copied or given to others."),
            true,
            false
        ));
        assert!(!text(
            &at("van der Berg and the others et al."),
            true,
            false
        ));
        assert!(!text(
            &at("The birds of the sea and of the land"),
            true,
            false
        ));
    }
}
