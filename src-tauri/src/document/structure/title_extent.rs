//! How far a title reaches: the lines that are set alike and close together, and those without which its words are not
//! finished.

use std::ops::Range;

use super::authors::names_in;
use super::section_names::known;
use super::title_rubrics::is_rubric;
use super::title_words::{is_citation_line, is_date, is_unfinished, says_by};
use crate::document::explanation::TitleReason;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
use crate::document::marks::count_words;

/// Longest title, in words.
const LONGEST_TITLE: usize = 60;
/// Longest title, in characters.
const LONGEST: usize = 400;

/// The blocks of a title, and why they are.
pub(super) type Found = (Range<usize>, TitleReason);

/// The words of a group of blocks.
pub(super) fn joined(page: &[RawBlock], range: &Range<usize>) -> String {
    let blocks = page.get(range.clone()).unwrap_or_default().iter();
    let texts: Vec<&str> = blocks.map(RawBlock::rough_text).collect();
    texts.join(" ")
}

/// Whether a text has more words, or more letters, than any title.
pub(super) fn is_long(text: &str) -> bool {
    count_words(text).0 > LONGEST_TITLE || text.chars().count() > LONGEST
}

/// Whether a group of blocks is as short as a title; a longer one is text in a large font.
pub(super) fn is_short(page: &[RawBlock], range: &Range<usize>) -> bool {
    !is_long(&joined(page, range))
}

/// The range of blocks around one that are set like it and stand right above and below it, or without which its
/// words are not finished.
pub(crate) fn extent(page: &[RawBlock], index: usize) -> Range<usize> {
    let mut from = index;
    while from > 0
        && let (Some(above), Some(block)) = (page.get(from - 1), page.get(from))
        && (are_alike(above, block) || goes_on(above, block))
        && !is_rubric(above.rough_text())
        && !is_citation_line(above.rough_text())
        && !says_by(above.rough_text())
        && above.kind() != RawKind::Field
    {
        from -= 1;
    }
    let mut to = index + 1;
    while let (Some(block), Some(below)) = (page.get(to - 1), page.get(to))
        && (are_alike(block, below) || goes_on(block, below))
        && known(below.rough_text()).is_none()
        && below.kind() != RawKind::Field
        && !is_byline(block, below)
    {
        to += 1;
    }
    from..to
}

/// Whether the lower of two blocks is a line of names under a title, and not its next line.
fn is_byline(title: &RawBlock, below: &RawBlock) -> bool {
    let (names, share) = names_in(below);
    let text = below.rough_text();
    let listed = names.len() >= 2 && share >= 0.8;
    let marked = title
        .rough_text()
        .trim_end()
        .ends_with(['*', '\u{2217}', '\u{2020}']);
    (listed && !is_unfinished(title.rough_text()))
        || marked
        || is_rubric(text)
        || says_by(text)
        || is_date(text)
        || is_citation_line(text)
}

/// Whether two blocks have one size and weight and stand close together.
fn are_alike(above: &RawBlock, below: &RawBlock) -> bool {
    let size = above.size().max(below.size());
    (above.size() - below.size()).abs() < 0.04 * size
        && (above.share(|l| l.bold) > 0.5) == (below.share(|l| l.bold) > 0.5)
        && stands_under(above, below, size)
}

/// Beginnings of what a law or a plan is about, under the word that says what it is.
const ABOUT: [&str; 20] = [
    "\u{fc}ber ",
    "zur ",
    "zum ",
    "f\u{fc}r ",
    "betreffend ",
    "on ",
    "of ",
    "for ",
    "concerning ",
    "respecting ",
    "relating to ",
    "sur ",
    "relatif ",
    "relative ",
    "portant ",
    "concernant ",
    "sobre ",
    "relativa ",
    "over ",
    "voor ",
];
/// The most words of the line that says what it is.
const WORDS_OF_KIND: usize = 2;

/// Whether the lower of two large blocks continues the words of the upper one, in another size: what follows a
/// colon, or a word in small letters, or says what a statute is about.
fn goes_on(above: &RawBlock, below: &RawBlock) -> bool {
    let size = above.size().max(below.size());
    let least = above.size().min(below.size());
    let text = below.rough_text();
    let about = above.words().0 <= WORDS_OF_KIND && ABOUT.iter().any(|on| text.starts_with(on));
    let small = text.starts_with(char::is_lowercase) && least > 0.8 * size;
    let alike = (above.share(|l| l.bold) > 0.5) == (below.share(|l| l.bold) > 0.5);
    least > 0.6 * size
        && alike
        && above.rough_text().split_whitespace().count() <= 25
        && text.split_whitespace().count() <= 25
        && (is_unfinished(above.rough_text()) || small || about)
        && !text.to_lowercase().starts_with("by ")
        && stands_under(above, below, size)
}

/// Whether a block stands right under another.
fn stands_under(above: &RawBlock, below: &RawBlock, size: f32) -> bool {
    let (upper, lower) = (above.bounds(), below.bounds());
    let gap = upper.y0 - lower.y1;
    let overlap = upper.x0 < lower.x1 && lower.x0 < upper.x1;
    gap < 1.2 * size && gap > -0.6 * size && overlap
}
