//! A running head that stands on one page only and says again what stood before it in larger letters: the title of a book,
//! or the name of a chapter. No other page shows that it is a head, but it interrupts the sentence that goes on below it.

use std::collections::HashMap;

use super::title_words::key;
use crate::document::layout::{Line, PageLines};

/// A title is larger than the text, and than a head that says it again, by at least this factor.
const LARGER: f32 = 1.15;
/// A head is at most this large, as a share of the size of the text below it.
const LARGEST: f32 = 1.05;
/// The part of a page, from the top, in which its head stands.
const DEPTH: f32 = 0.14;
/// The fewest words of such a head.
const WORDS: usize = 2;
/// The most lines of a title.
const LINES: usize = 3;
/// The most lines of a page that may be titles.
const MOST_LINES: usize = 40;

/// For each page, the indices of the lines of a head that says a title again; `size` is that of the text.
pub(super) fn titles_again(pages: &[PageLines], size: f32) -> Vec<Vec<usize>> {
    let mut titles: HashMap<String, f32> = HashMap::new();
    let of_page = |page: &PageLines| {
        let found = head(page, &titles);
        remember(page, size, &mut titles);
        found.unwrap_or_default()
    };
    pages.iter().map(of_page).collect()
}

/// The row at the top of a page, with the number of the page or without it, if it says one of the titles before it and a
/// sentence goes on below it.
fn head(page: &PageLines, titles: &HashMap<String, f32>) -> Option<Vec<usize>> {
    let printed = || {
        let all = page.lines.iter().enumerate();
        all.filter(|(_, line)| line.aside.is_none())
    };
    let top = printed().map(|(_, line)| line.y).fold(f32::MIN, f32::max);
    let is_head = |line: &Line| top - line.y <= 3.0;
    let below = printed()
        .map(|(_, line)| line)
        .filter(|line| !is_head(line))
        .max_by(|a, b| a.y.total_cmp(&b.y))?;
    let row: Vec<(usize, &Line)> = printed().filter(|(_, line)| is_head(line)).collect();
    let mut words = row
        .iter()
        .map(|(_, line)| *line)
        .filter(|line| line.text.iter().any(|c| c.is_alphabetic()));
    let words = words.next().filter(|_| words.next().is_none())?;
    let text = words.string();
    let title = titles.get(&key(&text))?;
    let goes_on = below.text.first().is_some_and(|c| c.is_lowercase());
    let is_again = goes_on
        && *title >= LARGER * words.size
        && words.size <= LARGEST * below.size
        && page.top - top < DEPTH * (page.top - page.bottom)
        && text.split_whitespace().count() >= WORDS;
    is_again.then(|| row.iter().map(|(index, _)| *index).collect())
}

/// Adds what the larger lines of a page say, with the size of each.
fn remember(page: &PageLines, size: f32, titles: &mut HashMap<String, f32>) {
    let large = page.lines.iter().filter(|line| line.size > LARGER * size);
    let large: Vec<&Line> = large.take(MOST_LINES).collect();
    for (from, first) in large.iter().enumerate() {
        let mut said = String::new();
        let alike = |line: &&&Line| (line.size - first.size).abs() < 0.03 * first.size;
        for line in large.iter().skip(from).take(LINES).take_while(alike) {
            said.push_str(&key(&line.string()));
            let known = titles.entry(said.clone()).or_insert(line.size);
            *known = f32::max(*known, line.size);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines of text under a head.
    fn page(head: Option<Line>, first: &str) -> PageLines {
        let text = [first, "Birds rest on the open sea for many days"];
        let text = text
            .into_iter()
            .zip([720.0, 708.0])
            .map(|(text, y)| Line::sample(text).at(60.0, y));
        PageLines {
            lines: head.into_iter().chain(text).collect(),
            bottom: 0.0,
            top: 800.0,
        }
    }

    fn title(lines: &[&str]) -> PageLines {
        let line = |(row, text): (usize, &&str)| {
            let y = 600.0 - 24.0 * row as f32;
            Line::sample(text).size(18.0).at(60.0, y)
        };
        PageLines {
            lines: lines.iter().enumerate().map(line).collect(),
            bottom: 0.0,
            top: 800.0,
        }
    }

    fn is_taken(before: PageLines, head: Line, first: &str) -> bool {
        let found = titles_again(&[before, page(Some(head), first)], 10.0);
        found[1] == [0]
    }

    fn head(text: &str) -> Line {
        Line::sample(text).size(9.0).at(200.0, 750.0)
    }

    #[test]
    fn a_title_within_a_sentence_is_a_head() {
        let before = || title(&["The Book", "of Large Birds"]);
        let goes_on = "that came to the island rest";
        assert!(is_taken(before(), head("The Book of Large Birds"), goes_on));
        let whole = || title(&["The Book of Large Birds"]);
        assert!(is_taken(whole(), head("The Book of Large Birds"), goes_on));
        assert!(!is_taken(whole(), head("The Book of Small Birds"), goes_on));
    }

    #[test]
    fn a_name_over_a_new_sentence_or_as_large_as_before_is_a_heading() {
        let before = || title(&["Large Birds"]);
        assert!(!is_taken(
            before(),
            head("Large Birds"),
            "They rest on the sea"
        ));
        let large = Line::sample("Large Birds").size(18.0).at(60.0, 750.0);
        assert!(!is_taken(before(), large, "that came to the island"));
        let first = page(Some(head("Large Birds")), "that came to the island");
        assert_eq!(titles_again(&[first], 10.0), [Vec::<usize>::new()]);
    }
}
